import { defineRule, optional, remove, safe, stated, versionOf } from '../../core/engine/define-rule.ts'
import { broker, zooKeeperBroker } from '../shared/broker-example.ts'
import { advertisedBy, LISTENING, protocolsBy, roleIn } from '../shared/listeners.ts'

export default defineRule({
  id: 'broker-control-plane',
  summary: 'The listener for the controller is not there, or is the one of the brokers',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { plane: 'control.plane.listener.name' },
  given: { ...LISTENING, inter: stated('inter.broker.listener.name'), security: optional('security.inter.broker.protocol'), release: versionOf('kafkaBroker', '3.1') },
  fix: 'safe',
  messages: {
    kraft: (_: Record<never, never>) => 'control.plane.listener.name is a setting of brokers with ZooKeeper: with process.roles the server refuses to start.',
    unknown: ({ name, told }: { name: string; told: string }) =>
      `control.plane.listener.name is ${name}, and the listeners that are advertised are ${told}: the broker refuses to start.`,
    same: ({ name }: { name: string }) =>
      `control.plane.listener.name and the listener of the brokers among themselves are both ${name}: they must differ, and the broker refuses to start.`,
  },
  lint({ plane, inter, security, release, ...all }, report) {
    const name = plane.value.toUpperCase()
    const told = advertisedBy(all)
    if (!told) return
    const fixes = [safe('Let the controller use the listener of the brokers', remove('control.plane.listener.name'))]
    const between = (inter ?? security)?.value.toUpperCase()
    if (roleIn(all.roles) !== 'zookeeper') {
      if (release.atLeast('3.1')) report('kraft', { data: {}, at: [plane, all.roles], fixes })
    } else if (!told.some((l) => l.name === name) || !protocolsBy(all).has(name)) {
      report('unknown', { data: { name, told: told.map((l) => l.name).join(', ') || 'none' }, at: [plane, all.advertised, all.listeners], fixes })
    } else if (name === between) report('same', { data: { name }, at: [plane, inter, security], fixes })
  },
  page: {
    why: 'With ZooKeeper one broker is the controller and tells the others what changes. A listener of its own keeps that from standing in the queue behind clients. KRaft has listeners for controllers from the start, and refuses the key; 4.0 does not know it.',
    whatToDo: 'Name a listener that is advertised and that brokers do not use among themselves, or leave the key out.',
    staysSilent: 'From 4.0 on (`zookeeper-keys-left`), and for placeholders.',
  },
  examples: {
    bad: [
      { about: 'The listener of the brokers', ...zooKeeperBroker('control.plane.listener.name=PLAINTEXT'), kafka: '3.9', severity: 'error' },
      { about: 'With KRaft', ...broker('control.plane.listener.name=PLAINTEXT'), kafka: '3.9', severity: 'error' },
      { about: 'A name that is not advertised', ...zooKeeperBroker('control.plane.listener.name=CONTROL'), kafka: '3.9', severity: 'error' },
    ],
    good: [{ about: 'A listener of its own', ...zooKeeperBroker('listeners=PLAINTEXT://:9092,SSL://:9093', 'control.plane.listener.name=SSL'), kafka: '3.9' }],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2 and 3.9.2'],
})
