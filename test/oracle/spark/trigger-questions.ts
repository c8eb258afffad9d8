import { file, type OperatorQuestion } from './question-file.ts'

/* Triggers: what the call raises for, and what comes out when a query is started with one. */

const VALUES = ['True', 'False', 'None', '1', '0', '""', '"  "', '"true"', '"10 seconds"', '"0 seconds"', '"-1 seconds"', '"1 month"', '"10s"', '"999 microseconds"', '5.0']
const KEYWORDS = ['processingTime', 'once', 'continuous', 'availableNow', 'realTime']
const GOOD: Readonly<Record<string, string>> = { processingTime: '"1 second"', once: 'True', continuous: '"1 second"', availableNow: 'True', realTime: '"5 seconds"' }
const given = (name: string): string => `${name}=${GOOD[name] ?? ''}`

const calls = [
  ...KEYWORDS.flatMap((name) => VALUES.map((value) => `${name}=${value}`)),
  ...KEYWORDS.flatMap((a, i) =>
    KEYWORDS.slice(i + 1).flatMap((b) => [`${given(a)}, ${given(b)}`, `${given(a)}, ${b}=None`, `${a}=None, ${given(b)}`, `${a}=False, ${b}=None`, `${given(a)}, ${b}=False`]),
  ),
  ...['', '"10 seconds"', 'True', 'interval="1 second"', 'processingTime="1 second", interval=None', '**{"once": True}', '**{"once": False}', '**{}', '**dict(once=True)', '*[]'],
]
/** A call by itself, since some would be refused at the start as well: a later trigger makes it forgotten. Intervals are judged of the trigger that counts. */
const isJudgedLast = (call: string): boolean => /^(?:processingTime|continuous)=\S+$|=False, \w+=None$/.test(call.replaceAll(/"[^"]*"/g, '""'))
const atCall = calls.map((call) =>
  file(
    `trigger(${call})`,
    `writer = rate.writeStream.format("console").trigger(${call})`,
    `query = writer${isJudgedLast(call) ? '' : '.trigger(processingTime="1 second")'}.start()`,
  ),
)

const CONTINUOUS = '.trigger(continuous="1 second")'
const STEPS = [
  '',
  '.filter("value > 1")',
  '.where(col("value") > 1)',
  '.select("value")',
  '.selectExpr("value + 1 AS v")',
  '.withColumn("n", col("value") + 1)',
  '.withColumnRenamed("value", "v")',
  '.drop("value")',
  '.toDF("a", "b")',
  '.alias("r")',
  '.dropna()',
  '.na.fill(0)',
  '.replace(1, 2)',
  '.repartition(2)',
  '.repartition("value")',
  '.repartitionByRange(2, "value")',
  '.coalesce(1)',
  '.limit(3)',
  '.distinct()',
  '.dropDuplicates(["value"])',
  '.withWatermark("timestamp", "1 minute")',
  '.join(names, "value")',
  '.join(other, col("k") == col("value"))',
  '.join(names, "value", "left").select("value")',
  '.crossJoin(names)',
  '.union(rate)',
  '.unionByName(rate)',
  '.filter("value > 1").union(rate.select("timestamp", "value"))',
  '.groupBy("timestamp").count()',
  '.orderBy("value")',
  '.sample(0.5)',
]
const stepsOf = (end: string): OperatorQuestion[] =>
  STEPS.map((steps) =>
    file(`${steps} ${end}`, `frame = rate${steps}`, `query = frame.writeStream${end}${steps.includes('groupBy') ? '.outputMode("update")' : ''}${CONTINUOUS}.start()`),
  )

const CHECKPOINT = '.option("checkpointLocation", "file:///weir/checkpoint")'
const SINKS = [
  'format("noop")',
  'format("console")',
  'format("memory").queryName("rows")',
  'format("parquet")',
  'format("json")',
  'format("JSON")',
  'foreachBatch(lambda a, b: None)',
]
const startOf = (sink: string): string => (/parquet|json/i.test(sink) ? 'start("file:///weir/out")' : 'start()')
const SOURCES = ['format("rate")', 'format("RATE")', 'format("rate-micro-batch").option("rowsPerBatch", 1)']
const CHECK = 'spark.conf.set("spark.sql.streaming.unsupportedOperationCheck", "false")'

const continuous = [
  ...stepsOf('.format("noop")'),
  ...STEPS.filter((_, i) => i % 4 === 1).map((steps) =>
    file(`${steps} unchecked`, CHECK, `query = rate${steps}.filter("1 = 1").limit(2).writeStream.format("console")${CONTINUOUS}.start()`),
  ),
  // From 4.0 on files die in the batch that they never come to.
  ...SINKS.map((sink) =>
    file(
      `${sink} continuous`,
      `query = rate.writeStream.${sink}${CHECKPOINT}${CONTINUOUS}.${startOf(sink)}`,
      ...(/parquet|json/i.test(sink) ? ['query.processAllAvailable()'] : []),
    ),
  ),
  ...SOURCES.flatMap((source) =>
    [CONTINUOUS, '.trigger(availableNow=True)', '.trigger(once=True)'].map((trigger) =>
      file(`${source} ${trigger}`, `query = spark.readStream.${source}.load().writeStream.format("noop")${trigger}.start()`),
    ),
  ),
  ...['parquet', 'json', 'text'].map((format) =>
    file(
      `files as ${format}`,
      'import os',
      'os.makedirs("file:///weir/in", exist_ok=True)',
      `rows = spark.readStream.schema("value string").format("${format}").load("file:///weir/in")`,
      `query = rows.writeStream.format("console")${CONTINUOUS}.start()`,
    ),
  ),
]

const DURATIONS = ['1 millisecond', '1 second', '4999 milliseconds', '4 seconds 999999 microseconds', '5 seconds', '5000 milliseconds', '1 minute', '5 seconds 1 microsecond']
const SETTINGS = ['minBatchDuration", "1s', 'minBatchDuration", "5000ms', 'allowlistCheck", "false', 'allowlistCheck", "true'].map(
  (pair) => `spark.conf.set("spark.sql.streaming.realTimeMode.${pair}")`,
)
const real = (duration: string): string => `.trigger(realTime="${duration}")`
const realTime = [
  ...DURATIONS.map((duration) => file(duration, `query = rate.writeStream.format("console").outputMode("update")${real(duration)}.start()`)),
  ...['', '.outputMode("append")', '.outputMode("update")', '.outputMode("complete")'].flatMap((mode) =>
    SINKS.map((sink) => file(`${sink} ${mode}`, `query = rate.writeStream.${sink}${CHECKPOINT}${mode}${real('5 seconds')}.${startOf(sink)}`)),
  ),
  ...['append', 'complete', 'update'].map((mode) =>
    file(`${mode} unchecked`, CHECK, `query = rate.writeStream.format("console").outputMode("${mode}")${real('5 seconds')}.start()`),
  ),
  ...SETTINGS.flatMap((setting) => [
    file(`${setting} short`, setting, `query = rate.writeStream.format("console").outputMode("update")${real('2 seconds')}.start()`),
    file(`${setting} noop`, setting, `query = rate.writeStream.format("noop").outputMode("update")${real('5 seconds')}.start()`),
  ]),
]

export const triggerQuestions = (isFull: boolean): OperatorQuestion[] => [...atCall, ...continuous, ...realTime].filter((_, i) => isFull || i % 3 === 0)
