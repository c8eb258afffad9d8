import fc from 'fast-check'
import { file, MODES, started, type OperatorQuestion } from './question-file.ts'
import { stateQuestions } from './state-questions.ts'

/** Which columns are there: the two of the source, those with a joined stream's beside them, or those of groups. */
type Shape = 'source' | 'wide' | 'grouped'
interface Move {
  readonly call: string
  readonly on: readonly Shape[]
  readonly to?: Shape
}
const ALL: readonly Shape[] = ['source', 'wide', 'grouped']
const TIMED: readonly Shape[] = ['source', 'wide']
const any = (...calls: string[]): Move[] => calls.map((call) => ({ call, on: ALL }))
const groups = (...calls: string[]): Move[] => calls.map((call) => ({ call, on: TIMED, to: 'grouped' }))
const RANGE = `expr("k = value AND at BETWEEN timestamp AND timestamp + INTERVAL 1 MINUTE")`
const HOW = ['inner', 'cross', 'left', 'leftouter', 'right', 'RIGHT_OUTER', 'full', 'outer', 'left_semi', 'semi', 'left_anti', 'anti']

const moves: readonly Move[] = [
  ...any(
    'filter("value > 1")',
    'where(col("value") > 1)',
    'repartition(2)',
    'coalesce(1)',
    'dropna()',
    'alias("r")',
    'hint("broadcast")',
    'orderBy("value")',
    'sort(col("value").desc())',
    'sortWithinPartitions("value")',
    'limit(3)',
    'offset(3)',
    'sample(0.5)',
    'distinct()',
    'dropDuplicates(["value"])',
    'withColumn("n", F.row_number().over(Window.partitionBy("value").orderBy("value")))',
    'withColumn("n", F.sum("value").over(Window.partitionBy("value")) + 1)',
    'selectExpr("*", "row_number() OVER (PARTITION BY value ORDER BY value) AS n")',
    'withColumn("id", F.monotonically_increasing_id())',
    'selectExpr("*", "monotonically_increasing_id() AS id")',
    'filter(F.monotonically_increasing_id() > 3)',
    'withColumn("length", F.length(F.lit("over (monotonically_increasing_id())")))',
  ),
  ...groups(
    'groupBy(window("timestamp", "5 seconds"), "value").count()',
    'groupBy(window("timestamp", "5 seconds"), "value").agg(F.sum("value").alias("n"))',
    'groupBy(window("timestamp", "5 seconds"), "value").agg(F.countDistinct("timestamp").alias("n"))',
    'groupBy(window("timestamp", "5 seconds"), "value").agg(F.sum_distinct(col("value")) + 1)',
    'groupBy(window("timestamp", "5 seconds"), "value").agg(F.expr("count(DISTINCT timestamp)").alias("n"))',
    'groupBy(window("timestamp", "5 seconds"), "value").agg(F.approx_count_distinct("timestamp").alias("n"))',
    'groupBy(window("timestamp", "5 seconds"), "value").agg(F.collect_set("timestamp").alias("n"))',
    'groupBy(session_window("timestamp", "5 seconds"), "value").count()',
    'groupBy("timestamp", "value").count()',
    'groupBy("value").count()',
  ),
  { call: 'groupBy(window("window", "10 seconds"), "value").count()', on: ['grouped'] },
  { call: 'dropDuplicates(["value", "timestamp"])', on: TIMED },
  { call: 'dropDuplicatesWithinWatermark(["value"])', on: TIMED },
  { call: 'union(rate)', on: ['source'] },
  { call: 'union(marked)', on: ['source'] },
  { call: 'union(old)', on: ['source'] },
  { call: 'unionByName(old)', on: ['source'] },
  { call: 'union(rate.limit(2))', on: ['source'] },
  { call: 'union(rate.orderBy("value"))', on: ['source'] },
  ...HOW.map((how): Move => ({ call: `join(other, ${RANGE}, "${how}")`, on: ['source'], to: /semi|anti/.test(how) ? 'source' : 'wide' })),
  ...HOW.map((how): Move => ({ call: `join(names, "value", "${how}")`, on: ['source'], to: 'source' })),
  ...['left', 'right', 'full', 'semi'].map((how): Move => ({ call: `join(other, col("k") == col("value"), "${how}")`, on: ['source'], to: how === 'semi' ? 'source' : 'wide' })),
  { call: `join(other, ${RANGE})`, on: ['source'], to: 'wide' },
  { call: `join(other.sample(0.5), ${RANGE})`, on: ['source'], to: 'wide' },
  { call: 'join(names.orderBy("value").limit(2).sample(0.5), "value")', on: ['source'] },
  { call: 'join(names.groupBy("value").agg(F.countDistinct("name").alias("n")), "value")', on: ['source'] },
  { call: 'join(names.withColumn("n", F.row_number().over(Window.partitionBy("value").orderBy("name"))), "value")', on: ['source'] },
  { call: 'join(names.withColumn("id", F.monotonically_increasing_id()), "value")', on: ['source'] },
  { call: 'join(names.offset(1), "value")', on: ['source'] },
]

/** Up to four steps, none of them twice: a join makes names ambiguous when it is made again. */
const chains = fc.tuple(fc.constantFrom('rate', 'marked', 'marked'), fc.array(fc.nat(moves.length - 1), { minLength: 2, maxLength: 4 })).map(([base, picks]) => {
  let shape: Shape = 'source'
  let isJoined = false
  const calls: string[] = []
  for (const pick of new Set(picks)) {
    const move = moves[pick]
    if (!move?.on.includes(shape) || (isJoined && /^(?:join|union)/.test(move.call))) continue
    isJoined ||= /^(?:join|union)/.test(move.call)
    shape = move.to ?? (/"(?:n|id|length)"|AS (?:n|id)\b/.test(move.call) && shape === 'source' ? 'wide' : shape)
    calls.push(move.call)
  }
  return [base, ...calls].join('.')
})

const single = moves.filter(({ on }) => on.includes('source')).map(({ call }, i) => `${/watermark/i.test(call) || i % 2 === 0 ? 'marked' : 'rate'}.${call}`)
const others = [
  ...HOW.map((how) => `names.join(rate, "value", "${how}")`),
  'old.union(rate)',
  'marked.crossJoin(other)',
  'rate.dropDuplicatesWithinWatermark(["value"])',
  'marked.groupBy(window("timestamp", "5 seconds"), "value").count().distinct()',
  'rate.groupBy("value").count().distinct()',
  'marked.groupBy(window("timestamp", "5 seconds"), "value").count().dropDuplicates(["value"])',
  'marked.withColumn("at", col("timestamp")).groupBy("at").count()',
  'marked.groupBy(window("timestamp", "5 seconds")).agg({"value": "sum"})',
  `marked.join(other.groupBy(window("at", "5 seconds"), "k").count(), expr("k = value"))`,
]

const ACTIONS = [
  ...['show()', 'collect()', 'count()', 'take(1)', 'first()', 'head()', 'tail(1)', 'rdd', 'write', 'writeTo("t")', 'foreach(print)', 'foreachPartition(print)'],
  ...['isEmpty()', 'toJSON()', 'cache()', 'persist()', 'checkpoint()', 'localCheckpoint()', 'toLocalIterator()', 'inputFiles()', 'groupBy("value").pivot("value")'],
  ...['approxQuantile("value", [0.5], 0.1)', 'corr("value", "value")', 'cov("value", "value")', 'crosstab("value", "value")', 'groupBy("value").count().show()'],
  ...[
    'explain()',
    'printSchema()',
    'isLocal()',
    'schema',
    'columns',
    'createOrReplaceTempView("seen")',
    'unpersist()',
    'storageLevel',
    'semanticHash()',
    'filter("value > 1").schema',
  ],
]
const FRAMES = ['marked.filter("value > 1")', 'names', 'rate.join(names, "value")']
const actions = FRAMES.flatMap((frame) => ACTIONS.map((call) => file(`${frame}.${call}`, `frame = ${frame}`, `frame.${call}`, 'rate.writeStream.format("noop").start()')))

const CHECKPOINT = '.option("checkpointLocation", "file:///weir/checkpoint")'
const PATH = '.option("path", "file:///weir/out")'
const SINKS = ['memory', 'noop', 'parquet', 'json', 'jdbc', 'hive', 'rate', 'JDBC']
const OPTIONS = ['', '.option("queryName", "rows")', `${PATH}.queryName("rows")`, '.queryName("rows").partitionBy("value")']
const ENDS = ['start()', 'start("file:///weir/out")', 'start(path="file:///weir/out", queryName="rows", partitionBy="value")']
const sinks = [...SINKS.map((format) => `.format("${format}")`), '.foreachBatch(lambda batch, batch_id: None)', ''].flatMap((sink) =>
  OPTIONS.flatMap((options) => ENDS.map((end) => `rate.writeStream${sink}${CHECKPOINT}${options}.${end}`)),
)
const more = [
  ...['jdbc', 'memory', 'noop'].map((format) => `names.writeStream.format("${format}").start()`),
  'rate.writeStream.foreachBatch(lambda batch, batch_id: None).trigger(continuous="1 second").start()',
  'rate.writeStream.format("noop").trigger(continuous="1 second").start()',
  ...['upsert', 'APPEND', 'Append', ' append', 'overwrite', 'completed'].flatMap((mode) => [
    `rate.writeStream.format("noop").outputMode("${mode}").start()`,
    `rate.writeStream.format("noop").start(outputMode="${mode}")`,
  ]),
  ...['parquet', 'orc', 'json', 'csv'].flatMap((format) =>
    MODES.flatMap((mode) =>
      ['rate', 'marked.groupBy("timestamp").count()'].map((frame) => `${frame}.writeStream.format("${format}")${CHECKPOINT}.outputMode("${mode}").start("file:///weir/out")`),
    ),
  ),
]

const SWITCH = 'spark.sql.streaming.unsupportedOperationCheck'
const off = ['rate.orderBy("value")', 'rate.limit(2)', 'rate.union(old)', 'rate'].flatMap((frame) =>
  MODES.map((mode) => file(`${frame} ${mode} unchecked`, `spark.conf.set("${SWITCH}", "false")`, `query = ${frame}.writeStream.format("noop").outputMode("${mode}").start()`)),
)

/** Every step by itself in every mode, chains of several, every action, and writers; a query takes a tenth of a second, so that a quick run asks every other one. */
export function operatorQuestions(isFull: boolean): OperatorQuestion[] {
  const drawn = fc.sample(chains, { numRuns: isFull ? 180 : 110, seed: 20_260 }).flatMap((chain, i) => started(chain, MODES[i % MODES.length] ?? ''))
  const steps = ['rate', ...single, ...others].flatMap((frame) => MODES.map((mode) => started(frame, mode)))
  const writers = [...sinks, ...more].map((text) => file(text, `query = ${text}`))
  const asked = [...steps, ...drawn, ...actions, ...writers].filter((_, i) => isFull || i % 2 === 0)
  return [...new Map([...asked, ...stateQuestions(), ...off].map((q) => [q.text, q])).values()]
}
