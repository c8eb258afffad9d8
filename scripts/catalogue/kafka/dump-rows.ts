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
}

export type BrokerKey = readonly [key: string, factor: number]

interface SynonymRow {
  readonly topicKey: string
  readonly brokerKeys: readonly BrokerKey[]
}

export interface ReleaseDump {
  /** Component → key → row. */
  readonly components: ReadonlyMap<string, ReadonlyMap<string, KeyRow>>
  readonly synonyms: ReadonlyMap<string, readonly BrokerKey[]>
}

export function parseDump(text: string): ReleaseDump {
  const components = new Map<string, Map<string, KeyRow>>()
  const synonyms = new Map<string, readonly BrokerKey[]>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const row = JSON.parse(line) as KeyRow | SynonymRow
    if ('topicKey' in row) synonyms.set(row.topicKey, row.brokerKeys)
    else keysOf(components, row.component).set(row.key, row)
  }
  return { components, synonyms }
}

function keysOf(components: Map<string, Map<string, KeyRow>>, component: string): Map<string, KeyRow> {
  const keys = components.get(component) ?? new Map<string, KeyRow>()
  components.set(component, keys)
  return keys
}
