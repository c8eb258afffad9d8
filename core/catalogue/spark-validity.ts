import { nearest } from './did-you-mean.ts'
import { javaTrim } from './kafka-values.ts'
import { isKnown, validAt } from './lookup.ts'
import type { KeyRecord, Valid } from './record.ts'
import { BYTE_SIZES, parseByteSize, parseSparkBoolean, parseTimeString, TIME_NANOS, type ByteUnit, type TimeUnit } from './spark-values.ts'
import { parseTime } from './units.ts'
import { plainNumber, yesOrNo, type Invalid } from './validity.ts'
import { version, type Version } from '../text/version.ts'

/**
 * What the converter of a registered entry refuses (`ConfigBuilder`, `ConfigHelpers`), in that release.
 * Never judged: texts, lists and what no registry lists; entries whose converter differs in that release, or takes numbers with holes between them.
 */
export function invalidInSpark(record: KeyRecord, text: string, v: Version): Invalid | undefined {
  if (record.readWhen === undefined || !isKnown(record, v) || v < (record.judgedSince ?? 0)) return undefined
  const judged: Judged = { record, valid: validAt(record, v) ?? {}, v }
  const why = whyRefused(judged, text)
  if (why === undefined) return undefined
  const meant = [unquoted(text), meantBy(judged, javaTrim(text))].find((m) => m !== undefined && m !== text && whyRefused(judged, m) === undefined)
  return meant === undefined ? { why } : { why, meant }
}

interface Judged {
  readonly record: KeyRecord
  readonly valid: Valid
  readonly v: Version
}

function whyRefused({ record, valid, v }: Judged, text: string): string | undefined {
  switch (record.type) {
    case 'boolean':
      return 'bad' in parseSparkBoolean(text) ? 'neither true nor false' : undefined
    case 'int':
    case 'long':
      return whyNoNumber(text, valid, record.type === 'int' ? 31n : 63n)
    case 'double':
      return whyNoDouble(javaTrim(text), valid)
    case 'time':
      return whyNoTime(text, record.unit as TimeUnit, valid)
    case 'bytes':
      return whyNoSize(text, record.unit as ByteUnit, valid, v)
    case 'enum':
      return whyNoWord(javaTrim(text), valid)
    default:
      return undefined
  }
}

/** Some converters take blanks around a word and others do not: they are let through. */
function whyNoWord(text: string, { in: words, anyCase }: Valid): string | undefined {
  const isTaken = words?.some((word) => word === text || (anyCase && word.toLowerCase() === text.toLowerCase())) ?? true
  return isTaken ? undefined : `not one of ${words?.join(', ') ?? ''}`
}

/** Digits of other scripts are digits to Java; nobody writes them, and nobody is told. */
const OTHER_DIGITS = /[^\P{Nd}0-9]/u

function whyNoNumber(text: string, valid: Valid, bits: bigint): string | undefined {
  const trimmed = javaTrim(text)
  if (OTHER_DIGITS.test(trimmed)) return undefined
  if (!/^[+-]?\d+$/.test(trimmed)) return 'not a whole number'
  const exact = BigInt(trimmed)
  const limit = 1n << bits
  if (exact >= limit || exact < -limit) return 'too large for its type'
  if (valid.in && !valid.in.includes(String(exact))) return `not one of ${valid.in.join(', ')}`
  return outside(Number(exact), valid)
}

const JAVA_DOUBLE = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?)$/

function whyNoDouble(text: string, valid: Valid): string | undefined {
  if (/^[+-]?0x/i.test(text) || OTHER_DIGITS.test(text)) return undefined
  if (!JAVA_DOUBLE.test(text)) return 'not a number'
  const n = Number(text.replace(/[dDfF]$/, ''))
  return Number.isNaN(n) ? undefined : outside(n, valid)
}

function whyNoTime(text: string, unit: TimeUnit, valid: Valid): string | undefined {
  const parsed = parseTimeString(text, unit)
  if ('bad' in parsed) return `no time such as 10s or 500ms (${parsed.bad})`
  return outside((parsed.ms * 1e6) / Number(TIME_NANOS[unit]), valid, unit)
}

/** The entries take a minus in front, which the grammar of sizes does not have (`ConfigHelpers.byteFromString`). */
function whyNoSize(text: string, unit: ByteUnit, valid: Valid, v: Version): string | undefined {
  const isNegative = text.startsWith('-')
  const parsed = parseByteSize(isNegative ? text.slice(1) : text, unit)
  if ('bad' in parsed) return `no size such as 512k or 1g (${parsed.bad})`
  if (parsed.since !== undefined && v < version(parsed.since)) return `no size such as 512k or 1g (its suffix is read from ${parsed.since} on)`
  return outside(((isNegative ? -1 : 1) * parsed.bytes) / Number(BYTE_SIZES[unit]), valid, unit)
}

function outside(n: number, { min, max, over, under }: Valid, unit = ''): string | undefined {
  const of = (bound: number): string => (unit === '' ? String(bound) : `${bound} ${unit}`)
  if (min !== undefined && n < min) return `below ${of(min)}`
  if (max !== undefined && n > max) return `above ${of(max)}`
  if (over !== undefined && n <= over) return `not above ${of(over)}`
  return under !== undefined && n >= under ? `not below ${of(under)}` : undefined
}

/* ── what was meant ── */

/** `"true"` in a file whose quotes belong to the value. */
const unquoted = (text: string): string | undefined => /^(["'])(.*)\1$/s.exec(javaTrim(text))?.[2]

function meantBy({ record, valid }: Judged, text: string): string | undefined {
  switch (record.type) {
    case 'boolean':
      return yesOrNo(text)?.toString()
    case 'int':
    case 'long':
      return plainNumber(text)?.toString()
    case 'time':
      return timeMeant(text, record.unit as TimeUnit)
    case 'bytes':
      return sizeMeant(text, record.unit as ByteUnit)
    case 'enum':
      return valid.in?.find((word) => word.toLowerCase() === text.toLowerCase()) ?? nearest(text, valid.in ?? [])
    default:
      return undefined
  }
}

const SUFFIXES: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
]

/** `10 seconds`, `1.5h`: the same time as Spark writes it, unless the key cannot hold it. */
function timeMeant(text: string, unit: TimeUnit): string | undefined {
  const ms = parseTime(text)
  if (ms === undefined || (ms * 1e6) % Number(TIME_NANOS[unit]) !== 0) return undefined
  const [suffix, size] = SUFFIXES.find(([, length]) => ms % length === 0) ?? []
  return suffix === undefined || size === undefined ? undefined : `${ms / size}${suffix}`
}

/** `1.5g`, `1 GiB`: all units are powers of 1024 in Spark, whatever they are called. */
function sizeMeant(text: string, unit: ByteUnit): string | undefined {
  const [, amount, letter = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt])i?b?$/i.exec(text) ?? []
  if (amount === undefined) return undefined
  const units = 'kmgt'
  const bytes = Number(amount) * 1024 ** (units.indexOf(letter.toLowerCase()) + 1)
  if (!Number.isSafeInteger(bytes) || bytes === 0 || bytes % Number(BYTE_SIZES[unit]) !== 0) return undefined
  const power = [4, 3, 2, 1].find((p) => bytes % 1024 ** p === 0)
  return power === undefined ? undefined : `${bytes / 1024 ** power}${units[power - 1] ?? ''}`
}
