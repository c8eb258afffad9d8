import { describe, expect, test } from 'vitest'
import type { Finding } from '../../core/engine/finding.ts'
import { lint } from '../support/linter.ts'
import { HEAD, operatorsIn } from './pyspark-support.ts'

/* What the file shows of columns (their types, their letter case, where they were taken from), and what the rules make of it. */

const EVENTS = 'events = spark.readStream.schema("id BIGINT, ts TIMESTAMP, s STRING, d DATE").option("maxFilesPerTrigger", 1).json("hdfs://c/in")'
const TYPES = 'from pyspark.sql.types import *'
const KAFKA = 'events = spark.readStream.format("kafka").option("subscribe", "e").option("maxOffsetsPerTrigger", 9).load()'
const start = (frame: string, mode = 'update'): string =>
  `${frame}.writeStream.format("kafka").outputMode("${mode}").option("checkpointLocation", "hdfs://c/x").option("topic", "out").start()`

const text = (lines: readonly string[]): string => `${HEAD}${lines.join('\n')}\n`
const found = (rule: string, ...lines: string[]): readonly Finding[] => lint({ file: 'job.py', text: text(lines) }).findings.filter((f) => f.rule === rule)
const said = (rule: string, ...lines: string[]): string[] =>
  found(rule, ...lines).map((f) => `${f.severity} «${text(lines).slice(f.start, f.end)}»${f.fixes.length > 0 ? ' fix' : ''}`)

const AGGREGATION = 'aggregation-without-watermark'
const DEDUP = 'dedup-state-unbounded'
const STALE = 'watermark-stale-column'

describe('a window on a column that is visibly no timestamp gets no watermark proposed', () => {
  test.each<[string, string[], string]>([
    ['a timestamp of the schema', [EVENTS], 'events.groupBy(window("ts", "1 hour"))'],
    ['a column of which nothing is known', [KAFKA], 'events.groupBy(window("seen_at", "1 hour"))'],
    ['made a timestamp', [EVENTS], 'events.withColumn("s", F.to_timestamp("s")).groupBy(window("s", "1 hour"))'],
    ['cast to one', [EVENTS], 'events.withColumn("s", col("s").cast("timestamp")).groupBy(window("s", "1 hour"))'],
    [
      'a timestamp of a StructType',
      [TYPES, KAFKA, 'S = StructType([StructField("at", TimestampType())])', 'e = events.select(F.from_json(col("value").cast("string"), S).alias("j")).select("j.*")'],
      'e.groupBy(window("at", "1 hour"))',
    ],
    ['one that a star lays over it', [EVENTS], 'events.select("*", F.to_timestamp("s").alias("d")).groupBy(window("d", "1 hour"))'],
  ])('but for %s it is: %s', (_, lines, grouped) => expect(said(AGGREGATION, ...lines, start(`${grouped}.count()`))).toEqual(['warning «groupBy» fix']))

  test.each<[string, string[], string]>([
    ['a text of the schema', [EVENTS], 'events.groupBy(window("s", "1 hour"))'],
    ['a date of the schema', [EVENTS], 'events.groupBy(window(events.d, "1 hour"))'],
    ['a text under another name', [EVENTS], 'events.withColumnRenamed("s", "at").groupBy(window("at", "1 hour"))'],
    ['a text by its alias', [EVENTS], 'events.select(col("s").alias("at")).groupBy(window("at", "1 hour"))'],
    ['formatted', [EVENTS], 'events.withColumn("ts", F.date_format("ts", "HH")).groupBy(window("ts", "1 hour"))'],
    ['cast away', [EVENTS], 'events.withColumn("ts", col("ts").cast("date")).groupBy(window("ts", "1 hour"))'],
    ['cast in SQL', [KAFKA], 'events.selectExpr("CAST(value AS STRING) AS at").groupBy(window("at", "1 hour"))'],
    ['a function in SQL', [KAFKA], 'events.selectExpr("to_date(value) AS at").groupBy(window("at", "1 hour"))'],
    ['a text of from_json', [KAFKA, 'e = events.select(F.from_json("value", "at STRING, n INT").alias("j")).select("j.at")'], 'e.groupBy(window("at", "1 hour"))'],
    [
      'a text of a StructType',
      [TYPES, KAFKA, 'S = StructType().add("id", "string").add("at", StringType())', 'e = events.select(F.from_json("value", S).alias("j")).select("j.*")'],
      'e.groupBy(window("at", "1 hour"))',
    ],
    [
      'a nested text',
      [KAFKA, 'e = events.select(F.from_json("value", "a STRUCT<at: STRING, p: DECIMAL(3,2)>, n INT").alias("j")).select("j.a.at")'],
      'e.groupBy(window("at", "1 hour"))',
    ],
    ['a timestamp without a zone', [KAFKA], 'events.withColumn("at", F.to_timestamp_ntz("value")).groupBy(window("at", "1 hour"))'],
    ['a schema beside the path', ['events = spark.readStream.option("maxFilesPerTrigger", 1).json("hdfs://c/in", schema="at STRING")'], 'events.groupBy(window("at", "1 hour"))'],
  ])('%s', (_, lines, grouped) => expect(said(AGGREGATION, ...lines, start(`${grouped}.count()`))).toEqual(['warning «groupBy»']))

  test('what is not sure is not known: branches that differ, another schema, a helper, a union', () => {
    const grouped = start('e.groupBy(window("s", "1 hour")).count()')
    expect(said(AGGREGATION, EVENTS, 'if x:\n    e = events.withColumn("s", F.to_timestamp("s"))\nelse:\n    e = events.withColumn("s", F.lit(1))', grouped)).toEqual([])
    expect(said(AGGREGATION, EVENTS, 'e = events.unionByName(spark.readStream.format("delta").load("x"))', grouped)).toEqual(['warning «groupBy» fix'])
    expect(said(AGGREGATION, 'reader = spark.readStream.schema("s STRING").schema(other).option("maxFilesPerTrigger", 1)', 'e = reader.json("x")', grouped)).toEqual([
      'warning «groupBy» fix',
    ])
    expect(said(AGGREGATION, 'e = spark.readStream.schema("s STRING").option("maxFilesPerTrigger", 1).json("x", other)', grouped)).toEqual(['warning «groupBy» fix'])
    expect(said(AGGREGATION, EVENTS, 'e = events.toDF("s", "a", "b", "c")', grouped)).toEqual(['warning «groupBy» fix'])
    expect(said(AGGREGATION, EVENTS, 'e = events.withColumn("s", parsed("s"))', grouped)).toEqual(['warning «groupBy» fix'])
    expect(said(AGGREGATION, EVENTS, 'names = spark.read.parquet("x").withColumn("s", F.to_timestamp("t"))', 'e = events.join(names, "id")', grouped)).toEqual([
      'warning «groupBy» fix',
    ])
    const named = 'names = spark.read.parquet("x").withColumn("ts", F.lower("t"))'
    expect(said(AGGREGATION, EVENTS, named, 'e = events.join(names, "id")', start('e.groupBy(window("ts", "1 hour")).count()'))).toEqual(['warning «groupBy» fix'])
  })
})

describe('a visible timestamp that is a key by itself is event time', () => {
  test.each<[string, string[], string, string]>([
    ['of the schema', [EVENTS], 'events.groupBy("ts")', 'warning «groupBy» fix'],
    ['among others, taken from the frame', [EVENTS], 'events.groupBy("id", events.ts)', 'warning «groupBy» fix'],
    ['truncated', [EVENTS], 'events.withColumn("hour", F.date_trunc("hour", "ts")).groupBy("hour")', 'warning «groupBy» fix'],
    ['cast', [KAFKA], 'events.select(col("value").cast("timestamp").alias("at")).groupBy("at")', 'warning «groupBy» fix'],
    ['cast with a type', [TYPES, KAFKA], 'events.select(col("value").cast(TimestampType()).alias("at")).groupBy("at")', 'warning «groupBy» fix'],
    ['in SQL', [KAFKA], 'events.selectExpr("to_timestamp(value) AS at", "key").groupBy("key", "at")', 'warning «groupBy» fix'],
    ['of from_json', [KAFKA], 'events.select(F.from_json("value", "at TIMESTAMP NOT NULL, n INT").alias("j")).select("j.at").groupBy("at")', 'warning «groupBy» fix'],
    ['a text', [EVENTS], 'events.groupBy("s")', 'info «groupBy»'],
    ['unknown', [KAFKA], 'events.groupBy("at")', 'info «groupBy»'],
    ['no more one', [EVENTS], 'events.withColumn("ts", F.hour("ts")).groupBy("ts")', 'info «groupBy»'],
    ['the text of before', [EVENTS, 'e = events.withColumn("s", F.to_timestamp("s"))'], 'e.groupBy(events.s)', 'info «groupBy»'],
    ['a call of more than one name in SQL', [KAFKA], 'events.selectExpr("to_timestamp(a) > to_timestamp(b) AS at").groupBy("at")', 'info «groupBy»'],
  ])('%s', (_, lines, grouped, expected) => expect(said(AGGREGATION, ...lines, start(`${grouped}.count()`))).toEqual([expected]))

  test('with a watermark on it nothing is said, and the mark goes on in the key', () => {
    const counts = 'counts = events.withWatermark("ts", "1 hour").groupBy("ts").count()'
    expect(said(AGGREGATION, EVENTS, counts, start('counts'))).toEqual([])
    expect(said(AGGREGATION, EVENTS, counts, start('counts.groupBy("ts").count()', 'append'))).toEqual([])
  })

  test('whoever starts the query is told', () => {
    expect(said(AGGREGATION, 'def per_time():', `    ${EVENTS}`, '    return events.groupBy("ts").count()')).toEqual(['warning «groupBy» fix'])
  })
})

describe('columns are told apart without case', () => {
  test.each([
    'events.withWatermark("ts", "1 hour").dropDuplicates(["id", "TS"])',
    'events.withWatermark("TS", "1 hour").dropDuplicates(["ts"])',
    'events.withWatermark("ts", "1 hour").select("Ts", "id").dropDuplicates(["id", "ts"])',
    'events.withWatermark("ts", "1 hour").select(col("TS").alias("At"), "id").dropDuplicates(["id", "aT"])',
    'events.withWatermark("ts", "1 hour").withColumnRenamed("TS", "at").dropDuplicates(["AT"])',
    'events.withWatermark("ts", "1 hour").withColumn("TS", col("ts")).dropDuplicates(["Ts"])',
    'events.withWatermark("ts", "1 hour").drop("S").dropDuplicates(["TS"])',
    'events.alias("e").withWatermark("ts", "1 hour").dropDuplicates(["E.TS"])',
  ])('%s', (frame) => {
    expect(said(DEDUP, EVENTS, start(frame, 'append'))).toEqual([])
    expect(said(DEDUP, EVENTS, start(frame.replace(/\["[^\]]*\]/, '["s"]'), 'append'))).toHaveLength(1)
  })

  test('also in windows and in columns of the frame before', () => {
    expect(said(AGGREGATION, EVENTS, start('events.groupBy(window("S", "1 hour")).count()'))).toEqual(['warning «groupBy»'])
    expect(said(AGGREGATION, KAFKA, start('events.groupBy("Timestamp").count()'))).toEqual(['warning «groupBy» fix'])
    const marked = 'marked = events.withWatermark("ts", "1 hour")'
    expect(said(STALE, EVENTS, marked, start('marked.groupBy(window(events.TS, "1 hour")).count()', 'append'))).toEqual(['error «events.TS» fix'])
  })

  test('unless the session tells them apart', () => {
    const frame = start('events.withWatermark("ts", "1 hour").dropDuplicates(["id", "TS"])', 'append')
    expect(said(DEDUP, 'spark.conf.set("spark.sql.caseSensitive", "true")', EVENTS, frame)).toHaveLength(1)
    expect(said(DEDUP, 'spark.conf.set("spark.sql.caseSensitive", "FALSE")', EVENTS, frame)).toEqual([])
  })
})

describe('a deduplication behind a watermark whose column was left out', () => {
  const MARKED = 'marked = events.withWatermark("ts", "1 hour")'
  test.each([
    ['marked.select("id").distinct()', 'warning «distinct»'],
    ['marked.drop("ts").dropDuplicates()', 'warning «dropDuplicates»'],
    ['marked.drop("s").drop("ts").dropDuplicates(["id"])', 'warning «dropDuplicates»'],
    ['marked.filter("id > 1").selectExpr("id", "s").filter("s IS NOT NULL").drop_duplicates(["id"])', 'warning «drop_duplicates»'],
  ])('%s', (frame, expected) => expect(said(DEDUP, EVENTS, MARKED, start(frame, 'append'))).toEqual([expected]))

  // Executed: the state of the first two is freed all the same.
  test.each([
    'marked.withColumn("ts", col("ts").cast("timestamp")).dropDuplicates(["id", "ts"])',
    'marked.select(F.struct("ts", "id").alias("x")).select("x.ts", "x.id").dropDuplicates(["id", "ts"])',
    'marked.withColumn("t2", col("ts")).drop("ts").dropDuplicates(["id", "t2"])',
    'marked.select("*", col("ts").alias("t2")).drop("ts").dropDuplicates(["id", "t2"])',
    'marked.select(col("ts").alias("t2"), "ts").drop("t2").dropDuplicates(["ts"])',
    'marked.select(col("ts").cast("timestamp").alias("at"), "id").distinct()',
    'marked.select(*columns).distinct()',
    'marked.select("id").join(other, "id").distinct()',
  ])('a copy may be left, or another one come in: %s', (frame) => {
    const other = 'other = spark.readStream.schema("id BIGINT, t TIMESTAMP").option("maxFilesPerTrigger", 1).json("x").withWatermark("t", "1 hour")'
    expect(said(DEDUP, EVENTS, MARKED, other, start(frame, 'append'))).toEqual([])
  })
})

describe('sessions in update mode', () => {
  const sessions = (frame: string, keys: string): string[] => said(AGGREGATION, EVENTS, start(`${frame}.groupBy(${keys}).count()`))
  const MARKED = 'events.withWatermark("ts", "1 hour")'
  test('are refused with a watermark too, and start in append mode', () => {
    expect(sessions(MARKED, 'session_window("ts", "5 minutes"), "id"')).toEqual(['error «groupBy» fix'])
  })
  test('which is not offered where append would fail as well', () => {
    expect(sessions(MARKED, 'session_window("ts", "5 minutes")')).toEqual(['error «groupBy»'])
    expect(sessions(`${MARKED}.withColumn("t2", F.to_timestamp("s"))`, 'session_window("t2", "5 minutes"), "id"')).toEqual(['error «groupBy»'])
  })
  test('nothing is said in append mode, of a file sink, or behind a helper; in doubt neither where another aggregation is on top', () => {
    const grouped = `${MARKED}.groupBy(session_window("ts", "5 minutes"), "id").count()`
    expect(said(AGGREGATION, EVENTS, start(grouped, 'append'))).toEqual([])
    expect(said(AGGREGATION, EVENTS, start(grouped).replace('"kafka"', '"parquet"'))).toEqual([])
    expect(sessions(`helper(${MARKED})`, 'session_window("ts", "5 minutes"), "id"')).toEqual([])
    expect(said(AGGREGATION, EVENTS, start(`${grouped}.groupBy(window("session_window.start", "1 hour")).count()`))).toEqual([])
  })
})

describe('the time of a frame before the watermark', () => {
  const MARKED = 'marked = events.withWatermark("ts", "1 minute")'
  test.each<[string, string[]]>([
    ['marked.withColumn("ts", events.ts).groupBy(window("ts", "1 minute")).count()', ['error «events.ts» fix']],
    ['marked.withColumn("t2", events.ts).groupBy(window("t2", "1 minute")).count()', []],
    ['marked.withColumn("t2", events.ts).groupBy(window("ts", "1 minute")).count()', []],
    ['marked.withColumn("ts", marked.ts).groupBy(window("ts", "1 minute")).count()', []],
  ])('%s', (frame, expected) => expect(said(STALE, EVENTS, MARKED, start(frame, 'append'))).toEqual(expected))

  const joined = (condition: string, ...more: string[]): string[] =>
    said(
      STALE,
      EVENTS,
      MARKED,
      'clicks = spark.readStream.schema("cid BIGINT, ct TIMESTAMP").option("maxFilesPerTrigger", 1).json("x")',
      ...more,
      start(`marked.join(${more.length > 0 ? 'other' : 'clicks.withWatermark("ct", "1 minute")'}, ${condition})`, 'append'),
    )
  const SAME = '(col("id") == col("cid"))'
  test.each<[string, string[]]>([
    [`${SAME} & (col("ct") >= events.ts) & (col("ct") <= events.ts + F.expr("INTERVAL 1 MINUTE"))`, ['warning «events.ts»']],
    [`[col("id") == col("cid"), col("ct").between(events.ts, events.ts + F.expr("interval 1 minute"))], "left_outer"`, ['warning «events.ts»']],
    [`${SAME} & (col("ct") >= marked.ts) & (col("ct") <= marked.ts + F.expr("INTERVAL 1 MINUTE"))`, []],
    [`${SAME} & (col("ct") >= events.ts) & (col("ct") <= col("ts"))`, []],
    [`(col("ct") == events.ts) & (col("ct") >= events.ts)`, []],
    [`${SAME} & (col("ct") >= events.ts) & F.expr("ct <= ts + INTERVAL 1 MINUTE")`, []],
    [`${SAME} & (col("ct") >= events.ts) & unseen`, []],
    [`${SAME} & (events.id >= col("cid"))`, []],
  ])('in a join on %s', (condition, expected) => expect(joined(condition)).toEqual(expected))

  test('columns of the right side are none of it, and one that may be of either says nothing', () => {
    const both = (right: string, other: string): string[] =>
      said(STALE, EVENTS, MARKED, right, start('marked.join(other.withWatermark("ts", "1 minute"), ' + `(col("id") == col("cid")) & (${other}.ts >= events.ts))`, 'append'))
    expect(both('other = spark.readStream.schema("cid BIGINT, ts TIMESTAMP").option("maxFilesPerTrigger", 1).json("x")', 'other')).toEqual(['warning «events.ts»'])
    expect(both('other = events.withColumnRenamed("id", "cid")', 'other')).toEqual([])
  })

  test('is nobody’s concern where the other side is a batch or has no watermark', () => {
    const condition = `${SAME} & (col("ct") >= events.ts)`
    expect(joined(condition, 'other = clicks')).toEqual([])
    expect(joined(condition, 'other = spark.read.parquet("x")')).toEqual([])
  })
})

describe('SQL over a view of a stream', () => {
  const view = (sql: string, before = 'events', make = 'createOrReplaceTempView("v")'): string[] => [EVENTS, `${before}.${make}`, `q = spark.sql("${sql}")`]
  const operators = (...lines: string[]): string[] => operatorsIn(text([...lines, start('q')]))
  test.each<[string, string[]]>([
    ['SELECT DISTINCT id, s FROM v', ['aggregate id,s']],
    ['select distinct(id) from v', ['aggregate …']],
    ['SELECT DISTINCT * FROM v', ['aggregate …']],
    ['SELECT DISTINCT ts FROM v', ['aggregate ts @window(ts)']],
    ['SELECT count(*) FROM v', ['aggregate']],
    ['SELECT max(ts) AS latest, min(id) FROM v WHERE id > 3', ['aggregate']],
    ["SELECT 'count(x)' AS note, id FROM v", ['opaque']],
    ['SELECT array_max(a), id FROM v', ['opaque']],
    ['SELECT count(*) OVER (PARTITION BY id) FROM v', ['opaque']],
    ['SELECT id FROM v', ['opaque']],
    ['SELECT ts, count(*) FROM v GROUP BY ts', ['aggregate ts @window(ts)']],
  ])('%s', (sql, expected) => expect(operators(...view(sql))).toEqual(expected))

  test('what is distinct, or counted over all, is refused in append mode', () => {
    expect(said(AGGREGATION, ...view('SELECT DISTINCT id FROM v'), start('q', 'append'))).toEqual(['error «sql»'])
    expect(said(AGGREGATION, ...view('SELECT count(*) FROM v'), start('q', 'append'))).toEqual(['error «sql»'])
    expect(said(AGGREGATION, ...view('SELECT DISTINCT id, ts FROM v', 'events.withWatermark("ts", "1 hour")'), start('q', 'append'))).toEqual([])
  })

  test('a global view has its database before its name, and nothing else has', () => {
    const GLOBAL = 'createOrReplaceGlobalTempView("g")'
    expect(operators(...view('SELECT count(*) FROM Global_Temp.G', 'events', GLOBAL))).toEqual(['aggregate'])
    expect(said(AGGREGATION, ...view('SELECT count(*) FROM g', 'events', GLOBAL), start('q', 'append'))).toEqual([])
    expect(said(AGGREGATION, ...view('SELECT count(*) FROM global_temp.v'), start('q', 'append'))).toEqual([])
    expect(said(AGGREGATION, EVENTS, `events.${GLOBAL}`, start('spark.table("global_temp.g").groupBy("id").count()', 'append'))).toEqual(['error «groupBy»'])
  })
})
