import { defineRule, everyKey, remove, safe, versionOf, type WrittenKey } from '../../core/engine/define-rule.ts'
import { consumer } from '../shared/example.ts'

/** What the broker decides under this protocol, and where it is said there. */
const INSTEAD: Readonly<Record<string, string>> = {
  'session.timeout.ms': 'consumer.session.timeout.ms of the group',
  'heartbeat.interval.ms': 'consumer.heartbeat.interval.ms of the group',
  'partition.assignment.strategy': 'group.remote.assignor',
}

interface Data {
  readonly key: string
  readonly instead: string
}

export default defineRule({
  id: 'kip848-unsupported-key',
  summary: 'A setting of the classic protocol beside group.protocol=consumer',
  scenario: 2,
  component: 'consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { protocol: 'group.protocol' },
  given: { keys: everyKey(), client: versionOf('kafkaClient', '4.0') },
  fix: 'safe',
  messages: {
    refused: ({ key, instead }: Data) => `${key} cannot be set with group.protocol=consumer: the consumer refuses to start. Under this protocol it is ${instead}.`,
    ignored: ({ key, instead }: Data) =>
      `${key} has no effect with group.protocol=consumer, and from 4.0 the consumer refuses to start with it. Under this protocol it is ${instead}.`,
  },
  lint({ protocol, keys, client }, report) {
    if (protocol.value !== 'consumer') return
    for (const found of keys) {
      const { key, value } = found
      const instead = INSTEAD[key]
      if (instead === undefined || mayBeEmpty(found)) continue
      const said = { data: { key, instead }, at: [value.key], key, fixes: [safe(`Remove ${key}`, remove(key))] }
      if (client.atLeast('4.0')) report('refused', said)
      else report('ignored', { ...said, severity: 'warning' })
    }
  },
  page: {
    why: 'With the consumer protocol (KIP-848) the broker keeps session, heartbeat and assignment for the whole group. Clients of 3.7 to 3.9 take the classic settings without a word and do nothing with them: the tuning that the file claims does not exist. From 4.0 a consumer with one of them throws a ConfigException.',
    whatToDo:
      'Remove them. Session and heartbeat belong to the group: `kafka-configs.sh --entity-type groups --entity-name billing --alter --add-config consumer.session.timeout.ms=45000`. The assignor is `group.remote.assignor`.',
    staysSilent: 'With the classic protocol, for a protocol that is a placeholder, before 3.7, which does not know the key, and for an empty list of assignors, which is accepted.',
  },
  examples: {
    bad: [
      { about: 'A session of its own, from 4.0', ...consumer('group.protocol=consumer', 'session.timeout.ms=30000'), kafka: '4.1', severity: 'error' },
      { about: 'Any letter case, any value', ...consumer('group.protocol=Consumer', 'heartbeat.interval.ms=${BEAT}'), kafka: '4.0', severity: 'error' },
      {
        about: 'Without effect up to 3.9',
        ...consumer('group.protocol=consumer', 'partition.assignment.strategy=org.apache.kafka.clients.consumer.RangeAssignor'),
        kafka: '3.9',
        severity: 'warning',
      },
    ],
    good: [
      { about: 'Nothing of the classic protocol', ...consumer('group.protocol=consumer', 'group.remote.assignor=uniform', 'max.poll.interval.ms=300000'), kafka: '4.1' },
      { about: 'The classic protocol', ...consumer('group.protocol=classic', 'session.timeout.ms=45000'), kafka: '4.1' },
      { about: 'Unknown to 3.6', ...consumer('group.protocol=consumer', 'session.timeout.ms=45000'), kafka: '3.6' },
    ],
  },
  sources: ['KIP-848; ConsumerConfig.checkUnsupportedConfigsPostProcess: ConfigException from 4.0; executed on 3.7.1 to 4.4.0, also without group.id'],
})

/** An empty list counts as not set; whatever else is written counts, be it a placeholder. */
const mayBeEmpty = ({ key, value }: WrittenKey): boolean =>
  key === 'partition.assignment.strategy' && (value.placeholder !== undefined || value.unknown !== undefined || value.text.text.trim() === '')
