import { defineRule, everyKey, stated } from '../../core/engine/define-rule.ts'
import type { Value } from '../../core/components/component.ts'
import { zooKeeperBroker } from '../shared/broker-example.ts'
import { LISTENING, protocolsBy } from '../shared/listeners.ts'

export default defineRule({
  id: 'broker-sasl-mechanism',
  summary: 'Brokers log in among themselves by a mechanism that they do not offer',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: {
    mechanism: 'sasl.mechanism.inter.broker.protocol',
    offered: 'sasl.enabled.mechanisms',
    inter: stated('inter.broker.listener.name'),
    security: 'security.inter.broker.protocol',
  },
  given: { ...LISTENING, keys: everyKey() },
  fix: 'none',
  messages: {
    missing: ({ mechanism, offered, key }: { mechanism: string; offered: string; key: string }) =>
      `Brokers log in among themselves by ${mechanism}, and ${key} offers ${offered}: the broker refuses to start.`,
  },
  lint({ mechanism, offered, inter, security, keys, ...all }, report) {
    const name = inter?.value.toUpperCase() ?? security.value.toUpperCase()
    const protocol = inter ? protocolsBy(all).get(name) : name
    // What the listener says for itself holds over the rest.
    const override = keys.find(({ key }) => key.toLowerCase() === `listener.name.${name.toLowerCase()}.sasl.enabled.mechanisms`)?.value
    const offers = override ? listIn(override) : offered.value
    if (!protocol?.startsWith('SASL_') || !offers || offers.includes(mechanism.value)) return
    report('missing', {
      data: { mechanism: mechanism.value, offered: offers.join(', ') || 'none', key: override?.key.text ?? offered.key },
      at: [mechanism, override?.text, offered, inter, security],
    })
  },
  page: {
    why: 'A broker is a client of the other brokers. Both keys are GSSAPI by default, so whoever offers SCRAM or PLAIN to clients and leaves the other key alone has brokers that cannot log in to each other.',
    whatToDo: 'Set `sasl.mechanism.inter.broker.protocol` to one of `sasl.enabled.mechanisms`, and give its JAAS configuration to the listener of the brokers.',
    staysSilent:
      'Where brokers do not speak SASL among themselves, and for placeholders; what the listener says for itself (`listener.name.<name>.sasl.enabled.mechanisms`) holds over the rest.',
  },
  examples: {
    bad: [
      {
        about: 'SCRAM for clients, nothing said for brokers',
        ...zooKeeperBroker('listeners=SASL_SSL://:9093', 'security.inter.broker.protocol=SASL_SSL', 'sasl.enabled.mechanisms=SCRAM-SHA-512'),
        kafka: '3.9',
        severity: 'error',
      },
    ],
    good: [
      {
        about: 'The same for both',
        ...zooKeeperBroker(
          'listeners=SASL_SSL://:9093',
          'security.inter.broker.protocol=SASL_SSL',
          'sasl.enabled.mechanisms=SCRAM-SHA-512',
          'sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512',
        ),
        kafka: '3.9',
      },
      { about: 'No SASL among brokers', ...zooKeeperBroker('sasl.enabled.mechanisms=PLAIN'), kafka: '3.9' },
    ],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})

const listIn = ({ text, placeholder, unknown }: Value): string[] | undefined =>
  placeholder || unknown !== undefined ? undefined : text.text.split(',').map((entry) => entry.trim())
