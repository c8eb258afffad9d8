import { components, releasesOf, type Component } from './components.ts'
import type { BrokerKey, KeyRow, ReleaseDump } from './dump-rows.ts'
import { historyOf, tell, type Told } from './history.ts'
import { frameworkPuts, refusedUnder } from './frameworks.ts'
import { keyTypes } from './key-types.ts'
import { mergeDumps, type KeyRecord } from './merge.ts'
import { print } from './print.ts'
import { releases as allReleases } from './releases.ts'
import { share, unshare, type Entries, type SharedRecords } from './sharing.ts'

const head = { generated: 'by scripts/catalogue/kafka/generate.ts; do not edit', source: 'the ConfigDefs of the released jars of org.apache.kafka' }

/** The file of one component. */
export interface KafkaCatalogue {
  /** The artifact whose jar defines it. */
  readonly jar: Told<string>
  /** Releases that could not be asked, since an artifact is not served. */
  readonly unserved?: readonly string[]
  readonly keys: Entries
}

/** A component's records with the shared ones put back in. */
export type Records = Readonly<Record<string, KeyRecord>>

/** Every generated file, by its path below `core/catalogue/`. The dumps come in the order of versions, the newest last. */
export function catalogueFiles(dumps: ReadonlyMap<string, ReleaseDump>): Map<string, string> {
  const records = new Map(components.map((component) => [component, recordsOf(component, dumps)]))
  const { shared, entries } = share(records)
  const files = new Map<string, string>()
  for (const component of components) {
    files.set(`data/kafka-${component}.json`, print({ ...head, ...originOf(component, dumps), keys: entries.get(component) ?? {} }, 'keys'))
  }
  files.set('data/kafka-shared.json', print({ ...head, records: shared }, 'records'))
  files.set('data/kafka-releases.json', print({ ...head, releases: [...dumps.keys()] }, 'releases'))
  files.set('data/kafka-frameworks.json', print({ ...head, refusedUnder: refusedUnder(dumps), puts: frameworkPuts(dumps) }, 'puts'))
  files.set('data/kafka-topic-synonyms.json', print({ ...head, synonyms: synonymsOf(dumps) }, 'synonyms'))
  files.set('keys.ts', keyTypes(records))
  return files
}

/** What is committed, read back: component → its records. `read` takes a path below `core/catalogue/`. */
export function readCatalogues(read: (path: string) => string): ReadonlyMap<Component, Records> {
  const { records } = JSON.parse(read('data/kafka-shared.json')) as { records: SharedRecords }
  return new Map(components.map((component) => [component, unshare((JSON.parse(read(`data/kafka-${component}.json`)) as KafkaCatalogue).keys, records)]))
}

const asked = (component: Component, dumps: ReadonlyMap<string, ReleaseDump>): string[] => releasesOf(component).filter((release) => dumps.has(release))

function recordsOf(component: Component, dumps: ReadonlyMap<string, ReleaseDump>): Records {
  const releases = asked(component, dumps)
  return mergeDumps(
    releases,
    releases.map((release) => dumps.get(release)?.components.get(component) ?? new Map<string, KeyRow>()),
  )
}

function originOf(component: Component, dumps: ReadonlyMap<string, ReleaseDump>): object {
  const releases = asked(component, dumps)
  const unserved = allReleases.filter((release) => dumps.has(release) && !releases.includes(release))
  const jars = releases.map((release) => dumps.get(release)?.jars.get(component))
  const history = historyOf(releases, jars)
  // A component that came later has a row for that, even if its jar never changed.
  return { jar: jars[0] === undefined ? history : tell(history), ...(unserved.length > 0 && { unserved }) }
}

/** As the newest release that has the topic key says it: three keys went in 4.0 and took their row along. */
function synonymsOf(dumps: ReadonlyMap<string, ReleaseDump>): Record<string, readonly BrokerKey[]> {
  const newest = new Map([...dumps.values()].flatMap((dump) => [...dump.synonyms]))
  return Object.fromEntries([...newest].sort(([a], [b]) => (a < b ? -1 : 1)))
}
