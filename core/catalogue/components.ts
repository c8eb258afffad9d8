import type { Version } from '../text/version.ts'
import type { Catalogued, Kind } from './kinds.ts'
import { kafkaNames, type KafkaComponent } from './kafka-tables.ts'
import { isLibrdkafka, librdkafkaRole } from './librdkafka.ts'
import { knows } from './lookup.ts'
import { sparkOpenPrefixes } from './spark-table.ts'
import { tables, topicSynonyms } from './tables.ts'

/**
 * The components that a key found elsewhere probably belongs to, the likeliest first, and what a person calls each.
 * MirrorMaker, quotas and client metrics are not among them: their keys are other components' too, or everyday words (`clusters`, `match`).
 */
const TITLES: Readonly<Partial<Record<KafkaComponent, string>>> = {
  consumer: 'the consumer',
  producer: 'the producer',
  topic: 'a topic',
  admin: 'the admin client',
  broker: 'the broker',
  'connect-distributed': 'a Connect worker',
  'connect-standalone': 'a Connect worker',
  group: 'a group',
  'sink-connector': 'a sink connector',
  'source-connector': 'a source connector',
  streams: 'Kafka Streams',
}
const OWNERS = Object.keys(TITLES) as readonly KafkaComponent[]

/** Kinds whose keys are those of several components: one that no role is shown for may be any client's; MirrorMaker hands on what its connectors and the worker beneath them read. */
const MADE_OF: Readonly<Partial<Record<Kind, readonly Catalogued[]>>> = {
  client: ['consumer', 'producer'],
  'librdkafka-client': ['librdkafka-consumer', 'librdkafka-producer'],
  'mirror-maker': ['mirror-maker', 'mirror-source', 'mirror-checkpoint', 'mirror-heartbeat', 'connect-distributed'],
}
const own = (kind: Kind): readonly Catalogued[] => MADE_OF[kind] ?? [kind]

const ownKeys = new Map<Kind, ReadonlySet<string>>()

/** All keys that the component knows in some release. */
export function keysOf(kind: Kind): ReadonlySet<string> {
  let keys = ownKeys.get(kind)
  if (!keys) {
    keys = new Set([...own(kind).flatMap((k) => [...tables[k]().keys()]), ...(kind === 'client' ? kafkaNames('admin') : [])])
    ownKeys.set(kind, keys)
  }
  return keys
}

export const isOwnKey = (kind: Kind, key: string): boolean => keysOf(kind).has(key)

let owners: Map<string, KafkaComponent[]> | undefined

/** The first three have keys beside those of their ConfigDef. */
const ownedBy = (component: KafkaComponent): Iterable<string> =>
  component === 'consumer' || component === 'producer' || component === 'topic' ? tables[component]().keys() : kafkaNames(component)

/** Which components know each key, the likeliest first; worked out once. */
function ownersByKey(): Map<string, KafkaComponent[]> {
  if (owners) return owners
  owners = new Map()
  for (const component of OWNERS) for (const key of ownedBy(component)) owners.set(key, [...(owners.get(key) ?? []), component])
  return owners
}

/** The other components that know the key, as a person calls them. */
export function ownersOf(kind: Kind, key: string): string[] {
  if (isLibrdkafka(kind)) return isOwnKey(kind, key) ? [] : [librdkafkaRole(key)].flatMap((role) => (role ? [`the ${role}`] : []))
  const found = ownersByKey()
    .get(key)
    ?.filter((component) => !own(kind).some((k) => k === component))
  return found ? [...new Set(found.map((component) => TITLES[component] ?? component))] : []
}

/** Keys that may be proposed for a misspelt one, hidden ones left out: those of one release, or of any. */
export function* offeredKeys(kind: Kind, v: Version | undefined): Generator<string> {
  for (const k of own(kind)) for (const [key, record] of tables[k]()) if (!record.internal && (v === undefined || knows(k, key, v))) yield key
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
