import { defineRule, factIfStated, identity, set, unsafe } from '../../core/engine/define-rule.ts'
import { duration } from '../../core/engine/options.ts'
import { broker } from '../shared/broker-example.ts'
import { topic } from '../shared/example.ts'
import { isInternalTopic, keepsForEver } from '../shared/topics.ts'
import { proposed } from '../shared/proposed.ts'
import { millis } from '../shared/words.ts'

const HOUR = 3_600_000
/** Topics whose records are worthless soon. */
const SHORT_LIVED = /(?:^|[-_.])(?:metrics?|heartbeats?|cache|tmp|temp|repartition|telemetry-live)(?:$|[-_.])/i

export default defineRule({
  id: 'retention-too-short',
  summary: 'Records are gone before a night or a weekend is over',
  scenario: 14,
  component: 'topic',
  severity: 'warning',
  since: '0.1.0',
  needs: { retention: 'retention.ms' },
  given: { policy: 'cleanup.policy', topic: identity(), lag: factIfStated('worst-lag') },
  options: {
    minimum: duration(4 * HOUR, 'A retention below this is a warning.'),
    advised: duration(24 * HOUR, 'A retention below this is advice.'),
  },
  fix: 'unsafe',
  messages: {
    short: ({ retention, of }: { retention: number; of: string }) =>
      `Records${of} live ${millis(retention)}: a reader that stands still for longer loses what it has not read, and nothing fails. State worst-lag to check this exactly.`,
  },
  lint({ retention, policy, topic: { name, ofBroker }, lag }, report, { minimum, advised }) {
    if (lag || retention.value < 0 || retention.value >= advised || keepsForEver(policy.value)) return
    // A broker does not start with none at all, and that is said elsewhere.
    if (ofBroker && retention.value === 0) return
    if (isInternalTopic(name) || (name !== undefined && SHORT_LIVED.test(name))) return
    const sound = proposed('topic', 'retention.ms')
    report('short', {
      data: { retention: retention.value, of: ofBroker ? ' of every topic that says nothing else' : '' },
      severity: retention.value < minimum ? 'warning' : 'info',
      fixes: [unsafe(`Keep records for ${millis(sound)}, the default`, set('retention.ms', sound))],
    })
  },
  page: {
    why: 'An incident that begins on Friday evening is often looked at on Monday morning. A retention of an hour turns every stop of a consumer that lasts longer into a loss that no error shows. The four hours and the day of this rule are a convention; only a stated worst lag gives an exact answer.',
    whatToDo:
      'Keep records for as long as the longest stop that you want to survive, and more: seven days is the default. State `# weir: worst-lag=…` and `retention-below-worst-lag` works with your own figure instead of this convention.',
    staysSilent:
      'Where `worst-lag` is stated; for compacted topics, for metrics, cache and temporary topics by their names, for internal topics, for a retention without limit or a placeholder.',
  },
  examples: {
    bad: [
      { about: 'One hour', ...topic('alerts', {}, 'retention.ms: 3600000'), severity: 'warning' },
      { about: 'Half a day', ...topic('shifts', {}, 'retention.ms: 43200000'), severity: 'info' },
      { about: 'For every topic that says nothing else', ...broker('log.retention.hours=1'), severity: 'warning' },
    ],
    good: [
      { about: 'Two days', ...topic('rides', {}, 'retention.ms: 172800000') },
      { about: 'Metrics are old in minutes', ...topic('cpu-metrics', {}, 'retention.ms: 3600000') },
    ],
  },
  sources: ['LogConfig retention.ms; the thresholds are a convention of this rule'],
})
