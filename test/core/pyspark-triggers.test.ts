import { describe, expect, test } from 'vitest'
import { defaultAt } from '../../core/catalogue/lookup.ts'
import { newest } from '../../core/catalogue/releases.ts'
import { SWITCHES } from '../../core/components/query.ts'
import { lint } from '../support/linter.ts'
import { job, queryOf } from './pyspark-support.ts'

const RATE = 'rate = spark.readStream.format("rate").load()'

/** What `trigger-refused` says, by the message. */
function said(spark: string | undefined, ...lines: string[]): string[] {
  const { findings } = lint({ file: 'job.py', text: job(RATE, ...lines), ...(spark === undefined ? {} : { spark }) })
  return findings.filter((f) => f.rule === 'trigger-refused').map((f) => f.message)
}
const call = (given: string, spark?: string): string[] => said(spark, `rate.writeStream.format("console").trigger(${given}).start()`)

describe('what trigger() is given', () => {
  const givenIn = (...lines: string[]) =>
    queryOf(job(...lines)).triggers?.map(({ given, isPositional, isOpen }) => ({ given: given.map((g) => `${g.name}:${g.of}:${g.text}`), isPositional, isOpen }))

  test.each<[string, string[], boolean, boolean]>([
    ['', [], false, false],
    ['"10 seconds"', [], true, false],
    ['processingTime="10 seconds", once=None', ['processingTime:text:10 seconds', 'once:none:'], false, false],
    ['once=True', ['once:flag:true'], false, false],
    ['**{"once": False}', ['once:flag:false'], false, false],
    ['once=asked', ['once:unknown:'], false, false],
    ['**asked', [], false, true],
    ['*asked', [], false, true],
    ['once=True if asked else None', ['once:unknown:'], false, false],
  ])('trigger(%s)', (written, given, isPositional, isOpen) => {
    expect(givenIn(`raw.writeStream.format("console").trigger(${written}).start()`)).toEqual([{ given, isPositional, isOpen }])
  })

  test('each call is there, also one that a later one makes forgotten', () => {
    expect(givenIn('raw.writeStream.format("console").trigger(once=True).trigger(processingTime="1 second").start()')?.map((c) => c.given)).toEqual([
      ['once:flag:true'],
      ['processingTime:text:1 second'],
    ])
  })

  test('both branches are', () => {
    const lines = ['w = raw.writeStream.format("console")', 'if asked:', '    w = w.trigger(once=False)', 'else:', '    w = w.trigger(processingTime="1 second")', 'w.start()']
    expect(givenIn(...lines)).toHaveLength(2)
  })

  test('but none that somebody catches', () => {
    expect(givenIn('w = raw.writeStream.format("console")', 'try:', '    w = w.trigger(once=False)', 'except ValueError:', '    pass', 'w.start()')).toBeUndefined()
  })
})

describe('a call that raises', () => {
  test.each([
    ['', 'no trigger'],
    ['once=None', 'no trigger'],
    ['**{}', 'no trigger'],
    ['"10 seconds"', 'by keyword only'],
    ['interval="10 seconds"', 'knows no interval'],
    ['once=True, processingTime="10 seconds"', 'once and processingTime are given together'],
    ['once=False, processingTime="10 seconds"', 'given together'],
    ['availableNow=False', 'takes True and nothing else'],
    ['once="true"', 'takes True and nothing else'],
    ['availableNow=1', 'takes True and nothing else'],
  ])('trigger(%s)', (given, says) => expect(call(given)).toEqual([expect.stringContaining(says)]))

  test.each([
    'once=True',
    'availableNow=True, once=None',
    'processingTime="10 seconds"',
    'once=asked',
    'once=asked, processingTime="10 seconds"',
    'once=not asked',
    '**asked',
    '*asked',
    'availableNow=True if asked else None, processingTime=None if asked else "10 seconds"',
  ])('trigger(%s) may not', (given) => expect(call(given)).toEqual([]))

  test.each([
    ['filled out of sight', 'given = {}', 'fill(given)'],
    ['filled in a loop', 'given = {}', 'for name in asked:', '    given[name] = asked[name]'],
    ['one way or the other', 'given = {}', 'if asked:', '    given["once"] = True', 'else:', '    given["processingTime"] = "10 seconds"'],
    ['with one taken out again', 'given = {"once": True, "processingTime": "10 seconds"}', 'given.pop("once")'],
  ])('a dictionary %s says nothing', (_, ...lines) => expect(said(undefined, ...lines, 'rate.writeStream.format("console").trigger(**given).start()')).toEqual([]))

  test('is underlined where the fault is', () => {
    const text = job(RATE, 'rate.writeStream.format("console").trigger(availableNow=False).start()')
    const [found] = lint({ file: 'job.py', text }).findings.filter((f) => f.rule === 'trigger-refused')
    expect(text.slice(found?.start, found?.end)).toBe('False')
  })

  test('a blank text is no interval, and said once', () => {
    const text = job(RATE, 'rate.writeStream.format("console").trigger(processingTime="  ").start()')
    expect(
      lint({ file: 'job.py', text })
        .findings.filter((f) => f.severity === 'error')
        .map((f) => f.rule),
    ).toEqual(['interval-string-invalid'])
  })
})

describe('a continuous trigger', () => {
  const start = (frame: string, writer: string): string[] =>
    said(undefined, 'names = spark.read.parquet("s3a://names")', `frame = ${frame}`, `frame.writeStream.${writer}.trigger(continuous="1 second").start()`)
  test.each([
    ['rate', 'format("parquet")', 'batches alone'],
    ['unseen(rate)', 'format("json")', 'batches alone'],
    ['spark.readStream.schema("a string").text("in")', 'format("console")', 'text is none'],
    ['rate.groupBy("value").count()', 'format("console").outputMode("update")', 'groupBy()'],
    ['rate.union(rate)', 'format("noop")', 'union()'],
    ['rate.join(names, "value")', 'format("console")', 'join()'],
    ['rate.repartition(2)', 'format("console")', 'repartition()'],
  ])('%s into %s', (frame, writer, says) => expect(start(frame, writer)).toEqual([expect.stringContaining(says)]))

  test.each([
    ['rate.filter("value > 1").select("value").withColumn("n", col("value"))', 'format("console")'],
    ['unseen(rate).distinct()', 'format("console")'],
    ['spark.readStream.format("delta").load("in").distinct()', 'format("com.acme.sink")'],
    ['rate.distinct()', 'format(asked)'],
  ])('%s into %s may do', (frame, writer) => expect(start(frame, writer)).toEqual([]))

  test('is not judged by its steps where the check is off', () => {
    const lines = ['rate.distinct().writeStream.format("console").trigger(continuous="1 second").start()']
    expect(said(undefined, ...lines)).toHaveLength(1)
    expect(said(undefined, 'spark.conf.set("spark.sql.streaming.unsupportedOperationCheck", "false")', ...lines)).toEqual([])
  })

  test('nor where a branch may have chosen another', () => {
    const lines = ['w = rate.distinct().writeStream.format("console").trigger(processingTime="1 second")', 'if asked:', '    w = w.trigger(continuous="1 second")', 'w.start()']
    expect(said(undefined, ...lines)).toEqual([])
  })
})

describe('real-time mode', () => {
  const real = (spark: string | undefined, writer: string, ...before: string[]): string[] =>
    said(spark, ...before, `rate.writeStream.${writer}.trigger(realTime="2 seconds").start()`)
  const SHORT = 'format("console").outputMode("update")'

  test('is known from 4.2 on', () => {
    expect(real('4.1', SHORT)).toEqual([expect.stringContaining('from 4.2 on')])
    expect(real('4.2', SHORT)).toEqual([expect.stringContaining('five seconds')])
  })

  test('without a release only what all of them refuse is said', () => {
    expect(said(undefined, 'rate.writeStream.format("console").outputMode("update").trigger(realTime="5 minutes").start()')).toEqual([])
  })

  test.each(['import databricks', 'dbutils.widgets.get("a")', 'if spark.version >= "4.2":', 'HAS = pyspark.__version__'])('says nothing beside %s', (line) => {
    expect(real('4.1', SHORT, line, ...(line.endsWith(':') ? ['    pass'] : []))).toEqual([])
    expect(real('4.2', SHORT, line, ...(line.endsWith(':') ? ['    pass'] : []))).toEqual([])
  })

  test('the shortest batch is that of the catalogue', () => {
    expect(SWITCHES['spark.sql.streaming.realTimeMode.minBatchDuration']).toBe(defaultAt('spark-session', 'spark.sql.streaming.realTimeMode.minBatchDuration', newest('spark')))
  })

  test.each([
    ['5000ms', 1],
    ['1s', 0],
    ['1000ms', 0],
    ['false', 0],
    ['10s', 0],
  ])('with the shortest batch set to %s', (value, count) =>
    expect(real('4.2', SHORT, `spark.conf.set("spark.sql.streaming.realTimeMode.minBatchDuration", "${value}")`)).toHaveLength(count),
  )

  test.each([
    ['format("noop").outputMode("update")', 'does not write to noop'],
    ['format("parquet").outputMode("update")', 'does not write to parquet'],
    ['foreachBatch(print).outputMode("update")', 'does not write to foreachBatch'],
    ['format("console")', 'this is append'],
    ['format("console").outputMode("complete")', 'this is complete'],
  ])('into %s', (writer, says) => {
    expect(said('4.2', `rate.writeStream.${writer}.trigger(realTime="5 seconds").start()`)).toEqual([expect.stringContaining(says)])
  })

  test.each(['format("console").outputMode("update")', 'format("kafka").outputMode("update")', 'format("com.acme").outputMode("update")', 'format("console").outputMode(asked)'])(
    'into %s may do',
    (writer) => expect(said('4.2', `rate.writeStream.${writer}.trigger(realTime="5 seconds").start()`)).toEqual([]),
  )

  test('has its mode judged where the check is on', () => {
    const line = 'rate.writeStream.format("console").trigger(realTime="5 seconds").start()'
    expect(said('4.2', 'spark.conf.set("spark.sql.streaming.unsupportedOperationCheck", "false")', line)).toEqual([])
  })

  test.each([
    ['1 month', 'no length of a batch'],
    ['0 seconds', 'no length of a batch'],
    ['-1 seconds', 'no length of a batch'],
    ['5s', 'no length of a batch'],
    [' ', 'as a text'],
  ])('of “%s”', (text, says) => expect(said('4.2', `rate.writeStream.${SHORT}.trigger(realTime="${text}").start()`)).toEqual([expect.stringContaining(says)]))
})
