import { defineRule, remove, safe, stated } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'

export default defineRule({
  id: 'broker-both-interbroker-keys',
  summary: 'Two keys say how brokers speak with each other, and only one may',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { name: stated('inter.broker.listener.name'), protocol: stated('security.inter.broker.protocol') },
  fix: 'safe',
  messages: {
    both: ({ name, protocol }: { name: string; protocol: string }) =>
      `inter.broker.listener.name=${name} and security.inter.broker.protocol=${protocol} both say how brokers speak with each other: the broker refuses to start.`,
  },
  lint({ name, protocol }, report) {
    if (!name || !protocol) return
    const data = { name: name.value, protocol: protocol.value.toUpperCase() }
    report('both', { data, at: [protocol, name], fixes: [safe('Let the listener decide', remove('security.inter.broker.protocol'))] })
  },
  page: {
    why: 'A listener already has a protocol, by `listener.security.protocol.map`. If both keys are there, the broker does not ask whether they agree.',
    whatToDo: 'Keep `inter.broker.listener.name`, since it also serves where two listeners have one protocol.',
    staysSilent: 'For placeholders.',
  },
  examples: {
    bad: [
      {
        about: 'Both, although they agree',
        ...broker('listeners=PLAINTEXT://:9092', 'inter.broker.listener.name=PLAINTEXT', 'security.inter.broker.protocol=PLAINTEXT'),
        severity: 'error',
      },
    ],
    good: [{ about: 'One of them', ...broker('listeners=PLAINTEXT://:9092', 'inter.broker.listener.name=PLAINTEXT') }],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})
