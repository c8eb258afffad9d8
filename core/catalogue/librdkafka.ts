import table from './data/librdkafka.json' with { type: 'json' }
import { numbered, type KeyRecord, type Rows, type Valid } from './record.ts'

/** Who a component of librdkafka is. A `client` shows no role: it has only what both have. */
export type LibrdkafkaKind = 'librdkafka-consumer' | 'librdkafka-producer' | 'librdkafka-client'
export const isLibrdkafka = (kind: string): kind is LibrdkafkaKind => kind.startsWith('librdkafka-')

type Role = 'consumer' | 'producer'
type Histories = 'default' | 'valid' | 'known' | 'deprecated'
type WrittenRecord = Omit<KeyRecord, Histories> & {
  readonly role?: Role
  readonly aliases?: readonly string[]
  readonly default?: Rows<string | null>
  readonly valid?: Rows<Valid | null>
  readonly known?: Rows<boolean>
  readonly deprecated?: Rows<boolean>
}
/** The generated file as it is, parsed when it is first asked for; its cast stands here and nowhere else. */
const written = (): Readonly<Record<string, WrittenRecord>> => table.keys as unknown as Readonly<Record<string, WrittenRecord>>

export const librdkafkaReleases = (): readonly string[] => table.releases

function recordFrom({ type, unit, importance, internal, default: text, valid, known, deprecated }: WrittenRecord): KeyRecord {
  return {
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(importance === undefined ? {} : { importance }),
    ...(internal ? { internal } : {}),
    ...(text ? { default: numbered(text) } : {}),
    ...(valid ? { valid: numbered(valid) } : {}),
    ...(known ? { known: numbered(known) } : {}),
    ...(deprecated ? { deprecated: numbered(deprecated) } : {}),
  }
}

const fits = (kind: LibrdkafkaKind, role: Role | undefined): boolean => role === undefined || kind === `librdkafka-${role}`

/** The records of a kind: what both roles have, and its own. */
export function librdkafkaRecords(kind: LibrdkafkaKind): Map<string, KeyRecord> {
  const own = Object.entries(written()).filter(([, { role }]) => fits(kind, role))
  return new Map(own.map(([key, record]) => [key, recordFrom(record)]))
}

/** Whose key it is where only one role has it. */
export const librdkafkaRole = (key: string): Role | undefined => (Object.hasOwn(written(), key) ? written()[key]?.role : undefined)

let names: ReadonlyMap<string, string> | undefined

/** The key that one of the library's names stands for (`request.required.acks` is `acks`); any other text is itself. */
export function librdkafkaKey(name: string): string {
  names ??= new Map(Object.entries(written()).flatMap(([key, { aliases }]) => (aliases ?? []).map((alias): [string, string] => [alias, key])))
  return names.get(name) ?? name
}
