import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../core/components/change.ts'
import { isRefusal } from '../../core/components/change.ts'
import type { Component } from '../../core/components/component.ts'
import { applyEdits } from '../../core/text/span.ts'
import { HEAD, job, parses, queriesIn, read, START } from './pyspark-support.ts'

/** Jobs in many ways of writing; broken at random, they must neither throw nor lead to an edit that breaks what was whole. */
const SAMPLES = [
  job(
    'counts = (',
    '    raw.withWatermark("ts", "10 minutes")  # late',
    '    .groupBy(window(raw.ts, "5 minutes"), col("a"))',
    '    .count()',
    ')',
    `query = counts.writeStream.outputMode("update").option("checkpointLocation", f"s3a://{ROOT()}/c").trigger(processingTime="1 second").format("kafka").option("kafka.acks", "1").start()`,
  ),
  `${HEAD}OPTIONS = {"subscribe": "t", **MORE, "failOnDataLoss": "false"}\n\nclass Job:\n    def __init__(self, spark):\n        self.spark = spark\n    def read(self):\n        return self.spark.readStream.format('kafka').options(**OPTIONS).load()\n    def run(self):\n        df = self.read()\n        for c in ["a", "b"]:\n            df = df.withColumn(c, F.upper(c))\n        if df:\n            df = df.dropDuplicates(["id"])\n        else:\n            df = df.limit(1)\n        return df.writeStream.foreachBatch(lambda b, i: b.write.parquet("x")).start()\n\nJob(spark).run()\n`,
  `spark = SparkSession.builder \\\n    .config("spark.streaming.x", "1") \\\n    .config(map={"spark.y": 2}) \\\n    .getOrCreate()\nraw = spark.readStream \\\n    .format("kafka") \\\n    .option("subscribe", """t""") \\\n    .load()\ntry:\n    raw.createTempView("v")\n    q = spark.sql("SELECT a, count(*) FROM v GROUP BY a").writeStream.trigger(once=True).toTable("t", checkpointLocation="/tmp/c")\nexcept Exception as e:\n    print(e)\nfinally:\n    q.awaitTermination()\n`,
  `def read(session, topic="a"):\n    return (session.readStream.format("kafka").option("subscribe", topic)\n        .options(startingOffsets="earliest", failOnDataLoss=False)\n        .load().selectExpr("CAST(value AS STRING) v", "timestamp"))\n\ndef main():\n    a, b = read(spark), read(spark, "b")\n    a.join(b, "v")${START.trimEnd()}\n\nif __name__ == "__main__":\n    main()\n`,
]

/** All that rules may ask of a component. */
function changesFor(component: Component): Change[] {
  const [first] = component.query?.operators ?? []
  const column = component.query?.operators.flatMap((o) => [...o.columns, ...(o.time?.column ? [o.time.column] : [])])[0]
  const keys = component.layers.filter((l) => l.origin === 'explicit').flatMap((l) => [...l.values.keys()])
  const prefix = component.kind === 'spark-source' ? 'source.' : component.kind === 'spark-session' ? 'spark.' : component.kind === 'spark-query' ? 'sink.' : ''
  return [
    { do: 'set', key: `${prefix}new.key`, value: 'it"s' },
    ...keys.flatMap((key): Change[] => [
      { do: 'set', key, value: 'x' },
      { do: 'remove', key },
    ]),
    { do: 'comment', text: 'weir: worst-lag=1h' },
    ...(component.kind === 'spark-query'
      ? ([
          { do: 'set', key: 'trigger', value: '1 minute' },
          { do: 'set', key: 'checkpointLocation', value: 's3a://c' },
        ] satisfies Change[])
      : []),
    ...(first
      ? ([
          { do: 'insertOperator', before: first, call: 'withWatermark', args: ['ts', '1 hour'] },
          { do: 'renameOperator', operator: first, to: 'limit' },
        ] satisfies Change[])
      : []),
    ...(column ? [{ do: 'nameColumn', column } satisfies Change] : []),
  ]
}

/** Every edit lies in the text, and none makes a whole text a broken one. */
function hold(text: string): void {
  const isSound = parses(text)
  for (const component of read(text)) {
    expect(component.at.start).toBeGreaterThanOrEqual(0)
    expect(component.at.end).toBeLessThanOrEqual(text.length)
    expect(component.extent.start).toBeLessThanOrEqual(component.extent.end)
    for (const change of changesFor(component)) {
      const made = component.write(change)
      if (isRefusal(made)) continue
      for (const edit of made) {
        expect(edit.start).toBeGreaterThanOrEqual(0)
        expect(edit.end).toBeLessThanOrEqual(text.length)
        expect(edit.start).toBeLessThanOrEqual(edit.end)
      }
      const now = applyEdits(text, made)
      if (isSound) expect(parses(now), `${JSON.stringify(change)}\n${now}`).toBe(true)
      expect(() => read(now)).not.toThrow()
    }
  }
}

describe('whatever the text', () => {
  test('whole samples take every change', () => {
    for (const text of SAMPLES) hold(text)
    for (const text of SAMPLES) hold(text.replaceAll('\n', '\r\n'))
  })

  test('truncated anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.nat({ max: 1500 }), (text, at) => hold(text.slice(0, at))),
      { numRuns: 60 },
    )
  })

  test('pieces cut out, doubled and exchanged', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '"',
      "'",
      '\n',
      '    ',
      '.',
      ',',
      '=',
      '#',
      '\\\n',
      '\\',
      '[',
      ']',
      '{',
      '}',
      ':',
      'def f(x):\n',
      'if x:\n',
      '.load()',
      '.start()',
      'f"{',
      '**',
      'lambda x: ',
      '\u{1f600}',
      'é = 1\n',
      '\t',
      '"""',
    )
    const mutation = fc.tuple(fc.nat({ max: 1500 }), fc.nat({ max: 30 }), piece)
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.array(mutation, { minLength: 1, maxLength: 4 }), (text, mutations) => {
        let mutated = text
        for (const [at, length, put] of mutations) mutated = mutated.slice(0, at) + put + mutated.slice(at + length)
        hold(mutated)
      }),
      { numRuns: 100 },
    )
  })

  test('lines in another order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.infiniteStream(fc.nat({ max: 40 })), (text, order) => {
        const lines = text.split('\n')
        hold(lines.map(() => lines[order.next().value % lines.length] ?? '').join('\n'))
      }),
      { numRuns: 40 },
    )
  })
})

describe('however large', () => {
  test('a chain of thousands of calls', () => {
    const text = `${HEAD}spark.readStream.format("rate").load()${'.filter("a")'.repeat(5000)}${START}`
    expect(queriesIn(text)[0]?.query?.operators).toHaveLength(5000)
  })

  test('brackets and operators that nest deep', () => {
    expect(() => read(`${HEAD}x = ${'('.repeat(400)}1${')'.repeat(400)}\ny = ${'a + '.repeat(3000)}b\nspark.readStream.load()${START}`)).not.toThrow()
  })

  test('functions that call each other over and over', () => {
    const calls = Array.from(
      { length: 12 },
      (_, i) => `def f${i}(df):\n    a = f${i + 1}(df)\n    b = f${i + 1}(a)\n    c = f${i + 1}(b)\n    d = f${i + 1}(c)\n    return f${i + 1}(d)\n`,
    ).join('')
    const begun = performance.now()
    read(`${HEAD}${calls}def f12(df):\n    return df.filter("a")\nf0(spark.readStream.format("rate").load())${START}`)
    expect(performance.now() - begun).toBeLessThan(5000)
  })

  test('hundreds of branches', () => {
    const begun = performance.now()
    read(job('df = raw', ...Array.from({ length: 600 }, (_, i) => `if x${i}:\n    y${i} = [${i}]\nelse:\n    df = df.filter("a")`), `df${START}`))
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})
