import { defineRule, remove, safe } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { millis } from '../shared/words.ts'

export default defineRule({
  id: 'broker-idle-below-delay',
  summary: 'A failed login is answered only after the connection has been closed as idle',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { delay: 'connection.failed.authentication.delay.ms', idle: 'connections.max.idle.ms' },
  fix: 'safe',
  messages: {
    late: ({ delay, idle }: { delay: number; idle: number }) =>
      `connection.failed.authentication.delay.ms is ${millis(delay)} and connections.max.idle.ms ${millis(idle)}: the delay must be shorter, or the broker refuses to start.`,
  },
  lint({ delay, idle }, report) {
    if (idle.value < 0 || delay.value < idle.value) return
    const key = idle.written ? 'connections.max.idle.ms' : 'connection.failed.authentication.delay.ms'
    report('late', { data: { delay: delay.value, idle: idle.value }, at: [idle, delay], fixes: [safe(`Leave ${key} to its default`, remove(key))] })
  },
  page: {
    why: 'A client that fails to log in is told so after a delay, so that guessing is slow. If idle connections are closed sooner, nobody is ever told, and the client takes it for an outage.',
    whatToDo: 'Connections live ten minutes by default and the delay is a tenth of a second: one of the two has probably lost zeros or got some.',
    staysSilent: 'Where idle connections are never closed (below zero), and for placeholders.',
  },
  examples: {
    bad: [{ about: 'Idle connections are closed at once', ...broker('connections.max.idle.ms=100'), severity: 'error' }],
    good: [{ about: 'Connections are never closed for being idle', ...broker('connections.max.idle.ms=-1') }],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})
