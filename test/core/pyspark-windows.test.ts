import { describe, expect, test } from 'vitest'
import { intervalMicros } from '../../core/catalogue/spark-values.ts'
import { lint } from '../support/linter.ts'
import { job, queryOf, START } from './pyspark-support.ts'

const OUT = '.writeStream.format("console").outputMode("complete").start()'

/** What `window-refused` says of a group by these keys, and what is underlined. */
function said(keys: string, ...before: string[]): [string, string][] {
  const text = job(...before, `raw.groupBy(${keys}).count()${OUT}`)
  const { findings } = lint({ file: 'job.py', text })
  return findings.filter((f) => f.rule === 'window-refused').map((f) => [f.message, text.slice(f.start, f.end)])
}

describe('windows of a step', () => {
  const windowsOf = (step: string) =>
    queryOf(job(`(raw.${step})${START}`))
      .operators.at(-1)
      ?.windows?.map(({ by, given }) => `${by} ${given.map((g) => `${g.name}=${g.text || g.of}`).join()}`)

  test.each<[string, string[] | undefined]>([
    ['groupBy(window("timestamp", "1 minute")).count()', ['window windowDuration=1 minute']],
    ['groupBy("key", F.window(col("timestamp"), "1 minute", "10 seconds").alias("w")).agg(F.max("value"))', ['window windowDuration=1 minute,slideDuration=10 seconds']],
    ['groupBy([window("timestamp", length), session_window("timestamp", "1 minute")]).count()', ['window windowDuration=unknown', 'session_window gapDuration=1 minute']],
    ['select("key", window("timestamp", windowDuration="1 minute", startTime=None))', ['window windowDuration=1 minute,startTime=none']],
    ['withColumns({"w": window("timestamp", "1 minute")})', ['window windowDuration=1 minute']],
    ['select(window("timestamp", "1 minute").start)', undefined],
    ['select(window("timestamp", *lengths))', undefined],
    ['select(window("timestamp", **lengths))', undefined],
    ['select("window")', undefined],
  ])('%s', (step, windows) => expect(windowsOf(step)).toEqual(windows))
})

describe('a window', () => {
  test.each([
    ['window("timestamp", 60)', 'windowDuration takes a text', '60'],
    ['window("timestamp", "")', 'windowDuration takes a text', '""'],
    ['window("timestamp", "1 minute", True)', 'slideDuration takes a text', 'True'],
    ['window("timestamp", "1 minute", startTime=5)', 'startTime takes a text', '5'],
    ['session_window("timestamp", None)', 'gapDuration takes a text', 'None'],
    ['window("timestamp", "10m")', 'is no interval', '"10m"'],
    ['window("timestamp", "1 month")', 'no fixed length', '"1 month"'],
    ['window("timestamp", "1 minute", "0 seconds")', 'must be more than nothing', '"0 seconds"'],
    ['window("timestamp", "1 minute", "61 seconds")', 'longer than the window', '"61 seconds"'],
    ['window("timestamp", "1 minute", "30 seconds", "30 seconds")', 'less than one slide', '"30 seconds"'],
    ['window("timestamp", "1 minute", startTime="-1 minute")', 'no less than “1 minute”', '"-1 minute"'],
    ['window("timestamp", "1 minute"), window("timestamp", "2 minutes")', 'Two different windows', 'window'],
    ['F.window("timestamp", "1 minute"), F.session_window("timestamp", "1 minute")', 'Two different windows', 'F.session_window'],
  ])('%s', (keys, says, at) => expect(said(keys)).toEqual([[expect.stringContaining(says), at]]))

  test.each([
    'window("timestamp", "1 minute")',
    'window("timestamp", "1 minute", "1 minute", "59 seconds")',
    'window("timestamp", "1 minute", 0, False)',
    'window("timestamp", "1 minute", "", "")',
    'window("timestamp", length, "1 hour")',
    'window("timestamp", "1 minute", slide, "59 seconds")',
    'window("timestamp", "1 minute"), window("timestamp", "60 seconds", None)',
    'window("timestamp", "1 minute"), window("timestamp", length)',
    'session_window("timestamp", "10m")',
    'session_window("timestamp", "1 minute"), session_window("timestamp", "1 minute")',
  ])('%s may do', (keys) => expect(said(keys)).toEqual([]))

  test('of another module is none', () => {
    const WRONG = 'window("timestamp", "10m")'
    expect(said(WRONG)).toHaveLength(1)
    expect(said(WRONG, 'from acme import window')).toEqual([])
    expect(said(WRONG, 'from acme.helpers import *')).toEqual([])
    expect(said(WRONG, 'from pyspark.sql.types import *')).toHaveLength(1)
  })

  test('is said once, however often it is used', () => {
    const text = job('w = window("timestamp", "10m")', `raw.groupBy(w).count()${OUT}`, `raw.groupBy(w, "key").count()${OUT}`)
    expect(lint({ file: 'job.py', text }).findings.filter((f) => f.rule === 'window-refused')).toHaveLength(1)
  })

  test('of a frame that is joined in is seen', () => {
    const text = job('counts = spark.read.parquet("s3a://x").groupBy(window("at", "10m")).count()', `raw.join(counts, "key")${START}`)
    expect(lint({ file: 'job.py', text }).findings.filter((f) => f.rule === 'window-refused')).toHaveLength(1)
  })

  test.each([
    ['', 'window("timestamp", "10m")'],
    ['w = window("timestamp", "10m")', 'w'],
  ])('may be tried: %s', (before, key) => {
    const text = job(before, 'try:', `    raw.groupBy(${key}).count()${OUT}`, 'except Exception:', '    pass')
    expect(lint({ file: 'job.py', text }).findings.filter((f) => f.rule === 'window-refused')).toEqual([])
  })
})

test.each([
  ['1 minute', 60_000_000n],
  ['-1 minute', -60_000_000n],
  ["INTERVAL '-10' SECOND", -10_000_000n],
  ['1 microsecond', 1n],
  ['1 month -1 month', 0n],
  ['1 month', undefined],
  ['10s', undefined],
])('%s in microseconds', (text, micros) => {
  const parsed = intervalMicros(text)
  expect('micros' in parsed ? parsed.micros : undefined).toBe(micros)
})
