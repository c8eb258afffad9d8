import type { Known } from '../../core/components/settings.ts'
import { defineRule, maybe, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { broker, zooKeeperBroker } from '../shared/broker-example.ts'

interface Data {
  readonly isr: Known<number>
  readonly rf: Known<number>
}
const origin = ({ written }: Known<number>): string => (written ? '' : ', the default')
const both = ({ isr, rf }: Data): string => `${isr.key} asks for ${isr.value} in sync${origin(isr)}, and ${rf.key} gives ${rf.value}${origin(rf)}`

export default defineRule({
  id: 'internal-min-isr-exceeds-rf',
  summary: 'Kafka’s own topics ask for more in-sync replicas than they have',
  scenario: 11,
  also: [8],
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  needs: {
    isr: maybe('transaction.state.log.min.isr'),
    rf: maybe('transaction.state.log.replication.factor'),
    shareIsr: maybe('share.coordinator.state.topic.min.isr'),
    shareRf: maybe('share.coordinator.state.topic.replication.factor'),
  },
  given: { release: versionOf('kafkaBroker', '3.7') },
  fix: 'unsafe',
  messages: {
    fails: (data: Data) => `${both(data)}: nothing can be written to that topic, and no transaction begins.`,
    capped: (data: Data) => `${both(data)}: the broker counts with ${data.rf.value}.`,
  },
  lint({ isr, rf, shareIsr, shareRf, release }, report) {
    const pairs = [
      [isr, rf, (n: number) => set('transaction.state.log.min.isr', n)],
      [shareIsr, shareRf, (n: number) => set('share.coordinator.state.topic.min.isr', n)],
    ] as const
    for (const [wanted, given, ask] of pairs) {
      if (!wanted || !given || given.value < 1 || wanted.value <= given.value) continue
      const said = { data: { isr: wanted, rf: given }, at: [given, wanted], fixes: [unsafe(`Ask for ${given.value} in sync`, ask(given.value))] }
      if (release.atLeast('3.7')) report('capped', { ...said, severity: 'info' })
      else report('fails', said)
    }
  },
  page: {
    why: 'The topics in which Kafka keeps transactions and share groups are made when somebody first needs them, with numbers of their own. One replica in a development cluster goes with one in sync: two are the default, and up to 3.6 no transaction can begin then, with an error that speaks of the coordinator only. From 3.7 the broker caps the minimum by the number of replicas.',
    whatToDo: 'Three replicas and two in sync in production; one and one on a single broker.',
    staysSilent: 'For placeholders.',
  },
  examples: {
    bad: [
      { about: 'One replica, and the default asks for two', ...zooKeeperBroker('transaction.state.log.replication.factor=1'), kafka: '3.6', severity: 'error' },
      { about: 'From 3.7 the broker caps it', ...broker('transaction.state.log.replication.factor=1'), kafka: '4.1', severity: 'info' },
    ],
    good: [
      { about: 'One and one', ...zooKeeperBroker('transaction.state.log.replication.factor=1', 'transaction.state.log.min.isr=1'), kafka: '3.6' },
      { about: 'Three and two', ...broker('transaction.state.log.replication.factor=3') },
    ],
  },
  sources: ['KAFKA-15583; a running broker with replication factor 1 and two in sync: 3.6.2 fails every acks=all send, 3.7.2 to 4.4.0 write; no release refuses the file'],
})
