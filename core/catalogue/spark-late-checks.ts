import { above, flag, int, type Check } from './spark-options.ts'
import { parseTimeString } from './spark-values.ts'
import type { Invalid } from './validity.ts'
import { version, type Version } from '../text/version.ts'

/** What the entry of a key takes and who reads it does not: at the `start`, in the first batch of every `query`, or in `use`, by those that come to it. */
export interface RefusedLater extends Invalid {
  readonly when: 'start' | 'query' | 'use'
}
interface Reading {
  readonly check: Check
  readonly when: RefusedLater['when']
  /** The first release that reads it. */
  readonly since?: string
  /** From this one on the entry itself says no. */
  readonly until?: string
}

const atLeast = (least: bigint): Check => above(int, least)
/** What is no number the entry refuses itself. */
const counts: Check = (text) => (int(text) === undefined ? atLeast(1n)(text) : undefined)
const aboveZero: Check = (text) => {
  const parsed = parseTimeString(text, 'ms')
  return 'bad' in parsed || parsed.ms > 0 ? undefined : 'not above 0 ms'
}
/** `RocksDBConf`: the numbers of the task that loads a state, once there is one. */
const rocksdb = (check: Check, ...keys: readonly (string | readonly [key: string, since: string])[]): [string, Reading][] =>
  keys.map((named) => {
    const [key, since] = typeof named === 'string' ? [named] : named
    return [`spark.sql.streaming.stateStore.rocksdb.${key}`, { check, when: 'use', ...(since === undefined ? {} : { since }) }]
  })

/** Executed on pyspark 3.3.4, 4.0.5, 4.2.1 and 4.3.0. */
const READ = new Map<string, Reading>([
  ['spark.executor.heartbeatInterval', { check: aboveZero, when: 'start' }],
  ['spark.sql.streaming.minBatchesToRetain', { check: counts, when: 'query', until: '4.3' }],
  ['spark.sql.streaming.numRecentProgressUpdates', { check: counts, when: 'query' }],
  ['spark.sql.streaming.fileSource.log.compactInterval', { check: counts, when: 'use' }],
  ...rocksdb(flag, 'compactOnCommit', 'resetStatsOnLoad', 'trackTotalNumberOfRows'),
  ...rocksdb(flag, ['changelogCheckpointing.enabled', '3.5'], ['boundedMemoryUsage', '3.5'], ['allowFAllocate', '4.0']),
  ...rocksdb(atLeast(0n), 'blockSizeKB', 'blockCacheSizeMB', 'lockAcquireTimeoutMs'),
])

export const readByQueries: readonly string[] = [...READ].filter(([, { when }]) => when !== 'start').map(([key]) => key)

/** Why a value that the entry takes is refused all the same. */
export function refusedLater(key: string, text: string, v: Version): RefusedLater | undefined {
  const reading = READ.get(key)
  if (!reading || v < version(reading.since ?? '0') || (reading.until !== undefined && v >= version(reading.until))) return undefined
  const why = reading.check(text.trim())
  return why === undefined ? undefined : { why, when: reading.when }
}
