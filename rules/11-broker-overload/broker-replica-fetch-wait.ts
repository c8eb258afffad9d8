import { defineRule, set, unsafe } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { millis } from '../shared/words.ts'

export default defineRule({
  id: 'broker-replica-fetch-wait',
  summary: 'A follower may wait longer for records than its socket lives, or than a replica may lag',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { wait: 'replica.fetch.wait.max.ms', socket: 'replica.socket.timeout.ms', lag: 'replica.lag.time.max.ms' },
  fix: 'unsafe',
  messages: {
    longer: ({ wait, than, key }: { wait: number; than: number; key: string }) =>
      `replica.fetch.wait.max.ms is ${millis(wait)} and ${key} ${millis(than)}: a fetch may not wait longer than that, and the broker refuses to start.`,
  },
  lint({ wait, socket, lag }, report) {
    const lower = socket.value < lag.value ? socket : lag
    if (wait.value <= lower.value) return
    const fixes =
      lower.value < 1
        ? []
        : [unsafe(`Wait ${millis(Math.max(1, Math.floor(lower.value / 2)))} at most`, set('replica.fetch.wait.max.ms', Math.max(1, Math.floor(lower.value / 2))))]
    report('longer', { data: { wait: wait.value, than: lower.value, key: lower.key }, at: [wait, lower], fixes })
  },
  page: {
    why: 'A follower asks its leader for records and waits for as long as there are none. If the wait outlasts the socket, every quiet partition ends in a timeout; if it outlasts the time that a replica may lag, a follower that only waits falls out of the in-sync set.',
    whatToDo: 'Keep `replica.fetch.wait.max.ms` well below both; its default suits nearly every cluster.',
    staysSilent: 'For placeholders, and where all three are left to their defaults.',
  },
  examples: {
    bad: [
      { about: 'Longer than a replica may lag', ...broker('replica.lag.time.max.ms=10000', 'replica.fetch.wait.max.ms=15000'), severity: 'error' },
      { about: 'Longer than the socket lives', ...broker('replica.fetch.wait.max.ms=30001'), severity: 'error' },
    ],
    good: [{ about: 'As long', ...broker('replica.fetch.wait.max.ms=30000') }],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})
