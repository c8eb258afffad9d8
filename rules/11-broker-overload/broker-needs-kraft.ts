import { defineRule, stated, versionOf } from '../../core/engine/define-rule.ts'
import { broker, zooKeeperBroker } from '../shared/broker-example.ts'
import { LISTENING, roleIn } from '../shared/listeners.ts'

export default defineRule({
  id: 'broker-needs-kraft',
  summary: 'The file is of KRaft and a protocol is not, or the other way round',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { between: stated('inter.broker.protocol.version'), groups: stated('group.coordinator.rebalance.protocols') },
  given: { roles: LISTENING.roles, release: versionOf('kafkaBroker', '3.3', '4.0') },
  fix: 'none',
  messages: {
    old: ({ text }: { text: string }) => `inter.broker.protocol.version is ${text}, and servers with process.roles need 3.0-IV1 at least: the server refuses to start.`,
    consumer: (_: Record<never, never>) => 'The rebalance protocol consumer needs KRaft, and without process.roles this is a broker with ZooKeeper: it refuses to start.',
  },
  lint({ between, groups, roles, release }, report) {
    if (release.atLeast('4.0')) return
    const isKRaft = roleIn(roles) !== 'zookeeper'
    if (between && isKRaft && release.atLeast('3.3') && /^(?:[0-2]\.|3\.0-IV0$)/.test(between.value)) report('old', { data: { text: between.value }, at: [between, roles] })
    if (groups?.value.includes('consumer') && !isKRaft) report('consumer', { data: {}, at: [groups] })
  },
  page: {
    why: 'With KRaft the brokers agree on a version of the metadata, which begins at 3.0; an older protocol between brokers is one of ZooKeeper’s time. The consumer protocol (KIP-848) is the other way round: its coordinator only exists with KRaft.',
    whatToDo:
      'Remove `inter.broker.protocol.version` from files with `process.roles`: `kafka-features.sh` raises the metadata version. Offer the consumer protocol once the cluster has migrated.',
    staysSilent: 'From 4.0 on, where the first key has no effect and ZooKeeper is gone; for placeholders.',
  },
  examples: {
    bad: [
      { about: 'Carried over', ...broker('inter.broker.protocol.version=2.8'), kafka: '3.9', severity: 'error' },
      { about: 'The new protocol with ZooKeeper', ...zooKeeperBroker('group.coordinator.rebalance.protocols=classic,consumer'), kafka: '3.9', severity: 'error' },
    ],
    good: [{ about: 'A rolling upgrade with ZooKeeper', ...zooKeeperBroker('inter.broker.protocol.version=2.8'), kafka: '3.9' }],
  },
  sources: ['KafkaConfig; executed on 3.3.2 to 4.4.0'],
})
