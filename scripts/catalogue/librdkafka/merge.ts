import { historyOf, type History } from '../kafka/history.ts'
import type { Dump, PropertyRow } from './dump-rows.ts'

interface Valid {
  readonly min?: number
  readonly max?: number
  readonly in?: readonly string[]
  readonly anyCase?: true
}

/** One key of librdkafka over all releases. What is usual is left out. */
export interface LibrdkafkaRecord {
  readonly type: 'boolean' | 'int' | 'double' | 'string' | 'list'
  readonly unit?: 'ms' | 'bytes'
  readonly importance: string
  readonly scope?: 'topic'
  readonly role?: 'consumer' | 'producer'
  /** The library's other names for it. */
  readonly aliases?: readonly string[]
  /** Set through functions only; no file can say it. */
  readonly internal?: true
  readonly known?: History<boolean>
  readonly deprecated?: History<boolean>
  readonly default: History<string | null>
  readonly valid?: History<Valid | null>
}

/** `isKafkas`: whether Kafka's own clients have the name. Of a key and its aliases that one is taken as the key's name, so that rules about Kafka find it. */
export function mergeDumps(dumps: readonly Dump[], isKafkas: (name: string) => boolean): Record<string, LibrdkafkaRecord> {
  const releases = dumps.map((d) => d.release)
  const tables = dumps.map(({ rows }) => byName(rows))
  const names = new Set(tables.flatMap((t) => [...t.keys()]))
  const records = new Map<string, LibrdkafkaRecord>()
  for (const own of names) {
    const rows = tables.map((t) => t.get(own))
    if (rows.some((row) => row?.aliasOf !== undefined)) continue
    const aliases = [...names].filter((name) => tables.some((t) => t.get(name)?.aliasOf === own))
    const all = [own, ...aliases]
    const name = all.find(isKafkas) ?? own
    const others = all.filter((other) => other !== name).sort()
    records.set(name, recordOf(releases, rows, others))
  }
  return Object.fromEntries([...records].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A name that stands in both tables is a setting of the client: `rd_kafka_conf_set` looks there first. */
function byName(rows: readonly PropertyRow[]): Map<string, PropertyRow> {
  const found = new Map<string, PropertyRow>()
  for (const row of rows) if (!found.has(row.name)) found.set(row.name, row)
  return found
}

function recordOf(releases: readonly string[], rows: readonly (PropertyRow | undefined)[], aliases: readonly string[]): LibrdkafkaRecord {
  const newest = rows.findLast((row) => row !== undefined)
  if (!newest) throw new Error('A key that no release knows: take the keys from the dumps.')
  const over = <T>(read: (row: PropertyRow) => T): History<T> =>
    historyOf(
      releases,
      rows.map((row) => row && read(row)),
    )
  const known = historyOf(
    releases,
    rows.map((row) => row !== undefined),
  )
  const deprecated = over((row) => row.deprecated)
  const valid = over(validOf)
  const unit = unitOf(newest)
  return {
    type: typeOf(newest),
    ...(unit === undefined ? {} : { unit }),
    importance: newest.importance,
    ...(newest.scope === 'topic' ? { scope: 'topic' } : {}),
    ...(newest.role === 'both' ? {} : { role: newest.role }),
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(newest.type === 'see dedicated API' ? { internal: true } : {}),
    ...(rows.includes(undefined) ? { known: known[0]?.[1] === false ? known.slice(1) : known } : {}),
    ...(deprecated.some(([, is]) => is) ? { deprecated: deprecated[0]?.[1] === false ? deprecated.slice(1) : deprecated } : {}),
    default: over((row) => (row.default === '' ? null : row.default)),
    ...(valid.some(([, rule]) => rule) ? { valid } : {}),
  }
}

/** `acks` counts, or says `all`: rules see the word, as they do of Kafka's own producer. */
const isWord = ({ name }: PropertyRow): boolean => name === 'request.required.acks'

const TYPES: Readonly<Record<string, LibrdkafkaRecord['type']>> = {
  boolean: 'boolean',
  integer: 'int',
  float: 'double',
  string: 'string',
  'enum value': 'string',
  'CSV flags': 'list',
  'pattern list': 'list',
  'see dedicated API': 'string',
}

/** Strings of which the documentation says that they are cut at commas. */
const LISTS = new Set(['metadata.broker.list', 'partition.assignment.strategy'])

function typeOf(row: PropertyRow): LibrdkafkaRecord['type'] {
  if (isWord(row)) return 'string'
  const type = LISTS.has(row.name) ? 'list' : TYPES[row.type]
  if (type === undefined) throw new Error(`Type ${row.type} is new: say in merge.ts what a rule sees.`)
  return type
}

function unitOf({ name, type }: PropertyRow): 'ms' | 'bytes' | undefined {
  if (type !== 'integer' && type !== 'float') return undefined
  if (name.endsWith('.ms')) return 'ms'
  return name.endsWith('.bytes') || name === 'batch.size' ? 'bytes' : undefined
}

function validOf(row: PropertyRow): Valid | null {
  const bounds = /^(-?\d+) \.\. (-?\d+)$/.exec(row.range)
  if (bounds) return { min: Number(bounds[1]), max: Number(bounds[2]), ...(isWord(row) ? { in: ['all'], anyCase: true } : {}) }
  if (row.words) return { in: row.words }
  return row.range !== '' && (row.type === 'enum value' || row.type === 'CSV flags') ? { in: row.range.split(/,\s*/), anyCase: true } : null
}
