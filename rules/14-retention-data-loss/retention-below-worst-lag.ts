import { defineRule, fact, factIfStated, set, unsafe } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { topic } from '../shared/example.ts'
import { keepsForEver } from '../shared/topics.ts'
import { millis } from '../shared/words.ts'

interface Data {
  readonly retention: number
  readonly needed: number
  readonly said: string
}

export default defineRule({
  id: 'retention-below-worst-lag',
  summary: 'Records expire before the slowest reader has read them',
  scenario: 14,
  also: [1, 7],
  component: 'topic',
  severity: 'error',
  since: '0.1.0',
  needs: { retention: 'retention.ms', lag: fact('worst-lag'), recovery: factIfStated('recovery') },
  given: { policy: 'cleanup.policy' },
  fix: 'unsafe',
  messages: {
    lost: ({ retention, needed, said }: Data) =>
      `Records live ${millis(retention)} and the slowest reader needs them for ${millis(needed)} (${said}): what it has not read by then is deleted.`,
    close: ({ retention, needed, said }: Data) =>
      `Records live ${millis(retention)}, less than twice the ${millis(needed)} that the slowest reader may need (${said}): one bad day more and unread data is deleted.`,
  },
  lint({ retention, lag, recovery, policy }, report) {
    const needed = lag.value + (recovery?.value ?? 0)
    if (keepsForEver(policy.value) || retention.value < 0 || retention.value >= 2 * needed) return
    const data = { retention: retention.value, needed, said: `worst lag ${millis(lag.value)}${recovery ? `, recovery ${millis(recovery.value)}` : ''}` }
    const fixes = [unsafe(`Keep records for ${millis(Math.ceil(2 * needed))}, twice what is needed`, set('retention.ms', Math.ceil(2 * needed)))]
    if (retention.value < needed) report('lost', { data, fixes })
    else report('close', { data, severity: 'warning', fixes })
  },
  page: {
    why: 'Retention deletes by age and does not ask whether a record has been read. A reader that is further behind than records live jumps over what is gone: with `auto.offset.reset=latest` to the end of the topic, with `earliest` to what is left, and nothing fails.',
    whatToDo:
      'State how far the slowest reader may fall behind (`# weir: worst-lag=12h`, and `recovery=2h` for the time until it reads again after an outage) and keep records for twice the sum. Where disk does not allow it, tier older segments, or alert on the age of the oldest unread record well before the retention.',
    staysSilent: 'Without a stated `worst-lag`; for topics that are only compacted; for a retention without limit; where the retention is a placeholder.',
  },
  examples: {
    bad: [
      { about: 'Eight hours, and the reader may be twelve behind', ...topic('bids', {}, 'retention.ms: 28800000'), facts: { 'worst-lag': '12h' }, severity: 'error' },
      { about: 'Naming the key is no reason', ...topic('bids', {}, 'retention.ms: 28800000 # retention.ms in ms'), facts: { 'worst-lag': '12h' }, severity: 'error' },
      { about: 'A reason is', ...topic('bids', {}, 'retention.ms: 28800000 # on purpose: bids are worthless after a day'), facts: { 'worst-lag': '12h' }, severity: 'info' },
      { about: 'Less than twice', ...topic('bids', {}, 'retention.ms: 86400000'), facts: { 'worst-lag': '16h' }, severity: 'warning' },
      { about: 'What a broker says for all topics', ...broker('log.retention.hours=8'), facts: { 'worst-lag': '12h' }, severity: 'error' },
    ],
    good: [
      { about: 'Twice is enough', ...topic('bids', {}, 'retention.ms: 86400000'), facts: { 'worst-lag': '12h' } },
      { about: 'Compaction keeps by key', ...topic('customers', {}, 'cleanup.policy: compact'), facts: { 'worst-lag': '30d' } },
    ],
  },
  sources: ['LogConfig retention.ms; UnifiedLog.deleteOldSegments'],
})
