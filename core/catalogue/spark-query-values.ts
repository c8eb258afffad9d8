import { above, flag, int, type Check } from './spark-options.ts'
import type { Invalid } from './validity.ts'
import { version, type Version } from '../text/version.ts'

/** What a session takes in these keys and a query does not: `query`: none gets beyond its first batch; `use`: those that come to what reads it. */
export interface RefusedByQuery extends Invalid {
  readonly when: 'query' | 'use'
}
interface Reading {
  readonly check: Check
  readonly when: RefusedByQuery['when']
  /** The first release that reads it. */
  readonly since?: string
  /** From this one on the session itself says no. */
  readonly until?: string
}

const atLeast = (least: bigint): Check => above(int, least)
/** `RocksDBConf`: the numbers of the task that loads a state, once there is one. */
const rocksdb = (check: Check, ...keys: readonly (string | readonly [key: string, since: string])[]): [string, Reading][] =>
  keys.map((named) => {
    const [key, since] = typeof named === 'string' ? [named] : named
    return [`spark.sql.streaming.stateStore.rocksdb.${key}`, { check, when: 'use', ...(since === undefined ? {} : { since }) }]
  })

/** Executed on pyspark 3.3.4, 4.0.5, 4.2.1 and 4.3.0. */
const READ = new Map<string, Reading>([
  ['spark.sql.streaming.minBatchesToRetain', { check: atLeast(1n), when: 'query', until: '4.3' }],
  ['spark.sql.streaming.numRecentProgressUpdates', { check: atLeast(1n), when: 'query' }],
  ['spark.sql.streaming.fileSource.log.compactInterval', { check: atLeast(1n), when: 'use' }],
  ...rocksdb(flag, 'compactOnCommit', 'resetStatsOnLoad', 'trackTotalNumberOfRows'),
  ...rocksdb(flag, ['changelogCheckpointing.enabled', '3.5'], ['boundedMemoryUsage', '3.5'], ['allowFAllocate', '4.0']),
  ...rocksdb(atLeast(0n), 'blockSizeKB', 'blockCacheSizeMB', 'lockAcquireTimeoutMs'),
])

export const readByQueries: readonly string[] = [...READ.keys()]

/** Why a query refuses a value that the session takes. */
export function refusedByQuery(key: string, text: string, v: Version): RefusedByQuery | undefined {
  const reading = READ.get(key)
  if (!reading || v < version(reading.since ?? '0') || (reading.until !== undefined && v >= version(reading.until))) return undefined
  const why = reading.check(text.trim())
  return why === undefined ? undefined : { why, when: reading.when }
}
