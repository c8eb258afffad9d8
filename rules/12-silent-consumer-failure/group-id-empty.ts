import { defineRule, otherwise, remove, stated, unsafe, versionOf } from '../../core/engine/define-rule.ts'

const file = 'consumer.properties'

export default defineRule({
  id: 'group-id-empty',
  summary: 'The group has an empty name',
  scenario: 12,
  component: 'consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { group: 'group.id' },
  given: { protocol: otherwise('group.protocol', 'classic'), commit: stated('enable.auto.commit'), client: versionOf('kafkaClient', '4.0') },
  fix: 'unsafe',
  messages: {
    refused: (_: Record<never, never>) => 'group.id is empty: the consumer refuses to start.',
    noJoin: (_: Record<never, never>) => 'group.id is empty: the consumer starts, but no broker lets it into a group, and from 4.0 it does not start.',
  },
  lint({ group, protocol, commit, client }, report) {
    if (group.value !== '') return
    const both = commit?.value === true ? [remove('enable.auto.commit')] : []
    const fixes = [unsafe('Do without a group: partitions are then assigned by hand', remove('group.id'), ...both)]
    if (client.atLeast('4.0') || protocol.value === 'consumer') report('refused', { data: {}, at: [group], fixes })
    else report('noJoin', { data: {}, at: [group], severity: 'warning', fixes })
  },
  page: {
    why: 'An empty name was once the group of those who did not care. Brokers refuse to let anybody join it, so a consumer that subscribes fails with InvalidGroupId as soon as it polls; from 4.0 the constructor throws already, and with the consumer protocol it does so from 3.7. It usually comes from a variable that was never set.',
    whatToDo: 'Name the group. Without a group remove the key instead of leaving it empty; the consumer is then given its partitions with `assign`.',
    staysSilent: 'For a placeholder, unless its own default is empty.',
  },
  examples: {
    bad: [
      { about: 'From 4.0', file, kafka: '4.0', text: 'bootstrap.servers=broker:9092\ngroup.id=\nmax.poll.records=100\n', severity: 'error' },
      { about: 'It starts up to 3.9 and cannot join', file, kafka: '3.9', text: 'bootstrap.servers=broker:9092\ngroup.id=\nenable.auto.commit=true\n', severity: 'warning' },
      { about: 'The consumer protocol checks from 3.7 on', file, kafka: '3.9', text: 'bootstrap.servers=broker:9092\ngroup.id=\ngroup.protocol=consumer\n', severity: 'error' },
    ],
    good: [
      { about: 'A name', file, text: 'bootstrap.servers=broker:9092\ngroup.id=billing\nmax.poll.records=100\n' },
      { about: 'Whatever is put in', file, text: 'bootstrap.servers=broker:9092\ngroup.id=${GROUP}\nmax.poll.records=100\n' },
    ],
  },
  sources: ['KafkaConsumer: InvalidGroupIdException from 4.0, with group.protocol=consumer from 3.7; JoinGroup of a running broker before; executed on 2.8.2 to 4.4.0'],
})
