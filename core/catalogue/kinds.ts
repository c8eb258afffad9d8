import type { KafkaComponent } from './kafka-tables.ts'
import type {
  AdminKeys,
  BrokerKeys,
  ClientMetricsKeys,
  ConnectDistributedKeys,
  ConnectStandaloneKeys,
  ConsumerKeys,
  GroupKeys,
  MirrorMakerKeys,
  ProducerKeys,
  ShareConsumerKeys,
  SinkConnectorKeys,
  SourceConnectorKeys,
  StreamsKeys,
  TopicKeys,
} from './keys.ts'
import type { LibrdkafkaConsumerKeys, LibrdkafkaProducerKeys } from './librdkafka-keys.ts'
import type { SparkQueryKeys, SparkSessionKeys, SparkSourceKeys } from './spark-keys.ts'

/** Keys that every client has, whatever it does. */
type ClientKeys = Pick<ConsumerKeys, keyof ConsumerKeys & keyof ProducerKeys>

/** A topic has besides its configuration what it is created with. `-1` leaves it to the broker (CreateTopicsRequest). */
interface TopicShape {
  'topic.partitions': number
  'topic.replicas': number
}

/** Schema-registry serializer settings that a producer carries; typed from the serializer's documentation, no ConfigDef of Kafka has them. */
interface RegistryKeys {
  'auto.register.schemas': boolean
  'use.latest.version': boolean
  'schema.registry.url': readonly string[]
}

/** Keys of its clients that Kafka Streams reads itself (`streams-clients.ts`). */
interface ReadByStreams {
  'producer.transaction.timeout.ms': ProducerKeys['transaction.timeout.ms']
  'producer.batch.size': ProducerKeys['batch.size']
  'batch.size': ProducerKeys['batch.size']
  'topic.segment.bytes': TopicKeys['segment.bytes']
  'group.instance.id': string
  'consumer.group.instance.id': string
  'main.consumer.group.instance.id': string
  'consumer.enable.metrics.push': boolean
  'main.consumer.enable.metrics.push': boolean
  'admin.enable.metrics.push': boolean
}

/** What a rule may ask of a component, by its kind: the key's own name and the type of its value. */
export interface Keys {
  consumer: ConsumerKeys & RegistryKeys
  producer: ProducerKeys & RegistryKeys
  client: ClientKeys
  topic: TopicKeys & TopicShape
  broker: BrokerKeys
  'share-consumer': ShareConsumerKeys
  admin: AdminKeys
  streams: StreamsKeys & ReadByStreams
  'connect-distributed': ConnectDistributedKeys
  'connect-standalone': ConnectStandaloneKeys
  'source-connector': SourceConnectorKeys
  'sink-connector': SinkConnectorKeys
  'mirror-maker': MirrorMakerKeys
  group: GroupKeys
  'client-metrics': ClientMetricsKeys
  'spark-session': SparkSessionKeys
  'spark-query': SparkQueryKeys
  'spark-source': SparkSourceKeys
  'librdkafka-consumer': LibrdkafkaConsumerKeys
  'librdkafka-producer': LibrdkafkaProducerKeys
  'librdkafka-client': Pick<LibrdkafkaConsumerKeys, keyof LibrdkafkaConsumerKeys & keyof LibrdkafkaProducerKeys>
}

export type Kind = keyof Keys
/** Whatever the catalogue has records for: the kinds, components of Kafka that no file configures alone, and the registry of schemas, whose files nobody reads yet. */
export type Catalogued = Kind | KafkaComponent | 'schema-registry'
export type KeyOf<K extends Kind> = keyof Keys[K] & string
/** A key of any of the kinds: for what may be absent. */
export type AnyKeyOf<K extends Kind> = K extends Kind ? keyof Keys[K] & string : never
export type ValueOf<K extends Kind, Key extends string> = K extends Kind ? (Key extends keyof Keys[K] ? Keys[K][Key] : never) : never

/** The line of releases that a kind is judged by. */
export type Line = 'kafkaClient' | 'kafkaBroker' | 'spark' | 'librdkafka'
export const LINES: readonly Line[] = ['kafkaClient', 'kafkaBroker', 'spark', 'librdkafka']
export const lineOf: Readonly<Record<Kind, Line>> = {
  consumer: 'kafkaClient',
  producer: 'kafkaClient',
  client: 'kafkaClient',
  topic: 'kafkaBroker',
  broker: 'kafkaBroker',
  group: 'kafkaBroker',
  'client-metrics': 'kafkaBroker',
  'share-consumer': 'kafkaClient',
  admin: 'kafkaClient',
  streams: 'kafkaClient',
  'connect-distributed': 'kafkaClient',
  'connect-standalone': 'kafkaClient',
  'source-connector': 'kafkaClient',
  'sink-connector': 'kafkaClient',
  'mirror-maker': 'kafkaClient',
  'spark-session': 'spark',
  'spark-query': 'spark',
  'spark-source': 'spark',
  'librdkafka-consumer': 'librdkafka',
  'librdkafka-producer': 'librdkafka',
  'librdkafka-client': 'librdkafka',
}

/** What sets apart names of our own; nobody writes them so. Elsewhere (`source.cluster.alias` of MirrorMaker) the same words are the key's own. */
const OURS: Readonly<Partial<Record<Kind, RegExp>>> = { topic: /^topic\./, 'spark-source': /^source\./, 'spark-query': /^sink\./ }
/** A key as a person writes it. */
export const plainKey = (kind: Kind, key: string): string => key.replace(OURS[kind] ?? /^$/, '')
