import { defineRule, remove, safe, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { consumer } from '../shared/example.ts'

export default defineRule({
  id: 'kip848-remote-assignor-with-classic',
  summary: 'An assignor of the broker is asked for under the classic protocol',
  scenario: 2,
  component: 'consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { remote: 'group.remote.assignor', protocol: 'group.protocol' },
  given: { client: versionOf('kafkaClient', '3.9'), broker: versionOf('kafkaBroker', '4.0') },
  fix: 'safe',
  messages: {
    refused: ({ isDefault }: { isDefault: boolean }) =>
      `group.remote.assignor needs group.protocol=consumer, and the protocol is classic${isDefault ? ', the default' : ''}: the consumer refuses to start.`,
    ignored: ({ isDefault }: { isDefault: boolean }) =>
      `group.remote.assignor needs group.protocol=consumer, and the protocol is classic${isDefault ? ', the default' : ''}: it has no effect, and from 3.9 the consumer refuses to start.`,
  },
  lint({ remote, protocol, client, broker }, report) {
    if (protocol.value !== 'classic' || remote.value === '') return
    const fixes = [
      safe('Remove group.remote.assignor', remove('group.remote.assignor')),
      ...(broker.atLeast('4.0') ? [unsafe('Let the broker assign: group.protocol=consumer', set('group.protocol', 'consumer'))] : []),
    ]
    const said = { data: { isDefault: protocol.origin === 'default' }, at: [remote, protocol], fixes }
    if (client.atLeast('3.9')) report('refused', said)
    else report('ignored', { ...said, severity: 'warning' })
  },
  page: {
    why: 'Under the classic protocol one of the members assigns the partitions, by `partition.assignment.strategy`. `group.remote.assignor` names what the broker uses under the consumer protocol. The default protocol is still classic in 4.4, so the key alone changes nothing: up to 3.8 it is ignored, from 3.9 the client refuses it.',
    whatToDo: 'Write `group.protocol=consumer` as well, on brokers that have it (from 4.0 at their defaults), or remove the key.',
    staysSilent: 'Before 3.7, for an empty value, which counts as none, and where the protocol is not known.',
  },
  examples: {
    bad: [
      { about: 'The protocol is left to its default', ...consumer('group.remote.assignor=uniform', 'max.poll.records=100'), kafka: '4.1', severity: 'error' },
      { about: 'Without effect in 3.8', ...consumer('group.remote.assignor=uniform', 'group.protocol=classic'), kafka: '3.8', severity: 'warning' },
    ],
    good: [
      { about: 'Under the protocol that has it', ...consumer('group.remote.assignor=uniform', 'group.protocol=consumer'), kafka: '4.1' },
      { about: 'The protocol is put in later', ...consumer('group.remote.assignor=uniform', 'group.protocol=${PROTOCOL}'), kafka: '4.1' },
    ],
  },
  sources: ['KIP-848; ConsumerConfig: ConfigException from 3.9.0, also without group.id; executed on 3.7.1 to 4.4.0'],
})
