import consumer from './data/kafka-consumer.json' with { type: 'json' }
import names from './data/kafka-names.json' with { type: 'json' }
import producer from './data/kafka-producer.json' with { type: 'json' }
import synonyms from './data/kafka-topic-synonyms.json' with { type: 'json' }
import topic from './data/kafka-topic.json' with { type: 'json' }
import spark from './data/spark.json' with { type: 'json' }
import type { Kind } from './kinds.ts'
import { librdkafkaRecords } from './librdkafka.ts'
import { version } from '../text/version.ts'
import type { History, KeyRecord, Valid, ValueType } from './record.ts'

/** The generated files as they are; every cast of generated data stands here and nowhere else. */
type Rows<T> = readonly (readonly [release: string, value: T])[]
type Histories = 'default' | 'required' | 'valid' | 'known'
type WrittenRecord = Omit<KeyRecord, Histories> & {
  readonly default?: Rows<string | null>
  readonly required?: Rows<boolean>
  readonly valid?: Rows<Valid | null>
  readonly known?: Rows<boolean>
}
interface KafkaTable {
  readonly releases: readonly string[]
  readonly keys: Readonly<Record<string, WrittenRecord>>
}
interface SparkRecord {
  readonly type: ValueType
  readonly default?: string
  readonly unit?: string
  readonly internal?: boolean
  readonly static?: boolean
  readonly fallback?: string
  readonly alternatives?: readonly string[]
  readonly in?: readonly string[]
  readonly anyCase?: boolean
}
interface SparkTable {
  readonly keys: Readonly<Record<string, SparkRecord>>
  /** Keys of earlier releases that Spark still knows by name, to warn or to refuse. */
  readonly retired: Readonly<Record<string, unknown>>
  readonly openPrefixes: readonly string[]
}

const kafka = { consumer, producer, topic } as unknown as Readonly<Record<'consumer' | 'producer' | 'topic', KafkaTable>>
const sparkTable = spark as unknown as SparkTable

/** What a topic is created with, beside its configuration. Without a value the broker decides, so there is no default here. */
const TOPIC_SHAPE: Readonly<Record<string, KeyRecord>> = {
  'topic.partitions': { type: 'int' },
  'topic.replicas': { type: 'int' },
}

const always = (text: string): History<string> => [[0, text]]

/** Schema registry serializers, from their documentation (`AbstractKafkaSchemaSerDeConfig`): no ConfigDef of Kafka has them. */
const REGISTRY: Readonly<Record<string, KeyRecord>> = {
  'auto.register.schemas': { type: 'boolean', default: always('true') },
  'use.latest.version': { type: 'boolean', default: always('false') },
  'schema.registry.url': { type: 'list' },
}

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

const fromSpark = ({ default: text, internal, unit, fallback, type, in: words, anyCase }: SparkRecord): KeyRecord => ({
  type,
  ...(words ? { valid: [[0, { in: words, ...(anyCase ? { anyCase } : {}) }]] } : {}),
  ...(text === undefined ? {} : { default: always(text) }),
  ...(internal ? { internal } : {}),
  ...(unit === undefined ? {} : { unit }),
  ...(fallback === undefined ? {} : { fallback }),
})

function sparkKeys(): Map<string, KeyRecord> {
  const keys = new Map<string, KeyRecord>()
  for (const [key, record] of Object.entries(sparkTable.keys)) {
    keys.set(key, fromSpark(record))
    for (const old of record.alternatives ?? []) if (!keys.has(old)) keys.set(old, fromSpark({ ...record, internal: true }))
  }
  for (const key of Object.keys(sparkTable.retired)) if (!keys.has(key)) keys.set(key, { type: 'string', internal: true })
  return keys
}

const mapOf = (...tables: readonly Readonly<Record<string, KeyRecord>>[]): Map<string, KeyRecord> => new Map(tables.flatMap((t) => Object.entries(t)))
const common = (): Map<string, KeyRecord> => new Map([...tables.consumer()].filter(([key]) => key in kafka.producer.keys))

/** Releases become numbers once, so that a look-up compares and does not parse. */
const numbered = <T>(rows: Rows<T>): History<T> => rows.map(([release, value]) => [version(release), value])
const fromKafka = ({ keys }: KafkaTable): Record<string, KeyRecord> => Object.fromEntries(Object.entries(keys).map(([key, record]) => [key, recordFrom(record)]))

function recordFrom({ default: text, required, valid, known, ...rest }: WrittenRecord): KeyRecord {
  return {
    ...rest,
    ...(text ? { default: numbered(text) } : {}),
    ...(required ? { required: numbered(required) } : {}),
    ...(valid ? { valid: numbered(valid) } : {}),
    ...(known ? { known: numbered(known) } : {}),
  }
}

/** All records of a kind, built when first asked for. */
export const tables: Readonly<Record<Kind, () => ReadonlyMap<string, KeyRecord>>> = {
  consumer: lazily(() => mapOf(fromKafka(kafka.consumer), REGISTRY)),
  producer: lazily(() => mapOf(fromKafka(kafka.producer), REGISTRY)),
  client: lazily(common),
  topic: lazily(() => mapOf(fromKafka(kafka.topic), TOPIC_SHAPE)),
  'spark-session': lazily(sparkKeys),
  'spark-query': lazily(() => mapOf(SPARK_QUERY)),
  'spark-source': lazily(() => mapOf(SPARK_SOURCE)),
  'librdkafka-consumer': lazily(() => librdkafkaRecords('librdkafka-consumer')),
  'librdkafka-producer': lazily(() => librdkafkaRecords('librdkafka-producer')),
  'librdkafka-client': lazily(() => librdkafkaRecords('librdkafka-client')),
}

export const kafkaReleases = (): readonly string[] => kafka.consumer.releases

/** Every key that a component knows which has no dialect yet, by the component's name. */
export const otherNames: () => ReadonlyMap<string, ReadonlySet<string>> = lazily(
  () => new Map(Object.entries(names.components as Readonly<Record<string, readonly string[]>>).map(([component, keys]) => [component, new Set(keys)])),
)

/** Families of `spark.*` keys that Spark or its parts read although no registry lists them. */
export const sparkOpenPrefixes = (): readonly string[] => sparkTable.openPrefixes

/** For a topic key: the broker keys that say the same for all topics, strongest first, with the factor from the broker's unit to the topic's. */
export const topicSynonyms = (): Readonly<Record<string, readonly (readonly [broker: string, factor: number])[]>> =>
  synonyms.synonyms as unknown as Readonly<Record<string, readonly (readonly [string, number])[]>>
