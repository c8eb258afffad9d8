import { isOwnKey } from '../../core/catalogue/components.ts'
import { defineRule, everyKey, rename, unsafe } from '../../core/engine/define-rule.ts'
import { clientsWith, isSet, worker } from '../shared/connect.ts'
import { WORKERS } from '../shared/kinds.ts'

interface Data {
  readonly key: string
  readonly prefixed: readonly string[]
}

export default defineRule({
  id: 'connect-worker-bare-client-key',
  summary: 'A client’s key without its prefix in a worker’s file: no connector sees it',
  scenario: 7,
  also: [2, 12],
  component: WORKERS,
  severity: 'warning',
  since: '0.1.0',
  needs: { keys: everyKey() },
  fix: 'unsafe',
  messages: {
    bare: ({ key, prefixed }: Data) =>
      `${key} reaches no connector: in a worker’s file it is said to the clients of the tasks as ${prefixed.join(' or ')}. Bare it reaches at most the worker’s own clients for its storage topics.`,
  },
  lint({ keys }, report) {
    for (const { key, value, open } of keys) {
      const clients = open || WORKERS.some((worker) => isOwnKey(worker, key)) ? [] : clientsWith(key)
      const prefixed = clients.map((client) => `${client}.${key}`)
      if (prefixed.length === 0) continue
      report('bare', { data: { key, prefixed }, at: [value.key], key, fixes: prefixed.filter((to) => !isSet(keys, to)).map((to) => unsafe(`Write ${to}`, rename(value.key, to))) })
    }
  },
  page: {
    why: 'A worker starts clients for two purposes: a few for its own group and its storage topics, and one or more for each task of each connector. Bare keys speak of the first. A bare `max.poll.records=50`, written to relieve a slow sink, therefore changes nothing for it, and nothing says so: the tasks go on with 500 records a poll.',
    whatToDo:
      'Write `consumer.` before keys for sinks and `producer.` before keys for sources. For one connector alone: `consumer.override.` and `producer.override.` in the connector.',
    staysSilent: 'For keys that the worker itself has (`session.timeout.ms`, `request.timeout.ms`, security), and in templates.',
  },
  examples: {
    bad: [
      { about: 'Meant for the sinks', ...worker('max.poll.records=50'), severity: 'warning' },
      { about: 'Meant for the sources', ...worker('compression.type=zstd', 'producer.linger.ms=50'), severity: 'warning' },
    ],
    good: [
      { about: 'With its prefix', ...worker('consumer.max.poll.records=50') },
      { about: 'The worker’s own', ...worker('session.timeout.ms=30000', 'request.timeout.ms=40000') },
    ],
  },
  sources: [
    'Worker.baseConsumerConfigs, Worker.baseProducerConfigs (originalsWithPrefix); KafkaOffsetBackingStore, KafkaConfigBackingStore, KafkaStatusBackingStore (originals); ConfigDefs of DistributedConfig',
  ],
})
