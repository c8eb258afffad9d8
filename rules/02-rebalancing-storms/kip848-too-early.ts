import { defineRule, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { consumer } from '../shared/example.ts'

export default defineRule({
  id: 'kip848-too-early',
  summary: 'The new group protocol at brokers that do not serve it unless somebody switched it on',
  scenario: 2,
  component: 'consumer',
  severity: 'warning',
  since: '0.1.0',
  needs: { protocol: 'group.protocol' },
  given: { broker: versionOf('kafkaBroker', '3.7', '4.0') },
  onlyWith: ['group.protocol'],
  fix: 'unsafe',
  messages: {
    early: () =>
      'Brokers of 3.7 to 3.9 serve group.protocol=consumer only where group.coordinator.rebalance.protocols names it: at one with defaults the consumer starts, and its first poll fails with UnsupportedVersion.',
    older: () => 'Brokers before 3.7 do not know group.protocol=consumer: the consumer starts, and its first poll fails with UnsupportedVersion.',
  },
  lint({ protocol, broker }, report) {
    if (protocol.value !== 'consumer' || broker.atLeast('4.0')) return
    const fixes = [unsafe('Use the classic protocol', set('group.protocol', 'classic'))]
    report(broker.atLeast('3.7') ? 'early' : 'older', { data: undefined, fixes })
  },
  page: {
    why: 'The consumer protocol (KIP-848) needs brokers that speak it. They do so by default from 4.0 on; 3.7 was early access, 3.8 and 3.9 a preview, and all three answer such a consumer only where `group.coordinator.rebalance.protocols` was extended. The client does not ask before: it starts, and the first poll throws UnsupportedVersionException.',
    whatToDo:
      'Upgrade the brokers first, or stay with the classic protocol until then. Where the protocol is switched on, say so: `# weir: broker=4.0` judges for brokers that serve it.',
    staysSilent: 'For the classic protocol, for a placeholder, and where no release of the brokers is stated.',
  },
  examples: {
    bad: [
      { about: 'A preview', ...consumer('group.protocol=consumer'), kafka: '3.9', severity: 'warning' },
      {
        about: 'A new client at old brokers',
        file: 'consumer.properties',
        text: `# weir: client=4.1 broker=3.6\n${consumer('group.protocol=consumer').text}`,
        severity: 'warning',
      },
    ],
    good: [
      { about: 'By default from 4.0 on', ...consumer('group.protocol=consumer'), kafka: '4.0' },
      { about: 'Nobody states a release', ...consumer('group.protocol=consumer') },
    ],
  },
  sources: [
    'KIP-848; KafkaConfig: group.coordinator.rebalance.protocols; executed on running brokers: 3.9.2 at its defaults refuses, with the protocol switched on it joins, 4.4.0 joins',
  ],
})
