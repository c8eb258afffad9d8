/**
 * Intervals in words, as `IntervalUtils.stringToInterval` of Spark reads them: `10 seconds`, `interval 2 hours -30 minutes`.
 * Executed on Spark 3.3 to 4.3 with the same answers; `test/oracle/spark-grammars.test.ts` holds this file to the newest.
 */

/** Months and days keep apart from what has a fixed length, as in Spark's `CalendarInterval`; microseconds may need 64 bits. */
export interface CalendarInterval {
  readonly months: bigint
  readonly days: bigint
  readonly micros: bigint
}
export interface Bad {
  readonly bad: string
}

type Field = keyof CalendarInterval
const UNITS: Readonly<Record<string, readonly [Field, bigint]>> = {
  year: ['months', 12n],
  month: ['months', 1n],
  week: ['days', 7n],
  day: ['days', 1n],
  hour: ['micros', 3_600_000_000n],
  minute: ['micros', 60_000_000n],
  second: ['micros', 1_000_000n],
  millisecond: ['micros', 1_000n],
  microsecond: ['micros', 1n],
}
const BITS: Readonly<Record<Field, number>> = { months: 32, days: 32, micros: 64 }

/** `second` of `second`, `seconds`; the texts are in lower case here. */
const singular = (word: string): string => (Object.hasOwn(UNITS, word) ? word : word.replace(/s$/, ''))

/** Whether a word is a unit of months: the other units cannot stand beside it in SQL. */
export const isOfMonths = (word: string): boolean => UNITS[singular(word.toLowerCase())]?.[0] === 'months'

export const fits = (n: bigint, bits: number): boolean => BigInt.asIntN(bits, n) === n
export const overflow: Bad = { bad: 'too large' }

/** What Spark calls white space between the parts: a no-break space is none. */
const BLANK = '[\\t-\\r\\x1c-\\x20]'
/** At the ends control characters go too. */
const ENDS = /^[\0-\x20\x7f]+|[\0-\x20\x7f]+$/g
const PREFIX = new RegExp(`^interval${BLANK}+`)
/** Sign, whole part, fraction with its point; a sign may stand off, and allows a bare point. */
const NUMBER = new RegExp(`${BLANK}*(?:([+-])${BLANK}*)?(?:(\\d+)(\\.\\d*)?|(\\.\\d*))(?=${BLANK}|$)`, 'y')
const UNIT = new RegExp(`${BLANK}+([^\\t-\\r\\x1c-\\x20]+)`, 'y')

export function wordInterval(text: string): CalendarInterval | Bad {
  const trimmed = text.replace(ENDS, '').toLowerCase()
  const body = trimmed.replace(PREFIX, '')
  if (body === '' || body === 'interval') return { bad: 'empty' }
  let sum: CalendarInterval = { months: 0n, days: 0n, micros: 0n }
  for (let at = 0; at < body.length;) {
    const term = readTerm(body, at)
    if ('bad' in term) return term
    const next = add(sum, term)
    if ('bad' in next) return next
    sum = next
    at = term.end
  }
  return sum
}

interface Term {
  readonly value: bigint
  /** Microseconds of the fraction of a second, with the sign. */
  readonly fraction: bigint
  readonly field: Field
  readonly factor: bigint
  readonly end: number
}

function readTerm(body: string, at: number): Term | Bad {
  NUMBER.lastIndex = at
  const [number, sign, whole, tail, bare] = NUMBER.exec(body) ?? []
  if (number === undefined || (bare === '.' && sign === undefined)) return { bad: whyNoNumber(body.slice(at)) }
  UNIT.lastIndex = at + number.length
  const word = UNIT.exec(body)?.[1]
  if (word === undefined) return { bad: 'unit missing' }
  const name = singular(word)
  const unit = UNITS[name]
  if (!unit || !Object.hasOwn(UNITS, name)) return { bad: `unknown unit "${word}"` }
  const digits = (tail ?? bare)?.slice(1)
  if (digits !== undefined && name !== 'second') return { bad: 'only seconds may have a fraction' }
  if (digits !== undefined && digits.length > 9) return { bad: 'more than nine digits in the fraction' }
  const minus = sign === '-' ? -1n : 1n
  const value = BigInt(whole ?? 0)
  if (!fits(value, 64)) return overflow
  const fraction = BigInt((digits ?? '').padEnd(9, '0')) / 1000n
  return { value: minus * value, fraction: minus * fraction, field: unit[0], factor: unit[1], end: UNIT.lastIndex }
}

function whyNoNumber(rest: string): string {
  const word = rest.trim().split(/\s/, 1)[0] ?? ''
  return /^[+-]?\d+(?:\.\d*)?[a-z]+$/.test(word) ? 'no blank between number and unit' : `not a number: "${word}"`
}

/** Every step must fit, as Java's `addExact`, `multiplyExact` and `toIntExact` have it, not only the end. */
function add(sum: CalendarInterval, { value, fraction, field, factor }: Term): CalendarInterval | Bad {
  const bits = BITS[field]
  const term = value * factor
  const whole = sum[field] + term
  const all = whole + fraction
  return fits(term, factor === 1n ? bits : 64) && fits(whole, bits) && fits(all, bits) ? { ...sum, [field]: all } : overflow
}
