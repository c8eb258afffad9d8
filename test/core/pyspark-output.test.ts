import { describe, expect, test } from 'vitest'
import type { Query } from '../../core/components/query.ts'
import { lint } from '../support/linter.ts'
import { HEAD, queriesIn } from './pyspark-support.ts'

const KAFKA = 'raw = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "b:9092").option("subscribe", "t").load()'
const written = (frame: string, ...before: string[]): string =>
  `${HEAD}from pyspark.sql.types import *\n${KAFKA}\n${before.join('\n')}\nq = ${frame}.writeStream.format("kafka").option("kafka.bootstrap.servers", "b:9092").option("topic", "out").option("checkpointLocation", "s3://c/q").start()\n`
const sunk = (text: string): Query | undefined => {
  const found = queriesIn(text).flatMap(({ query }) => (query?.sink ? [query] : []))
  return found[0]
}
const names = (frame: string, ...before: string[]): string | undefined =>
  sunk(written(frame, ...before))
    ?.columns?.map(({ name, is }) => (is === undefined ? name : `${name}:${is}`))
    .join(' ')
const OF_KAFKA = 'key value topic partition offset timestamp timestampType headers'

describe('the columns that are written', () => {
  test.each<[frame: string, columns: string | undefined]>([
    ['raw', OF_KAFKA],
    ['raw.filter("offset > 5").withWatermark("timestamp", "1 minute").dropDuplicates(["key"])', OF_KAFKA],
    ['raw.select("key", col("Value"), raw.topic)', 'key Value topic'],
    ['raw.select("*", col("key").alias("id"))', `${OF_KAFKA} id`],
    ['raw.selectExpr("CAST(key AS STRING)", "CAST(value AS STRING) AS page", "`offset`")', 'key page offset'],
    ['raw.selectExpr("CAST(value AS BIGINT)")', 'value:other'],
    ['raw.selectExpr("to_json(struct(*))")', 'to_json(struct(*))'],
    ['raw.selectExpr("to_json(struct(*)) value")', undefined],
    ['raw.selectExpr("upper(key) || lower(value)")', undefined],
    ['raw.select(col("value").cast("string"))', 'value'],
    ['raw.select(col("value").cast("string").substr(1, 2))', undefined],
    ['raw.select(F.to_json(F.struct("key")))', 'to_json()'],
    ['raw.select(F.struct("key").alias("value"))', 'value:struct'],
    ['raw.select(F.explode("value"))', undefined],
    ['raw.select(F.from_json(col("value").cast("string"), "a INT, at TIMESTAMP").alias("d")).select("d.a", "d.at")', 'a:other at:timestamp'],
    ['raw.select(F.from_json(col("value").cast("string"), "a INT").alias("d")).select("d.*")', undefined],
    ['raw.select(*columns)', undefined],
    ['raw.select(raw.columns)', undefined],
    ['raw.select(window("timestamp", "1 minute"), "key")', 'window key'],
    ['raw.select("`.*`")', undefined],
    ['raw.select("key").withColumn("VALUE", col("key")).withColumn("Key", F.length("key"))', 'VALUE Key:other'],
    ['raw.select("key").withColumn(name, col("key"))', undefined],
    ['raw.select("key", "value").withColumnRenamed("KEY", "id").drop("Value")', 'id'],
    ['raw.select("key").withColumns({"a": col("key")})', 'key a'],
    ['raw.select("key").withColumns(more)', undefined],
    ['raw.select("key").toDF("value")', undefined],
    ['raw.select("key").transform(shape)', undefined],
    ['raw.select("key").union(raw.select("key"))', undefined],
    ['raw.select("key").join(raw.select("topic"), "key")', 'key topic'],
    ['raw.select("key").join(spark.table("pages"), "key")', undefined],
    ['raw.groupBy("key").count()', 'key count'],
    ['raw.groupBy("key").max("offset")', 'key max(offset)'],
    ['raw.groupBy("key").agg(F.max("value").alias("value"))', 'key value'],
    ['raw.groupBy("key").agg(F.max("value"))', undefined],
    ['raw.groupBy("key").agg({"value": "max"})', undefined],
    ['raw.groupBy("key").pivot("topic", ["a"]).count()', undefined],
    ['raw.agg(F.count("*").alias("n"))', 'n'],
    ['raw.alias("r").select("r.*")', OF_KAFKA],
    ['spark.readStream.json("in")', undefined],
    ['spark.readStream.format("rate").load()', 'timestamp value'],
  ])('%s', (frame, columns) => expect(names(frame)).toBe(columns))

  test('of two branches, those of both', () => expect(names('d', 'd = raw.select("key")', 'if x:', '    d = raw.select("value")')).toBe('value key'))
  test('not where one of the branches is out of sight', () => expect(names('d', 'd = raw.select("key")', 'if x:', '    d = other(raw)')).toBeUndefined())
  test('not where a loop adds some', () => expect(names('d', 'd = raw.select("key")', 'for c in cs:', '    d = d.withColumn(c, col("key"))')).toBeUndefined())
})

describe('kafka-sink-columns', () => {
  const told = (text: string): string[] =>
    lint({ file: 'job.py', text })
      .findings.filter((f) => f.rule === 'kafka-sink-columns')
      .map((f) => f.message.slice(0, 60))
  test.each<[string, number]>([
    [written('raw'), 0],
    [written('raw.select("key")'), 1],
    [written('raw.select("value", F.length("value").alias("key"))'), 1],
    [written('raw.select("key").join(raw.select("value", F.length("value").alias("key")), "value")'), 0],
    [written('raw.select("value")').replace('.option("topic", "out")', ''), 1],
    [written('raw.select("value")').replace('.option("topic", "out")', '.options(**more)'), 0],
    [written('raw.select("value", F.lit("x").alias("topic"))').replace('.option("topic", "out")', ''), 0],
    [written('raw.select("key")').replace('format("kafka").option("kafka.bootstrap.servers", "b:9092").option("topic"', 'format("delta").option("topic"'), 0],
    [written('raw.select("key")').replace('.writeStream.format("kafka")', '.writeStream.format(sink)'), 0],
  ])('%#', (text, count) => expect(told(text)).toHaveLength(count))
})
