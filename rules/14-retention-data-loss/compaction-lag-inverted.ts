import type { Known } from '../../core/components/settings.ts'
import { defineRule, safe, set } from '../../core/engine/define-rule.ts'
import { topic } from '../shared/example.ts'
import { millis, time } from '../shared/words.ts'

interface Lags {
  readonly min: Known<number>
  readonly max: Known<number>
}

export default defineRule({
  id: 'compaction-lag-inverted',
  summary: 'A record must wait longer for compaction than it may',
  scenario: 14,
  component: 'topic',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { min: 'min.compaction.lag.ms', max: 'max.compaction.lag.ms' },
  fix: 'safe',
  messages: {
    inverted: ({ min, max }: Lags) => `min.compaction.lag.ms (${time(min)}) is above max.compaction.lag.ms (${time(max)}): the broker refuses the topic.`,
  },
  lint({ min, max }, report) {
    if (min.value <= max.value) return
    report('inverted', {
      data: { min, max },
      fixes: [
        safe(`Compact no sooner than after ${millis(max.value)}`, set('min.compaction.lag.ms', max.value)),
        safe(`Compact at the latest after ${millis(min.value)}`, set('max.compaction.lag.ms', min.value)),
      ],
    })
  },
  page: {
    why: 'The first is how long a record stays untouched, so that slow readers still see each value; the second is when compaction must have begun, so that deleted keys really go. With the first above the second no moment is left, and the topic is refused when it is created or altered.',
    whatToDo: 'Keep `min.compaction.lag.ms` well below `max.compaction.lag.ms`. If the second stands for a promise to delete (privacy), it is the first that gives way.',
    staysSilent: 'Where the two are equal, which is accepted, and for placeholders.',
  },
  examples: {
    bad: [
      {
        about: 'A day at least, an hour at most',
        ...topic('profiles', {}, 'cleanup.policy: compact', 'min.compaction.lag.ms: 86400000', 'max.compaction.lag.ms: 3600000'),
        severity: 'error',
      },
    ],
    good: [
      { about: 'Equal', ...topic('profiles', {}, 'cleanup.policy: compact', 'min.compaction.lag.ms: 3600000', 'max.compaction.lag.ms: 3600000') },
      { about: 'No upper bound', ...topic('profiles', {}, 'cleanup.policy: compact', 'min.compaction.lag.ms: 86400000') },
    ],
  },
  sources: ['LogConfig.validateValues, ControllerConfigurationValidator and a running broker, 2.8.2 to 4.4.0: InvalidConfigurationException'],
})
