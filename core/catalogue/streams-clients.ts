import type { Kind } from './kinds.ts'
import type { KeyRecord } from './record.ts'

/**
 * Keys of its clients and topics that the classes of Kafka Streams read themselves, before any client sees them: `StreamsConfig`
 * (`verifyEOSTransactionTimeoutCompatibility`, `verifyStreamsProtocolCompatibility`, `verifyClientTelemetryConfigs`, `getMainConsumerConfigs`).
 * By the name that Streams reads, with whose key it is.
 */
export const READ_BY_STREAMS = {
  'producer.transaction.timeout.ms': ['producer', 'transaction.timeout.ms'],
  'producer.batch.size': ['producer', 'batch.size'],
  'batch.size': ['producer', 'batch.size'],
  'topic.segment.bytes': ['topic', 'segment.bytes'],
  'group.instance.id': ['consumer', 'group.instance.id'],
  'consumer.group.instance.id': ['consumer', 'group.instance.id'],
  'main.consumer.group.instance.id': ['consumer', 'group.instance.id'],
  'consumer.enable.metrics.push': ['consumer', 'enable.metrics.push'],
  'main.consumer.enable.metrics.push': ['consumer', 'enable.metrics.push'],
  'admin.enable.metrics.push': ['admin', 'enable.metrics.push'],
} as const satisfies Readonly<Record<string, readonly [kind: Kind, key: string]>>

export const isReadByStreams = (key: string): key is keyof typeof READ_BY_STREAMS => key in READ_BY_STREAMS

/** Their records without defaults: what a client would do by itself is nothing that Streams reads. */
export function recordsReadByStreams(recordOf: (kind: Kind, key: string) => KeyRecord | undefined): Record<string, KeyRecord> {
  const records = Object.entries(READ_BY_STREAMS).flatMap(([name, [kind, key]]) => {
    const { type, unit, known, valid } = recordOf(kind, key) ?? {}
    return type === undefined ? [] : [[name, { type, ...(unit ? { unit } : {}), ...(known ? { known } : {}), ...(valid ? { valid } : {}) }] as const]
  })
  return Object.fromEntries(records)
}
