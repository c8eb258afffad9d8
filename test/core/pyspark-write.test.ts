import { describe, expect, test } from 'vitest'
import type { Change } from '../../core/components/change.ts'
import { isRefusal, writeAll } from '../../core/components/change.ts'
import type { Component } from '../../core/components/component.ts'
import type { Kind } from '../../core/catalogue/kinds.ts'
import { applyEdits } from '../../core/text/span.ts'
import { changed, HEAD, job, KAFKA, only, operatorsIn, parses, queriesIn, queryOf, read, settingsOf, START } from './pyspark-support.ts'

const set = (key: string, value: string | number | boolean): Change => ({ do: 'set', key, value })
const remove = (key: string): Change => ({ do: 'remove', key })

/** Applies changes and looks whether the text is still Python. */
function after(text: string, kind: Kind, ...changes: Change[]): string {
  const made = writeAll((c) => only(text, kind).write(c), changes)
  if (isRefusal(made)) return `refused: ${made.refused}`
  const result = applyEdits(text, made)
  expect(parses(result), result).toBe(true)
  return result
}
/** The lines that a change takes away and brings. */
function difference(before: string, now: string): string[] {
  if (now.startsWith('refused')) return [now]
  const [a, b] = [before.split('\n'), now.split('\n')]
  let top = 0
  while (top < a.length && a[top] === b[top]) top++
  let tail = 0
  while (tail < a.length - top && tail < b.length - top && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  return [...a.slice(top, a.length - tail).map((l) => `-${l}`), ...b.slice(top, b.length - tail).map((l) => `+${l}`)]
}
const diff = (text: string, kind: Kind, ...changes: Change[]): string[] => difference(text, after(text, kind, ...changes))

const CHAIN = `${HEAD}raw = (
    spark.readStream.format("kafka")
    .option("subscribe", "t")
    .option("failOnDataLoss", "false")
    .load()
)
query = (
    raw.writeStream.format("kafka")
    .option("topic", "t")
    .option("kafka.acks", "1")
    .trigger(processingTime="50 milliseconds")
    .start()
)
`
const LINE = `${HEAD}raw = spark.readStream.format('kafka').option('subscribe', 't').option('failOnDataLoss', False).load()
query = raw.writeStream.format('console').trigger(processingTime='50 milliseconds').start()
`
const SLASHES = `${HEAD}raw = spark.readStream \\
    .format("kafka") \\
    .option("subscribe", "t") \\
    .option("failOnDataLoss", "false") \\
    .load()
query = raw.writeStream \\
    .trigger(processingTime="50 milliseconds") \\
    .start("x")
`

describe('a value for another', () => {
  test.each<[string, string, Kind, Change, string[]]>([
    ['in its quotes', CHAIN, 'spark-query', set('trigger', '1 second'), ['-    .trigger(processingTime="50 milliseconds")', '+    .trigger(processingTime="1 second")']],
    [
      'in single quotes',
      LINE,
      'spark-query',
      set('trigger', '1 second'),
      [
        "-query = raw.writeStream.format('console').trigger(processingTime='50 milliseconds').start()",
        "+query = raw.writeStream.format('console').trigger(processingTime='1 second').start()",
      ],
    ],
    [
      'a boolean',
      LINE,
      'spark-source',
      set('source.failOnDataLoss', true),
      [LINE.split('\n')[4] ?? '', (LINE.split('\n')[4] ?? '').replace('False', 'True')].map((l, i) => (i === 0 ? '-' : '+') + l),
    ],
    [
      'a number',
      `${HEAD}spark.readStream.option("maxFilesPerTrigger", 1_0).json("x")${START}`,
      'spark-source',
      set('source.maxFilesPerTrigger', 7),
      [
        '-spark.readStream.option("maxFilesPerTrigger", 1_0).json("x").writeStream.format("console").start()',
        '+spark.readStream.option("maxFilesPerTrigger", 7).json("x").writeStream.format("console").start()',
      ],
    ],
    ['of the client', CHAIN, 'producer', set('acks', 'all'), ['-    .option("kafka.acks", "1")', '+    .option("kafka.acks", "all")']],
    ['with quotes in it', CHAIN, 'spark-query', set('sink.topic', 'a"b\\'), ['-    .option("topic", "t")', '+    .option("topic", "a\\"b\\\\")']],
    [
      'an entry of a dictionary',
      `${HEAD}D = {"failOnDataLoss": "false"}\nspark.readStream.format("kafka").options(**D).load()${START}`,
      'spark-source',
      set('source.failOnDataLoss', 'true'),
      ['-D = {"failOnDataLoss": "false"}', '+D = {"failOnDataLoss": "true"}'],
    ],
    [
      'a constant of its own',
      `${HEAD}EVERY = "50 milliseconds"\n${KAFKA}raw.writeStream.trigger(processingTime=EVERY).start("x")\n`,
      'spark-query',
      set('trigger', '1 second'),
      ['-EVERY = "50 milliseconds"', '+EVERY = "1 second"'],
    ],
    [
      'a constant that others use',
      `${HEAD}EVERY = "50 milliseconds"\nprint(EVERY)\n${KAFKA}raw.writeStream.trigger(processingTime=EVERY).start("x")\n`,
      'spark-query',
      set('trigger', '1 second'),
      ['-raw.writeStream.trigger(processingTime=EVERY).start("x")', '+raw.writeStream.trigger(processingTime="1 second").start("x")'],
    ],
    [
      'an argument of a helper',
      job('def begin(df, every):', '    return df.writeStream.trigger(processingTime=every).start("x")', 'begin(raw, "50 milliseconds")'),
      'spark-query',
      set('trigger', '1 second'),
      ['-begin(raw, "50 milliseconds")', '+begin(raw, "1 second")'],
    ],
    [
      'a default of a helper',
      job('def begin(df, every="50 milliseconds"):', '    return df.writeStream.trigger(processingTime=every).start("x")', 'begin(raw)'),
      'spark-query',
      set('trigger', '1 second'),
      ['-def begin(df, every="50 milliseconds"):', '+def begin(df, every="1 second"):'],
    ],
    [
      'a constant for two options',
      job('X = "a"', 'raw.writeStream.option("u", X).option("v", X).start("x")'),
      'spark-query',
      set('sink.u', 'b'),
      ['-raw.writeStream.option("u", X).option("v", X).start("x")', '+raw.writeStream.option("u", "b").option("v", X).start("x")'],
    ],
    [
      'an f-string',
      `${HEAD}N = 50\n${KAFKA}raw.writeStream.trigger(processingTime=f"{N} milliseconds").start("x")\n`,
      'spark-query',
      set('trigger', '1 second'),
      ['-raw.writeStream.trigger(processingTime=f"{N} milliseconds").start("x")', '+raw.writeStream.trigger(processingTime="1 second").start("x")'],
    ],
  ])('%s', (_, text, kind, change, expected) => expect(diff(text, kind, change)).toEqual(expected))
})

describe('a setting more', () => {
  test.each<[string, string, Kind, Change, string[]]>([
    ['on a line of its own', CHAIN, 'spark-source', set('source.maxOffsetsPerTrigger', 100_000), ['+    .option("maxOffsetsPerTrigger", 100000)']],
    [
      'on the same line',
      LINE,
      'spark-source',
      set('source.maxOffsetsPerTrigger', 100_000),
      ['-' + (LINE.split('\n')[4] ?? ''), '+' + (LINE.split('\n')[4] ?? '').replace('.load()', ".option('maxOffsetsPerTrigger', 100000).load()")],
    ],
    ['behind a backslash', SLASHES, 'spark-source', set('source.maxOffsetsPerTrigger', 100_000), ['+    .option("maxOffsetsPerTrigger", 100000) \\']],
    ['before the start, behind a backslash', SLASHES, 'spark-query', set('checkpointLocation', 's3a://c'), ['+    .option("checkpointLocation", "s3a://c") \\']],
    ['of the query, behind its last option', CHAIN, 'spark-query', set('checkpointLocation', 's3a://c'), ['+    .option("checkpointLocation", "s3a://c")']],
    ['of the client', CHAIN, 'producer', set('linger.ms', 20), ['+    .option("kafka.linger.ms", 20)']],
    ['with a method of its own', CHAIN, 'spark-query', set('outputMode', 'update'), ['+    .outputMode("update")']],
    [
      'a trigger',
      `${HEAD}${KAFKA}raw${START}`,
      'spark-query',
      set('trigger', '1 minute'),
      ['-raw.writeStream.format("console").start()', '+raw.writeStream.format("console").trigger(processingTime="1 minute").start()'],
    ],
    [
      'another trigger for this one',
      `${HEAD}${KAFKA}raw.writeStream.trigger(once=True).start("x")\n`,
      'spark-query',
      set('trigger.availableNow', true),
      ['-raw.writeStream.trigger(once=True).start("x")', '+raw.writeStream.trigger(once=True).trigger(availableNow=True).start("x")'],
    ],
    [
      'where the options come from a dictionary',
      `${HEAD}D = {"subscribe": "t"}\nraw = spark.readStream.format("kafka").options(**D).load()\nraw${START}`,
      'spark-source',
      set('source.maxOffsetsPerTrigger', 5),
      ['-raw = spark.readStream.format("kafka").options(**D).load()', '+raw = spark.readStream.format("kafka").options(**D).option("maxOffsetsPerTrigger", 5).load()'],
    ],
    [
      'before a short cut',
      `${HEAD}raw = spark.readStream.schema(s).json("x")\nraw${START}`,
      'spark-source',
      set('source.maxFilesPerTrigger', 5),
      ['-raw = spark.readStream.schema(s).json("x")', '+raw = spark.readStream.schema(s).option("maxFilesPerTrigger", 5).json("x")'],
    ],
    [
      'where a reader has a name',
      `${HEAD}reader = spark.readStream.format("kafka")\nraw = reader.load()\nraw${START}`,
      'spark-source',
      set('source.maxOffsetsPerTrigger', 5),
      ['-raw = reader.load()', '+raw = reader.option("maxOffsetsPerTrigger", 5).load()'],
    ],
    [
      'the last option shares its line with the load',
      `${HEAD}raw = (\n    spark.readStream\n    .option("a", "b").json("x")\n)\nraw${START}`,
      'spark-source',
      set('source.maxFilesPerTrigger', 5),
      ['-    .option("a", "b").json("x")', '+    .option("a", "b")', '+    .option("maxFilesPerTrigger", 5).json("x")'],
    ],
    [
      'a comment stays with its option',
      CHAIN.replace('"false")', '"false")  # for now'),
      'spark-source',
      set('source.maxOffsetsPerTrigger', 5),
      ['+    .option("maxOffsetsPerTrigger", 5)'],
    ],
    [
      'before the comment of the call that follows',
      CHAIN.replace('    .load()', '    # all of it\n    # at once\n    .load()'),
      'spark-source',
      set('source.maxOffsetsPerTrigger', 5),
      ['+    .option("maxOffsetsPerTrigger", 5)'],
    ],
    [
      'deeper in a function',
      `def run(session):\n    raw = (\n        session.readStream.format("kafka")\n        .option("subscribe", "t")\n        .load()\n    )\n    raw${START}`,
      'spark-source',
      set('source.maxOffsetsPerTrigger', 5),
      ['+        .option("maxOffsetsPerTrigger", 5)'],
    ],
    [
      'a setting of the session',
      `spark = SparkSession.builder.config("spark.x", "1").getOrCreate()\n${KAFKA}raw${START}`,
      'spark-session',
      set('spark.y', true),
      ['-spark = SparkSession.builder.config("spark.x", "1").getOrCreate()', '+spark = SparkSession.builder.config("spark.x", "1").config("spark.y", "true").getOrCreate()'],
    ],
    [
      'a setting of the session, on its line',
      `spark = (\n    SparkSession.builder.appName("a")\n    .config("spark.x", "1")\n    .getOrCreate()\n)\n${KAFKA}raw${START}`,
      'spark-session',
      set('spark.y', 2),
      ['+    .config("spark.y", "2")'],
    ],
    ['a setting beside a statement', `spark.conf.set("spark.x", "1")\n${KAFKA}raw${START}`, 'spark-session', set('spark.y', '2'), ['+spark.conf.set("spark.y", "2")']],
  ])('%s', (_, text, kind, change, expected) => {
    const now = after(text, kind, change)
    expect(difference(text, now)).toEqual(expected)
    if (change.do === 'set') expect(settingsOf(only(now, kind))[change.key]).toBe(String(change.value))
  })

  test('two at one place stand in order', () => {
    const now = after(CHAIN, 'spark-query', set('checkpointLocation', 's3a://c'), set('sink.a', 'b'))
    expect(difference(CHAIN, now)).toEqual(['+    .option("checkpointLocation", "s3a://c")', '+    .option("a", "b")'])
  })

  test('CRLF stays CRLF', () => {
    const text = CHAIN.replaceAll('\n', '\r\n')
    const now = after(text, 'spark-source', set('source.maxOffsetsPerTrigger', 5))
    expect(now).toContain('.option("failOnDataLoss", "false")\r\n    .option("maxOffsetsPerTrigger", 5)\r\n    .load()')
  })
})

describe('a setting less', () => {
  test.each<[string, string, Kind, Change, string[]]>([
    ['with its line', CHAIN, 'spark-source', remove('source.failOnDataLoss'), ['-    .option("failOnDataLoss", "false")']],
    ['the last one with a backslash', SLASHES, 'spark-source', remove('source.failOnDataLoss'), ['-    .option("failOnDataLoss", "false") \\']],
    [
      'on one line',
      LINE,
      'spark-query',
      remove('trigger'),
      ['-' + (LINE.split('\n')[5] ?? ''), '+' + (LINE.split('\n')[5] ?? '').replace(".trigger(processingTime='50 milliseconds')", '')],
    ],
    [
      'its comment stays',
      CHAIN.replace('"false")', '"false")  # for now'),
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-    .option("failOnDataLoss", "false")  # for now', '+    # for now'],
    ],
    [
      'the comment before it stays',
      CHAIN.replace('"t")\n    .option("fail', '"t")  # orders\n    .option("fail'),
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-    .option("failOnDataLoss", "false")'],
    ],
    [
      'a comment line above it stays',
      CHAIN.replace('    .option("fail', '    # for now\n    .option("fail'),
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-    .option("failOnDataLoss", "false")'],
    ],
    [
      'a keyword among others',
      `${HEAD}raw = spark.readStream.format("kafka").options(subscribe="t", failOnDataLoss="false").load()\nraw${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-raw = spark.readStream.format("kafka").options(subscribe="t", failOnDataLoss="false").load()', '+raw = spark.readStream.format("kafka").options(subscribe="t").load()'],
    ],
    [
      'the first keyword',
      `${HEAD}raw = spark.readStream.format("kafka").options(failOnDataLoss="false", subscribe="t").load()\nraw${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-raw = spark.readStream.format("kafka").options(failOnDataLoss="false", subscribe="t").load()', '+raw = spark.readStream.format("kafka").options(subscribe="t").load()'],
    ],
    [
      'the only keyword',
      `${HEAD}raw = spark.readStream.format("kafka").options(failOnDataLoss="false").load()\nraw${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-raw = spark.readStream.format("kafka").options(failOnDataLoss="false").load()', '+raw = spark.readStream.format("kafka").load()'],
    ],
    [
      'a keyword of start',
      `${HEAD}${KAFKA}raw.writeStream.start("x", checkpointLocation="/tmp/c")\n`,
      'spark-query',
      remove('checkpointLocation'),
      ['-raw.writeStream.start("x", checkpointLocation="/tmp/c")', '+raw.writeStream.start("x")'],
    ],
    [
      'the only keyword of toTable',
      `${HEAD}${KAFKA}raw.writeStream.toTable(tableName="t", checkpointLocation="/tmp/c")\n`,
      'spark-query',
      remove('checkpointLocation'),
      ['-raw.writeStream.toTable(tableName="t", checkpointLocation="/tmp/c")', '+raw.writeStream.toTable(tableName="t")'],
    ],
    [
      'an entry of a dictionary',
      `${HEAD}D = {"subscribe": "t", "failOnDataLoss": "false"}\nspark.readStream.format("kafka").options(**D).load()${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-D = {"subscribe": "t", "failOnDataLoss": "false"}', '+D = {"subscribe": "t"}'],
    ],
    [
      'an entry on its line',
      `${HEAD}D = {\n    "subscribe": "t",\n    "failOnDataLoss": "false",  # why\n    "a": "b",\n}\nspark.readStream.format("kafka").options(**D).load()${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-    "failOnDataLoss": "false",  # why', '+    # why'],
    ],
    [
      'the last entry on its line',
      `${HEAD}D = {\n    "subscribe": "t",\n    "failOnDataLoss": "false"\n}\nspark.readStream.format("kafka").options(**D).load()${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-    "failOnDataLoss": "false"'],
    ],
    [
      'an entry set by itself',
      `${HEAD}D = {"subscribe": "t"}\nD["failOnDataLoss"] = "false"\nspark.readStream.format("kafka").options(**D).load()${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-D["failOnDataLoss"] = "false"'],
    ],
    [
      'a setting of the session',
      `spark = SparkSession.builder.config("spark.streaming.x", "1").getOrCreate()\n${KAFKA}raw${START}`,
      'spark-session',
      remove('spark.streaming.x'),
      ['-spark = SparkSession.builder.config("spark.streaming.x", "1").getOrCreate()', '+spark = SparkSession.builder.getOrCreate()'],
    ],
    ['a statement', `spark.conf.set("spark.streaming.x", "1")\n${KAFKA}raw${START}`, 'spark-session', remove('spark.streaming.x'), ['-spark.conf.set("spark.streaming.x", "1")']],
    [
      'an assignment that would be left as `reader = reader`',
      `reader = spark.readStream.format("kafka").option("subscribe", "t")\nreader = reader.option("failOnDataLoss", "false")\nreader.load()${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-reader = reader.option("failOnDataLoss", "false")'],
    ],
    [
      'the same, alone in a block, with a comment',
      `reader = spark.readStream.format("kafka").option("subscribe", "t")\nif True:\n    reader = reader.option("failOnDataLoss", "false")  # so it is\nreader.load()${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-    reader = reader.option("failOnDataLoss", "false")  # so it is', '+    pass  # so it is'],
    ],
    [
      'an assignment that does more stays',
      `base = spark.readStream.format("kafka").option("subscribe", "t")\nreader = base.option("failOnDataLoss", "false")\nreader.load()${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-reader = base.option("failOnDataLoss", "false")', '+reader = base'],
    ],
    [
      'the only statement of a block',
      `if x:\n    spark.conf.set("spark.streaming.x", "1")\n${KAFKA}raw${START}`,
      'spark-session',
      remove('spark.streaming.x'),
      ['-    spark.conf.set("spark.streaming.x", "1")', '+    pass'],
    ],
    [
      'a statement of SQL',
      `spark.sql("SET spark.streaming.x = 1")\n${KAFKA}raw${START}`,
      'spark-session',
      remove('spark.streaming.x'),
      ['-spark.sql("SET spark.streaming.x = 1")'],
    ],
    [
      'one of many in a conf',
      `c = SparkConf().setAppName("a").set("spark.streaming.x", "1").set("spark.y", "2")\n${KAFKA}raw${START}`,
      'spark-session',
      remove('spark.streaming.x'),
      ['-c = SparkConf().setAppName("a").set("spark.streaming.x", "1").set("spark.y", "2")', '+c = SparkConf().setAppName("a").set("spark.y", "2")'],
    ],
    [
      'a pair of a list',
      `c = SparkConf().setAll([("spark.streaming.x", "1"), ("spark.y", "2")])\n${KAFKA}raw${START}`,
      'spark-session',
      remove('spark.streaming.x'),
      ['-c = SparkConf().setAll([("spark.streaming.x", "1"), ("spark.y", "2")])', '+c = SparkConf().setAll([("spark.y", "2")])'],
    ],
    [
      'a call over several lines',
      CHAIN.replace('.option("failOnDataLoss", "false")', '.option(\n        "failOnDataLoss",\n        "false",\n    )'),
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-    .option(', '-        "failOnDataLoss",', '-        "false",', '-    )'],
    ],
    [
      'with dots at the line ends',
      `${HEAD}raw = (spark.readStream.format("kafka").\n    option("failOnDataLoss", "false").\n    load())\nraw${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      ['-    option("failOnDataLoss", "false").'],
    ],
  ])('%s', (_, text, kind, change, expected) => {
    const now = after(text, kind, change)
    expect(difference(text, now)).toEqual(expected)
    const left = read(now).find((c) => c.kind === kind)
    if (change.do === 'remove' && left) expect(settingsOf(left)[change.key]).toBeUndefined()
  })

  test('only what is written at a place', () => {
    const text = `${HEAD}raw = spark.readStream.format("kafka").option("a", "1").option("a", "2").load()\nraw${START}`
    const at = only(text, 'spark-source').layers[0]?.values.get('source.a')?.[1]?.text
    expect(at && diff(text, 'spark-source', { do: 'remove', key: 'source.a', at })).toEqual([
      '-raw = spark.readStream.format("kafka").option("a", "1").option("a", "2").load()',
      '+raw = spark.readStream.format("kafka").option("a", "2").load()',
    ])
    expect(diff(text, 'spark-source', remove('source.a'))[1]).toBe('+raw = spark.readStream.format("kafka").load()')
  })

  test('a trigger for another one', () => {
    const text = `${HEAD}${KAFKA}raw.writeStream.trigger(once=True).start("x")\n`
    expect(diff(text, 'spark-query', remove('trigger.once'), set('trigger.availableNow', true))[1]).toBe('+raw.writeStream.trigger(availableNow=True).start("x")')
    const lines = CHAIN.replace('processingTime="50 milliseconds"', 'once=True')
    expect(diff(lines, 'spark-query', remove('trigger.once'), set('trigger.availableNow', true))).toEqual(['-    .trigger(once=True)', '+    .trigger(availableNow=True)'])
  })
})

describe('a name for another', () => {
  const at = (text: string, kind: Kind, key: string): { start: number; end: number } => {
    const found = only(text, kind)
      .layers.find((l) => l.origin === 'explicit')
      ?.values.get(key)?.[0]?.key
    if (!found) throw new Error(key)
    return found
  }
  test.each<[string, string, Kind, string, string, string[]]>([
    ['an option', CHAIN, 'spark-source', 'source.failOnDataLoss', 'source.failOnLoss', ['-    .option("failOnDataLoss", "false")', '+    .option("failOnLoss", "false")']],
    ['of the client', CHAIN, 'producer', 'acks', 'linger.ms', ['-    .option("kafka.acks", "1")', '+    .option("kafka.linger.ms", "1")']],
    [
      'a keyword',
      `${HEAD}spark.readStream.format("kafka").options(a=1).load()${START}`,
      'spark-source',
      'source.a',
      'bcd',
      [
        '-spark.readStream.format("kafka").options(a=1).load().writeStream.format("console").start()',
        '+spark.readStream.format("kafka").options(bcd=1).load().writeStream.format("console").start()',
      ],
    ],
    [
      'no keyword',
      `${HEAD}spark.readStream.format("kafka").options(a=1).load()${START}`,
      'spark-source',
      'source.a',
      'b.c',
      ['refused: b.c is no keyword in Python: it would have to be written as .option("b.c", …)'],
    ],
    [
      'of the session',
      `spark.conf.set("spark.x", "1")\n${KAFKA}raw${START}`,
      'spark-session',
      'spark.x',
      'spark.y',
      ['-spark.conf.set("spark.x", "1")', '+spark.conf.set("spark.y", "1")'],
    ],
  ])('%s', (_, text, kind, key, to, expected) => expect(diff(text, kind, { do: 'rename', at: at(text, kind, key), to })).toEqual(expected))
})

describe('operators', () => {
  const MARK = ['ts', '10 minutes'] as const
  const insert = (text: string, name: string, index = 0): string[] => {
    const query = queriesIn(text)[index]
    const before = query?.query?.operators.find((o) => o.name === name)
    if (!query || !before) throw new Error('no such operator')
    const now = changed(text, query, { do: 'insertOperator', before, call: 'withWatermark', args: MARK })
    if (!now.startsWith('refused')) {
      expect(parses(now), now).toBe(true)
      expect(operatorsIn(now, index)).toContain('withWatermark ts/10 minutes')
    }
    return difference(text, now)
  }

  test.each<[string, string, string[]]>([
    [
      'in a statement of one line',
      job('counts = raw.groupBy(window("ts", "1 hour")).count()', `counts${START}`),
      ['-counts = raw.groupBy(window("ts", "1 hour")).count()', '+counts = raw.withWatermark("ts", "10 minutes").groupBy(window("ts", "1 hour")).count()'],
    ],
    [
      'grouped data in a variable',
      job("by = raw.groupBy(window('ts', '1 hour'))", 'counts = by.count()', `counts${START}`),
      ["-by = raw.groupBy(window('ts', '1 hour'))", "+by = raw.withWatermark('ts', '10 minutes').groupBy(window('ts', '1 hour'))"],
    ],
    [
      'on a line of its own',
      job('counts = (', '    raw.filter("a")', '    .groupBy(window("ts", "1 hour"))', '    .count()', ')', `counts${START}`),
      ['+    .withWatermark("ts", "10 minutes")'],
    ],
    ['behind a backslash', job('counts = raw \\', '    .groupBy(window("ts", "1 hour")) \\', '    .count()', `counts${START}`), ['+    .withWatermark("ts", "10 minutes") \\']],
    [
      'with comments about',
      job('counts = (', '    raw  # all', '    # by hour', '    .groupBy(window("ts", "1 hour"))', '    .count()', ')', `counts${START}`),
      ['+    .withWatermark("ts", "10 minutes")'],
    ],
    [
      'with dots at the line ends',
      job('counts = (raw.', '    groupBy(window("ts", "1 hour")).', '    count())', `counts${START}`),
      ['-counts = (raw.', '+counts = (raw.withWatermark("ts", "10 minutes").'],
    ],
    [
      'behind a call of a helper',
      job('def read(session):', '    return raw', 'counts = read(spark).groupBy(window("ts", "1 hour")).count()', `counts${START}`),
      ['-counts = read(spark).groupBy(window("ts", "1 hour")).count()', '+counts = read(spark).withWatermark("ts", "10 minutes").groupBy(window("ts", "1 hour")).count()'],
    ],
    [
      'in a helper that is called once',
      job('def per_hour(df):', '    return df.groupBy(window("ts", "1 hour")).count()', `per_hour(raw)${START}`),
      ['-    return df.groupBy(window("ts", "1 hour")).count()', '+    return df.withWatermark("ts", "10 minutes").groupBy(window("ts", "1 hour")).count()'],
    ],
    [
      'in a helper that is called twice',
      job('def per_hour(df):', '    return df.groupBy(window("ts", "1 hour")).count()', `per_hour(raw)${START.trimEnd()}`, `per_hour(raw.filter("a"))${START}`),
      ['refused: it stands in per_hour, which is called more than once: the change would hold for every call'],
    ],
    ['in SQL', job('raw.createTempView("v")', `spark.sql("SELECT count(*) FROM v GROUP BY window(ts, '1 hour')")${START}`), ['refused: it is not a call in a chain of this file']],
    ['with tabs', job('counts = (', '\traw', '\t.groupBy(window("ts", "1 hour"))', '\t.count()', ')', `counts${START}`), ['+\t.withWatermark("ts", "10 minutes")']],
  ])('a watermark %s', (_, text, expected) => expect(insert(text, 'aggregate')).toEqual(expected))

  test('another name', () => {
    const text = job('unique = raw.withWatermark("ts", "1 hour").drop_duplicates(["id"])', `unique${START}`)
    const query = only(text, 'spark-query')
    const operator = query.query?.operators.at(-1)
    if (!operator) throw new Error('none')
    expect(difference(text, changed(text, query, { do: 'renameOperator', operator, to: 'dropDuplicatesWithinWatermark' }))[1]).toBe(
      '+unique = raw.withWatermark("ts", "1 hour").dropDuplicatesWithinWatermark(["id"])',
    )
  })

  const name = (text: string): string[] => {
    const query = only(text, 'spark-query')
    const column = query.query?.operators.flatMap((o) => [...(o.time?.column ? [o.time.column] : []), ...o.columns]).find((c) => c.asOf !== undefined)
    if (!column) throw new Error('no column of a frame')
    return difference(text, changed(text, query, { do: 'nameColumn', column }))
  }
  test.each<[string, string, string[]]>([
    [
      'in a window',
      job('m = raw.withWatermark("ts", "1 hour")', `m.groupBy(window(raw.ts, "1 hour")).count()${START}`),
      ['-m.groupBy(window(raw.ts, "1 hour")).count().writeStream.format("console").start()', '+m.groupBy(window("ts", "1 hour")).count().writeStream.format("console").start()'],
    ],
    [
      'in brackets and single quotes',
      job("m = raw.withWatermark('ts', '1 hour')", `m.groupBy(window(raw['ts'], '1 hour')).count()${START}`),
      [
        "-m.groupBy(window(raw['ts'], '1 hour')).count().writeStream.format(\"console\").start()",
        "+m.groupBy(window('ts', '1 hour')).count().writeStream.format(\"console\").start()",
      ],
    ],
    [
      'in a groupBy',
      job('m = raw.withWatermark("ts", "1 hour")', `m.groupBy(raw.ts).count()${START}`),
      ['-m.groupBy(raw.ts).count().writeStream.format("console").start()', '+m.groupBy("ts").count().writeStream.format("console").start()'],
    ],
    [
      'in a select',
      job('m = raw.withWatermark("ts", "1 hour")', `m.select(raw.ts, "a")${START}`),
      ['-m.select(raw.ts, "a").writeStream.format("console").start()', '+m.select("ts", "a").writeStream.format("console").start()'],
    ],
    [
      'in an expression',
      job('m = raw.withWatermark("ts", "1 hour")', `m.select(raw.ts.alias("at"))${START}`),
      ['-m.select(raw.ts.alias("at")).writeStream.format("console").start()', '+m.select(col("ts").alias("at")).writeStream.format("console").start()'],
    ],
    [
      'in an expression, by the alias of the module',
      `import pyspark.sql.functions as fn\n${KAFKA}m = raw.withWatermark("ts", "1 hour")\nm.select(raw.ts.alias("at"))${START}`,
      ['-m.select(raw.ts.alias("at")).writeStream.format("console").start()', '+m.select(fn.col("ts").alias("at")).writeStream.format("console").start()'],
    ],
    [
      'in an expression, where nothing is imported',
      `${KAFKA}m = raw.withWatermark("ts", "1 hour")\nm.select(raw.ts.alias("at"))${START}`,
      ['refused: neither col nor pyspark.sql.functions is imported here'],
    ],
  ])('a column named %s', (_, text, expected) => expect(name(text)).toEqual(expected))

  test.each(['\n', '\r\n'])('above the comments of its call, where lines end with %j', (eol) => {
    const lines = [
      'counts = (',
      '    raw',
      '    .filter("a")  # not this one',
      '    # by the hour,',
      '      # roughly',
      '    .groupBy(window("ts", "1 hour")).count()',
      ')',
      `counts${START}`,
    ]
    const text = job(...lines).replaceAll('\n', eol)
    const query = only(text, 'spark-query')
    const before = query.query?.operators[1]
    if (!before) throw new Error('none')
    const now = changed(text, query, { do: 'insertOperator', before, call: 'withWatermark', args: MARK })
    expect(now).toContain(['    .filter("a")  # not this one', '    .withWatermark("ts", "10 minutes")', '    # by the hour,', '      # roughly', '    .groupBy('].join(eol))
  })

  test('a watermark and the name of its column in one stroke', () => {
    const text = job('rides = raw', `rides.groupBy(window(rides.ts, "1 hour")).count()${START}`)
    const query = only(text, 'spark-query')
    const before = query.query?.operators[0]
    const column = before?.time?.column
    if (!before || !column) throw new Error('none')
    const made = writeAll(
      (c) => query.write(c),
      [
        { do: 'insertOperator', before, call: 'withWatermark', args: MARK },
        { do: 'nameColumn', column },
      ],
    )
    const now = isRefusal(made) ? made.refused : applyEdits(text, made)
    expect(now).toContain('rides.withWatermark("ts", "10 minutes").groupBy(window("ts", "1 hour")).count()')
    expect(operatorsIn(now)).toEqual(['withWatermark ts/10 minutes', 'aggregate @window(ts)'])
  })
})

describe('a comment', () => {
  const comment = (component: Component, text: string): string[] => difference(text, changed(text, component, { do: 'comment', text: 'weir: worst-lag=1h' }))
  test('stands above the statement', () => {
    expect(comment(only(CHAIN, 'spark-query'), CHAIN)).toEqual(['+# weir: worst-lag=1h'])
    expect(comment(only(CHAIN, 'spark-source'), CHAIN)).toEqual(['+# weir: worst-lag=1h'])
    const inner = `def run():\n    if x:\n        raw = spark.readStream.format("rate").load()\n        raw${START}`
    expect(comment(only(inner, 'spark-query'), inner)).toEqual(['+        # weir: worst-lag=1h'])
    const sameLine = `if x: spark.readStream.format("rate").load()${START}`
    expect(comment(only(sameLine, 'spark-query'), sameLine)).toEqual(['+# weir: worst-lag=1h'])
  })
})

describe('what is not written', () => {
  test.each<[string, string, Kind, Change, RegExp]>([
    [
      'an option of a helper that is called twice',
      `${HEAD}def read(topic):\n    return spark.readStream.format("kafka").option("subscribe", topic).load()\nread("a").union(read("b"))${START}`,
      'spark-source',
      set('source.maxOffsetsPerTrigger', 5),
      /called more than once/,
    ],
    ['a key that is not there', CHAIN, 'spark-query', remove('outputMode'), /not written here/],
    ['a setting of a query that is started elsewhere', job('counts = raw.limit(1)'), 'spark-query', set('outputMode', 'append'), /no call in sight/],
    [
      'a setting in a loop',
      `D = {"subscribe": "t", "failOnDataLoss": "false"}\nr = spark.readStream.format("kafka")\nfor k, v in D.items():\n    r = r.option(k, v)\nr.load()${START}`,
      'spark-source',
      remove('source.failOnDataLoss'),
      /in a loop/,
    ],
  ])('%s', (_, text, kind, change, reason) => expect(after(text, kind, change)).toMatch(reason))

  test('a literal that two queries share may be changed for both, a helper cannot be extended for one', () => {
    const text = job('def start(df):', '    return df.writeStream.trigger(processingTime="50 milliseconds").format("console").start()', 'start(raw)', 'start(raw.filter("a"))')
    expect(diff(text, 'spark-query', set('trigger', '1 second'))).toEqual([
      '-    return df.writeStream.trigger(processingTime="50 milliseconds").format("console").start()',
      '+    return df.writeStream.trigger(processingTime="1 second").format("console").start()',
    ])
    expect(after(text, 'spark-query', set('checkpointLocation', 'x'))).toMatch(/start, which is called more than once/)
  })
})

describe('inside another text', () => {
  test('spans and edits count in the outer text', () => {
    const inner = `raw = (\n    spark.readStream.format("kafka")\n    .option("subscribe", "t")\n    .load()\n)\nraw${START}`
    const outer = `job: |\n${inner.replace(/^(?=.)/gm, '  ')}`
    const at = new Uint32Array(inner.length + 1)
    for (let i = 0, o = 'job: |\n  '.length; i <= inner.length; i++, o++) {
      at[i] = o
      if (inner[i] === '\n') o += 2
    }
    const component = read(inner, { at, indent: '  ' }).find((c) => c.kind === 'spark-source')
    if (!component) throw new Error('none')
    expect(outer.slice(component.at.start, component.at.end)).toBe('kafka')
    expect(difference(outer, changed(outer, component, set('source.maxOffsetsPerTrigger', 5)))).toEqual(['+      .option("maxOffsetsPerTrigger", 5)'])
    expect(queryOf(inner).operators).toEqual([])
  })
})
