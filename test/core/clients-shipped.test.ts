import { expect, it } from 'vitest'
import { lint, shown } from '../support/linter.ts'

const MINORS = ['2.8', '3.0', '3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7', '3.8', '3.9', '4.0', '4.1', '4.2', '4.3', '4.4'] as const
const from = (first: (typeof MINORS)[number]): readonly string[] => MINORS.slice(MINORS.indexOf(first))

const STRING = 'org.apache.kafka.common.serialization.StringDeserializer'
/** What stands in `config/consumer.properties` and `config/producer.properties` of Kafka's distribution, comments left out: the short form of old, and the long one that came later. */
const SHIPPED: readonly (readonly [file: string, releases: readonly string[], settings: readonly string[]])[] = [
  ['config/consumer.properties', from('2.8'), ['bootstrap.servers=localhost:9092', 'group.id=test-consumer-group']],
  [
    'config/consumer.properties',
    from('3.7'),
    [
      'bootstrap.servers=localhost:9092',
      'client.id=test-consumer',
      'isolation.level=read_uncommitted',
      'group.id=test-consumer-group',
      'auto.offset.reset=earliest',
      'partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor',
      `key.deserializer=${STRING}`,
      `value.deserializer=${STRING}`,
      'enable.auto.commit=true',
      'auto.commit.interval.ms=5000',
      'session.timeout.ms=30000',
      'heartbeat.interval.ms=10000',
      'max.poll.interval.ms=300000',
      'retry.backoff.ms=100',
      'retry.backoff.max.ms=1000',
      'request.timeout.ms=40000',
      'connections.max.idle.ms=540000',
      'fetch.min.bytes=1',
      'fetch.max.wait.ms=500',
      'fetch.max.bytes=52428800',
      'max.partition.fetch.bytes=1048576',
      'max.poll.records=500',
    ],
  ],
  ['config/producer.properties', from('2.8'), ['bootstrap.servers=localhost:9092', 'compression.type=none']],
]

it.each(SHIPPED)('%s of %s: nothing to warn of', (file, releases, settings) => {
  const text = `${settings.join('\n')}\n`
  for (const kafka of releases) {
    const { dialect, findings } = lint({ file, text, kafka })
    expect(dialect).toBe('kafka-client-properties')
    expect(
      shown(
        text,
        findings.filter((f) => f.severity === 'error' || f.severity === 'warning'),
      ),
      kafka,
    ).toEqual([])
  }
})
