import type { Known } from '../../core/components/settings.ts'
import { defineRule, optional, set, unsafe } from '../../core/engine/define-rule.ts'
import { consumer, topic } from '../shared/example.ts'
import { millis } from '../shared/words.ts'

const DAY_IN_SECONDS = 86_400
const YEAR_IN_SECONDS = 365 * DAY_IN_SECONDS
const MINUTE = 60_000
/** Hours that people write: one day, two, three, a week, two weeks, a month. */
const HOURS = [24, 48, 72, 168, 336, 720]

type Key = 'retention.ms' | 'local.retention.ms' | 'delete.retention.ms' | 'max.poll.interval.ms' | 'transaction.timeout.ms'
interface Data {
  readonly key: string
  readonly value: number
  readonly meant: number | undefined
  readonly unit: string
}

export default defineRule({
  id: 'retention-unit-suspect',
  summary: 'A time in milliseconds that looks like seconds or hours',
  scenario: 14,
  also: [12],
  component: ['topic', 'consumer', 'producer'],
  severity: 'warning',
  since: '0.1.0',
  needs: {
    retention: optional('retention.ms'),
    local: optional('local.retention.ms'),
    tombstones: optional('delete.retention.ms'),
    interval: optional('max.poll.interval.ms'),
    transaction: optional('transaction.timeout.ms'),
  },
  supersedes: ['retention-too-short', 'retention-below-worst-lag'],
  fix: 'unsafe',
  messages: {
    suspect: ({ key, value, meant, unit }: Data) =>
      `${key}=${value} is ${millis(value)}${meant === undefined ? '; the unit is milliseconds' : `; ${millis(meant)} in ${unit} would be this very number`}.`,
  },
  lint({ retention, local, tombstones, interval, transaction }, report) {
    const say = (setting: Known<number> | undefined, key: Key, found: Suspect | undefined): void => {
      if (!setting || !found) return
      const fixes = found.meant === undefined ? [] : [unsafe(`Write ${millis(found.meant)} in milliseconds`, set(key, found.meant))]
      report('suspect', { data: { key, value: setting.value, ...found }, at: [setting], fixes })
    }
    say(retention, 'retention.ms', retention?.written && (inDays(retention.value) ?? tiny(retention.value)))
    say(local, 'local.retention.ms', local?.written && inDays(local.value))
    say(tombstones, 'delete.retention.ms', tombstones?.written && inDays(tombstones.value))
    say(interval, 'max.poll.interval.ms', interval?.written && belowASecond(interval.value))
    say(transaction, 'transaction.timeout.ms', transaction?.written && belowASecond(transaction.value))
  },
  page: {
    why: 'Every time of a topic or a client is in milliseconds, and people think in days and seconds. `retention.ms=604800` is ten minutes, not a week. Whole days in seconds (86400, 604800, 2592000) are never whole minutes in milliseconds, so real values do not match the pattern.',
    whatToDo: 'Multiply: a week is `604800000`. A comment with the duration beside the number keeps the next reader from the same slip.',
    staysSilent: 'For values that are whole minutes, for `-1`, for defaults and placeholders.',
  },
  examples: {
    bad: [
      { about: 'A week in seconds, quoted', ...topic('clickstream', {}, 'retention.ms: "604800"') },
      { about: '90 days in seconds', file: 'topics/invoices.topic.properties', text: 'cleanup.policy=delete\nretention.ms=7776000\n' },
      { about: 'Seven days in hours', ...topic('clickstream', {}, 'retention.ms: 168') },
      { about: 'Five minutes in seconds', ...consumer('max.poll.interval.ms=300') },
    ],
    good: [
      { about: 'Six hours', ...topic('alerts', {}, 'retention.ms: 21600000') },
      { about: 'For ever', ...topic('ledger', {}, 'retention.ms: -1') },
    ],
  },
  sources: ['LogConfig and client ConfigDefs: keys that end in .ms are milliseconds; the rest is arithmetic'],
})

interface Suspect {
  readonly meant: number | undefined
  readonly unit: string
}

/** Whole days, counted in seconds. */
const inDays = (v: number): Suspect | undefined =>
  v > 0 && v <= YEAR_IN_SECONDS && v % DAY_IN_SECONDS === 0 && v % MINUTE !== 0 ? { meant: v * 1000, unit: 'seconds' } : undefined
/** Less than a minute; only the hours that people write say what was meant. */
const tiny = (v: number): Suspect | undefined => (v >= 0 && v < MINUTE ? { meant: HOURS.includes(v) ? v * 3_600_000 : undefined, unit: 'hours' } : undefined)
const belowASecond = (v: number): Suspect | undefined => (v > 0 && v < 1000 ? { meant: v * 1000, unit: 'seconds' } : undefined)
