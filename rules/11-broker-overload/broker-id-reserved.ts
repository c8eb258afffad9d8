import { defineRule, optional, stated, versionOf } from '../../core/engine/define-rule.ts'
import { zooKeeperBroker } from '../shared/broker-example.ts'
import { LISTENING, roleIn } from '../shared/listeners.ts'

/** The number of a broker that has none of its own. */
const NONE = -1

export default defineRule({
  id: 'broker-id-reserved',
  summary: 'The number of a broker is one that ZooKeeper gives out, or none',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { own: stated('broker.id'), node: stated('node.id'), reserved: optional('reserved.broker.max.id'), generates: optional('broker.id.generation.enable') },
  given: { roles: LISTENING.roles, release: versionOf('kafkaBroker', '3.1', '4.0') },
  fix: 'none',
  messages: {
    reserved: ({ id, reserved }: { id: number; reserved: number }) =>
      `broker.id is ${id}: numbers above reserved.broker.max.id (${reserved}) are given out to brokers without one, and the broker refuses to start.`,
    negative: ({ id, least }: { id: number; least: number }) => `The number of this broker is ${id}, and ${least} is the least: it refuses to start.`,
    unnumbered: ({ id }: { id: number }) =>
      `broker.id is ${id} and becomes node.id, where nothing else says it: with process.roles that is 0 or more, or the server refuses to start.`,
  },
  lint({ own, node, reserved, generates, roles, release }, report) {
    if (roleIn(roles) !== 'zookeeper') {
      if (own && !node && own.value < 0 && release.atLeast('3.1')) report('unnumbered', { data: { id: own.value }, at: [own, roles] })
      return
    }
    if (!reserved || !generates || release.atLeast('4.0')) return
    // Up to 3.0 the number of the node holds over the broker's; later they must agree, and one stands for the other.
    const written = node && (release.atLeast('3.1') ? !own : node.value >= 0) ? node : own
    const id = written?.value ?? NONE
    const least = generates.value ? NONE : 0
    if (id < least) report('negative', { data: { id, least }, at: [written, generates] })
    else if (generates.value && id > reserved.value) report('reserved', { data: { id, reserved: reserved.value }, at: [written, reserved] })
  },
  page: {
    why: 'Up to 3.9 a broker without a number gets one from ZooKeeper, beginning above `reserved.broker.max.id`. A number of your own in that range could meet one of those.',
    whatToDo: 'Stay at or below 1000, raise `reserved.broker.max.id`, or switch the giving out off: `broker.id.generation.enable=false`.',
    staysSilent: 'For placeholders, and with KRaft where `node.id` is written.',
  },
  examples: {
    bad: [
      { about: 'An address as a number', ...zooKeeperBroker('broker.id=10017'), kafka: '3.9', severity: 'error' },
      { about: 'None, and none is given out', ...zooKeeperBroker('broker.id=-1', 'broker.id.generation.enable=false'), kafka: '3.9', severity: 'error' },
      {
        about: 'KRaft gives out none',
        file: 'server.properties',
        text: 'process.roles=broker\nbroker.id=-1\ncontroller.quorum.voters=1@c:9093\n',
        kafka: '4.1',
        severity: 'error',
      },
    ],
    good: [{ about: 'Nothing is given out', ...zooKeeperBroker('broker.id=10017', 'broker.id.generation.enable=false'), kafka: '3.9' }],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2 to 4.4.0'],
})
