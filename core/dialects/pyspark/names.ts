import type { Span } from '../../text/span.ts'
import { spanOf } from './constants.ts'
import type { Pair } from './things.ts'
import type { CallMark, Entry, Item, Within } from './things.ts'

/** Options that Spark's streaming sources and sinks know, by their own spelling (rules-spark.md §6.4, §6.5); Spark compares them without case. */
const OPTIONS =
  'subscribe subscribePattern assign startingOffsets startingTimestamp startingOffsetsByTimestamp startingOffsetsByTimestampStrategy endingOffsets endingTimestamp endingOffsetsByTimestamp failOnDataLoss maxOffsetsPerTrigger minOffsetsPerTrigger maxTriggerDelay minPartitions maxRecordsPerPartition groupIdPrefix includeHeaders kafkaConsumer.pollTimeoutMs fetchOffset.numRetries fetchOffset.retryIntervalMs path maxFilesPerTrigger maxBytesPerTrigger latestFirst fileNameOnly maxFileAge cleanSource sourceArchiveDir maxCachedFiles discardCachedInputRatio modifiedBefore modifiedAfter rowsPerSecond rampUpTime numPartitions rowsPerBatch startTimestamp advanceMillisPerBatch host port includeTimestamp retention numRows truncate topic checkpointLocation queryName asyncProgressTrackingEnabled asyncProgressTrackingCheckpointIntervalMs ignoreDeletes ignoreChanges skipChangeCommits startingVersion withEventTimeOrder readChangeFeed mergeSchema txnAppId txnVersion optimizeWrite multiLine header inferSchema pathGlobFilter recursiveFileLookup'.split(
    ' ',
  )
const CANONICAL: ReadonlyMap<string, string> = new Map(OPTIONS.map((o) => [o.toLowerCase(), o]))

/** The spelling that Spark documents; what it does not know keeps its own. */
export const optionName = (name: string): string => CANONICAL.get(name.toLowerCase()) ?? name

const KAFKA = 'kafka.'
/** The client's own key: the connector takes the prefix off and hands the rest on in lower case. */
export const kafkaKey = (name: string): string | undefined => (name.toLowerCase().startsWith(KAFKA) ? name.slice(KAFKA.length).toLowerCase() : undefined)

/** How a name begins that is put together of parts, where its beginning is written: `f"kafka.{key}"`. */
export function beginningOf(source: string, { start }: Span): string | undefined {
  return /^[rRfF]{1,2}["']([^"'{}\\]+)\{/.exec(source.slice(start, start + 120))?.[1]
}

export interface EntryPlace {
  readonly path: readonly number[]
  readonly isLooped: boolean
}

/** A setting made of a name with its value: a keyword, an entry of a dictionary. */
export function entryOf(pair: Pair, place: EntryPlace, call?: CallMark): Entry {
  const { name, nameAt, nameIs, value, use, unit } = pair
  const within: Within = pair.isStatement ? { how: 'statement', unit } : { how: 'item', unit, ...(call && nameIs === 'keyword' ? { call: call.call } : {}) }
  return { name, nameAt, nameIs, value, use, within, ...flags(place) }
}

/** `.option("k", v)`, `.config("k", v)`, `.set("k", v)`. */
export function entryOfCall(name: string, named: Pick<Pair, 'nameAt' | 'nameIs'>, value: Item, call: CallMark, place: EntryPlace): Entry {
  return { name, ...named, value: value.value, use: spanOf(value.at), within: { how: 'call', call: call.call }, ...flags(place) }
}

const flags = ({ path, isLooped }: EntryPlace): Pick<Entry, 'path' | 'isLooped'> => ({ ...(path.length > 0 ? { path } : {}), ...(isLooped ? { isLooped } : {}) })
