export interface Role {
  readonly kind: 'source-connector' | 'sink-connector'
  /** The file does not show which of the two it is: only what both have is judged then. */
  readonly uncertain: boolean
}

const SINK = /^(?:topics|topics\.regex|errors\.deadletterqueue\..*)$/
const SOURCE = /^(?:exactly\.once\.support|transaction\.boundary(?:\..*)?|offsets\.storage\.topic|topic\.creation\..*)$/

/**
 * Whether a connector reads from Kafka or writes to it. The name of the class says so before any key does: some sources have a `topics` of their own,
 * and a dead letter queue on a source is what a rule speaks of.
 */
export function roleOf(connectorClass: string | undefined, keys: readonly string[]): Role {
  const name = connectorClass?.slice(connectorClass.lastIndexOf('.') + 1) ?? ''
  if (/Sink/.test(name) !== /Source/.test(name)) return { kind: /Sink/.test(name) ? 'sink-connector' : 'source-connector', uncertain: false }
  if (/^Mirror(?:Checkpoint|Heartbeat)Connector$/.test(name) || connectorClass?.startsWith('io.debezium.connector.')) return { kind: 'source-connector', uncertain: false }
  const [sink, source] = [keys.some((key) => SINK.test(key)), keys.some((key) => SOURCE.test(key))]
  return { kind: sink && !source ? 'sink-connector' : 'source-connector', uncertain: sink === source }
}
