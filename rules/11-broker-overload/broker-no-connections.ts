import { defineRule, remove, safe, stated } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'

export default defineRule({
  id: 'broker-no-connections',
  summary: 'No connection is allowed from any address',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { limit: 'max.connections.per.ip', overrides: stated('max.connections.per.ip.overrides') },
  fix: 'safe',
  messages: { none: (_: Record<never, never>) => 'max.connections.per.ip=0 lets nobody in, and no address is excepted: the broker refuses to start.' },
  lint({ limit, overrides }, report) {
    if (limit.value !== 0 || (overrides && overrides.value.trim() !== '')) return
    report('none', { data: {}, at: [limit], fixes: [safe('Do not bound the connections of an address, the default', remove('max.connections.per.ip'))] })
  },
  page: {
    why: 'Zero is allowed together with exceptions only: nobody but the addresses in `max.connections.per.ip.overrides` may connect.',
    whatToDo: 'Remove the line, or name the addresses that may connect.',
    staysSilent: 'Where exceptions are named, and for placeholders.',
  },
  examples: {
    bad: [{ about: 'Nobody may connect', ...broker('max.connections.per.ip=0'), severity: 'error' }],
    good: [{ about: 'One address may', ...broker('max.connections.per.ip=0', 'max.connections.per.ip.overrides=10.0.0.7:100') }],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})
