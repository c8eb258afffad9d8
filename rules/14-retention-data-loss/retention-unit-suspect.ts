import type { Known } from '../../core/components/settings.ts'
import { defineRule, identity, maybe, set, unsafe, type Identity } from '../../core/engine/define-rule.ts'
import { broker, zooKeeperBroker } from '../shared/broker-example.ts'
import { consumer, producer, topic } from '../shared/example.ts'
import { millis, nameOf } from '../shared/words.ts'

const DAY_IN_SECONDS = 86_400
const YEAR_IN_SECONDS = 365 * DAY_IN_SECONDS
const MINUTE = 60_000
const TEN_YEARS = 10 * YEAR_IN_SECONDS * 1000
/** Hours that people write: one day, two, three, a week, two weeks, a month. */
const HOURS = [24, 48, 72, 168, 336, 720]

type Key = 'retention.ms' | 'local.retention.ms' | 'delete.retention.ms' | 'max.poll.interval.ms' | 'session.timeout.ms' | 'delivery.timeout.ms' | 'transaction.timeout.ms'
interface Data {
  readonly key: string
  readonly value: number
  readonly meant: number | undefined
  readonly unit: string
}

const suspect = ({ key, value, meant, unit }: Data): string =>
  `${key}=${value} is ${millis(value)}${meant === undefined ? '; the unit is milliseconds' : `; ${millis(meant)} in ${unit} would be this very number`}.`

export default defineRule({
  id: 'retention-unit-suspect',
  summary: 'A time in milliseconds that looks like seconds or hours',
  scenario: 14,
  also: [12],
  component: ['topic', 'consumer', 'producer'],
  severity: 'warning',
  since: '0.1.0',
  needs: {
    retention: maybe('retention.ms'),
    local: maybe('local.retention.ms'),
    tombstones: maybe('delete.retention.ms'),
    interval: maybe('max.poll.interval.ms'),
    session: maybe('session.timeout.ms'),
    delivery: maybe('delivery.timeout.ms'),
    transaction: maybe('transaction.timeout.ms'),
  },
  given: { self: identity() },
  supersedes: ['retention-too-short', 'retention-below-worst-lag'],
  doubtsComments: true,
  fix: 'unsafe',
  // `session` and `delivery` are told apart because a refusal of the client says more of them.
  messages: {
    suspect,
    session: suspect,
    delivery: suspect,
    coarse: ({ key, value }: { key: string; value: number }) => `${key} makes ${millis(value)} of this number; in milliseconds it would be ${millis(numberIn(key, value))}.`,
  },
  lint({ retention, local, tombstones, interval, session, delivery, transaction, self }, report) {
    const say = (setting: Known<number> | undefined, key: Key, found: Suspect | undefined, message: 'suspect' | 'session' | 'delivery' = 'suspect'): void => {
      if (!setting || !found) return
      const fixes = found.meant === undefined ? [] : [unsafe(`Write ${millis(found.meant)} in milliseconds`, set(key, found.meant))]
      report(message, {
        data: { key: nameOf(setting, self), value: setting.value, ...found },
        at: [setting],
        fixes,
        ...(message === 'session' ? { supersedes: ['session-timeout-too-low'] } : {}),
      })
    }
    const coarse = retention && coarseKey(retention, self)
    if (retention && coarse)
      report('coarse', {
        data: { key: coarse.key, value: retention.value },
        at: [retention],
        fixes: [unsafe(`Keep records for ${millis(coarse.meant)}`, set('retention.ms', coarse.meant))],
      })
    say(retention, 'retention.ms', retention && suspectRetention(retention, self))
    say(local, 'local.retention.ms', local?.written && inDays(local.value))
    say(tombstones, 'delete.retention.ms', tombstones?.written && inDays(tombstones.value))
    say(interval, 'max.poll.interval.ms', interval?.written && belowASecond(interval.value))
    say(session, 'session.timeout.ms', session?.written && belowASecond(session.value), 'session')
    say(delivery, 'delivery.timeout.ms', delivery?.written && belowASecond(delivery.value), 'delivery')
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
      { about: 'A comment that says what was meant', ...topic('clickstream', {}, 'retention.ms: 604800 # retention.ms is one week'), severity: 'warning' },
      { about: 'Seven days in hours', ...topic('clickstream', {}, 'retention.ms: 168') },
      { about: 'Five minutes in seconds', ...consumer('max.poll.interval.ms=300') },
      { about: 'A week in seconds, for all topics', ...zooKeeperBroker('log.retention.ms=604800'), kafka: '3.9' },
      { about: 'A week in milliseconds, in the key that counts hours', ...broker('log.retention.hours=604800000') },
      { about: 'Two minutes in seconds', ...producer('delivery.timeout.ms=120', 'linger.ms=0', 'request.timeout.ms=100') },
    ],
    good: [
      { about: 'Six hours', ...topic('alerts', {}, 'retention.ms: 21600000') },
      { about: 'A broker’s week', ...broker('log.retention.hours=168') },
      { about: 'For ever', ...topic('ledger', {}, 'retention.ms: -1') },
    ],
  },
  sources: ['LogConfig and client ConfigDefs: keys that end in .ms are milliseconds; the rest is arithmetic'],
})

interface Suspect {
  readonly meant: number | undefined
  readonly unit: string
}

/** Keys of a broker that count minutes or hours, with the milliseconds in one. */
const COARSE: Readonly<Record<string, number>> = { 'log.retention.minutes': MINUTE, 'log.retention.hours': 60 * MINUTE }
const numberIn = (name: string, value: number): number => value / (COARSE[name] ?? 1)

/** More than ten years in hours or minutes were counted in milliseconds. */
function coarseKey(retention: Known<number>, self: Identity): { readonly key: string; readonly meant: number } | undefined {
  const key = nameOf(retention, self)
  return key in COARSE && retention.value >= TEN_YEARS ? { key, meant: numberIn(key, retention.value) } : undefined
}

/** A broker refuses none at all, and that is said elsewhere. */
const suspectRetention = ({ written, value }: Known<number>, { ofBroker }: Identity): Suspect | undefined =>
  !written || (ofBroker && value === 0) ? undefined : (inDays(value) ?? tiny(value))

/** Whole days, counted in seconds. */
const inDays = (v: number): Suspect | undefined =>
  v > 0 && v <= YEAR_IN_SECONDS && v % DAY_IN_SECONDS === 0 && v % MINUTE !== 0 ? { meant: v * 1000, unit: 'seconds' } : undefined
/** Less than a minute; only the hours that people write say what was meant. */
const tiny = (v: number): Suspect | undefined => (v >= 0 && v < MINUTE ? { meant: HOURS.includes(v) ? v * 3_600_000 : undefined, unit: 'hours' } : undefined)
const belowASecond = (v: number): Suspect | undefined => (v > 0 && v < 1000 ? { meant: v * 1000, unit: 'seconds' } : undefined)
