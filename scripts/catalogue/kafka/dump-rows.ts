/** A validator as `Validators.java` lays it open: its class, and its plain fields as texts, lists and validators. */
export interface RawValidator {
  readonly class: string
  readonly [field: string]: RawValue | undefined
}
export type RawValue = string | RawValidator | null | readonly RawValue[]

export interface KeyRow {
  readonly component: string
  readonly key: string
  readonly type: string
  readonly required: boolean
  readonly default: string | null
  readonly validator: RawValidator | null
  readonly importance: string
  readonly internal: boolean
  readonly documentation: string | null
  /** Of broker keys only: how it may be changed while the broker runs; null: not at all. */
  readonly update?: string | null
}

interface ComponentRow {
  readonly component: string
  /** The file that defines it. */
  readonly jar: string
}

export type BrokerKey = readonly [key: string, factor: number]

interface SynonymRow {
  readonly topicKey: string
  readonly brokerKeys: readonly BrokerKey[]
}

/** Keys that are refused under a protocol, found by asking. */
interface RefusedRow {
  readonly refusedUnder: string
  readonly keys: readonly string[]
}

/** What becomes of a user's own value: it comes through, none does, or the framework does not start with any. */
export type Fate = 'kept' | 'overwritten' | 'refused'

/** What a framework gives to one of its clients. */
export interface PutRow {
  readonly framework: string
  readonly mode: string
  readonly client: string
  readonly key: string
  readonly value: string | null
  /** By the prefix with which the user sets it. */
  readonly user: Readonly<Record<string, Fate>>
}

type Row = PutRow | ComponentRow | KeyRow | SynonymRow | RefusedRow

export interface ReleaseDump {
  /** Component → key → row. */
  readonly components: ReadonlyMap<string, ReadonlyMap<string, KeyRow>>
  /** Component → artifact of the jar. */
  readonly jars: ReadonlyMap<string, string>
  readonly synonyms: ReadonlyMap<string, readonly BrokerKey[]>
  /** Protocol → keys. */
  readonly refused: ReadonlyMap<string, readonly string[]>
  readonly puts: readonly PutRow[]
}

export function parseDump(text: string): ReleaseDump {
  const components = new Map<string, Map<string, KeyRow>>()
  const jars = new Map<string, string>()
  const synonyms = new Map<string, readonly BrokerKey[]>()
  const refused = new Map<string, readonly string[]>()
  const puts: PutRow[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    const row = JSON.parse(line) as Row
    if ('topicKey' in row) synonyms.set(row.topicKey, row.brokerKeys)
    else if ('refusedUnder' in row) refused.set(row.refusedUnder, row.keys)
    else if ('framework' in row) puts.push(row)
    else if ('jar' in row) jars.set(row.component, artifactOf(row.jar))
    else keysOf(components, row.component).set(row.key, row)
  }
  withoutRefused(components.get('share-consumer'), refused.get('share'))
  return { components, jars, synonyms, refused, puts }
}

function keysOf(components: Map<string, Map<string, KeyRow>>, component: string): Map<string, KeyRow> {
  const keys = components.get(component) ?? new Map<string, KeyRow>()
  components.set(component, keys)
  return keys
}

/** A share consumer has the consumer's definition, but for what it refuses. */
function withoutRefused(keys: Map<string, KeyRow> | undefined, refused: readonly string[] = []): void {
  for (const key of refused) keys?.delete(key)
}

/** `kafka-clients-3.9.2.jar` → `kafka-clients`. */
const artifactOf = (jar: string): string => jar.replace(/-\d[\d.]*\.jar$/, '')
