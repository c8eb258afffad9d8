import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultAt, knows } from '../../core/catalogue/lookup.ts'
import { sparkRecordsOf, type SparkFile, type SparkRecord } from '../../core/catalogue/spark-table.ts'
import { version } from '../../core/text/version.ts'
import { textOf, type SparkCatalogue } from '../../scripts/catalogue/spark/catalogue.ts'
import { openPrefixes, unlisted } from '../../scripts/catalogue/spark/open-keys.ts'
import { EARLIER } from '../../scripts/catalogue/spark/releases.ts'

const written = readFileSync(new URL('../../core/catalogue/data/spark.json', import.meta.url), 'utf8')
const file = JSON.parse(written) as SparkFile & Omit<SparkCatalogue, 'keys'>
const keys = [...sparkRecordsOf(file)].sort(([a], [b]) => (a < b ? -1 : 1))
const catalogue = { ...file, keys: Object.fromEntries<SparkRecord>(keys) }
/** Those that a registry lists, of any release; then those of the newest. */
const listed = keys.filter(([, record]) => !record.unlisted)
const entries = listed.filter(([, record]) => record.gone === undefined)

describe('the Spark catalogue', () => {
  it('says what it is made of', () => {
    expect(catalogue).toMatchObject({ source: 'pyspark 4.3.0', release: '4.3', releases: [...EARLIER, '4.3.0'], connector: 'spark-sql-kafka-0-10_2.13 4.2.0' })
  })

  /** Counted on the registries of 4.3.0: public ones and internal ones. */
  it.each([
    ['all', '', 678 + 306 + 39, 91 + 510 + 36],
    ['structured streaming', 'spark.sql.streaming.', 24, 80],
    ['DStreams', 'spark.streaming.', 36, 0],
    ['the Kafka connector', 'spark.kafka.', 8, 0],
  ])('has every entry: %s', (_, prefix, open, internal) => {
    const found = entries.filter(([key]) => key.startsWith(prefix))
    expect(found.filter(([, record]) => !record.internal)).toHaveLength(open)
    expect(found.filter(([, record]) => record.internal)).toHaveLength(internal)
  })

  it.each([
    ['core', 678 + 91],
    ['session', 306 + 510],
    ['static', 39 + 36],
  ])('tells where a key is read: %s', (scope, count) => {
    const found = entries.filter(([, record]) => (record.session ? 'session' : record.static ? 'static' : 'core') === scope)
    expect(found).toHaveLength(count)
  })

  /** Counted on the registries of each, by another program; the eight of the Kafka connector are among them. */
  it.each([
    ['3.3', 1064],
    ['3.4', 1129],
    ['3.5', 1162],
    ['4.0', 1317],
    ['4.1', 1457],
    ['4.2', 1550],
    ['4.3', 1660],
  ])('tells which keys a release has: %s', (release, count) => {
    expect(listed.filter(([key]) => knows('spark-session', key, version(release)))).toHaveLength(count)
  })

  /** The changes that a streaming job can feel (migration guides; each release was asked). */
  it.each([
    ['spark.sql.ansi.enabled', '3.5', 'false', '4.0', 'true'],
    ['spark.eventLog.rolling.enabled', '3.5', 'false', '4.0', 'true'],
    ['spark.speculation.multiplier', '3.5', '1.5', '4.0', '3.0'],
    ['spark.sql.streaming.kafka.useDeprecatedOffsetFetching', '3.3', 'true', '3.4', 'false'],
    ['spark.checkpoint.compress', '4.0', 'false', '4.1', 'true'],
    ['spark.rdd.compress', '4.2', 'false', '4.3', 'true'],
  ])('tells the default of %s before and after it changed', (key, before, then, after, now) => {
    expect(defaultAt('spark-session', key, version(before))).toBe(then)
    expect(defaultAt('spark-session', key, version(after))).toBe(now)
  })

  it('has a unit where a bare number needs one, and only there', () => {
    const needs = (type: string): boolean => type === 'time' || type === 'bytes'
    expect(entries.filter(([, { type, unit }]) => needs(type) !== (unit !== undefined))).toEqual([])
  })

  it('has every default of an enum among its values', () => {
    const foreign = entries.filter(([, { in: values, default: text }]) => values && text !== undefined && !values.includes(text))
    expect(foreign).toEqual([])
  })

  it('falls back to keys that it has', () => {
    expect(entries.filter(([, { fallback }]) => fallback !== undefined && !(fallback in catalogue.keys))).toEqual([])
  })

  it('has no default of the machine that generated it', () => {
    const local = entries.filter(([, { default: text }]) => /\/(?:work|root|home|Users)\b|[\\/]\.cache\b/.test(text ?? ''))
    expect(local).toEqual([])
    expect(entries.filter(([, { machine }]) => machine).map(([key]) => key)).toEqual([
      'spark.history.fs.numCompactThreads',
      'spark.history.fs.numReplayThreads',
      'spark.sql.maven.additionalRemoteRepositories',
      'spark.sql.session.timeZone',
      'spark.sql.streaming.stateStore.numStateStoreMaintenanceThreads',
      'spark.sql.warehouse.dir',
    ])
  })

  it('is in order, and reads back as it was packed', () => {
    const { sections: _, ...rest } = catalogue
    expect(textOf(rest as SparkCatalogue)).toBe(written)
  })

  it('has each key once', () => {
    expect(new Set(keys.map(([key]) => key)).size).toBe(keys.length)
  })
})

describe('what no registry lists', () => {
  it('is not listed', () => {
    const names = new Set(listed.map(([key]) => key))
    expect(unlisted.filter(({ key }) => names.has(key))).toEqual([])
    expect(keys.filter(([, record]) => record.unlisted)).toHaveLength(unlisted.length)
  })

  it('is named once', () => {
    const names = [...openPrefixes, ...unlisted.map(({ key }) => key)]
    expect(new Set(names).size).toBe(names.length)
  })

  it('is a family with a dot at its end, or a key without', () => {
    expect(openPrefixes.filter((prefix) => !/^spark\.(?:[\w-]+\.)+$/.test(prefix))).toEqual([])
    expect(unlisted.filter(({ key }) => !/^spark(?:\.[\w-]+)+$/.test(key))).toEqual([])
    expect(catalogue.openPrefixes).toEqual(openPrefixes)
  })

  it('does not swallow the keys of structured streaming or of the core', () => {
    const swallowed = entries.filter(([key]) => openPrefixes.some((prefix) => key.startsWith(prefix)))
    expect(swallowed.map(([key]) => key)).toEqual([
      'spark.kubernetes.authenticate.driver.serviceAccountName',
      'spark.kubernetes.authenticate.executor.serviceAccountName',
      'spark.rpc.io.numConnectionsPerPeer',
      'spark.rpc.io.threads',
      'spark.scheduler.listenerbus.eventqueue.capacity',
      'spark.security.credentials.renewalRatio',
      'spark.security.credentials.retryWait',
      'spark.sql.catalog.spark_catalog',
      'spark.sql.catalog.spark_catalog.defaultDatabase',
      'spark.sql.streaming.stateStore.rocksdb.formatVersion',
      'spark.sql.streaming.stateStore.rocksdb.mergeOperatorVersion',
    ])
  })
})

describe('facts that rules rest on', () => {
  it.each([
    ['spark.sql.shuffle.partitions', { type: 'int', default: '200', session: true }],
    ['spark.sql.streaming.stopTimeout', { type: 'time', unit: 'ms', default: '0' }],
    ['spark.sql.streaming.noDataProgressEventInterval', { type: 'time', unit: 'ms' }],
    ['spark.sql.streaming.stateStore.maintenanceProcessingTimeout', { type: 'time', unit: 's', internal: true }],
    ['spark.network.timeout', { type: 'time', unit: 's', default: '120s' }],
    ['spark.executor.heartbeatInterval', { type: 'time', unit: 'ms', default: '10s' }],
    ['spark.dynamicAllocation.executorIdleTimeout', { type: 'time', unit: 's' }],
    ['spark.eventLog.rolling.maxFileSize', { type: 'bytes', unit: 'bytes' }],
    ['spark.eventLog.buffer.kb', { type: 'bytes', unit: 'KiB' }],
    ['spark.executor.memory', { type: 'bytes', unit: 'MiB', default: '1g' }],
    ['spark.sql.streaming.multipleWatermarkPolicy', { type: 'enum', in: ['max', 'min'], anyCase: true, default: 'min' }],
    ['spark.sql.streaming.ui.enabled', { type: 'boolean', static: true }],
    ['spark.sql.streaming.minBatchesToRetain', { type: 'int', default: '100' }],
    ['spark.kafka.producer.cache.timeout', { type: 'time', unit: 'ms', default: '10m' }],
    ['spark.streaming.backpressure.initialRate', { type: 'long', fallback: 'spark.streaming.receiver.maxRate' }],
    ['spark.executor.memoryOverhead', { alternatives: ['spark.yarn.executor.memoryOverhead'] }],
    ['spark.master', { unlisted: true }],
  ])('%s', (key, record) => {
    expect(catalogue.keys[key]).toMatchObject(record)
  })

  it('tells what a session loads by itself from what comes later', () => {
    const late = listed.filter(([, record]) => record.late)
    expect(late).toHaveLength(337)
    expect(late.filter(([, record]) => record.session)).toEqual([])
    const told = [
      'spark.executor.memory',
      'spark.sql.warehouse.dir',
      'spark.yarn.queue',
      'spark.streaming.blockInterval',
      'spark.kafka.consumer.cache.timeout',
      'spark.default.parallelism',
    ]
    expect(told.map((key) => catalogue.keys[key]?.late ?? false)).toEqual([false, false, true, true, true, true])
  })
})
