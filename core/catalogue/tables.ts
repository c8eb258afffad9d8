import synonyms from './data/kafka-topic-synonyms.json' with { type: 'json' }
import type { Catalogued } from './kinds.ts'
import { kafkaNames, kafkaRecords, type KafkaComponent } from './kafka-tables.ts'
import { librdkafkaRecords } from './librdkafka.ts'
import type { History, KeyRecord } from './record.ts'
import { REGISTRY_CLIENT, REGISTRY_SERVER } from './schema-registry.ts'
import { sparkKeys } from './spark-table.ts'
import { recordsReadByStreams } from './streams-clients.ts'

/** What a topic is created with, beside its configuration. Without a value the broker decides, so there is no default here. */
const TOPIC_SHAPE: Readonly<Record<string, KeyRecord>> = {
  'topic.partitions': { type: 'int', documented: true },
  'topic.replicas': { type: 'int', documented: true },
}

const always = (text: string): History<string> => [[0, text]]

/** What a streaming query is started with (`DataStreamWriter`): append is the mode where none is said. */
const SPARK_QUERY: Readonly<Record<string, KeyRecord>> = {
  trigger: { type: 'string' },
  'trigger.once': { type: 'boolean' },
  'trigger.availableNow': { type: 'boolean' },
  'trigger.continuous': { type: 'string' },
  'trigger.realTime': { type: 'string' },
  outputMode: { type: 'string', default: always('append') },
  checkpointLocation: { type: 'string' },
  queryName: { type: 'string' },
  'spark.master': { type: 'string' },
}

/** Source options that rules read (structured-streaming-kafka-integration; `FileStreamOptions`). */
const SPARK_SOURCE: Readonly<Record<string, KeyRecord>> = {
  'source.maxOffsetsPerTrigger': { type: 'long' },
  'source.minOffsetsPerTrigger': { type: 'long' },
  'source.maxFilesPerTrigger': { type: 'int' },
  'source.maxBytesPerTrigger': { type: 'string' },
  'source.startingOffsets': { type: 'string', default: always('latest') },
  'source.startingTimestamp': { type: 'string' },
  'source.startingOffsetsByTimestamp': { type: 'string' },
  'source.failOnDataLoss': { type: 'string', default: always('true') },
  'source.subscribe': { type: 'string' },
}

const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

const mapOf = (...tables: readonly Readonly<Record<string, KeyRecord>>[]): Map<string, KeyRecord> => new Map(tables.flatMap((t) => Object.entries(t)))
const withRegistry = (records: Readonly<Record<string, KeyRecord>>): Map<string, KeyRecord> => new Map([...mapOf(records), ...REGISTRY_CLIENT])
function common(): Map<string, KeyRecord> {
  const ofProducer = new Set(kafkaNames('producer'))
  return new Map([...tables.consumer()].filter(([key]) => ofProducer.has(key)))
}

/** All records of a kind or component, built when first asked for. */
export const tables: Readonly<Record<Catalogued, () => ReadonlyMap<string, KeyRecord>>> = {
  consumer: lazily(() => withRegistry(kafkaRecords('consumer'))),
  producer: lazily(() => withRegistry(kafkaRecords('producer'))),
  client: lazily(common),
  topic: lazily(() => mapOf(kafkaRecords('topic'), TOPIC_SHAPE)),
  ...plain('broker', 'share-consumer', 'admin', 'group', 'client-metrics', 'client-quota', 'ip-quota'),
  ...plain('connect-distributed', 'connect-standalone', 'source-connector', 'sink-connector'),
  ...plain('mirror-maker', 'mirror-source', 'mirror-checkpoint', 'mirror-heartbeat'),
  streams: lazily(() =>
    mapOf(
      recordsReadByStreams((kind, key) => tables[kind]().get(key)),
      kafkaRecords('streams'),
    ),
  ),
  'schema-registry': () => REGISTRY_SERVER,
  'spark-session': lazily(sparkKeys),
  'spark-query': lazily(() => mapOf(SPARK_QUERY)),
  'spark-source': lazily(() => mapOf(SPARK_SOURCE)),
  'librdkafka-consumer': lazily(() => librdkafkaRecords('librdkafka-consumer')),
  'librdkafka-producer': lazily(() => librdkafkaRecords('librdkafka-producer')),
  'librdkafka-client': lazily(() => librdkafkaRecords('librdkafka-client')),
}

/** Components that have what their ConfigDef has and nothing else. */
function plain<C extends KafkaComponent>(...components: readonly C[]): Record<C, () => ReadonlyMap<string, KeyRecord>> {
  const made = components.map((component) => [component, lazily(() => mapOf(kafkaRecords(component)))])
  return Object.fromEntries(made) as Record<C, () => ReadonlyMap<string, KeyRecord>>
}

/** For a topic key: the broker keys that say the same for all topics, strongest first, with the factor from the broker's unit to the topic's. */
export const topicSynonyms = (): Readonly<Record<string, readonly (readonly [broker: string, factor: number])[]>> =>
  synonyms.synonyms as unknown as Readonly<Record<string, readonly (readonly [string, number])[]>>
