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

/** Words in any case, or a JSON text of topic, partition and offset. What begins like JSON is left to Spark where it is no JSON to us either. */
const offsets: Check = (text) => {
  const trimmed = text.trim()
  if (/^(?:earliest|latest)$/i.test(trimmed)) return undefined
  if (!trimmed.startsWith('{')) return 'neither earliest nor latest nor a JSON text of offsets'
  try {
    const topics = Object.values(JSON.parse(trimmed) as Record<string, unknown>)
    return topics.every((partitions) => typeof partitions === 'object' && partitions !== null) ? undefined : 'no JSON text of topics with partitions and offsets'
  } catch {
    return undefined
  }
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
  startingOffsets: { at: 'query', check: offsets },
  startingOffsetsByTimestampStrategy: { at: 'query', check: word('error', 'latest') },
  failOnDataLoss: { at: 'query', check: flag },
  'kafkaConsumer.pollTimeoutMs': { at: 'query', check: long },
  'fetchOffset.numRetries': { at: 'query', check: above(int, 1n) },
}

const FILES: Readonly<Record<string, Option>> = {
  maxFilesPerTrigger: { at: 'query', check: above(int, 1n) },
  maxBytesPerTrigger: { at: 'query', check: above(long, 1n), since: '4.0' },
}

export type SourceFormat = 'kafka' | 'files'
const OPTIONS: Readonly<Record<SourceFormat, Readonly<Record<string, Option>>>> = { kafka: KAFKA, files: FILES }

/** The options whose values are judged. */
export const judgedOptions = (format: SourceFormat): readonly string[] => Object.keys(OPTIONS[format])

/** What a streaming source refuses of the text of one option in a release; executed on pyspark 3.3.4 to 4.3.0, the oracle asks the newest. */
export function refusedOption(format: SourceFormat, name: string, text: string, v: Version): RefusedOption | undefined {
  const option = Object.hasOwn(OPTIONS[format], name) ? OPTIONS[format][name] : undefined
  if (!option || v < version(option.since ?? '0')) return undefined
  const why = option.check(text)
  return why === undefined ? undefined : { why, at: option.at }
}
