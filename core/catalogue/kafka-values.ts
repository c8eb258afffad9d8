import type { KeyRecord, Valid } from './record.ts'

export type Parsed = { readonly value: unknown } | { readonly bad: string }
const bad = (why: string): Parsed => ({ bad: why })

const INT = 2 ** 31
const LONG = 2 ** 63
const LIMITS: Readonly<Partial<Record<KeyRecord['type'], number>>> = { short: 2 ** 15, int: INT, long: LONG }

/** `String.trim()` of Java: everything up to U+0020 goes, a no-break space stays. */
export function javaTrim(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && text.charCodeAt(from) <= 32) from++
  while (to > from && text.charCodeAt(to - 1) <= 32) to--
  return text.slice(from, to)
}

/**
 * A value as Kafka's `ConfigDef.parseType` reads it: trimmed first, numbers without separators or units, booleans in any case, lists cut at commas.
 * What the validator of the release refuses is bad too, but for lists: their entries are judged by rules one by one.
 */
export function parseKafka(record: KeyRecord, text: string, valid: Valid | undefined): Parsed {
  const t = javaTrim(text)
  switch (record.type) {
    case 'boolean':
      return /^(?:true|false)$/i.test(t) ? { value: t.toLowerCase() === 'true' } : bad('neither true nor false')
    case 'short':
    case 'int':
    case 'long':
      return /^[+-]?\d+$/.test(t) ? whole(t, LIMITS[record.type] ?? LONG, valid) : bad('not a whole number')
    case 'double':
      return JAVA_DOUBLE.test(t) ? inRange(Number(t.replace(/[dDfF]$/, '')), valid) : bad('not a number')
    case 'list':
      return { value: t === '' ? [] : t.split(/[ \t\n\v\f\r]*,[ \t\n\v\f\r]*/) }
    default:
      return word(t, valid)
  }
}

/** `Double.parseDouble`, but for hexadecimal. */
const JAVA_DOUBLE = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?)$/

/** Compared as it is written: the largest long is no number of JavaScript's. */
/** So many digits a number holds exactly. */
const EXACT_DIGITS = 15

function whole(t: string, limit: number, valid: Valid | undefined): Parsed {
  const exact = t.length <= EXACT_DIGITS ? Number(t) : BigInt(t)
  return exact >= limit || exact < -limit ? bad('too large for its type') : inRange(Number(t), valid)
}

function inRange(n: number, valid: Valid | undefined): Parsed {
  if (valid?.min !== undefined && n < valid.min) return bad(`below ${valid.min}`)
  if (valid?.max !== undefined && n > valid.max) return bad(`above ${valid.max}`)
  return { value: n }
}

function word(t: string, valid: Valid | undefined): Parsed {
  if (valid?.nonEmpty && t === '') return bad('empty')
  if (valid?.in) {
    const found = valid.anyCase ? valid.in.find((w) => w.toLowerCase() === t.toLowerCase()) : valid.in.find((w) => w === t)
    return found === undefined ? bad(`not one of ${valid.in.join(', ')}`) : { value: valid.anyCase ? found.toLowerCase() : found }
  }
  return { value: t }
}
