import type { Query, Source } from '../../core/components/query.ts'
import { defineRule, everyKey, identity, maybe, optional, query, set, unsafe, versionOf, type WrittenKey } from '../../core/engine/define-rule.ts'
import { chain, job, toKafka } from '../shared/spark-example.ts'
import { isFileFormat, sourceAt } from '../shared/spark-query.ts'

const HINT = 'the number is a placeholder for 1.5 times what comes in between two triggers'
const fewerRows = unsafe(`Read at most 100000 rows a batch; ${HINT}`, set('source.maxOffsetsPerTrigger', 100_000))
const fewerFiles = unsafe(`Read at most 1000 files a batch; ${HINT}`, set('source.maxFilesPerTrigger', 1000))

type Reason = 'start' | 'sink' | 'now'
interface Data {
  readonly limit: string
  readonly reason: Reason | undefined
  /** `maxBytesPerTrigger` is written and the release does not know it. */
  readonly ignored: boolean
}
const BECAUSE: Readonly<Record<Reason, string>> = {
  start: 'the start lies in the past, so the first batch is everything since then',
  sink: 'the sink gets all of that in one call',
  now: 'with availableNow the whole run is one batch',
}

export default defineRule({
  id: 'source-rate-unbounded',
  summary: 'After a pause, one batch reads everything that has piled up',
  scenario: 7,
  also: [1, 9],
  component: 'spark-source',
  severity: 'info',
  since: '0.1.0',
  needs: { query: query(), rows: optional('source.maxOffsetsPerTrigger'), files: optional('source.maxFilesPerTrigger'), bytes: optional('source.maxBytesPerTrigger') },
  given: { self: identity(), starting: maybe('source.startingOffsets'), keys: everyKey(), spark: versionOf('spark', '4.0') },
  fix: 'unsafe',
  messages: {
    unbounded: ({ limit, reason, ignored }: Data) =>
      `Without ${limit} a batch takes everything that is there: after an outage it is as large as the outage${reason === undefined ? '' : `; ${BECAUSE[reason]}`}.${ignored ? ' maxBytesPerTrigger is read from Spark 4.0 on; this release ignores it.' : ''}`,
  },
  lint({ query: q, rows, files, bytes, self, starting, keys, spark }, report) {
    const source = sourceAt(q, self.place)
    // Whoever starts a frame that is handed on may know better, and the other triggers read no limits at all.
    if (source?.reads !== 'stream' || !q.sink || self.isTest || !readsLimits(q)) return
    const isKafka = source.format?.toLowerCase() === 'kafka'
    const limit = isKafka ? rows : (files ?? (spark.atLeast('4.0') ? bytes : undefined))
    if (limit || (!isKafka && !isFileFormat(source.format))) return
    const reason = reasonOf(q, isKafka && isPast(starting?.value, keys))
    const data = { limit: isKafka ? 'maxOffsetsPerTrigger' : 'maxFilesPerTrigger', reason, ignored: !isKafka && bytes !== undefined }
    report('unbounded', { data, at: [placeOf(source)], severity: reason ? 'warning' : 'info', fixes: [isKafka ? fewerRows : fewerFiles] })
  },
  page: {
    why: 'Structured Streaming has no backpressure: `spark.streaming.backpressure.enabled` belongs to the old DStreams. A batch reads what is there. On a good day that is little; after an outage, or at a first start from the beginning, it is everything at once. The slow sink gets all of it in one call, memory or a time-out may give way, and since nothing is committed before the batch ends, a failure begins it again from zero.',
    whatToDo:
      'Set `maxOffsetsPerTrigger` on a Kafka source, `maxFilesPerTrigger` (or `maxBytesPerTrigger` from 4.0) on files: about 1.5 times what comes in between two triggers at peak. Too low a limit is a ceiling on throughput, since it counts for each trigger. With a watermark, watch `numRowsDroppedByWatermark` while a limited query catches up.',
    staysSilent:
      'For batches, and for the rate, socket and table sources, which have limits or defaults of their own; where options or the format are not in sight; where the frame is handed on and somebody else starts the query; with `once=True`, which ignores every limit, and with continuous and real-time triggers; in tests.',
  },
  examples: {
    bad: [
      { about: 'From the beginning', ...job(unlimited('earliest'), toKafka('visits')), severity: 'warning' },
      { about: 'From now on: advice', ...job(unlimited('latest'), toKafka('visits')), severity: 'info' },
      {
        about: 'The sink is a function',
        ...job(
          unlimited('latest'),
          'def store(batch, batch_id):',
          '    batch.write.jdbc("jdbc:postgresql://db/visits", "visits")',
          '',
          chain('query', 'visits.writeStream.foreachBatch(store)', ['.option("checkpointLocation", "hdfs://nn/checkpoints/visits")', '.start()']),
        ),
        severity: 'warning',
      },
      {
        about: 'All that there is, in one batch',
        ...job('visits = spark.readStream.schema("id STRING").json("hdfs://nn/landing")', toKafka('visits', '.trigger(availableNow=True)')),
        severity: 'warning',
      },
      {
        about: 'A limit that this release does not know',
        ...job('visits = spark.readStream.schema("id STRING").option("maxBytesPerTrigger", "1g").parquet("hdfs://nn/landing")', toKafka('visits')),
        spark: '3.5',
        severity: 'info',
      },
    ],
    good: [
      {
        about: 'Limited, in any letter case',
        ...job(
          'visits = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "broker:9092").option("subscribe", "visits").option("maxoffsetspertrigger", "20000").load()',
          toKafka('visits'),
        ),
      },
      {
        about: 'Files, limited by bytes',
        ...job('visits = spark.readStream.schema("id STRING").option("maxBytesPerTrigger", "1g").parquet("hdfs://nn/landing")', toKafka('visits')),
        spark: '4.0',
      },
      { about: 'Options out of sight', ...job('from acme import options', 'visits = spark.readStream.format("kafka").options(**options("visits")).load()', toKafka('visits')) },
      { about: 'once=True reads no limit', ...job(unlimited('earliest'), toKafka('visits', '.trigger(once=True)')) },
      { about: 'Rows that Spark makes itself', ...job('visits = spark.readStream.format("rate").load()', toKafka('visits')) },
    ],
  },
  sources: [
    'KafkaMicroBatchStream.latestOffset, FileStreamOptions; executed on pyspark 3.3.4 to 4.3.0 (five files, availableNow: one batch, with maxFilesPerTrigger=1 five; once ignores the limit)',
  ],
})

/** `once` ignores every limit, and the two engines for low latency know none. */
const readsLimits = ({ trigger }: Query): boolean => trigger === undefined || trigger === 'processingTime' || trigger === 'availableNow'

/** A first start from something else than the end; offsets and times of one's own are from before. */
const isPast = (starting: string | undefined, keys: readonly WrittenKey[]): boolean =>
  /^\s*(?:earliest\s*$|\{)/i.test(starting ?? '') || keys.some(({ key }) => key === 'source.startingTimestamp' || key === 'source.startingOffsetsByTimestamp')

function reasonOf({ trigger, sink }: Query, past: boolean): Reason | undefined {
  if (trigger === 'availableNow') return 'now'
  if (past) return 'start'
  return sink?.name === 'foreach' || sink?.name === 'foreachBatch' ? 'sink' : undefined
}

const placeOf = ({ start, end }: Source) => ({ start, end })

function unlimited(starting: string): string {
  return chain('visits', 'spark.readStream.format("kafka")', [
    '.option("kafka.bootstrap.servers", "broker:9092")',
    '.option("subscribe", "visits")',
    `.option("startingOffsets", "${starting}")`,
    '.load()',
  ])
}
