/**
 * SQL literals, which `withWatermark` and `window` read wherever a text begins with `interval`: `INTERVAL '10' SECOND`, `INTERVAL '1:30' HOUR TO MINUTE`.
 * Triggers do not. Strings with backslashes and raw strings are left out: nobody writes them here.
 */
import { fits, isOfMonths, overflow, wordInterval, type Bad, type CalendarInterval } from './spark-interval.ts'

/** A sign and a number or a quoted text. A number ends where a name cannot go on: `10SECONDS` is a name. */
const VALUE = /\s*([+-]?)\s*(?:(\d+(?:\.\d*)?|\.\d+)(?![\w.])|'([^'\\]*)'|"([^"\\]*)")/y
const WORD = /\s*([a-z]+)(?!\w)/iy

interface Value {
  readonly sign: string
  readonly number: string | undefined
  readonly quoted: string | undefined
}

/** A cursor over the text behind `INTERVAL`. */
class Scanner {
  at = 0
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text) ?? undefined
    if (found) this.at = pattern.lastIndex
    return found
  }
  value(): Value | undefined {
    const found = this.take(VALUE)
    if (!found) return undefined
    const [, sign = '', number, single, double] = found
    return { sign, number, quoted: single ?? double }
  }
  word(): string | undefined {
    return this.take(WORD)?.[1]?.toLowerCase()
  }
  get ended(): boolean {
    return this.text.slice(this.at).trim() === ''
  }
}

const noLiteral: Bad = { bad: 'not an INTERVAL literal' }
const mixed: Bad = { bad: 'months and years cannot stand beside other units in an INTERVAL literal' }

/** Comments part words as a blank does; a `--` between two numbers is one as well. */
const withoutComments = (text: string): string => text.replace(/('[^']*'|"[^"]*")|--[^\r\n]*|\/\*(?!\+)[^]*?\*\//g, (_, quoted?: string) => quoted ?? ' ')

/** `text` begins with `interval`, in any case. */
export function sqlInterval(text: string): CalendarInterval | Bad {
  const body = withoutComments(text).trim().slice('interval'.length)
  if (/^\w/.test(body)) return noLiteral
  const scanner = new Scanner(body)
  const first = scanner.value()
  if (!first) return noLiteral
  if (scanner.ended) return first.quoted === undefined || first.sign !== '' ? noLiteral : phrase(first.quoted)
  const unit = scanner.word()
  if (unit === undefined) return noLiteral
  return /^\s*to(?!\w)/i.test(body.slice(scanner.at)) ? fromTo(scanner, first, unit) : list(scanner, first, unit)
}

/** `INTERVAL '10 seconds'`: words in quotes. */
function phrase(words: string): CalendarInterval | Bad {
  const units = words.split(/\s/).filter((word) => /^[a-z]+$/i.test(word) && word.toLowerCase() !== 'interval')
  return unmixed(units) ? wordInterval(words) : mixed
}

/** `INTERVAL '10' SECOND`, `INTERVAL 2 HOURS '30' MINUTES`: Spark writes the values beside their units and reads that as words. */
function list(scanner: Scanner, first: Value, unit: string): CalendarInterval | Bad {
  const units = [unit]
  const values = [asWord(first)]
  while (!scanner.ended) {
    const value = scanner.value()
    const next = scanner.word()
    if (!value || next === undefined) return noLiteral
    values.push(asWord(value))
    units.push(next)
  }
  if (values.includes(undefined)) return noLiteral
  return unmixed(units) ? wordInterval(units.map((word, i) => `${values[i] ?? ''} ${word}`).join(' ')) : mixed
}

/** undefined: a unit inside the quotes, which would become valid only beside the next one (`'1 day 2' HOUR`). */
function asWord({ sign, number, quoted }: Value): string | undefined {
  if (quoted === undefined) return `${sign}${number ?? ''}`
  if (/\p{L}/u.test(quoted)) return undefined
  if (sign !== '-') return quoted
  return quoted.startsWith('-') ? quoted.slice(1) : `-${quoted}`
}

function unmixed(units: readonly string[]): boolean {
  const months = units.filter(isOfMonths).length
  return months === 0 || months === units.length
}

/** The parts of `'1 2:3:4.5' DAY TO SECOND`: the first counts freely, the others stay below the next unit. */
const day = '(?<day>\\d{1,9}) '
const two = (name: string): string => `(?<${name}>\\d{1,2})`
const second = `${two('second')}(?<fraction>\\.\\d{1,9})?`
const SHAPES: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    'year to month': '(?<year>\\d{1,9})-(?<month>\\d{1,9})',
    'day to hour': `${day}${two('hour')}`,
    'day to minute': `${day}${two('hour')}:${two('minute')}`,
    'day to second': `${day}${two('hour')}:${two('minute')}:${second}`,
    'hour to minute': `(?<hour>\\d{1,10}):${two('minute')}`,
    'hour to second': `(?<hour>\\d{1,10}):${two('minute')}:${second}`,
    'minute to second': `(?<minute>\\d{1,12}):${second}`,
  }).map(([fields, shape]) => [fields, new RegExp(`^([+|-])?${shape}$`)]),
)
const LIMITS: Readonly<Record<string, bigint>> = { month: 11n, hour: 23n, minute: 59n, second: 59n }

function fromTo(scanner: Scanner, { sign, quoted }: Value, from: string): CalendarInterval | Bad {
  scanner.word()
  const fields = `${from} to ${scanner.word() ?? ''}`
  const shape = Object.hasOwn(SHAPES, fields) ? SHAPES[fields] : undefined
  if (!shape || quoted === undefined || !scanner.ended) return noLiteral
  const found = shape.exec(quoted.replace(/^[\0-\x20\x7f]+|[\0-\x20\x7f]+$/g, ''))
  if (!found) return { bad: `not of the form ${fields}` }
  const parts = Object.entries(found.groups ?? {}).filter(([name]) => name !== 'fraction')
  const over = parts.slice(1).some(([name, digits]) => BigInt(digits) > (LIMITS[name] ?? 0n))
  if (over) return { bad: `not of the form ${fields}` }
  return signed(parts, found.groups?.['fraction'], (sign === '-') !== (found[1] === '-'))
}

function signed(parts: readonly (readonly [string, string])[], fraction: string | undefined, negative: boolean): CalendarInterval | Bad {
  const words = parts.map(([name, digits]) => `${negative ? '-' : ''}${digits}${name === 'second' ? (fraction ?? '') : ''} ${name}`)
  const sum = wordInterval(words.join(' '))
  if ('bad' in sum) return sum
  return fits(sum.days * 86_400_000_000n + sum.micros, 64) ? sum : overflow
}
