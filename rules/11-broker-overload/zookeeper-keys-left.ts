import { lifeOf } from '../../core/catalogue/life.ts'
import { defineRule, everyKey, optional, release, remove, safe, versionOf } from '../../core/engine/define-rule.ts'
import { broker, zooKeeperBroker } from '../shared/broker-example.ts'
import { isOfZooKeeper } from '../shared/zookeeper.ts'
import { roleIn } from '../shared/listeners.ts'

/** A message names so many keys. */
const ENOUGH = 3

export default defineRule({
  id: 'zookeeper-keys-left',
  summary: 'Settings of ZooKeeper in the file of a release that has none',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { roles: optional('process.roles'), v: release(), broker: versionOf('kafkaBroker', '4.0') },
  fix: 'safe',
  messages: {
    left: ({ keys }: { keys: string }) => `${keys}: ZooKeeper is gone since 4.0, and nobody reads this any more.`,
    noRole: (_: Record<never, never>) =>
      'ZooKeeper is gone since 4.0: without process.roles the server refuses to start. Say what it is (process.roles, node.id, controller.listener.names), or state the release that runs it.',
  },
  lint({ keys, roles, v, broker: at }, report) {
    const ofZooKeeper = keys.filter(({ key, record }) => isOfZooKeeper(key) && lifeOf(record, v)?.state === 'removed')
    const isKRaft = roleIn(roles) !== 'zookeeper'
    const [first] = ofZooKeeper
    if (at.atLeast('4.0') && !isKRaft) {
      const connect = keys.find(({ key }) => key === 'zookeeper.connect')
      if (connect) report('noRole', { data: {}, at: [connect.value.key], key: connect.key })
      return
    }
    if (first) {
      const named = ofZooKeeper.map(({ key }) => key)
      report('left', {
        data: { keys: named.length > ENOUGH ? `${named.slice(0, ENOUGH).join(', ')} and ${named.length - ENOUGH} more` : named.join(', ') },
        at: ofZooKeeper.map(({ value }) => value.key),
        beside: 'and this',
        key: first.key,
        severity: 'warning',
        refusal: false,
        fixes: [safe(named.length > 1 ? 'Remove them' : `Remove ${first.key}`, ...named.map((key) => remove(key)))],
      })
    }
  },
  page: {
    why: 'Kafka 4.0 keeps its metadata in a quorum of controllers and has no code for ZooKeeper. A file from before has no `process.roles`, and the server ends at once. A file that has moved on and still carries `zookeeper.connect` starts; whoever reads it later looks for the fault in a ZooKeeper that nobody asks.',
    whatToDo:
      'Migrate the cluster on 3.9, which is the last release that can, then upgrade. Remove `zookeeper.*`, `control.plane.listener.name` and the rest afterwards. If the file belongs to an older release, say so: `# weir: kafka=3.9`.',
    staysSilent: 'Up to 3.9, where the keys hold; for placeholders in `process.roles`.',
  },
  examples: {
    bad: [
      { about: 'A broker of the time of ZooKeeper', ...zooKeeperBroker(), kafka: '4.0', severity: 'error' },
      { about: 'Carried over', ...broker('zookeeper.connect=zk:2181', 'zookeeper.connection.timeout.ms=18000'), kafka: '4.1', severity: 'warning' },
      { about: 'No release is stated', ...zooKeeperBroker(), severity: 'warning' },
    ],
    good: [{ about: 'Before 4.0', ...zooKeeperBroker(), kafka: '3.9' }],
  },
  sources: ['KafkaConfig; executed on 3.9.2, 4.1.2 and 4.4.0; Kafka 4.0 upgrade notes'],
})
