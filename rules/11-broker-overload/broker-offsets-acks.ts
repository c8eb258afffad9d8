import { defineRule, remove, safe } from '../../core/engine/define-rule.ts'
import { zooKeeperBroker } from '../shared/broker-example.ts'

export default defineRule({
  id: 'broker-offsets-acks',
  summary: 'A commit of offsets waits for more replicas than the topic of offsets has',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { acks: 'offsets.commit.required.acks', rf: 'offsets.topic.replication.factor' },
  fix: 'safe',
  messages: {
    many: ({ acks, rf }: { acks: number; rf: number }) =>
      `offsets.commit.required.acks is ${acks} and the topic of offsets has ${rf} replicas: it must lie between -1 and that, or the broker refuses to start.`,
  },
  lint({ acks, rf }, report) {
    if (acks.value >= -1 && acks.value <= rf.value) return
    report('many', { data: { acks: acks.value, rf: rf.value }, at: [acks, rf], fixes: [safe('Wait for all in sync, the default', remove('offsets.commit.required.acks'))] })
  },
  page: {
    why: 'Nobody can wait for more replicas than there are. The key is gone in 4.0, where every commit waits for all that are in sync.',
    whatToDo: 'Remove the line: the default is `-1`, all replicas in sync.',
    staysSilent: 'From 4.0 on, where the key has no effect (`key-removed-in-version`), and for placeholders.',
  },
  examples: {
    bad: [{ about: 'Four of three', ...zooKeeperBroker('offsets.commit.required.acks=4'), kafka: '3.9', severity: 'error' }],
    good: [{ about: 'All three', ...zooKeeperBroker('offsets.commit.required.acks=3'), kafka: '3.9' }],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})
