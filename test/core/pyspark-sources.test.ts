import { describe, expect, test } from 'vitest'
import { queryOf, HEAD } from './pyspark-support.ts'
import { lint } from '../support/linter.ts'

const SERVERS = '.option("kafka.bootstrap.servers", "b:9092")'
const query = (reader: string, ...before: string[]): string => `${HEAD}${before.join('\n')}\nraw = spark.readStream${reader}\nq = raw.writeStream.format("console").start()\n`
const told = (text: string, spark?: string): string[] =>
  lint({ file: 'job.py', text, ...(spark === undefined ? {} : { spark }) })
    .findings.filter((f) => f.rule === 'source-incomplete' || f.rule === 'file-option-refused' || f.rule === 'kafka-option-refused')
    .map((f) => `${f.rule}: ${f.message.slice(0, 40)}`)

describe('what a reader was told', () => {
  test('names in the spelling of Spark, those of the client in lower case', () => {
    expect(queryOf(query('.format("kafka").option("Kafka.Bootstrap.Servers", "b").option("SUBSCRIBE", "t").load()')).sources[0]?.reader?.names).toEqual([
      'kafka.bootstrap.servers',
      'subscribe',
    ])
  })
  test.each<[string, 'span' | 'unknown' | undefined]>([
    ['.schema("v STRING").json("x")', 'span'],
    ['.schema(schema).json("x")', 'span'],
    ['.json("x", schema="v STRING")', 'span'],
    ['.json("x", schema)', 'unknown'],
    ['.load(*paths)', 'unknown'],
    ['.format("json").load("x", schema=None)', undefined],
    ['.json("x")', undefined],
  ])('the schema of %s', (reader, schema) => {
    const found = queryOf(query(reader)).sources[0]?.reader?.schema
    expect(typeof found === 'object' ? 'span' : found).toBe(schema)
  })
  test('in one branch only', () => {
    const text = `${HEAD}reader = spark.readStream\nif x:\n    reader = reader.schema("v STRING")\nraw = reader.json("in")\nq = raw.writeStream.format("console").start()\n`
    expect(queryOf(text).sources[0]?.reader?.schema).toBe('unknown')
    expect(told(text)).toEqual([])
  })
})

describe('source-incomplete', () => {
  test.each<[string, number]>([
    [`.format("kafka")${SERVERS}.load()`, 1],
    [`.format("kafka")${SERVERS}.option("assign", x).load()`, 0],
    [`.format("kafka")${SERVERS}.option(name, "t").load()`, 0],
    [`.format("kafka")${SERVERS}.options(**more).load()`, 0],
    ['.format("kafka").option("subscribe", "t").load()', 1],
    ['.format("kafka").option(f"kafka.{key}", "b").option("subscribe", "t").load()', 0],
    ['.format("kafka").load()', 2],
    [`.format("kafka")${SERVERS}.option("subscribe", "t").schema(s).load()`, 1],
    ['.format("socket").load()', 2],
    ['.format("socket").option("host", "h").option("port", 9).load()', 0],
    ['.format("rate-micro-batch").load()', 1],
    ['.format("rate").load()', 0],
    ['.format("rate").schema("v INT").load()', 1],
    ['.parquet("in")', 1],
    ['.text("in")', 0],
    ['.json("in", **more)', 0],
    ['.format("delta").load("in")', 0],
    ['.format(name).load("in")', 0],
    ['.load("in")', 1],
  ])('%s', (reader, count) => expect(told(query(reader)).filter((f) => f.startsWith('source-incomplete'))).toHaveLength(count))

  test.each<[string, number]>([
    ['spark.conf.set("spark.sql.streaming.schemaInference", True)', 0],
    ['spark.conf.set("spark.sql.streaming.schemaInference", "false")', 1],
    ['spark.conf.set("spark.sql.streaming.schemaInference", flag)', 0],
  ])('with %s', (before, count) => expect(told(query('.json("in")', before))).toHaveLength(count))
})

describe('file-option-refused', () => {
  const files = (options: string, spark?: string): string[] => told(query(`.schema("v STRING")${options}.json("in")`), spark)
  test.each<[string, number]>([
    ['.option("cleanSource", "ARCHIVE")', 1],
    ['.option("cleanSource", "archive").option("sourceArchiveDir", d)', 0],
    ['.option("cleanSource", "archive").options(**more)', 0],
    ['.option("cleanSource", mode)', 0],
    ['.option("maxFilesPerTrigger", 5).option("maxBytesPerTrigger", 5)', 1],
    ['.option("maxFilesPerTrigger", 5).option("maxBytesPerTrigger", "x")', 0],
    ['.option("maxFileAge", "-5s")', 1],
    ['.option("latestFirst", True)', 0],
    ['.option("modifiedBefore", when)', 1],
    ['.option("discardCachedInputRatio", 1.5)', 1],
    ['.option("discardCachedInputRatio", 0.5)', 0],
  ])('%s', (options, count) => expect(files(options, '4.1')).toHaveLength(count))
  test.each(['.option("discardCachedInputRatio", 1.5)', '.option("maxFilesPerTrigger", 5).option("maxBytesPerTrigger", 5)', '.option("maxCachedFiles", "x")'])(
    'before 4.0 %s',
    (options) => expect(files(options, '3.5')).toEqual([]),
  )
})

describe('where a Kafka source begins', () => {
  const kafka = (options: string): string[] => told(query(`.format("kafka")${SERVERS}.option("subscribe", "t")${options}.load()`))
  test.each<[string, number]>([
    ['.option("startingTimestamp", " 5")', 0],
    ['.option("startingTimestamp", "1e3")', 1],
    ['.option("startingTimestamp", t).option("startingOffsets", "x")', 0],
    ['.option("startingOffsetsByTimestamp", \'{"t": {"0": 5}}\').option("startingOffsets", "x")', 0],
    ['.option("startingOffsetsByTimestamp", "{\'t\': {\'0\': 5}}")', 1],
    ['.option("startingOffsets", \'{"t": null}\')', 0],
    ['.option("startingOffsets", \'{"t": {"x": 5}}\')', 1],
  ])('%s', (options, count) => expect(kafka(options)).toHaveLength(count))
})
