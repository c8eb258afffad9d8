import { describe, expect, test } from 'vitest'
import { readsAfter, type Query } from '../../core/components/query.ts'
import { lint } from '../support/linter.ts'
import { job, KAFKA, queriesIn, queryOf, START } from './pyspark-support.ts'

const OTHER = 'other = spark.readStream.format("rate").load()'
const NAMES = 'names = spark.read.parquet("s3a://names")'

describe('the type of a join', () => {
  test.each<[string, string | undefined]>([
    ['raw.join(other, "id")', 'inner'],
    ['raw.join(other, "id", None)', 'inner'],
    ['raw.join(other, "id", "LEFT")', 'left'],
    ['raw.join(other, on="id", how="right_outer")', 'right'],
    ['raw.join(other, "id", "outer")', 'full'],
    ['raw.join(other, "id", "left_semi")', 'semi'],
    ['raw.crossJoin(other)', 'cross'],
    ['raw.join(other, "id", how)', undefined],
    ['raw.join(other, "id", "sideways")', undefined],
    ['raw.join(*sides)', undefined],
  ])('%s', (written, how) => expect(queryOf(job(OTHER, `(${written})${START}`)).operators.at(-1)?.how).toBe(how))
})

describe('what a column expression holds', () => {
  const over = 'F.row_number().over(w)'
  test.each<[string, string | undefined]>([
    [`raw.withColumn("n", ${over})`, 'over'],
    [`raw.withColumns({"n": ${over}})`, 'over'],
    [`raw.select("a", (${over} + 1).alias("n"))`, 'over'],
    [`raw.select(["a", F.coalesce(${over}.cast("long"), F.lit(1))])`, 'over'],
    [`raw.filter(${over} == 1)`, 'over'],
    ['raw.select(F.sum("a").over(w).between(1, 3))', 'over'],
    ['raw.select(F.expr("row_number() OVER (PARTITION BY a) AS n"))', 'over'],
    ['raw.selectExpr("a", "monotonically_increasing_id() AS id")', 'monotonically_increasing_id'],
    ['raw.withColumn("id", F.monotonically_increasing_id())', 'monotonically_increasing_id'],
    ['raw.groupBy("a").agg(F.sum("b"), F.countDistinct("c"))', 'distinct'],
    ['raw.agg(F.count_distinct(col("c")).alias("n"))', 'distinct'],
    ['raw.groupBy("a").agg(F.expr("count(DISTINCT c)"))', 'distinct'],
    ['raw.groupBy("a").agg(F.approx_count_distinct("c"))', undefined],
    [`raw.selectExpr("'over (x)' AS a", "handover (a)")`, undefined],
    ['raw.withColumn("n", ranked("a"))', undefined],
    ['raw.filter(col("over") > 1)', undefined],
  ])('%s', (written, what) => expect(queryOf(job(`(${written})${START}`)).operators.at(-1)?.holds?.what).toBe(what))

  test('with its place', () => {
    const text = job(`n = ${over}`, `raw.withColumn("n", n)${START}`)
    const { holds } = queryOf(text).operators[0] ?? {}
    expect(text.slice(holds?.start, holds?.end)).toBe('over')
  })
})

describe('what only batches have', () => {
  const calls = (...lines: string[]): string[] => queriesIn(job(...lines)).flatMap((c) => (c.query?.actions ?? []).map((a) => a.written))
  test.each<[string, string[]]>([
    ['raw.show()', ['show']],
    ['rows = raw.filter("a").collect()', ['collect']],
    ['raw.groupBy("a").count().show()', ['show']],
    ['raw.cache().filter("a")', ['cache']],
    ['raw.write.parquet("x")', ['write']],
    ['raw.rdd.map(f)', ['rdd']],
    ['raw.groupBy("a").pivot("b").count()', ['pivot']],
    ['raw.groupBy("a").pivot("b", ["x"]).count()', []],
    ['raw.groupBy("a").count()', []],
    ['raw.printSchema()', []],
    ['enriched(raw).show()', []],
    ['names.show()', []],
  ])('%s', (written, expected) => expect(calls(NAMES, written)).toEqual(expected))

  test('each stands with one query', () => {
    expect(calls('raw.show()', `raw.filter("a")${START}`, `raw.filter("b")${START}`)).toEqual(['show'])
  })

  test('a batch of foreachBatch is none', () => {
    expect(calls('def store(batch, batch_id):', '    batch.show()', '', 'raw.writeStream.foreachBatch(store).start()')).toEqual([])
  })

  test('a file that asks which it is says so', () => {
    expect(queryOf(job('if raw.isStreaming:', `    raw${START}`)).asksWhich).toBe(true)
  })
})

describe('a stream stays one, and makes one', () => {
  const reads = (...lines: string[]): Query['source'] => readsAfter(queriesIn(job(NAMES, ...lines)).find((c) => c.query?.sink)?.query ?? { source: 'unknown', operators: [] })
  test.each<[string, Query['source']]>([
    ['raw.join(names, "id")', 'stream'],
    ['names.join(raw, "id")', 'stream'],
    ['names.join(names.join(raw, "id"), "id")', 'stream'],
    ['names.filter("a")', 'batch'],
    ['names.join(lookup(), "id")', 'unknown'],
    ['enriched(names)', 'unknown'],
  ])('%s', (written, expected) => expect(reads(`(${written})${START}`)).toBe(expected))
})

test('a frame that is united with itself over and over', () => {
  const text = job(...Array.from({ length: 60 }, () => 'raw = raw.union(raw)'), `raw.orderBy("a")${START}`)
  const { findings } = lint({ file: 'job.py', text })
  expect(findings.filter((f) => f.rule === 'operation-refused-on-stream').map((f) => text.slice(f.start, f.end))).toEqual(['orderBy'])
})

describe('what a writer is given besides', () => {
  const sink = (written: string): string[] =>
    Object.keys(queryOf(job(`raw.writeStream${written}`)).sink ?? {}).filter((k) => k === 'startPath' || k === 'partitioned' || k === 'isOpen')
  test.each<[string, string[]]>([
    ['.format("parquet").start("x")', ['startPath']],
    ['.start(path="x")', ['startPath']],
    ['.start(path=None, partitionBy="a")', ['partitioned']],
    ['.partitionBy("a").start()', ['partitioned']],
    ['.options(**given).start()', ['isOpen']],
    ['.partitionBy("a").toTable("t")', ['partitioned']],
    ['.start(partitionBy=COLUMNS)', []],
  ])('%s', (written, expected) => expect(sink(written)).toEqual(expected))
})

describe('checks that the session switches off', () => {
  const CHECK = 'spark.sql.streaming.unsupportedOperationCheck'
  const switches = (...lines: string[]): Query['switches'] => queryOf(job(...lines, `raw${START}`)).switches
  test('as it is set', () => {
    expect(switches()).toBeUndefined()
    expect(switches(`spark.conf.set("${CHECK}", False)`)).toEqual({ [CHECK]: false })
    expect(switches(`spark.conf.set("${CHECK}", checked)`)).toEqual({ [CHECK]: 'unknown' })
    expect(switches(`spark.conf.set("${CHECK}", "false")`, `spark.conf.set("${CHECK}", "true")`)).toEqual({ [CHECK]: 'unknown' })
    expect(switches('if local:', `    spark.conf.set("${CHECK}", "false")`)).toEqual({ [CHECK]: 'unknown' })
  })

  test('unknown where the session is handed to somebody', () => {
    const text = `from pyspark.sql import SparkSession\nfrom acme import configured\nspark = configured(SparkSession.builder).getOrCreate()\n${KAFKA}raw${START}`
    expect(queryOf(text).switches?.[CHECK]).toBe('unknown')
  })
})
