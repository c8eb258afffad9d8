import { describe, expect, test } from 'vitest'
import { watermarkBefore } from '../../core/components/query.ts'
import { HEAD, job, KAFKA, operatorsIn, queryOf, START } from './pyspark-support.ts'

/** The operators of `q = <expression>.writeStream…start()`, or of several lines of which the last starts the query. */
const operators = (...lines: string[]): string[] => {
  const last = lines.at(-1) ?? ''
  const start = last.includes('writeStream') ? last : `(${last})${START}`
  return operatorsIn(job(...lines.slice(0, -1), start))
}

describe('operators by their methods', () => {
  test.each<[string, string[]]>([
    ['raw.withWatermark("ts", "10 minutes")', ['withWatermark ts/10 minutes']],
    ['raw.withWatermark(eventTime="ts", delayThreshold="1 hour")', ['withWatermark ts/1 hour']],
    ['raw.withWatermark(COLUMN, delay())', ['withWatermark ?/?']],
    ['raw.filter("a > 1").where(col("b").isNotNull()).repartition(4).coalesce(1).hint("x")', ['neutral', 'neutral', 'neutral', 'neutral', 'neutral']],
    ['raw.na.fill(0).na.drop().fillna(1).dropna()', ['neutral', 'neutral', 'neutral', 'neutral']],
    ['raw.groupBy("a").count()', ['aggregate a']],
    ['raw.groupby("a", "b").agg(F.sum("c"))', ['aggregate a,b']],
    ['raw.groupBy(["a", "b"]).sum()', ['aggregate a,b']],
    ['raw.groupBy(*["a"]).avg("x")', ['aggregate a']],
    ['raw.groupBy(*keys).avg("x")', ['aggregate …']],
    ['raw.groupBy(F.to_date("ts")).max()', ['aggregate …']],
    ['raw.groupBy().count()', ['aggregate']],
    ['raw.agg(F.count("*"))', ['aggregate']],
    ['raw.rollup("a").count()', ['aggregate a']],
    ['raw.cube("a", col("b")).mean()', ['aggregate a,b']],
    ['raw.groupBy("a").pivot("b").count()', ['aggregate a']],
    ['raw.groupBy(window("ts", "5 minutes")).count()', ['aggregate @window(ts)']],
    ['raw.groupBy(F.window(F.col("ts"), "5 minutes", "1 minute"), "a").count()', ['aggregate a @window(ts)']],
    ['raw.groupBy(window(timeColumn="ts", windowDuration="5 minutes")).count()', ['aggregate @window(ts)']],
    ['raw.groupBy(window("ts", "5 minutes").alias("w"), "a").count()', ['aggregate a @window(ts)']],
    ['raw.groupBy(session_window("ts", "5 minutes")).count()', ['aggregate @session_window(ts)']],
    ['raw.groupBy(window(F.to_timestamp("ts"), "5 minutes")).count()', ['aggregate @window(?)']],
    ['raw.groupBy(F.expr("window(ts, \'5 minutes\')")).count()', ['aggregate @window(ts)']],
    ['raw.dropDuplicates(["id"])', ['deduplicate id']],
    ['raw.drop_duplicates(subset=["id", "ts"])', ['deduplicate id,ts']],
    ['raw.dropDuplicates(("id",))', ['deduplicate id']],
    ['raw.dropDuplicates()', ['deduplicate']],
    ['raw.dropDuplicates(None)', ['deduplicate']],
    ['raw.dropDuplicates(keys)', ['deduplicate …']],
    ['raw.distinct()', ['deduplicate']],
    ['raw.dropDuplicatesWithinWatermark(["id"])', ['dropDuplicatesWithinWatermark id']],
    ['raw.limit(10)', ['stateful']],
    ['raw.groupBy("id").applyInPandasWithState(f, a, b, "append", c)', ['stateful']],
    ['raw.groupBy("id").transformWithStateInPandas(p, a, "append", "none")', ['stateful']],
    ['raw.groupBy("id").applyInPandas(f, schema)', ['opaque']],
    ['raw.mapInPandas(f, schema)', ['opaque']],
    ['raw.someExtension()', ['opaque']],
    ['raw.transform(unseen)', ['opaque']],
    ['raw.transform(lambda df: df.filter("a").limit(1))', ['neutral', 'stateful']],
    ['enriched(raw)', ['opaque']],
    ['F.broadcast(raw).filter("a")', ['neutral']],
    ['raw.sort("a").orderBy("b").limit(3)', ['neutral', 'neutral', 'stateful']],
    ['raw.alias("r").cache().persist()', ['neutral', 'neutral', 'neutral']],
  ])('%s', (written, expected) => expect(operators(written)).toEqual(expected))
})

describe('what a select and its kin keep', () => {
  test.each<[string, string[]]>([
    ['raw.select("a", "ts")', ['select a,ts -others']],
    ['raw.select(["a", "ts"])', ['select a,ts -others']],
    ['raw.select("*")', ['select -']],
    ['raw.select("*", F.upper("a").alias("b"))', ['select -b']],
    ['raw.select(col("ts").alias("at"), raw.a, raw["b"])', ['select ts,a#0,b#0 -others ts>at']],
    ['raw.select(F.to_timestamp("ts").alias("ts"))', ['select -others']],
    ['raw.select("ts", parsed(col("value")))', ['select ts -unknown']],
    ['raw.select(*columns)', ['select -unknown']],
    ['raw.select(*[col("a"), col("b")])', ['select a,b -others']],
    ['raw.select(F.from_json("value", schema).alias("d")).select("d.*")', ['select -others', 'select -others']],
    ['raw.alias("r").select("r.*")', ['neutral', 'select -']],
    ['raw.alias("r").select("r.ts", col("r.a"))', ['neutral', 'select ts,a -others']],
    ['raw.select(window("ts", "5 minutes").alias("w"), "a")', ['select a,ts -others ts>w']],
    ['raw.select(window("ts", "5 minutes"), "ts")', ['select ts,ts -others']],
    ['raw.select("window.start", col("window.end").alias("until"))', ['select window.start,window.end -others window>until']],
    ['raw.selectExpr("CAST(value AS STRING) AS page", "timestamp AS seen_at", "a", "b c", "`d e`")', ['select timestamp,a,b,d e -others timestamp>seen_at b>c']],
    ['raw.selectExpr("*", "upper(a) AS a")', ['select -a']],
    ['raw.selectExpr(*exprs)', ['select -unknown']],
    ['raw.withColumn("b", F.lit(1))', ['select -b']],
    ['raw.withColumn("ts", col("ts"))', ['select -']],
    ['raw.withColumn("ts", raw.ts.cast("timestamp"))', ['select -ts']],
    ['raw.withColumn(name, F.lit(1))', ['select -unknown']],
    ['raw.withColumns({"a": F.lit(1), "ts": col("other")})', ['select -a,ts']],
    ['raw.withColumnRenamed("a", "b")', ['select - a>b']],
    ['raw.withColumnsRenamed({"a": "b", "c": "d"})', ['select - a>b c>d']],
    ['raw.withColumnRenamed(old, "b")', ['select -unknown']],
    ['raw.drop("a", "b")', ['select -a,b']],
    ['raw.drop(col("a"), raw.b)', ['select -a,b']],
    ['raw.drop(*gone)', ['select -unknown']],
    ['raw.toDF("a", "b")', ['select -unknown']],
    // A value out of sight beside the marked column's own name may carry the mark or not.
    ['raw.withWatermark("ts", "1 hour").withColumn("ts", parsed("ts"))', ['withWatermark ts/1 hour', 'select -unknown']],
    ['raw.withWatermark("ts", "1 hour").withColumn("x", parsed("ts"))', ['withWatermark ts/1 hour', 'select -x']],
  ])('%s', (written, expected) => expect(operators(written)).toEqual(expected))
})

describe('joins and unions', () => {
  const other = 'other = spark.readStream.format("rate").load()'
  test.each<[string, string[], string[]]>([
    ['raw.join(other, "id")', [other], ['join id with stream']],
    ['raw.join(other, on=["id", "day"], how="left")', [other], ['join id,day with stream']],
    ['raw.join(other.withWatermark("t", "1 hour"), col("a") == col("b"))', [other], ['join with stream marked']],
    ['raw.join(F.broadcast(names), "id")', ['names = spark.read.parquet("s3a://names")'], ['join id with batch']],
    ['raw.join(lookup(), "id")', [], ['join id with unknown marked?']],
    ['raw.crossJoin(other)', [other], ['join with stream']],
    ['raw.union(other)', [other], ['union with stream']],
    ['raw.unionByName(other, allowMissingColumns=True)', [other], ['union with stream']],
    ['raw.union(spark.createDataFrame([]))', [], ['union with batch']],
  ])('%s', (written, before, expected) => expect(operators(...before, written)).toEqual(expected))

  test('the sources of both sides belong to the query', () => {
    const query = queryOf(job(other, 'names = spark.read.parquet("x")', `raw.union(other).join(names, "id")${START}`))
    expect(query.sources.map((s) => `${s.reads} ${s.format ?? ''}`)).toEqual(['stream kafka', 'stream rate', 'batch parquet'])
    expect(query.source).toBe('stream')
  })
})

describe('as of which frame a column was taken', () => {
  test.each<[string, string[], string[]]>([
    ['marked.groupBy(window(raw.ts, "5 minutes")).count()', ['marked = raw.withWatermark("ts", "1 hour")'], ['withWatermark ts/1 hour', 'aggregate @window(ts#0)']],
    ['marked.groupBy(window(raw["ts"], "5 minutes"), raw.a).count()', ['marked = raw.withWatermark("ts", "1 hour")'], ['withWatermark ts/1 hour', 'aggregate a#0 @window(ts#0)']],
    ['raw.groupBy(window(raw.ts, "5 minutes")).count()', ['raw = raw.withWatermark("ts", "1 hour")'], ['withWatermark ts/1 hour', 'aggregate @window(ts#1)']],
    [
      'raw.filter("x").groupBy(window(raw.ts, "5 minutes")).count()',
      ['old = raw', 'raw = raw.withWatermark("ts", "1 hour")'],
      ['withWatermark ts/1 hour', 'neutral', 'aggregate @window(ts#1)'],
    ],
    ['marked.groupBy(window(col("ts"), "5 minutes")).count()', ['marked = raw.withWatermark("ts", "1 hour")'], ['withWatermark ts/1 hour', 'aggregate @window(ts)']],
    // A column of another lineage is none of this one.
    [
      'marked.groupBy(window(other.ts, "5 minutes")).count()',
      ['other = spark.read.parquet("x")', 'marked = raw.withWatermark("ts", "1 hour")'],
      ['withWatermark ts/1 hour', 'aggregate @window(ts)'],
    ],
    ['marked.select(raw.ts, "a")', ['marked = raw.withWatermark("ts", "1 hour")'], ['withWatermark ts/1 hour', 'select ts#0,a -others']],
    ['raw.withWatermark("ts", "1 hour").dropDuplicates(["id", "ts"])', [], ['withWatermark ts/1 hour', 'deduplicate id,ts']],
  ])('%s', (written, before, expected) => expect(operators(...before, written)).toEqual(expected))

  test('a frame that came in as a parameter is one frame, whatever was done to it before', () => {
    const text = `${HEAD}def run(rides):\n    marked = rides.withWatermark("ts", "1 hour")\n    return marked.groupBy(window(rides.ts, "5 minutes")).count().writeStream.format("console").start()\n`
    expect(operatorsIn(text)).toEqual(['opaque', 'withWatermark ts/1 hour', 'aggregate @window(ts#1)'])
    expect(queryOf(text).source).toBe('unknown')
  })
})

describe('steps held in variables', () => {
  test('grouped data is one aggregation, at the groupBy', () => {
    const text = job('by_page = raw.groupBy(window("ts", "10 minutes"), "page")', 'counts = by_page.count()', `counts${START}`)
    const { operators: all } = queryOf(text)
    expect(all.map((o) => text.slice(o.start, o.end))).toEqual(['groupBy'])
    expect(all[0]?.written).toBe('groupBy')
    expect(operatorsIn(text)).toEqual(['aggregate page @window(ts)'])
  })

  test('a window that was made a column before is a window', () => {
    expect(operators('w = raw.withColumn("w", window("ts", "5 minutes"))', 'w.groupBy("w", "a").count()')).toEqual(['select -w', 'aggregate w,a @window(?)'])
    expect(operators('w = raw.select(window("ts", "5 minutes"), "a")', 'w.groupBy("window").count()')).toEqual(['select a,ts -others ts>window', 'aggregate window @window(?)'])
  })

  test('columns held in variables are understood', () => {
    expect(operators('at = window("ts", "5 minutes")', 'key = col("page")', 'raw.groupBy(at, key).count()')).toEqual(['aggregate page @window(ts)'])
    expect(operators('KEYS = ["a", "b"]', 'raw.groupBy(KEYS).count()')).toEqual(['aggregate a,b'])
    expect(operators('KEYS = ["a", "b"]', 'raw.dropDuplicates(KEYS)')).toEqual(['deduplicate a,b'])
    expect(operators('TS = "ts"', 'raw.withWatermark(TS, f"{10} minutes")')).toEqual(['withWatermark ts/10 minutes'])
  })

  test('actions on a frame are no steps of it', () => {
    expect(operators('raw.printSchema()', 'print(raw.schema, raw.columns)', 'raw.createOrReplaceTempView("v")', 'raw.filter("a")')).toEqual(['neutral'])
  })

  test('temporary views lead on', () => {
    const view = 'raw.withWatermark("ts", "1 hour").createOrReplaceTempView("events")'
    expect(operators(view, "spark.sql(\"SELECT window(ts, '5 minutes') w, page, count(*) FROM events GROUP BY window(ts, '5 minutes'), page\")")).toEqual([
      'withWatermark ts/1 hour',
      'aggregate page @window(ts)',
    ])
    expect(operators(view, 'spark.sql("SELECT * FROM Events WHERE a = 1")')).toEqual(['withWatermark ts/1 hour', 'opaque'])
    expect(operators(view, 'spark.table("events").filter("a")')).toEqual(['withWatermark ts/1 hour', 'neutral'])
    expect(queryOf(`${HEAD}${KAFKA}raw.createTempView("v")\nspark.sql("SELECT a FROM v JOIN names USING (a)")${START}`).source).toBe('stream')
  })
})

describe('aliased imports', () => {
  test.each([
    ['from pyspark.sql import functions as fn', 'fn.window("ts", "5 minutes")'],
    ['from pyspark.sql.functions import window as tumbling', 'tumbling("ts", "5 minutes")'],
    ['import pyspark.sql.functions', 'pyspark.sql.functions.window("ts", "5 minutes")'],
    ['import pyspark.sql.functions as sf', 'sf.window(sf.col("ts"), "5 minutes")'],
    ['from pyspark.sql.functions import *', 'window(col("ts"), "5 minutes")'],
    ['from pyspark.sql.functions import (\n    col as c,\n    window as w,\n)', 'w(c("ts"), "5 minutes")'],
    ['', 'window("ts", "5 minutes")'],
  ])('%s', (line, call) => {
    const text = `from pyspark.sql import SparkSession as Session\n${line}\nspark = Session.builder.getOrCreate()\n${KAFKA}raw.groupBy(${call}).count()${START}`
    expect(operatorsIn(text)).toEqual(['aggregate @window(ts)'])
  })

  test('a function of the same name from elsewhere is not the same', () => {
    expect(operatorsIn(`from acme import window\n${KAFKA}raw.groupBy(window("ts", "5 minutes")).count()${START}`)).toEqual(['aggregate …'])
    expect(operatorsIn(`${HEAD}def window(a, b):\n    return col("x")\n${KAFKA}raw.groupBy(window("ts", "5 minutes")).count()${START}`)).toEqual(['aggregate x'])
  })
})

describe('where the watermark is', () => {
  const markAtEnd = (written: string): unknown => {
    const query = queryOf(job(`(${written})${START}`))
    return watermarkBefore(query, query.operators.length)
  }
  const MARKED = 'raw.withWatermark("ts", "1 hour")'
  test.each<[string, string]>([
    ['.filter("a").repartition(3)', 'ts'],
    ['.select("a", "ts")', 'ts'],
    ['.select("ts", unseen("value"))', 'ts'],
    ['.select("a", unseen("value"))', 'unknown'],
    ['.select("a")', 'lost'],
    ['.select(col("ts").alias("at"))', 'at'],
    ['.withColumnRenamed("ts", "at").drop("b")', 'at'],
    ['.drop("ts")', 'lost'],
    ['.withColumn("ts", F.to_timestamp("ts"))', 'lost'],
    ['.withColumn("ts", col("ts"))', 'ts'],
    ['.selectExpr("ts AS at", "a")', 'at'],
    ['.selectExpr("CAST(ts AS TIMESTAMP) AS ts")', 'lost'],
    ['.select("data.*")', 'lost'],
    ['.toDF("a", "b")', 'unknown'],
    ['.transform(unseen)', 'unknown'],
    ['.groupBy(window("ts", "1 hour")).count()', 'window'],
    ['.groupBy(window("ts", "1 hour")).count().select("window.end", "count")', 'end'],
    ['.groupBy("ts").count()', 'ts'],
    ['.groupBy("a").count()', 'lost'],
    ['.dropDuplicates(["a"])', 'ts'],
    ['.union(raw)', 'ts'],
    ['.join(spark.read.parquet("x"), "a")', 'ts'],
  ])('%s', (rest, expected) => {
    const mark = markAtEnd(MARKED + rest)
    expect(typeof mark === 'object' && mark !== null && 'on' in mark ? mark.on : mark).toBe(expected)
  })

  test('none without one, none from the second input of a union, unknown from that of a join', () => {
    expect(markAtEnd('raw.filter("a")')).toBe('none')
    expect(markAtEnd(`raw.union(${MARKED})`)).toBe('none')
    expect(markAtEnd(`raw.join(${MARKED}, "a")`)).toBe('unknown')
    expect(markAtEnd('raw.join(spark.read.parquet("x"), "a")')).toBe('none')
  })
})
