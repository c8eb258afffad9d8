import type { Query } from '../../core/components/query.ts'
import { defineRule, maybe, query, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { chain, job, toKafka, visits } from '../shared/spark-example.ts'
import { isChecked, isFileSink, isOn, modeOf } from '../shared/spark-query.ts'
import { KEEPS_STATE, refusedStep, sideOf } from '../shared/spark-refused.ts'
import { stepsOf, type Step } from '../shared/spark-steps.ts'

interface Data {
  readonly call: string
}

export default defineRule({
  id: 'operation-refused-on-stream',
  summary: 'An operation that Spark has for batches only',
  scenario: 6,
  also: [9],
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query() },
  given: {
    mode: maybe('outputMode'),
    spark: versionOf('spark', '3.4', '4.0'),
  },
  fix: 'unsafe',
  messages: {
    action: ({ call }: Data) =>
      `${call} asks for all rows at once, and this frame is a stream, which never ends: the call raises. What shall be done with the rows belongs behind writeStream.`,
    batch: (_: Data) => 'writeStream belongs to streams, and this frame is a batch (read, not readStream): the call raises.',
    sort: ({ call }: Data) => `${call}() needs all rows before it can give the first, and a stream never has them: Spark refuses to start the query.`,
    order: ({ call }: Data) => `${call}() over an aggregation needs its whole result, which only complete mode has: in another mode Spark refuses to start the query.`,
    over: (_: Data) =>
      'over() looks at all rows of a partition, and a stream never has them: Spark refuses to start the query. Only windows of time (window, session_window) go with streams.',
    numbers: (_: Data) => 'monotonically_increasing_id() would begin anew with each batch: Spark refuses to start the query.',
    distinct: (_: Data) => 'An aggregate over distinct values would have to keep each of them: Spark refuses to start the query. approx_count_distinct is taken.',
    plain: ({ call }: Data) => `${call}() is for batches: Spark refuses to start the query.`,
    union: (_: Data) => 'A stream and a batch are put together here, which Spark refuses when the query starts: both must be streams.',
    intersect: ({ call }: Data) => `${call}() needs all rows of both frames, and a stream never has them: Spark refuses to start the query.`,
    except: ({ call }: Data) => `${call}() needs all rows of the other frame before it can let one pass, and that one is a stream: Spark refuses to start the query.`,
    equality: (_: Data) => 'Two streams are joined here, and nothing is asked for equality, by which Spark would look rows up: the query starts, and dies in its first batch.',
    join: ({ call }: Data) =>
      `This join would have to give rows of the ${call} that never found a partner, and which those are a stream never knows for certain: Spark refuses to start the query.`,
    within: ({ call }: Data) => `${call}() forgets by the watermark, and none stands before it: Spark refuses to start the query.`,
    above: ({ call }: Data) =>
      `${call}() keeps state above an aggregation whose groups still change (only append mode waits until they are over): Spark refuses to start the query.`,
    timed: ({ call }: Data) =>
      `${call}() keeps state by event time above a function with event-time timers, whose rows may come too late for it: Spark refuses to start the query.`,
    avro: ({ call }: Data) => `State is to be written as Avro, which ${call}() cannot do: Spark refuses to start the query. Only transformWithState can.`,
    several: ({ call }: Data) => `${call}() keeps state above an aggregation, which Spark refuses before 3.4: the query does not start.`,
  },
  lint({ query: q, mode: written, spark }, report) {
    if (isChecked(q) && !q.asksWhich) for (const action of q.actions ?? []) report('action', { data: { call: action.written }, at: [action] })
    const { steps, reads } = stepsOf(q)
    if (reads === 'batch' && q.sink && !q.asksWhich) report('batch', { data: { call: 'writeStream' }, at: [q.sink, q.sources[0]], beside: 'the source' })
    if (!isChecked(q) || reads !== 'stream') return
    const mode = modeOf(q, written)
    const done = new Set<number>()
    for (const step of steps) {
      const says = refusedStep(step, { mode, spark, ...checksOf(q) })
      if (!says || done.has(step.op.start)) continue
      done.add(step.op.start)
      const isHeld = says === 'over' || says === 'numbers' || says === 'distinct'
      const data = { call: says === 'join' ? sideOf(step) : step.op.written }
      if (says === 'order') report(says, { data, at: [step.op, written], beside: 'the mode', supersedes: ['aggregation-without-watermark'], fixes: wholeResult(q, steps) })
      else report(says, { data, at: [isHeld ? step.op.holds : step.op] })
    }
  },
  page: {
    why: 'A stream is a table that never ends, and what needs all of its rows has no answer: the first row in order, the number of a row in its partition, the rows that found no partner, the rows to show. Spark says so when the query starts, for some calls (`show`, `count`, `collect`, `cache`, `write`) at the call itself. Nothing before it does: the frame looks like any other, and a job that was tried on files breaks when `read` becomes `readStream`.',
    whatToDo:
      'Do it in `foreachBatch`, where each batch is a plain frame: sort, number, show and cache there. Count distinct values with `approx_count_distinct`. Sort an aggregation in complete mode, if its result is small. Turn an outer join around, so that the stream is on the side that keeps its rows. Two aggregations one above the other need append mode, a watermark, and Spark 3.4 or newer. To look at a stream, write it to the console.',
    staysSilent:
      'For frames that are not streams for certain: parameters, what helpers out of sight give back, the batches of a `foreachBatch`; for calls in a file that asks `isStreaming`; for sorting where the mode is not in sight; for operations that are written in SQL over a view; where `spark.sql.streaming.unsupportedOperationCheck` is off.',
  },
  examples: {
    bad: [
      { about: 'Sorted', ...job(visits(), 'latest = visits.orderBy("timestamp")', toKafka('latest')), severity: 'error' },
      {
        about: 'Sorted groups in update mode',
        ...job(visits(), 'top = visits.groupBy("topic").count().orderBy("count")', toKafka('top.selectExpr("CAST(count AS STRING) AS value")', '.outputMode("update")')),
        severity: 'error',
      },
      {
        about: 'Rows are numbered',
        ...job(
          'from pyspark.sql import Window',
          'from pyspark.sql.functions import row_number',
          visits(),
          'newest = Window.partitionBy("key").orderBy(col("timestamp").desc())',
          'unique = visits.withColumn("rank", row_number().over(newest)).filter("rank = 1")',
          toKafka('unique'),
        ),
        severity: 'error',
      },
      {
        about: 'Distinct values are counted',
        ...job(
          'from pyspark.sql.functions import countDistinct',
          visits(),
          'visitors = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 hour")).agg(countDistinct("key"))',
          toKafka('visitors'),
        ),
        severity: 'error',
      },
      { about: 'A number for each row', ...job(visits(), 'rows = visits.selectExpr("*", "monotonically_increasing_id() AS id")', toKafka('rows')), severity: 'error' },
      { about: 'A sample', ...job(visits(), 'some = visits.sample(0.1)', toKafka('some')), severity: 'error' },
      { about: 'The stream is looked at', ...job(visits(), 'visits.show()', toKafka('visits')), severity: 'error' },
      { about: 'A batch writer', ...job(visits(), 'visits.write.parquet("hdfs://nn/visits")'), severity: 'error' },
      {
        about: 'Old rows from files, new ones from Kafka',
        ...job('old = spark.read.parquet("hdfs://nn/visits")', visits(), 'both = visits.unionByName(old, allowMissingColumns=True)', toKafka('both')),
        severity: 'error',
      },
      {
        about: 'The table keeps its rows, not the stream',
        ...job('pages = spark.read.parquet("hdfs://nn/pages")', visits(), 'named = visits.join(pages, "key", "right")', toKafka('named')),
        severity: 'error',
      },
      {
        about: 'Rows that both streams have',
        ...job(visits(), 'rides = spark.readStream.format("rate").load()', 'both = visits.select("timestamp").intersect(rides.select("timestamp"))', toKafka('both')),
        severity: 'error',
      },
      {
        about: 'Every row with every row',
        ...job(visits(), 'rides = spark.readStream.format("rate").load().withColumnRenamed("timestamp", "at")', 'both = visits.crossJoin(rides)', toKafka('both')),
        severity: 'error',
      },
      {
        about: 'A pivot is two aggregations',
        ...job(
          visits(),
          'pages = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 hour")).pivot("topic", ["a", "b"]).count()',
          toKafka('pages', '.outputMode("update")'),
        ),
        severity: 'error',
      },
      {
        about: 'A table of a stream',
        ...job(visits(), 'visits.createOrReplaceTempView("visits")', 'spark.sql("CREATE TABLE pages AS SELECT key FROM visits")', toKafka('visits')),
        severity: 'error',
      },
      {
        about: 'State in Avro',
        ...job('spark.conf.set("spark.sql.streaming.stateStore.encodingFormat", "avro")', visits(), 'unique = visits.dropDuplicates(["key"])', toKafka('unique')),
        spark: '4.0',
        severity: 'error',
      },
      { about: 'A batch that is written as a stream', ...job('pages = spark.read.parquet("hdfs://nn/pages")', toKafka('pages')), severity: 'error' },
      {
        about: 'Two aggregations in update mode',
        ...job(
          visits(),
          'minutes = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 minute"), "key").count()',
          'hours = minutes.groupBy(window("window", "1 hour")).count()',
          toKafka('hours', '.outputMode("update")'),
        ),
        severity: 'error',
      },
      {
        about: 'Two aggregations, before 3.4',
        ...job(
          visits(),
          'hours = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 hour"), "key").count()',
          'unique = hours.dropDuplicates(["window", "key"])',
          toKafka('unique'),
        ),
        spark: '3.3',
        severity: 'error',
      },
    ],
    good: [
      {
        about: 'Sorted groups in complete mode',
        ...job(visits(), 'top = visits.groupBy("topic").count().orderBy("count")', chain('query', 'top.writeStream.format("console")', ['.outputMode("complete")', '.start()'])),
      },
      {
        about: 'Each batch is a plain frame',
        ...job(
          visits(),
          'def show(batch, batch_id):',
          '    batch.orderBy("timestamp").show()',
          '',
          chain('query', 'visits.writeStream.foreachBatch(show)', ['.option("checkpointLocation", "hdfs://nn/checkpoints/visits")', '.start()']),
        ),
      },
      {
        about: 'The table may be sorted and sampled',
        ...job('pages = spark.read.parquet("hdfs://nn/pages").orderBy("key").sample(0.5)', 'pages.show()', visits(), 'named = visits.join(pages, "key", "left")', toKafka('named')),
      },
      { about: 'Looked at without its rows', ...job(visits(), 'visits.printSchema()', 'visits.explain()', toKafka('visits')) },
      {
        about: 'Two aggregations in append mode, from 3.4 on',
        ...job(
          visits(),
          'minutes = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 minute"), "key").count()',
          'hours = minutes.groupBy(window("window", "1 hour")).count()',
          toKafka('hours'),
        ),
        spark: '3.4',
      },
      {
        about: 'Rows of a stream that a table does not have',
        ...job('seen = spark.read.parquet("hdfs://nn/seen")', visits(), 'fresh = visits.select("key").subtract(seen)', toKafka('fresh')),
      },
      {
        about: 'Counted about',
        ...job(
          'from pyspark.sql.functions import approx_count_distinct',
          visits(),
          'visitors = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 hour")).agg(approx_count_distinct("key"))',
          toKafka('visitors'),
        ),
      },
      {
        about: 'The file asks which it is',
        ...job('from acme import SOURCES', visits(), 'if visits.isStreaming:', '    visits.writeStream.format("console").start()', 'else:', '    visits.show()'),
      },
    ],
  },
  sources: [
    'UnsupportedOperationChecker.checkForBatch, checkForStreaming, checkStreamingQueryGlobalWatermarkLimit; Dataset.write, Dataset.writeStream; SPARK-40925; executed on pyspark 3.3.4, 3.4.4, 3.5.9, 4.0.5, 4.1.4, 4.2.1 and 4.3.0',
  ],
})

const checksOf = (q: Query) => ({
  isCorrect: isOn(q, 'spark.sql.streaming.statefulOperator.checkCorrectness.enabled'),
  isAvro: q.switches?.['spark.sql.streaming.stateStore.encodingFormat'] === true,
})

/** Where one aggregation is all that keeps state, and the sink can be written anew. */
function wholeResult(q: Query, steps: readonly Step[]) {
  const isOne = steps.filter(({ op, on }) => on === 'stream' && (KEEPS_STATE.has(op.name) || op.name === 'stateful' || op.other)).length === 1
  return isOne && !isFileSink(q.sink) ? [unsafe('Write in complete mode: each batch writes all groups again', set('outputMode', 'complete'))] : []
}
