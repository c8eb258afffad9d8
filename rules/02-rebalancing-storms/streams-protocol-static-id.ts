import { defineRule, presentIfSet, remove, safe, versionOf } from '../../core/engine/define-rule.ts'
import { streams } from '../shared/example.ts'

export default defineRule({
  id: 'streams-protocol-static-id',
  summary: 'A static member under the Streams protocol, which does not take one before 4.4',
  scenario: 2,
  component: 'streams',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: {
    protocol: 'group.protocol',
    main: presentIfSet('main.consumer.group.instance.id'),
    consumer: presentIfSet('consumer.group.instance.id'),
    bare: presentIfSet('group.instance.id'),
  },
  given: { client: versionOf('kafkaClient', '4.1', '4.4') },
  fix: 'safe',
  messages: {
    refused: ({ key }: { key: string }) =>
      `${key} together with group.protocol=streams: up to 4.3 the Streams protocol knows no static members, and Kafka Streams refuses to start. 4.4 takes it.`,
  },
  lint({ protocol, main, consumer, bare, client }, report) {
    const [first, ...others] = [main, consumer, bare].filter((id) => id !== undefined)
    if (protocol.value !== 'streams' || !first || !client.atLeast('4.1') || client.atLeast('4.4')) return
    report('refused', {
      data: { key: first.key },
      at: [first, ...others, protocol],
      fixes: [safe('Remove the static identity', ...[first, ...others].map(({ key }) => remove(key)))],
    })
  },
  page: {
    why: 'With `group.protocol=streams` the broker assigns the tasks (KIP-1071). Up to 4.3 that protocol has no static membership: `StreamsConfig` throws where a `group.instance.id` is set, bare, under `consumer.` or under `main.consumer.`. Files that come from the classic protocol often have one.',
    whatToDo:
      'Remove `group.instance.id`, or go to 4.4, which takes it. Under the Streams protocol a short restart costs less than it did: tasks that nobody else has taken come back.',
    staysSilent: 'From 4.4 on, before 4.1, and under the classic protocol. The identity itself may be a placeholder.',
  },
  examples: {
    bad: [
      { about: 'The bare key', ...streams('group.protocol=streams', 'group.instance.id=pod-1'), kafka: '4.2', severity: 'error' },
      { about: 'Under consumer., whatever the identity', ...streams('group.protocol=STREAMS', 'consumer.group.instance.id=${HOSTNAME}'), kafka: '4.1', severity: 'error' },
      {
        about: 'Under main.consumer. too',
        ...streams('group.protocol=streams', 'group.instance.id=pod-1', 'main.consumer.group.instance.id=pod-2'),
        kafka: '4.3',
        severity: 'error',
      },
    ],
    good: [
      { about: '4.4 takes it', ...streams('group.protocol=streams', 'group.instance.id=pod-1'), kafka: '4.4' },
      { about: 'The classic protocol', ...streams('group.instance.id=pod-1'), kafka: '4.2' },
      { about: 'For the restore consumer, which is in no group', ...streams('group.protocol=streams', 'restore.consumer.group.instance.id=pod-1'), kafka: '4.2' },
    ],
  },
  sources: ['StreamsConfig: "Streams rebalance protocol does not support static membership"; executed on 4.1.2 (refused) and 4.4.0 (accepted); KIP-1071'],
})
