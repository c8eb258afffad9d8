import { defineRule, stated, versionOf } from '../../core/engine/define-rule.ts'
import { zooKeeperBroker } from '../shared/broker-example.ts'
import { LISTENING, roleIn } from '../shared/listeners.ts'

export default defineRule({
  id: 'broker-id-reserved',
  summary: 'The number of a broker is one of those that ZooKeeper gives out',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { id: 'broker.id', reserved: 'reserved.broker.max.id', generates: 'broker.id.generation.enable' },
  given: { roles: LISTENING.roles, node: stated('node.id'), release: versionOf('kafkaBroker', '3.1', '4.0') },
  fix: 'none',
  messages: {
    reserved: ({ id, reserved }: { id: number; reserved: number }) =>
      `broker.id is ${id}: numbers above reserved.broker.max.id (${reserved}) are given out to brokers without one, and the broker refuses to start.`,
    negative: ({ id }: { id: number }) => `broker.id is ${id}, and no number is given out: it must be 0 or more, or the broker refuses to start.`,
  },
  lint({ id: own, reserved, generates, roles, node, release }, report) {
    // Up to 3.0 the number of the node holds over the broker's; later they must agree.
    const id = node && node.value >= 0 && !release.atLeast('3.1') ? node : own
    if (release.atLeast('4.0') || roleIn(roles) !== 'zookeeper') return
    const least = generates.value ? -1 : 0
    if (id.value < least) report('negative', { data: { id: id.value }, at: [id, generates] })
    else if (generates.value && id.value > reserved.value) report('reserved', { data: { id: id.value, reserved: reserved.value }, at: [id, reserved] })
  },
  page: {
    why: 'Up to 3.9 a broker without a number gets one from ZooKeeper, beginning above `reserved.broker.max.id`. A number of your own in that range could meet one of those.',
    whatToDo: 'Stay at or below 1000, raise `reserved.broker.max.id`, or switch the giving out off: `broker.id.generation.enable=false`.',
    staysSilent: 'With KRaft, and for placeholders.',
  },
  examples: {
    bad: [
      { about: 'An address as a number', ...zooKeeperBroker('broker.id=10017'), kafka: '3.9', severity: 'error' },
      { about: 'None, and none is given out', ...zooKeeperBroker('broker.id=-1', 'broker.id.generation.enable=false'), kafka: '3.9', severity: 'error' },
    ],
    good: [{ about: 'Nothing is given out', ...zooKeeperBroker('broker.id=10017', 'broker.id.generation.enable=false'), kafka: '3.9' }],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2 to 3.9.2'],
})
