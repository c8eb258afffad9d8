import type { Version } from '../text/version.ts'
import type { Kind } from './kinds.ts'
import { isLibrdkafka, librdkafkaRole } from './librdkafka.ts'
import { knows } from './lookup.ts'
import { otherNames, sparkOpenPrefixes, tables, topicSynonyms } from './tables.ts'

/** What a person calls each component whose keys the catalogue knows. */
const TITLES: Readonly<Record<string, string>> = {
  consumer: 'the consumer',
  producer: 'the producer',
  topic: 'a topic',
  broker: 'the broker',
  admin: 'the admin client',
  streams: 'Kafka Streams',
  'connect-distributed': 'a Connect worker',
  'connect-standalone': 'a Connect worker',
  'source-connector': 'a source connector',
  'sink-connector': 'a sink connector',
  group: 'a group',
}

/** Which kinds stand for a component: keys that no role is shown for may be any client's. */
const OWN: Readonly<Record<Kind, readonly Kind[]>> = {
  consumer: ['consumer'],
  producer: ['producer'],
  client: ['consumer', 'producer'],
  topic: ['topic'],
  'spark-session': ['spark-session'],
  'spark-query': ['spark-query'],
  'spark-source': ['spark-source'],
  'librdkafka-consumer': ['librdkafka-consumer'],
  'librdkafka-producer': ['librdkafka-producer'],
  'librdkafka-client': ['librdkafka-consumer', 'librdkafka-producer'],
}

const ownKeys = new Map<Kind, ReadonlySet<string>>()

/** All keys that the component knows in some release. */
export function keysOf(kind: Kind): ReadonlySet<string> {
  let keys = ownKeys.get(kind)
  if (!keys) {
    keys = new Set([...OWN[kind].flatMap((k) => [...tables[k]().keys()]), ...(kind === 'client' ? (otherNames().get('admin') ?? []) : [])])
    ownKeys.set(kind, keys)
  }
  return keys
}

export const isOwnKey = (kind: Kind, key: string): boolean => keysOf(kind).has(key)

let owners: Map<string, string[]> | undefined

/** Which components know each key, the likeliest first; worked out once. */
function ownersByKey(): Map<string, string[]> {
  if (owners) return owners
  owners = new Map()
  const lists: [string, Iterable<string>][] = [...(['consumer', 'producer', 'topic'] as const).map((k): [string, Iterable<string>] => [k, tables[k]().keys()]), ...otherNames()]
  for (const [component, keys] of lists) for (const key of keys) owners.set(key, [...(owners.get(key) ?? []), component])
  return owners
}

/** The other components that know the key, as a person calls them. */
export function ownersOf(kind: Kind, key: string): string[] {
  if (isLibrdkafka(kind)) return isOwnKey(kind, key) ? [] : [librdkafkaRole(key)].flatMap((role) => (role ? [`the ${role}`] : []))
  const found = ownersByKey()
    .get(key)
    ?.filter((component) => !OWN[kind].some((own) => own === component))
  return found ? [...new Set(found.map((component) => TITLES[component] ?? component))] : []
}

/** Keys that may be proposed for a misspelt one, hidden ones left out: those of one release, or of any. */
export function* offeredKeys(kind: Kind, v: Version | undefined): Generator<string> {
  for (const k of OWN[kind]) for (const [key, record] of tables[k]()) if (!record.internal && (v === undefined || knows(k, key, v))) yield key
}

/** The topic key that says for one topic what a broker key says for all, with the factor from the broker's unit to the topic's. */
export function topicKeyFor(brokerKey: string): { readonly key: string; readonly factor: number } | undefined {
  for (const [key, synonyms] of Object.entries(topicSynonyms())) {
    const found = synonyms.find(([name]) => name === brokerKey && name !== key)
    if (found) return { key, factor: found[1] }
  }
  return undefined
}

export const isOpenFamily = (key: string): boolean => sparkOpenPrefixes().some((p) => key.startsWith(p))
