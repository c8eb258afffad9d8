import { defineRule, optional, set, unsafe, type ChangeOf, type Fix } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'

export default defineRule({
  id: 'broker-log-retention-zero',
  summary: 'No time at all for records: neither a bound nor none',
  scenario: 11,
  also: [14],
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { ms: optional('log.retention.ms'), minutes: optional('log.retention.minutes'), hours: optional('log.retention.hours') },
  fix: 'unsafe',
  messages: { zero: ({ key }: { key: string }) => `${key}=0: records must live for a millisecond at least, or without limit (-1); the broker refuses to start.` },
  lint({ ms, minutes, hours }, report) {
    const holds = ms ?? minutes ?? hours
    if (holds?.value === 0) report('zero', { data: { key: holds.key }, at: [holds], fixes: [forever(holds.key)] })
  },
  page: {
    why: 'Zero looks like without limit and is refused; without limit is `-1`. A topic may have `retention.ms=0`, and deletes everything as soon as it may.',
    whatToDo: 'Write `-1` for a retention without limit, or the time that is meant. `log.retention.ms` holds over `.minutes`, and that over `.hours`.',
    staysSilent: 'Where a stronger key says something else, and for placeholders.',
  },
  examples: {
    bad: [
      { about: 'Meant as for ever', ...broker('log.retention.hours=0'), severity: 'error' },
      { about: 'Milliseconds hold over hours', ...broker('log.retention.hours=168', 'log.retention.ms=0'), severity: 'error' },
    ],
    good: [
      { about: 'A key that does not hold', ...broker('log.retention.hours=0', 'log.retention.ms=604800000') },
      { about: 'Without limit', ...broker('log.retention.ms=-1') },
    ],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0; -2 is accepted and means without limit'],
})

function forever(key: string): Fix<ChangeOf<'broker'>> {
  const title = 'Keep records without limit'
  if (key === 'log.retention.ms') return unsafe(title, set('log.retention.ms', -1))
  return key === 'log.retention.minutes' ? unsafe(title, set('log.retention.minutes', -1)) : unsafe(title, set('log.retention.hours', -1))
}
