import { version, type Version } from '../text/version.ts'
import { parseTimeString } from './spark-values.ts'

/** Where Spark refuses an option: `load()` raises, or the query dies in its first batch. */
export interface RefusedOption {
  readonly why: string
  readonly at: 'load' | 'query'
}
export type Check = (text: string) => string | undefined

const LONG = 1n << 63n
/** `toLong` and `toInt` of Scala: nothing is trimmed, a sign may stand in front. */
const whole =
  (limit: bigint): Check =>
  (text) =>
    !/^[+-]?\d+$/.test(text) ? 'no plain whole number' : BigInt(text) >= limit || BigInt(text) < -limit ? 'too large' : undefined
const long = whole(LONG)
export const int = whole(1n << 31n)
export const above =
  (type: Check, least: bigint): Check =>
  (text) =>
    type(text) ?? (BigInt(text) < least ? `below ${least}` : undefined)
export const flag: Check = (text) => (/^(?:true|false)$/i.test(text) ? undefined : 'neither true nor false')
const word =
  (...words: readonly string[]): Check =>
  (text) =>
    words.includes(text.toLowerCase()) ? undefined : `not one of ${words.join(', ')}`
const time: Check = (text) => {
  const parsed = parseTimeString(text, 'ms')
  return 'bad' in parsed ? `no time such as 10s or 15m (${parsed.bad})` : undefined
}

/** A time that is no less than nothing. */
const above0 =
  (check: Check): Check =>
  (text) =>
    check(text) ?? (text.trim().startsWith('-') ? 'below 0' : undefined)
/** Java's `toFloat`; a number in its hexadecimal form is let through. */
const ratio: Check = (text) => {
  const number = text.trim()
  if (/^[+-]?0x/i.test(number)) return undefined
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[fd]?$/i.test(number)) return 'no number from 0 to 1'
  const value = Math.fround(Number.parseFloat(number))
  return value < 0 || value > 1 ? 'not from 0 to 1' : undefined
}

const isNumber = (value: unknown): boolean => value === null || typeof value === 'number'
const isByPartition = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && !Array.isArray(value) && Object.entries(value).every(([partition, offset]) => int(partition) === undefined && isNumber(offset)))
const isPartitions = (value: unknown): boolean => value === null || (Array.isArray(value) && value.every(isNumber))

/** A JSON text of topics. What is no JSON to us either is left to Spark, which reads what follows the closing brace as nothing; not where even the first name has no quotes. */
const topics =
  (what: string, isOne: (value: unknown) => boolean): Check =>
  (text) => {
    if (!/^\s*\{\s*["}]/.test(text)) return `no JSON text of ${what}`
    try {
      return Object.values(JSON.parse(text) as Record<string, unknown>).every(isOne) ? undefined : `no JSON text of ${what}`
    } catch {
      return undefined
    }
  }
const byPartition = topics('topics with partitions and offsets', isByPartition)
const byTime = topics('topics with partitions and times', isByPartition)
const assigned = topics('topics with lists of partitions', isPartitions)
/** What begins otherwise is refused for that, at load(). */
const assign: Check = (text) => (text.trim().startsWith('{') ? assigned(text) : undefined)
const offsets: Check = (text) => {
  const trimmed = text.trim()
  if (/^(?:earliest|latest)$/i.test(trimmed)) return undefined
  return trimmed.startsWith('{') ? byPartition(text) : 'neither earliest nor latest nor a JSON text of offsets'
}

interface Option {
  readonly at: RefusedOption['at']
  readonly check: Check
  /** Releases before do not know the option, and take anything. */
  readonly since?: string
}

const KAFKA: Readonly<Record<string, Option>> = {
  minPartitions: { at: 'load', check: above(int, 1n) },
  maxRecordsPerPartition: { at: 'load', check: above(long, 1n), since: '4.0' },
  includeHeaders: { at: 'load', check: flag },
  maxOffsetsPerTrigger: { at: 'query', check: long },
  minOffsetsPerTrigger: { at: 'query', check: long },
  maxTriggerDelay: { at: 'query', check: time },
  startingTimestamp: { at: 'query', check: (text) => long(text.trim()) },
  startingOffsetsByTimestamp: { at: 'query', check: byTime },
  startingOffsets: { at: 'query', check: offsets },
  assign: { at: 'query', check: assign },
  startingOffsetsByTimestampStrategy: { at: 'query', check: word('error', 'latest') },
  failOnDataLoss: { at: 'query', check: flag },
  'kafkaConsumer.pollTimeoutMs': { at: 'query', check: long },
  'fetchOffset.numRetries': { at: 'query', check: above(int, 1n) },
  'fetchOffset.retryIntervalMs': { at: 'query', check: long },
}

const FILES: Readonly<Record<string, Option>> = {
  maxFilesPerTrigger: { at: 'query', check: above(int, 1n) },
  maxBytesPerTrigger: { at: 'query', check: above(long, 1n), since: '4.0' },
  maxCachedFiles: { at: 'query', check: above(int, 0n), since: '4.0' },
  discardCachedInputRatio: { at: 'query', check: ratio, since: '4.0' },
  maxFileAge: { at: 'query', check: above0(time) },
  latestFirst: { at: 'query', check: flag },
  fileNameOnly: { at: 'query', check: flag },
  cleanSource: { at: 'query', check: word('archive', 'delete', 'off') },
}

const RATE: Readonly<Record<string, Option>> = {
  rowsPerSecond: { at: 'load', check: above(long, 1n) },
  rampUpTime: { at: 'load', check: above0(time) },
  numPartitions: { at: 'load', check: above(int, 1n) },
}
const MICRO_BATCH: Readonly<Record<string, Option>> = {
  rowsPerBatch: { at: 'load', check: above(long, 1n) },
  numPartitions: { at: 'load', check: above(int, 1n) },
  startTimestamp: { at: 'load', check: above(long, 0n) },
  advanceMillisPerBatch: { at: 'load', check: above(int, 0n) },
}
const SOCKET: Readonly<Record<string, Option>> = { port: { at: 'load', check: int }, includeTimestamp: { at: 'load', check: flag } }

export type SourceFormat = 'kafka' | 'files' | 'rate' | 'rate-micro-batch' | 'socket'
const OPTIONS: Readonly<Record<SourceFormat, Readonly<Record<string, Option>>>> = { kafka: KAFKA, files: FILES, rate: RATE, 'rate-micro-batch': MICRO_BATCH, socket: SOCKET }

/** The options whose values are judged. */
export const judgedOptions = (format: SourceFormat): readonly string[] => Object.keys(OPTIONS[format])

/** What a streaming source refuses of the text of one option in a release; executed on pyspark 3.3.4 to 4.3.0, the oracle asks the newest. */
export function refusedOption(format: SourceFormat, name: string, text: string, v: Version): RefusedOption | undefined {
  const option = Object.hasOwn(OPTIONS[format], name) ? OPTIONS[format][name] : undefined
  if (!option || v < version(option.since ?? '0')) return undefined
  const why = option.check(text)
  return why === undefined ? undefined : { why, at: option.at }
}
