import { defineRule, identity, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { broker, zooKeeperBroker } from '../shared/broker-example.ts'

interface Replicas {
  readonly isr: number
  readonly rf: number
  readonly has: string
}

export default defineRule({
  id: 'min-isr-exceeds-rf',
  summary: 'More in-sync replicas are asked for than the topic has replicas',
  scenario: 11,
  also: [14],
  component: 'topic',
  severity: 'error',
  since: '0.1.0',
  needs: { isr: 'min.insync.replicas', rf: 'topic.replicas' },
  given: { broker: versionOf('kafkaBroker', '3.7'), self: identity() },
  fix: 'unsafe',
  messages: {
    fails: ({ isr, has }: Replicas) => `min.insync.replicas asks for ${isr} replicas in sync and ${has}: every write with acks=all fails with NotEnoughReplicas.`,
    capped: ({ isr, rf, has }: Replicas) =>
      `min.insync.replicas asks for ${isr} replicas in sync and ${has}: the broker counts with ${rf}, and the durability that is promised here does not exist.`,
  },
  lint({ isr, rf, broker, self: { ofBroker } }, report) {
    if (rf.value < 1 || isr.value <= rf.value) return
    const has = ofBroker ? `a topic that is created without a number has ${rf.value}` : `the topic has ${rf.value}`
    const data = { isr: isr.value, rf: rf.value, has }
    const enough = Math.max(3, isr.value)
    const more = unsafe(
      `Give ${ofBroker ? 'topics' : 'the topic'} ${enough} replicas and ask for ${enough - 1} in sync, so that one may fail`,
      set('topic.replicas', enough),
      ...(isr.value === enough - 1 ? [] : [set('min.insync.replicas', enough - 1)]),
    )
    const fewer = rf.value > 1 ? [unsafe(`Ask for ${rf.value - 1} in sync of ${rf.value}`, set('min.insync.replicas', rf.value - 1))] : []
    if (broker.atLeast('3.7')) report('capped', { data, severity: 'warning', fixes: [...fewer, more] })
    // Topics that are created with a number of their own may all be well.
    else report('fails', { data, ...(ofBroker ? { severity: 'warning' } : {}), fixes: [...fewer, more] })
  },
  page: {
    why: 'No release refuses such a topic. Up to 3.6 the leader can never gather the replicas that it must wait for, so every producer with `acks=all` fails until its delivery timeout. From 3.7 the broker caps the minimum by the number of replicas (KAFKA-15583): writes succeed, and a topic that looks safe on paper loses acknowledged records with a single disk.',
    whatToDo:
      'Three replicas with `min.insync.replicas=2` survive the loss of one broker without losing writes or refusing them. If the cluster has fewer brokers, ask for one fewer in sync than there are replicas. A changed number of replicas needs a reassignment: the operator does it with Cruise Control, otherwise use `kafka-reassign-partitions.sh`.',
    staysSilent:
      'Where the number of replicas is left to the broker (absent or `-1`), or `default.replication.factor` is not written in a broker’s file: topics are then created with a number of their own. Where either value is a placeholder.',
  },
  examples: {
    bad: [
      {
        about: 'Up to 3.6 no write with acks=all succeeds',
        file: 'orders.yaml',
        kafka: '3.6',
        severity: 'error',
        text: 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: orders\nspec:\n  partitions: 12\n  replicas: 2\n  config:\n    min.insync.replicas: 3\n',
      },
      {
        about: 'From 3.7 the promise is void',
        file: 'orders.yaml',
        kafka: '3.7',
        severity: 'warning',
        text: 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: orders\nspec:\n  partitions: 12\n  replicas: 1\n  config:\n    min.insync.replicas: 2\n',
      },
      {
        about: 'What a broker says for all topics',
        ...broker('min.insync.replicas=3', 'default.replication.factor=2'),
        severity: 'warning',
      },
    ],
    good: [
      { about: 'A broker that leaves the number to those who create topics', ...zooKeeperBroker('min.insync.replicas=2'), kafka: '3.6' },
      {
        about: 'One may fail',
        file: 'orders.yaml',
        kafka: '3.6',
        text: 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: orders\nspec:\n  partitions: 12\n  replicas: 3\n  config:\n    min.insync.replicas: 2\n',
      },
      {
        about: 'The broker decides how many replicas there are',
        file: 'orders.yaml',
        text: 'apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nmetadata:\n  name: orders\nspec:\n  partitions: 12\n  config:\n    min.insync.replicas: 2\n',
      },
    ],
  },
  sources: ['KAFKA-15583; a running broker with replication factor 1 and min.insync.replicas 2: 3.6.2 fails every acks=all send, 3.7.2 to 4.4.0 write'],
})
