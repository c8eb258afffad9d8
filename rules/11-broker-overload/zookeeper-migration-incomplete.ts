import { defineRule, maybe, optional, versionOf } from '../../core/engine/define-rule.ts'
import { broker, zooKeeperBroker } from '../shared/broker-example.ts'
import { controllerNames, LISTENING, roleIn } from '../shared/listeners.ts'

export default defineRule({
  id: 'zookeeper-migration-incomplete',
  summary: 'The migration from ZooKeeper is switched on and something that it needs is missing',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { migrates: 'zookeeper.metadata.migration.enable' },
  given: {
    ...LISTENING,
    voters: optional('controller.quorum.voters'),
    bootstrap: optional('controller.quorum.bootstrap.servers'),
    connect: optional('zookeeper.connect'),
    id: maybe('broker.id'),
    release: versionOf('kafkaBroker', '3.9'),
  },
  fix: 'none',
  messages: {
    missing: ({ what }: { what: string }) => `zookeeper.metadata.migration.enable=true needs ${what}: the server refuses to start.`,
  },
  lint({ migrates, voters, bootstrap, connect, id, release, ...all }, report) {
    if (!migrates.value) return
    const isDynamic = release.atLeast('3.9') && bootstrap?.value.some(Boolean)
    const missing =
      roleIn(all.roles) !== 'zookeeper'
        ? [connect ? undefined : 'zookeeper.connect']
        : [
            voters?.value.some(Boolean) || isDynamic ? undefined : 'controller.quorum.voters',
            controllerNames(all).length > 0 ? undefined : 'controller.listener.names',
            release.atLeast('3.9') && id && id.value < 0 ? 'a broker.id of its own' : undefined,
          ]
    const named = missing.filter((what) => what !== undefined)
    if (named.length > 0) report('missing', { data: { what: named.join(' and ') } })
  },
  page: {
    why: 'For the migration every broker must know ZooKeeper and the quorum of controllers, and the controllers must know ZooKeeper. The server checks this before it touches any data.',
    whatToDo:
      'Brokers: `controller.quorum.voters`, `controller.listener.names`, and on 3.9 a fixed `broker.id`. Controllers: `zookeeper.connect`. Remove the key when the migration is over.',
    staysSilent: 'Where the migration is off, in releases that have none (before 3.4, from 4.0), and for placeholders.',
  },
  examples: {
    bad: [
      { about: 'A broker that knows no controllers', ...zooKeeperBroker('zookeeper.metadata.migration.enable=true'), kafka: '3.9', severity: 'error' },
      { about: 'A server of KRaft that does not know ZooKeeper', ...broker('zookeeper.metadata.migration.enable=true'), kafka: '3.9', severity: 'error' },
    ],
    good: [
      {
        about: 'All there',
        ...zooKeeperBroker('zookeeper.metadata.migration.enable=true', 'controller.quorum.voters=9@c:9093', 'controller.listener.names=CONTROLLER'),
        kafka: '3.9',
      },
    ],
  },
  sources: ['KafkaConfig.validateValues; executed on 3.6.2, 3.8.1 and 3.9.2'],
})
