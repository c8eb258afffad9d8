import type { Kind } from '../../core/catalogue/kinds.ts'

/** Every kind of component whose keys and values a released class of Kafka judges: what holds for keys as such holds for all of them. */
export const KAFKA_KINDS = [
  'consumer',
  'producer',
  'client',
  'share-consumer',
  'admin',
  'streams',
  'connect-distributed',
  'connect-standalone',
  'source-connector',
  'sink-connector',
  'mirror-maker',
  'broker',
  'topic',
  'group',
  'client-metrics',
] as const satisfies readonly Kind[]

export const CONNECTORS = ['source-connector', 'sink-connector'] as const satisfies readonly Kind[]
export const WORKERS = ['connect-distributed', 'connect-standalone'] as const satisfies readonly Kind[]
export const isConnector = (kind: Kind): boolean => CONNECTORS.some((k) => k === kind)
export const isWorker = (kind: Kind): boolean => WORKERS.some((k) => k === kind)
/** Clients built on librdkafka, which has a table of its own. */
export const LIBRDKAFKA_KINDS = ['librdkafka-consumer', 'librdkafka-producer', 'librdkafka-client'] as const satisfies readonly Kind[]
