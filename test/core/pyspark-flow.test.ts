import { describe, expect, test } from 'vitest'
import { lint } from '../support/linter.ts'
import { flowIn, HEAD, job, KAFKA, only, operatorsIn, queriesIn, queryOf, read, settingsOf, START } from './pyspark-support.ts'

const lines = (...all: string[]): string => `${HEAD}${all.join('\n')}\n`
const READER = 'session.readStream.format("kafka").option("subscribe", "t").load()'

describe('comprehensions', () => {
  test.each<[string, string[], number]>([
    ['start queries', [`raw = ${READER}`, `all = [raw.filter(n)${START.trim()} for n in names]`], 1],
    ['call a helper that starts them', [`raw = ${READER}`, 'def run(n):', `    return raw.filter(n)${START.trim()}`, 'all = {n: run(n) for n in names}'], 1],
    ['go over plain data', ['def double(n):', '    return n * 2', 'all = {str(n): double(n) for n in range(3) if n > 1}', `raw = ${READER}`, `raw${START}`], 1],
  ])('%s', (_, code, queries) => expect(queriesIn(lines(...code))).toHaveLength(queries))
})

describe('helpers of the same file', () => {
  test.each<[string, string[], string[]]>([
    ['the reader', ['def read(session):', `    return ${READER}`, `read(spark).filter("a")${START}`], ['neutral']],
    [
      'in steps, with a local name',
      ['def read(session):', `    df = ${READER}`, '    df = df.withWatermark("ts", "1 hour")', '    return df', `read(spark)${START}`],
      ['withWatermark ts/1 hour'],
    ],
    [
      'a frame in and out',
      [`raw = ${READER}`, 'def enrich(df):', '    return df.withColumn("x", F.lit(1)).dropDuplicates(["id"])', `enrich(raw)${START}`],
      ['select -x', 'deduplicate id'],
    ],
    ['defined below a main that calls it', ['def main():', `    read(spark).limit(1)${START}`, 'def read(session):', `    return ${READER}`, 'main()'], ['stateful']],
    [
      'two deep, called by nobody',
      ['def read(session):', `    return ${READER}`, 'def clean(session):', '    return read(session).filter("a")', 'def main():', `    clean(spark).limit(1)${START}`],
      ['neutral', 'stateful'],
    ],
    [
      'parameters bound to arguments',
      [`raw = ${READER}`, 'def mark(df, column, delay="10 minutes"):', '    return df.withWatermark(column, delay)', `mark(raw, column="at")${START}`],
      ['withWatermark at/10 minutes'],
    ],
    [
      'several returns that agree',
      [`raw = ${READER}`, 'def f(df):', '    if x:', '        return df.filter("a")', '    return df.filter("b")', `f(raw)${START}`],
      ['opaque'].slice(1).concat('opaque'),
    ],
    ['a way out without a frame', [`raw = ${READER}`, 'def f(df):', '    if df is None:', '        return None', '    return df.limit(1)', `f(raw)${START}`], ['stateful']],
    ['transform', [`raw = ${READER}`, 'def f(df, n):', '    return df.limit(n)', `raw.transform(f, 3).transform(lambda d: d.filter("a"))${START}`], ['stateful', 'neutral']],
    ['a tuple of frames', ['def read(session):', `    a = ${READER}`, '    return a, a.limit(1)', 'raw, few = read(spark)', `few${START}`], ['stateful']],
    ['args and kwargs', [`raw = ${READER}`, 'def keep(df, *columns, **more):', '    return df.select(*columns)', `keep(raw, "a", "b")${START}`], ['select a,b -others']],
    ['recursion is not followed', [`raw = ${READER}`, 'def f(df, n):', '    return f(df.filter("a"), n - 1)', `f(raw, 3)${START}`], ['neutral', 'opaque']],
    ['a decorator may do anything', [`raw = ${READER}`, '@acme.wrapped', 'def f(df):', '    return df.limit(1)', `f(raw)${START}`], ['stateful', 'opaque']],
    ['an imported helper', ['from acme import enrich', `raw = ${READER}`, `enrich(raw).limit(1)${START}`], ['opaque', 'stateful']],
    ['a helper of an imported module', ['import acme', `raw = ${READER}`, `acme.streams.enrich(raw, True)${START}`], ['opaque']],
    ['a frame among what is given in a list', ['from functools import reduce', `raw = ${READER}`, `reduce(lambda a, b: a.union(b), [raw, raw])${START}`], ['opaque']],
  ])('%s', (_, code, expected) => expect(operatorsIn(lines(...code), queriesIn(lines(...code)).length - 1)).toEqual(expected))

  test('the reader or the writer handed to a helper', () => {
    const text = lines(
      'def secured(io):',
      '    return io.option("kafka.security.protocol", "SSL")',
      'raw = secured(spark.readStream.format("kafka").option("subscribe", "t")).load()',
      'secured(raw.writeStream.format("kafka")).start()',
    )
    expect(settingsOf(only(text, 'consumer'))).toEqual({ 'security.protocol': 'SSL' })
    expect(settingsOf(only(text, 'producer'))).toEqual({ 'security.protocol': 'SSL' })
    expect(only(text, 'consumer').layers[1]?.values.get('security.protocol')?.[0]?.shared).toBe(true)
    expect(settingsOf(only(text, 'spark-source'))).toEqual({ 'source.subscribe': 't' })
  })

  test('options made by a function', () => {
    const text = lines(
      'def options(topic):',
      '    return {"subscribe": topic, "maxOffsetsPerTrigger": "10"}',
      'spark.readStream.format("kafka").options(**options("orders")).load()' + START,
    )
    expect(settingsOf(only(text, 'spark-source'))).toEqual({ 'source.subscribe': 'orders', 'source.maxOffsetsPerTrigger': '10' })
  })

  test('a helper that starts a query, called twice: two queries, whose literals are shared', () => {
    const text = job(
      'def start(df, name):',
      '    return df.writeStream.queryName(name).option("checkpointLocation", f"s3a://c/{name}").trigger(processingTime="1 second").format("console").start()',
      'start(raw.limit(1), "a")',
      'start(raw.filter("x"), "b")',
    )
    const queries = queriesIn(text)
    expect(queries.map((q) => [q.name, settingsOf(q).checkpointLocation])).toEqual([
      ['a', 's3a://c/a'],
      ['b', 's3a://c/b'],
    ])
    expect(queries[0]?.layers[0]?.values.get('trigger')?.[0]?.shared).toBe(true)
    expect(queries.map((q) => q.query?.operators.map((o) => o.name))).toEqual([['stateful'], ['neutral']])
  })

  test('the same call twice is one query', () => {
    const text = job('def main():', '    raw.writeStream.format("console").start()', 'if x:', '    main()', 'else:', '    main()')
    expect(queriesIn(text)).toHaveLength(1)
  })

  test('a function that nobody calls is read by itself', () => {
    const text = lines('def run(spark, topic):', `    raw = spark.readStream.format("kafka").option("subscribe", topic).load()`, `    raw.limit(1)${START.trimEnd()}`)
    expect(operatorsIn(text)).toEqual(['stateful'])
    expect(settingsOf(only(text, 'spark-source'))).toEqual({ 'source.subscribe': '? topic is a parameter' })
  })

  test('a default of a parameter holds where the call gives none, and not where nobody calls', () => {
    const code = ['def run(topic="orders"):', `    spark.readStream.format("kafka").option("subscribe", topic).load()${START.trimEnd()}`]
    expect(settingsOf(only(lines(...code, 'run()'), 'spark-source'))).toEqual({ 'source.subscribe': 'orders' })
    expect(settingsOf(only(lines(...code), 'spark-source'))).toEqual({ 'source.subscribe': '? topic is a parameter' })
  })

  test('module constants are seen in functions', () => {
    const text = lines(
      'ROOT = "s3a://lake"',
      'TOPIC = "t"',
      'def run():',
      `    raw = spark.readStream.format("kafka").option("subscribe", TOPIC).load()`,
      '    raw.writeStream.option("checkpointLocation", f"{ROOT}/chk").format("console").start()',
      'run()',
    )
    expect(settingsOf(only(text, 'spark-query'))).toEqual({ checkpointLocation: 's3a://lake/chk' })
  })
})

describe('names that are filled in elsewhere', () => {
  test('a session that begins as None', () => {
    const text = lines(
      'spark = None',
      'def begin():',
      '    global spark',
      '    spark = acme.session()',
      'def run():',
      `    spark.readStream.format("rate").load().limit(1)${START.trimEnd()}`,
      'begin()',
      'run()',
    )
    expect(operatorsIn(text)).toEqual(['stateful'])
  })

  test('a frame that begins as None', () => {
    const text = lines('df = None', 'def run():', `    df.limit(1)${START.trimEnd()}`, 'run()')
    expect(queryOf(text).source).toBe('unknown')
    expect(operatorsIn(text)).toEqual(['opaque', 'stateful'])
  })
})

describe('frames that go on elsewhere', () => {
  test.each<[string, string[], string]>([
    ['returned', ['def per_hour(session):', `    return ${READER}.groupBy(window("ts", "1 hour")).count()`], 'aggregate @window(ts)'],
    ['handed on', [`raw = ${READER}`, 'publish(raw.groupBy(window("ts", "1 hour")).count())'], 'aggregate @window(ts)'],
    ['left to whoever imports it', [`raw = ${READER}`, 'counts = raw.groupBy(window("ts", "1 hour")).count()'], 'aggregate @window(ts)'],
    ['a decorated table', ['@dlt.table(name="t")', 'def events():', '    return spark.readStream.format("kafka").load().dropDuplicates(["id"])'], 'deduplicate id'],
    ['its writer handed on', [`raw = ${READER}.limit(1)`, 'return_it(raw.writeStream.format("x"))'], 'stateful'],
  ])('%s', (_, code, expected) => {
    const text = lines(...code)
    expect(operatorsIn(text)).toEqual([expected])
    expect(flowIn(text)).toBe('kafka → nobody')
    const query = only(text, 'spark-query')
    expect(settingsOf(query)).toEqual({ '…': 'the query is started elsewhere' })
    expect(query.at.start).toBe(query.query?.operators.at(-1)?.start)
  })

  test('what a started query contains is no query of its own', () => {
    expect(queriesIn(job('a = raw.filter("x")', 'b = a.limit(1)', `b${START}`, 'a.printSchema()'))).toHaveLength(1)
    expect(queriesIn(job('a = raw.filter("x")', `a${START}`, 'b = a.limit(1)'))).toHaveLength(2)
    expect(queriesIn(job('other = spark.readStream.format("rate").load()', `raw.union(other)${START}`))).toHaveLength(1)
  })

  test('what a statement makes and nobody takes is no query', () => {
    const text = job('marked = raw.withWatermark("ts", "1 hour")', 'marked.groupBy(window(raw.ts, "1 hour")).count()', 'marked.cache()', `marked${START}`)
    expect(queriesIn(text)).toHaveLength(1)
    expect(operatorsIn(text)).toEqual(['withWatermark ts/1 hour'])
    expect(operatorsIn(job('counts = raw.groupBy("a").count()', 'counts.persist()'))).toEqual(['aggregate a'])
  })

  test('a source alone', () => {
    const text = lines('def read(session):', `    return ${READER}`)
    const query = only(text, 'spark-query')
    expect(query.query?.operators).toEqual([])
    expect(text.slice(query.at.start, query.at.end)).toBe('kafka')
    expect(query.name).toBe('read')
  })

  test('a result of a function out of sight is no stream', () => {
    expect(queriesIn(lines('n = count(open_stream(spark))', 'm = n.groupBy("a").count()'))).toEqual([])
    expect(queryOf(lines(`open_stream(spark).groupBy("a").count()${START}`)).source).toBe('unknown')
    expect(operatorsIn(lines('from acme import events', `events.groupBy(window("ts", "1 hour")).count()${START}`))).toEqual(['opaque', 'aggregate @window(ts)'])
  })
})

describe('branches', () => {
  test.each<[string, string[], string[]]>([
    ['a step in one branch', ['df = raw', 'if late:', '    df = df.withWatermark("ts", "1 hour")', `df.groupBy("a").count()${START}`], ['opaque', 'aggregate a']],
    ['steps that change nothing', ['df = raw', 'if debug:', '    df = df.filter("a")', `df.limit(1)${START}`], ['neutral', 'stateful']],
    [
      'different steps',
      ['if x:', '    df = raw.dropDuplicates(["a"])', 'elif y:', '    df = raw.filter("b")', 'else:', '    df = raw', `df.limit(1)${START}`],
      ['opaque', 'stateful'],
    ],
    ['a branch that ends', ['df = raw.filter("a")', 'if not x:', '    df = None', '    raise ValueError()', `df.limit(1)${START}`], ['neutral', 'stateful']],
    ['an expression', [`(raw.limit(1) if x else raw)${START}`], ['opaque']],
    ['try', ['try:', '    df = raw.limit(1)', 'except Exception:', '    log()', '    raise', `df${START}`], ['stateful']],
    ['try and go on', ['df = None', 'try:', '    df = raw.limit(1)', 'except Exception as e:', '    print(e)', 'finally:', '    done()', `df${START}`], ['stateful']],
    ['with', ['with timed() as t:', '    df = raw.limit(1)', `df${START}`], ['stateful']],
    ['match', ['match kind:', '    case "a":', '        df = raw.limit(1)', '    case _:', '        df = raw.limit(1)', `df${START}`], ['opaque']],
    ['run as a script', ['if __name__ == "__main__":', '    df = raw.limit(1)', `df${START}`], ['stateful']],
  ])('%s', (_, code, expected) => expect(operatorsIn(job(...code), queriesIn(job(...code)).length - 1)).toEqual(expected))

  test('two formats make the source that of either', () => {
    const text = lines(
      'if test:',
      '    df = spark.readStream.format("rate").load()',
      'else:',
      '    df = spark.readStream.format("kafka").option("subscribe", "t").load()',
      `df.limit(1)${START}`,
    )
    expect(flowIn(text)).toBe('rate + kafka → console')
    expect(read(text).filter((c) => c.kind === 'spark-source')).toHaveLength(2)
  })

  test('batch or stream: nothing is certain', () => {
    const text = lines('if batch:', '    df = spark.read.parquet("x")', 'else:', '    df = spark.readStream.parquet("x")', `df.groupBy("a").count()${START}`)
    expect(queryOf(text).source).toBe('unknown')
  })

  test('what is set in one branch is not known, what is the same in both is', () => {
    const text = job(
      'w = raw.writeStream.format("console")',
      'if x:',
      '    w = w.outputMode("update").option("checkpointLocation", "a")',
      'else:',
      '    w = w.option("checkpointLocation", "b")',
      'w.trigger(processingTime="1 second").start()',
    )
    expect(settingsOf(only(text, 'spark-query'))).toEqual({ outputMode: '? it differs between branches', checkpointLocation: '? it differs between branches', trigger: '1 second' })
    const same = job('MODE = "update"', 'if x:', '    MODE = "update"', 'raw.writeStream.outputMode(MODE).start("x")')
    expect(settingsOf(only(same, 'spark-query')).outputMode).toBe('update')
    const other = job('MODE = "update"', 'if x:', '    MODE = "append"', 'raw.writeStream.outputMode(MODE).start("x")')
    expect(settingsOf(only(other, 'spark-query')).outputMode).toBe('? it differs between branches')
  })

  test('a query that lies whole in a branch is as certain as any', () => {
    const text = job('if x:', '    raw.writeStream.option("checkpointLocation", "/tmp/c").outputMode("update").format("console").start()')
    expect(settingsOf(only(text, 'spark-query'))).toEqual({ checkpointLocation: '/tmp/c', outputMode: 'update' })
  })
})

describe('loops', () => {
  test.each<[string, string[], string[]]>([
    ['a frame that a loop changes', ['df = raw', 'for c in columns:', '    df = df.withColumn(c, F.upper(c))', `df.limit(1)${START}`], ['opaque', 'stateful']],
    ['a while loop', ['df = raw', 'while more():', '    df = df.union(df)', `df${START}`], ['opaque']],
    ['a frame that no loop changes', ['df = raw.limit(1)', 'for c in columns:', '    print(c)', `df${START}`], ['stateful']],
  ])('%s', (_, code, expected) => {
    const found = operatorsIn(job(...code), queriesIn(job(...code)).length - 1)
    expect([...new Set(found)]).toEqual([...new Set(expected)])
  })

  test('queries that are started in a loop', () => {
    const text = lines(
      'for topic in acme.TOPICS:',
      '    df = spark.readStream.format("kafka").option("subscribe", topic).load()',
      '    df.limit(1).writeStream.option("checkpointLocation", f"s3a://c/{topic}").format("console").start()',
    )
    expect(operatorsIn(text)).toEqual(['stateful'])
    expect(settingsOf(only(text, 'spark-query')).checkpointLocation).toMatch(/^\?/)
    expect(settingsOf(only(text, 'spark-source'))['source.subscribe']).toMatch(/^\?/)
  })

  test('a list of constants is gone through', () => {
    const text = lines(
      'for topic, every in [("a", "1 minute"), ("b", "1 hour")]:',
      '    df = spark.readStream.format("kafka").option("subscribe", topic).load()',
      '    df.limit(1).writeStream.option("checkpointLocation", f"s3a://c/{topic}").trigger(processingTime=every).format("console").start()',
    )
    expect(queriesIn(text).map((q) => settingsOf(q))).toEqual([
      { checkpointLocation: 's3a://c/a', trigger: '1 minute' },
      { checkpointLocation: 's3a://c/b', trigger: '1 hour' },
    ])
    expect(operatorsIn(job('df = raw', 'for c in ["a", "b"]:', '    df = df.withColumn(c, F.upper(c))', `df${START}`))).toEqual(['select -a', 'select -b'])
    expect(
      queriesIn(
        job(
          'for i, (w, s) in enumerate(zip(["1 hour", "1 day"], ["h", "d"])):',
          '    raw.groupBy(window("ts", w)).count().writeStream.queryName(f"{i}{s}").format("console").start()',
        ),
      ).map((q) => q.name),
    ).toEqual(['0h', '1d'])
    expect(operatorsIn(job('df = raw', 'for c in ["a", "b"]:', '    if x:', '        break', '    df = df.withColumn(c, F.upper(c))', `df${START}`))).toEqual(['opaque'])
  })

  test('frames in a dictionary', () => {
    const text = lines(
      'streams = {"a": spark.readStream.format("rate").load().limit(1), "b": spark.readStream.format("kafka").load()}',
      'for name, df in streams.items():',
      '    df.writeStream.queryName(name).format("console").start()',
    )
    expect(queriesIn(text).map((q) => [q.name, q.query?.sources[0]?.format, q.query?.operators.length])).toEqual([
      ['a', 'rate', 1],
      ['b', 'kafka', 0],
    ])
  })

  test('options from a loop over something unseen', () => {
    const text = lines('r = spark.readStream.format("kafka")', 'for k, v in acme.items():', '    r = r.option(k, v)', `r.load()${START}`)
    expect(settingsOf(only(text, 'spark-source'))).toEqual({ '…': 'the name of an option is not in sight' })
  })

  test('options from a loop over a dictionary in sight', () => {
    const text = lines(
      'D = {"subscribe": "t", "failOnDataLoss": "false"}',
      'r = spark.readStream.format("kafka")',
      'for k, v in D.items():',
      '    r = r.option(k, v)',
      `r.load()${START}`,
    )
    expect(settingsOf(only(text, 'spark-source'))).toEqual({ 'source.subscribe': 't', 'source.failOnDataLoss': 'false' })
  })

  test('a constant that a loop changes', () => {
    const text = job('n = 1', 'for x in y:', '    n = n + 1', 'raw.writeStream.trigger(processingTime=f"{n} seconds").start("x")')
    expect(settingsOf(only(text, 'spark-query')).trigger).toMatch(/^\?/)
  })
})

describe('classes', () => {
  const CLASS = [
    'class Job:',
    '    TOPIC = "t"',
    '    def __init__(self, spark, root="s3a://c"):',
    '        self.spark = spark',
    '        self.root = root',
    '    def read(self):',
    '        return self.spark.readStream.format("kafka").option("subscribe", self.TOPIC).load()',
    '    def run(self):',
    '        df = self.read().limit(1)',
    '        return df.writeStream.option("checkpointLocation", f"{self.root}/x").format("console").start()',
  ]

  test('an object that is made here', () => {
    const text = lines(...CLASS, 'Job(spark).run()')
    expect(operatorsIn(text)).toEqual(['stateful'])
    expect(settingsOf(only(text, 'spark-query'))).toEqual({ checkpointLocation: 's3a://c/x' })
    expect(settingsOf(only(text, 'spark-source'))).toEqual({ 'source.subscribe': 't' })
  })

  test('an object that nobody makes here', () => {
    const text = lines(...CLASS)
    expect(operatorsIn(text)).toEqual(['stateful'])
    expect(settingsOf(only(text, 'spark-query')).checkpointLocation).toMatch(/^\?/)
    expect(queriesIn(text)).toHaveLength(1)
  })

  test('frames kept in attributes', () => {
    const text = lines(
      'class Job:',
      '    def __init__(self, spark):',
      '        self.raw = spark.readStream.format("rate").load()',
      '        self.out = None',
      '    def prepare(self):',
      '        self.out = self.raw.limit(1)',
      '    def run(self):',
      `        self.out${START.trimEnd()}`,
      'job = Job(spark)',
      'job.prepare()',
      'job.run()',
    )
    expect(operatorsIn(text)).toEqual(['stateful'])
  })

  test('what another method sets is not known to a method that is read alone', () => {
    const text = lines(
      'class Job:',
      '    def __init__(self, spark):',
      '        self.raw = spark.readStream.format("rate").load()',
      '    def prepare(self):',
      '        self.raw = self.raw.limit(1)',
      '    def run(self):',
      `        self.raw${START.trimEnd()}`,
    )
    expect(queriesIn(text).map((q) => [q.query?.source, q.query?.sink?.name])).toContainEqual(['unknown', 'console'])
  })

  test('static methods, properties, bases of the file', () => {
    const text = lines(
      'class Base:',
      '    @staticmethod',
      '    def mark(df):',
      '        return df.withWatermark("ts", "1 hour")',
      '    @property',
      '    def raw(self):',
      '        return spark.readStream.format("rate").load()',
      'class Job(Base):',
      '    def run(self):',
      `        self.mark(self.raw)${START.trimEnd()}`,
      'Job().run()',
    )
    expect(operatorsIn(text)).toEqual(['withWatermark ts/1 hour'])
  })

  test('constants of a class', () => {
    const text = lines('class Config:', '    CHECKPOINT = "/tmp/x"', `spark.readStream.format("rate").load().writeStream.option("checkpointLocation", Config.CHECKPOINT).start()`)
    expect(settingsOf(only(text, 'spark-query'))).toEqual({ checkpointLocation: '/tmp/x' })
  })
})

describe('code that is not whole', () => {
  test('a chain that is being written does not hide the others', () => {
    const text = job(`a = raw.limit(1)${START.trimEnd()}`, 'b = raw.filter(', '', `c = raw.filter("x")${START.trimEnd()}`)
    expect(queriesIn(text).length).toBeGreaterThan(0)
    expect(operatorsIn(text)).toEqual(['stateful'])
  })

  test('what broken code may have changed is not known', () => {
    const text = job('raw = raw.withWatermark("ts", "1 hour"', `raw.groupBy(window("ts", "1 hour")).count()${START.trimEnd()}`)
    for (const query of queriesIn(text)) if (query.query?.operators.some((o) => o.name === 'aggregate')) expect(query.query.source).toBe('unknown')
  })

  test('a broken function keeps the names of its whole statements', () => {
    const text = lines('def run():', `    raw = spark.readStream.format("rate").load()`, '    x = (', `    raw.limit(1)${START.trimEnd()}`, '')
    expect(() => read(text)).not.toThrow()
  })

  test('KAFKA alone', () => expect(queriesIn(KAFKA)).toHaveLength(1))
})

describe('a stream of the module in a function that nobody calls', () => {
  const COUNTS = '    counts = raw.groupBy(window("timestamp", "1 hour")).count()'
  const found = (...more: string[]): string[] => {
    const text = job(...more)
    return lint({ file: 'job.py', text })
      .findings.filter((f) => f.rule === 'aggregation-without-watermark')
      .map((f) => f.severity)
  }
  test('is judged where the function starts a query', () => {
    expect(found('def report():', COUNTS, '    counts.writeStream.format("console").start()')).toEqual(['error'])
    expect(found('def per_hour():', COUNTS, '    return counts', 'def report():', '    per_hour().writeStream.format("console").start()')).toEqual(['error'])
  })
  test('is left alone where it is given back or handed on: what becomes of it is not in sight', () => {
    expect(found('def per_hour():', COUNTS, '    return counts')).toEqual([])
    expect(found('class Report:', '    def per_hour(self):', COUNTS.replace('    ', '        '), '        return counts')).toEqual([])
    expect(found('def report():', COUNTS, '    publish(counts)')).toEqual([])
  })
})
