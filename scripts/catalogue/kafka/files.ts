import type { BrokerKey, ReleaseDump } from './dump-rows.ts'
import { keyTypes } from './key-types.ts'
import { mergeDumps, type KeyRecord } from './merge.ts'
import { lastPatches } from './releases.ts'

export const fullComponents = ['consumer', 'producer', 'topic'] as const

const generated = 'by scripts/catalogue/kafka/generate.ts; do not edit'
const source = 'the ConfigDefs of the released jars of org.apache.kafka'

export interface KafkaCatalogue {
  readonly generated: string
  readonly source: string
  readonly releases: readonly string[]
  readonly keys: Readonly<Record<string, KeyRecord>>
}

/** Every generated file, by its path below `core/catalogue/`. The dumps come in the order of versions, the newest last. */
export function catalogueFiles(dumps: ReadonlyMap<string, ReleaseDump>): Map<string, string> {
  const files = new Map<string, string>()
  const catalogues = new Map(fullComponents.map((component) => [component, catalogueOf(component, dumps)]))
  for (const [component, catalogue] of catalogues) files.set(`data/kafka-${component}.json`, print(catalogue, 'keys'))
  files.set('data/kafka-names.json', print({ generated, source, components: namesOf(dumps) }, 'components'))
  files.set('data/kafka-topic-synonyms.json', print({ generated, source, synonyms: synonymsOf(dumps) }, 'synonyms'))
  files.set('keys.ts', keyTypes(catalogues))
  return files
}

function catalogueOf(component: string, dumps: ReadonlyMap<string, ReleaseDump>): KafkaCatalogue {
  const releases = [...dumps.keys()]
  const rows = [...dumps.values()].map((dump) => dump.components.get(component) ?? new Map())
  return { generated, source, releases, keys: mergeDumps(releases, rows) }
}

/** What any of the last patches knows, by component. */
function namesOf(dumps: ReadonlyMap<string, ReleaseDump>): Record<string, string[]> {
  const names = new Map<string, Set<string>>()
  for (const release of lastPatches) {
    for (const [component, keys] of dumps.get(release)?.components ?? []) {
      if (fullComponents.some((full) => full === component)) continue
      const known = names.get(component) ?? new Set()
      names.set(component, known)
      for (const key of keys.keys()) known.add(key)
    }
  }
  return sortedObject([...names].map(([component, keys]) => [component, [...keys].sort()]))
}

/** As the newest release that has the topic key says it: three keys went in 4.0 and took their row along. */
function synonymsOf(dumps: ReadonlyMap<string, ReleaseDump>): Record<string, readonly BrokerKey[]> {
  return sortedObject([...new Map([...dumps.values()].flatMap((dump) => [...dump.synonyms]))])
}

function sortedObject<T>(entries: [string, T][]): Record<string, T> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** JSON with a line for each property, and in the property `opened` a line for each entry: a diff shows what changed. */
function print(content: object, opened: string): string {
  const lines = Object.entries(content).map(([name, value]: [string, unknown]) =>
    name === opened ? `  "${name}": ${printEntries(value)}` : `  "${name}": ${JSON.stringify(value)}`,
  )
  return `{\n${lines.join(',\n')}\n}\n`
}

function printEntries(value: unknown): string {
  const lines = Object.entries(value as object).map(([key, entry]) => `    ${JSON.stringify(key)}: ${printEntry(entry)}`)
  return `{\n${lines.join(',\n')}\n  }`
}

/** A list of names takes a line a name. */
function printEntry(entry: unknown): string {
  if (!isNames(entry)) return JSON.stringify(entry)
  return `[\n${entry.map((name) => `      ${JSON.stringify(name)}`).join(',\n')}\n    ]`
}

function isNames(entry: unknown): entry is readonly string[] {
  return Array.isArray(entry) && entry.every((name) => typeof name === 'string')
}
