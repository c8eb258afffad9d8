import { defineRule, everyKey, identity, rename, unsafe } from '../../core/engine/define-rule.ts'
import { isSet, sink, source, textIn } from '../shared/connect.ts'
import { CONNECTORS } from '../shared/kinds.ts'

/** Keys of clients that no connector is known to read for itself, with the client that was meant; `batch.size`, `linger.ms` and the like are many a sink's own. */
const CLIENT_KEYS: Readonly<Record<string, 'consumer' | 'producer'>> = {
  'max.poll.records': 'consumer',
  'max.poll.interval.ms': 'consumer',
  'session.timeout.ms': 'consumer',
  'auto.offset.reset': 'consumer',
  'isolation.level': 'consumer',
  'fetch.min.bytes': 'consumer',
  'fetch.max.bytes': 'consumer',
  'fetch.max.wait.ms': 'consumer',
  'max.partition.fetch.bytes': 'consumer',
  'partition.assignment.strategy': 'consumer',
  'enable.idempotence': 'producer',
  'max.in.flight.requests.per.connection': 'producer',
  'delivery.timeout.ms': 'producer',
  'max.request.size': 'producer',
  'buffer.memory': 'producer',
}
/** Connectors that bring clients of their own, and so read such keys. */
const OWN_CLIENTS = /kafka(?!\.connect\.)|mirror|replicat/i

export default defineRule({
  id: 'connect-override-missing-prefix',
  summary: 'A client’s key in a connector without its override prefix: the task’s client does not see it',
  scenario: 12,
  also: [7],
  component: CONNECTORS,
  severity: 'warning',
  since: '0.1.0',
  needs: { keys: everyKey() },
  given: { self: identity() },
  fix: 'unsafe',
  messages: {
    bare: ({ key, to }: { key: string; to: string }) => `${key} does not reach the client of this connector’s tasks: as ${to} it does.`,
  },
  lint({ keys, self: { kind, uncertain } }, report) {
    const connectorClass = textIn(keys, 'connector.class')
    if (uncertain || connectorClass === undefined || OWN_CLIENTS.test(connectorClass)) return
    const own = kind === 'sink-connector' ? 'consumer' : 'producer'
    for (const { key, value, open } of keys) {
      const to = `${own}.override.${key}`
      if (open || CLIENT_KEYS[key] !== own) continue
      report('bare', { data: { key, to }, at: [value.key], key, fixes: isSet(keys, to) ? [] : [unsafe(`Write ${to}`, rename(value.key, to))] })
    }
  },
  page: {
    why: 'Connect hands the keys of a connector to the connector’s class, not to the clients that read and write for it. A bare `max.poll.records` in a sink is a key of the class, which does not know it and says nothing: the sink goes on with the worker’s value, or with 500.',
    whatToDo:
      'Write `consumer.override.` in a sink and `producer.override.` in a source. The worker’s `connector.client.config.override.policy` has to allow it; from 3.0 on it does by default.',
    staysSilent:
      'For keys that connectors read themselves (`batch.size`, `linger.ms`, `retry.backoff.ms` and others), for connectors from Kafka to Kafka, which bring their own clients, on Confluent Cloud, and where the class does not say whether it is a source or a sink.',
  },
  examples: {
    bad: [
      { about: 'A sink', ...sink('topics=orders', 'max.poll.records=50'), severity: 'warning' },
      { about: 'A source', ...source('max.request.size=4194304'), severity: 'warning' },
    ],
    good: [
      { about: 'With its prefix', ...sink('topics=orders', 'consumer.override.max.poll.records=50') },
      { about: 'The class’s own', ...sink('topics=orders', 'batch.size=500', 'linger.ms=10') },
    ],
  },
  sources: ['ConnectorConfig: CONNECTOR_CLIENT_CONSUMER_OVERRIDES_PREFIX and its siblings; Worker.connectorClientConfigOverrides'],
})
