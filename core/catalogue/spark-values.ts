/**
 * The two opposite grammars of time in Spark, sizes and booleans. Where which one is read: `processingTime=` of a trigger, `withWatermark` and `window`
 * take intervals in words (`10 seconds`), `spark.*` keys and the time options of sources take time strings (`10s`). Neither takes the other's.
 * Executed on Spark 3.3 to 4.3, the same answers but where a comment says otherwise.
 */
import { javaTrim } from './kafka-values.ts'
import { fits, overflow, wordInterval, type Bad, type CalendarInterval } from './spark-interval.ts'
import { sqlInterval } from './spark-sql-interval.ts'

/** Triggers read no SQL literals; watermarks take months, of 31 days; the duration of a window must be positive. */
export type IntervalPlace = 'trigger' | 'watermark' | 'window'

const MICROS_OF_DAY = 86_400_000_000n

/** An interval in words or, outside triggers, an SQL literal, in whole milliseconds: `999 microseconds` is 0 ms. */
export function parseInterval(text: string, place: IntervalPlace): { readonly ms: number } | Bad {
  const sql = place !== 'trigger' && javaTrim(text.toLowerCase()).startsWith('interval')
  const interval = sql ? sqlInterval(text) : wordInterval(text)
  if ('bad' in interval) return interval
  if (interval.months !== 0n && place !== 'watermark') return { bad: 'months and years have no fixed length' }
  const micros = microsOf(interval)
  if (micros === undefined) return overflow
  if (micros < 0n) return { bad: 'negative' }
  if (micros === 0n && place === 'window') return { bad: 'not positive' }
  return { ms: Number(micros / 1000n) }
}

/** An interval outside triggers in microseconds, of whatever sign: what a window is made of. */
export function intervalMicros(text: string): { readonly micros: bigint } | Bad {
  const interval = javaTrim(text.toLowerCase()).startsWith('interval') ? sqlInterval(text) : wordInterval(text)
  if ('bad' in interval) return interval
  if (interval.months !== 0n) return { bad: 'months and years have no fixed length' }
  const micros = microsOf(interval)
  return micros === undefined ? overflow : { micros }
}

function microsOf({ months, days, micros }: CalendarInterval): bigint | undefined {
  const ofMonths = months * 31n * MICROS_OF_DAY
  const ofDays = days * MICROS_OF_DAY
  const sums = [ofMonths, ofDays, ofMonths + ofDays, ofMonths + ofDays + micros]
  return sums.every((sum) => fits(sum, 64)) ? sums.at(-1) : undefined
}

/** What a bare number counts; the catalogue's `unit` of a time key. */
export type TimeUnit = 'ns' | 'us' | 'ms' | 's' | 'min' | 'h' | 'd'

export const TIME_NANOS: Readonly<Record<TimeUnit, bigint>> = {
  ns: 1n,
  us: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  min: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
}
/** `m` is a minute; nanoseconds are no suffix. */
const SUFFIXES: Readonly<Record<string, bigint>> = {
  us: TIME_NANOS.us,
  ms: TIME_NANOS.ms,
  s: TIME_NANOS.s,
  m: TIME_NANOS.min,
  min: TIME_NANOS.min,
  h: TIME_NANOS.h,
  d: TIME_NANOS.d,
}

/**
 * A time string in milliseconds (`JavaUtils.timeStringAs`). The key holds whole numbers of its own unit and the rest is cut off: `1500ms` is 1 s under a key in
 * seconds, `500ms` is 0. What is larger than 64 bits in that unit counts as the largest, as in Java.
 */
export function parseTimeString(text: string, defaultUnit: TimeUnit): { readonly ms: number } | Bad {
  const [, digits, suffix] = /^(-?[0-9]+)([a-z]+)?$/.exec(javaTrim(text.toLowerCase())) ?? []
  if (digits === undefined) return { bad: whyNoTime(text) }
  const factor = suffix === undefined ? TIME_NANOS[defaultUnit] : Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix] : undefined
  if (factor === undefined) return { bad: `unknown unit "${suffix ?? ''}"` }
  if (!fits(BigInt(digits), 64)) return overflow
  const count = saturated((BigInt(digits) * factor) / TIME_NANOS[defaultUnit])
  return { ms: Number(count * TIME_NANOS[defaultUnit]) / 1e6 }
}

function whyNoTime(text: string): string {
  const trimmed = javaTrim(text)
  if (trimmed === '') return 'empty'
  if (/^-?[0-9]+\s+[a-z]+$/i.test(trimmed)) return 'blank between number and unit'
  if (/^[-+]?[0-9]*\.[0-9]*/.test(trimmed)) return 'not a whole number'
  return 'not a number with a unit'
}

const LONG = 2n ** 63n
const saturated = (n: bigint): bigint => (n >= LONG ? LONG - 1n : n < -LONG ? -LONG : n)

/** What a bare number counts; the catalogue's `unit` of a size key. */
export type ByteUnit = 'bytes' | 'KiB' | 'MiB' | 'GiB'

export const BYTE_SIZES: Readonly<Record<ByteUnit, bigint>> = { bytes: 1n, KiB: 1n << 10n, MiB: 1n << 20n, GiB: 1n << 30n }
const POWERS = 'kmgtp'

export interface ByteSize {
  readonly bytes: number
  /** The first release that reads the suffix, where it is not the oldest. */
  readonly since?: '4.2'
}

/** A byte size (`JavaUtils.byteStringAs`), all suffixes powers of 1024. As with times, what is left over of the key's own unit is cut off: `1023b` is 0 KiB. */
export function parseByteSize(text: string, defaultUnit: ByteUnit): ByteSize | Bad {
  const trimmed = javaTrim(text.toLowerCase())
  const [, digits, suffix] = /^([0-9]+)([a-z]+)?$/.exec(trimmed) ?? []
  if (digits === undefined) return { bad: trimmed === '' ? 'empty' : /^[0-9]+\.[0-9]+/.test(trimmed) ? 'not a whole number' : 'not a number with a unit' }
  const [, power = '', binary = ''] = /^(?:b|([kmgtp])(i?)b?)?$/.exec(suffix ?? '') ?? [undefined, '?']
  if (power === '?') return { bad: `unknown unit "${suffix ?? ''}"` }
  const own = BYTE_SIZES[defaultUnit]
  const factor = suffix === undefined ? own : 1n << BigInt(10 * (POWERS.indexOf(power) + 1) * (power === '' ? 0 : 1))
  const count = (BigInt(digits) * factor) / own
  if (!fits(BigInt(digits), 64) || !fits(count, 64)) return overflow
  return { bytes: Number(count * own), ...(binary === '' ? {} : { since: '4.2' }) }
}

/** `true` and `false` in any case, trimmed; `yes`, `1` and `on` are refused. */
export function parseSparkBoolean(text: string): { readonly value: boolean } | Bad {
  const word = javaTrim(text).toLowerCase()
  return word === 'true' || word === 'false' ? { value: word === 'true' } : { bad: 'neither true nor false' }
}
