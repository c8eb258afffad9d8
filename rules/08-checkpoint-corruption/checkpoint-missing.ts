import type { Sink } from '../../core/components/query.ts'
import type { Known } from '../../core/components/settings.ts'
import { defineRule, everyKey, identity, optional, queryIfSeen, versionOf } from '../../core/engine/define-rule.ts'
import { chain, job, sparkDefaults, visits } from '../shared/spark-example.ts'
import { isTableSink } from '../shared/spark-query.ts'

const CONF = 'spark.sql.streaming.checkpointLocation'

interface Data {
  readonly sink: string
  /** An option that was probably meant to be the location, and is read by nobody. */
  readonly stray: string | undefined
}

export default defineRule({
  id: 'checkpoint-missing',
  summary: 'The query has no checkpoint: it is refused, or forgets at every start',
  scenario: 8,
  component: ['spark-query', 'spark-session'],
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { self: identity(), location: optional('checkpointLocation'), conf: optional(CONF) },
  given: { query: queryIfSeen(), keys: everyKey(), spark: versionOf('spark', '4.3') },
  fix: 'none',
  messages: {
    refused: ({ sink, stray }: Data) => `No checkpointLocation for a ${sink} sink: Spark refuses to start the query, unless ${CONF} is set from outside.${unread(stray)}`,
    forgets: ({ sink, stray }: Data) =>
      `No checkpointLocation: with ${sink} Spark makes a temporary one on the driver and drops it. Every start begins at startingOffsets, so what came in between is lost or done twice.${unread(stray)}`,
    empty: (_: Record<never, never>) => 'An empty checkpoint location counts as one, and as a path it is refused: no query that takes it starts.',
    none: (_: Record<never, never>) => 'None is handed on as a location that is null, and as a path it is refused: the query does not start, whatever its sink.',
  },
  lint({ self, location, conf, query: q, keys, spark }, report) {
    const written = location ?? conf
    const sink = q?.source === 'stream' ? q.sink : undefined
    const isNeeded = sink !== undefined && (sink.name === 'kafka' || isTableSink(sink))
    const state = stateOf(written, spark.atLeast('4.3'))
    // What a query takes over from the session is one finding with that of the session itself.
    if (state === 'empty' || (state === 'none' && !isNeeded)) report(state, { data: {}, at: [written], ...(written?.origin === 'inherited' ? { key: CONF } : {}) })
    else if (state !== 'given' && sink) {
      const stray = keys.find(({ key }) => /^sink\.check[-_.]?point(?:$|[-_.]?(?:location|dir|path))/i.test(key))
      const said = { data: { sink: nameOf(sink), stray: stray?.value.key.text }, at: [sink, stray?.value.key], key: 'checkpointLocation' }
      if (isNeeded) report('refused', said)
      else if (isFunction(sink) && !self.isTest) report('forgets', { ...said, severity: 'warning', refusal: false })
    }
  },
  page: {
    why: 'The checkpoint is all that a query remembers: which offsets it has read, its state, its own id. Spark commits no offsets to Kafka. Most sinks refuse to start without one. `foreachBatch` and `foreach` are the dangerous half: Spark makes a temporary directory, writes one line into the log, and the job works. At the next start it is a new query, and `startingOffsets`, by default `latest`, decides what is skipped.',
    whatToDo:
      'Set `.option("checkpointLocation", "<durable root>/<name of the query>")` with a directory of its own for every query, on an object store or HDFS. With `spark.sql.streaming.checkpointLocation` on the session each query also needs a `queryName`, or it gets a random directory at each start. It is an option of the writer: on the reader nobody reads it. One file is judged: a root that `spark-defaults.conf` or `spark-submit --conf` brings is not seen here, which the message says, so keep it beside the query, or allow the rule there with that reason.',
    staysSilent:
      'For `console`, `memory` and `noop`, which are for looking; for sinks that are not known to need one, and for `jdbc`, which is no streaming sink; where options of the writer or of the session are not in sight; where the writer is handed on. In tests where Spark would start the query.',
  },
  examples: {
    bad: [
      {
        about: 'A Kafka sink',
        ...job(visits(), chain('query', 'visits.writeStream.format("kafka")', ['.option("kafka.bootstrap.servers", "broker:9092")', '.option("topic", "out")', '.start()'])),
        severity: 'error',
      },
      {
        about: 'A table, and an option that nobody reads',
        ...job(visits(), 'query = visits.writeStream.option("checkpoint_location", "s3a://lake/chk").toTable("bronze.visits")'),
        severity: 'error',
      },
      { about: 'No format is Parquet', ...job(visits(), 'query = visits.writeStream.start("hdfs://nn/visits")'), severity: 'error' },
      {
        about: 'A temporary one, which is forgotten',
        ...job(visits(), 'query = visits.writeStream.foreachBatch(lambda batch, batch_id: batch.write.saveAsTable("gold.visits")).start()'),
        severity: 'warning',
      },
      { about: 'Empty', ...job(visits(), 'query = visits.writeStream.format("console").option("checkpointLocation", "").start()'), severity: 'error' },
      { about: 'None, before 4.3', ...job(visits(), 'query = visits.writeStream.format("console").option("checkpointLocation", None).start()'), spark: '4.2', severity: 'error' },
      { about: 'An empty root for all queries', ...sparkDefaults('spark.master yarn', `${CONF} `), severity: 'error' },
    ],
    good: [
      { about: 'A keyword of toTable, in any letter case', ...job(visits(), 'query = visits.writeStream.toTable("bronze.visits", checkpointlocation="s3a://lake/chk/visits")') },
      {
        about: 'The session has a root',
        ...job(`spark.conf.set("${CONF}", "s3a://lake/chk")`, visits(), 'query = visits.writeStream.queryName("visits").format("parquet").start("s3a://lake/visits")'),
      },
      { about: 'The console is for looking', ...job(visits(), 'query = visits.writeStream.format("console").start()') },
      { about: 'None is no option from 4.3 on', ...job(visits(), 'query = visits.writeStream.format("console").option("checkpointLocation", None).start()'), spark: '4.3' },
      { about: 'Options out of sight', ...job('from acme import sink_options', visits(), 'query = visits.writeStream.format("kafka").options(**sink_options("out")).start()') },
    ],
  },
  sources: [
    'DataStreamWriter (SOURCES_ALLOW_ONE_TIME_QUERY), ResolveWriteToStream; executed on pyspark 3.3.4 to 4.3.0: each sink without a location, an empty one and None (delta, iceberg and hudi by the same code path, not run)',
  ],
})

const unread = (stray: string | undefined): string => (stray === undefined ? '' : ` ${stray} is read by nobody.`)
const isFunction = ({ name }: Sink): boolean => name === 'foreachBatch' || name === 'foreach'
const nameOf = ({ name = '' }: Sink): string => (name === 'kafka' ? 'Kafka' : name)

/** A Python `None` has characters and no text; from 4.3 PySpark leaves such an option out. */
function stateOf(location: Known<string> | undefined, leavesNoneOut: boolean): 'given' | 'missing' | 'empty' | 'none' {
  if (!location) return 'missing'
  if (location.value !== '') return 'given'
  const text = location.written?.text
  if (!text || text.end === text.start) return 'empty'
  return leavesNoneOut ? 'missing' : 'none'
}
