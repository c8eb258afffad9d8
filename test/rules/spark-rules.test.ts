import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../core/components/change.ts'
import { emptyConfig } from '../../core/engine/file-config.ts'
import type { Finding } from '../../core/engine/finding.ts'
import { applyEdits } from '../../core/text/span.ts'
import { configOf, lint, linter } from '../support/linter.ts'

/* What examples do not show: every row of the tables that the Spark rules are made of. */

const HEAD = ['from pyspark.sql import SparkSession', 'from pyspark.sql import functions as F', 'spark = SparkSession.builder.getOrCreate()']
const READ = 'events = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "b:9092").option("subscribe", "e").option("maxOffsetsPerTrigger", 9).load()'
const job = (...lines: string[]): string => [...HEAD, READ, ...lines, ''].join('\n')
const bare = (...lines: string[]): string => [...HEAD, ...lines, ''].join('\n')

const found = (rule: string, text: string, spark?: string, file = 'job.py'): readonly Finding[] =>
  lint({ file, text, ...(spark ? { spark } : {}) }).findings.filter((f) => f.rule === rule)
const said = (rule: string, text: string, spark?: string, file?: string): string[] => found(rule, text, spark, file).map((f) => `${f.severity} «${text.slice(f.start, f.end)}»`)

function fixed(rule: string, text: string, spark?: string): string | undefined {
  const edits = found(rule, text, spark)[0]?.fixes[0]?.edits()
  return edits && !isRefusal(edits) ? applyEdits(text, edits) : undefined
}

describe('aggregation-without-watermark', () => {
  const RULE = 'aggregation-without-watermark'
  const WINDOW = 'events.groupBy(F.window("timestamp", "1 hour"))'
  const PLAIN = 'events.groupBy("topic")'
  const query = (grouped: string, writer: string): string => job(`counts = ${grouped}.count()`, `counts.writeStream.option("checkpointLocation", "hdfs://c/x")${writer}.start()`)

  it.each([
    [WINDOW, '.format("kafka")', 'error'],
    [WINDOW, '.outputMode("Append").format("console")', 'error'],
    [WINDOW, '.format("parquet")', 'error'],
    [WINDOW, '', 'error'],
    [WINDOW, '.outputMode("update").format("kafka")', 'warning'],
    [WINDOW, '.outputMode("UPDATE").foreachBatch(print)', 'warning'],
    [WINDOW, '.outputMode("update").format("delta")', 'warning'],
    [WINDOW, '.outputMode("update").format("json")', undefined],
    [WINDOW, '.outputMode("update")', undefined],
    [WINDOW, '.outputMode("complete").format("kafka")', undefined],
    [WINDOW, '.outputMode("everything").format("kafka")', undefined],
    ['events.groupBy("timestamp")', '.outputMode("update").format("kafka")', 'warning'],
    [PLAIN, '.format("kafka")', 'error'],
    [PLAIN, '.outputMode("update").format("kafka")', 'info'],
    [PLAIN, '.outputMode("update").format("csv")', undefined],
    [PLAIN, '.outputMode("complete").format("kafka")', undefined],
    ['events.groupBy()', '.format("kafka")', 'error'],
    ['events.rollup("topic")', '.outputMode("update").format("kafka")', 'info'],
    ['events.groupBy(F.session_window("timestamp", "5 minutes"), "topic")', '.outputMode("update").format("kafka")', 'error'],
    ['events.groupBy(F.session_window("timestamp", "5 minutes"), "topic")', '.outputMode("update").format("orc")', undefined],
    ['events.groupBy(F.session_window("timestamp", "5 minutes"), "topic")', '.format("kafka")', 'error'],
  ])('%s, %s: %s', (grouped, writer, severity) => {
    const call = /events\.(\w+)/.exec(grouped)?.[1] ?? ''
    expect(said(RULE, query(grouped, writer))).toEqual(severity ? [`${severity} «${call}»`] : [])
  })

  it('is silent where the mode is not in sight', () => {
    expect(said(RULE, job('from acme import mode', `${WINDOW}.count().writeStream.outputMode(mode).format("kafka").start()`))).toEqual([])
  })

  it('a refusal stays one in a test, and the rest is not said there', () => {
    const test = (writer: string): string => `import pytest\n${query(WINDOW, writer)}`
    expect(said(RULE, test('.format("kafka")'))).toEqual(['error «groupBy»'])
    expect(said(RULE, test('.outputMode("update").format("kafka")'))).toEqual([])
  })

  it('inserts the watermark before the aggregation, on the column of the window', () => {
    expect(fixed(RULE, query(WINDOW, '.format("kafka")'))).toContain('events.withWatermark("timestamp", "10 minutes").groupBy(F.window("timestamp", "1 hour"))')
  })

  it('names a column that would be stale behind it in the same stroke', () => {
    const text = fixed(RULE, query('events.groupBy(F.window(events.timestamp, "1 hour"))', '.format("kafka")'))
    expect(text).toContain('events.withWatermark("timestamp", "10 minutes").groupBy(F.window("timestamp", "1 hour"))')
  })

  it('writes sessions in append mode, but not those without a further key, which die there', () => {
    const sessions = (keys: string): string | undefined => fixed(RULE, query(`events.groupBy(${keys})`, '.outputMode("update").format("kafka")'))
    expect(sessions('F.session_window("timestamp", "5 minutes"), "topic"')).toMatch(/withWatermark\("timestamp", "10 minutes"\)[^]*outputMode\("append"\)/)
    expect(sessions('F.session_window("timestamp", "5 minutes")')).toBeUndefined()
  })

  it.each([
    ['a field of a struct', 'events.groupBy(F.window("data.ts", "1 hour"))'],
    ['bytes', 'events.groupBy(F.window("value", "1 hour"))'],
    ['a name that is another column by now', 'events.withColumnRenamed("timestamp", "seen_at").groupBy(F.window(events.timestamp, "1 hour"))'],
    ['an expression', 'events.groupBy(F.window(F.to_timestamp("value"), "1 hour"))'],
    ['no time at all', PLAIN],
    ['a watermark of the second input', 'events.union(events.withWatermark("timestamp", "1 hour")).groupBy(F.window("timestamp", "1 hour"))'],
  ])('proposes none for %s', (_, grouped) => {
    const text = query(grouped, '.format("console")')
    expect(said(RULE, text)).toEqual(['error «groupBy»'])
    expect(found(RULE, text)[0]?.fixes).toEqual([])
  })

  it('says that a watermark behind it comes too late, and shows it', () => {
    const text = job(
      `late = ${WINDOW}.count().selectExpr("window.end AS e").withWatermark("e", "1 hour")`,
      'late.writeStream.format("kafka").option("checkpointLocation", "s3a://c").start()',
    )
    const [finding] = found(RULE, text)
    expect(finding).toMatchObject({ severity: 'error', fixes: [] })
    expect(finding?.message).toContain('too late')
    expect(finding?.related.map((r) => text.slice(r.start, r.end))).toEqual(['withWatermark'])
  })
})

describe('watermark-stale-column', () => {
  const RULE = 'watermark-stale-column'
  const query = (frame: string, writer: string): string =>
    job('marked = events.withWatermark("timestamp", "1 hour")', `counts = ${frame}.count()`, `counts.writeStream.option("checkpointLocation", "hdfs://c/x")${writer}.start()`)

  it.each([
    ['marked.groupBy(F.window(events.timestamp, "1 hour"))', '.format("kafka")', 'error «events.timestamp»'],
    ['marked.groupBy(F.session_window(events["timestamp"], "1 hour"), "topic")', '.format("kafka")', 'error «events["timestamp"]»'],
    ['marked.groupBy(events.timestamp)', '.outputMode("update").format("console")', 'warning «events.timestamp»'],
    ['marked.select(F.window(events.timestamp, "1 hour").alias("w")).groupBy("w")', '.format("kafka")', 'error «events.timestamp»'],
    ['marked.groupBy(F.window(events.timestamp, "1 hour"))', '.outputMode("update").format("parquet")', undefined],
    ['marked.groupBy(F.window(events.timestamp, "1 hour"))', '.outputMode("complete").format("console")', undefined],
    ['marked.groupBy(F.window(marked.timestamp, "1 hour"))', '.format("kafka")', undefined],
    ['marked.groupBy(F.window(F.col("timestamp"), "1 hour"), events.topic)', '.format("kafka")', undefined],
    ['marked.filter(events.timestamp.isNotNull()).groupBy(F.window("timestamp", "1 hour"))', '.format("kafka")', undefined],
    ['marked.select(events.topic, "timestamp").groupBy(F.window("timestamp", "1 hour"))', '.format("kafka")', undefined],
  ])('%s, %s: %s', (frame, writer, expected) => {
    const text = query(frame, writer)
    expect(said(RULE, text)).toEqual(expected ? [expected] : [])
    expect(said('aggregation-without-watermark', text)).toEqual([])
  })

  it('names the column where a name may stand, and col(…) elsewhere', () => {
    expect(fixed(RULE, query('marked.groupBy(F.window(events.timestamp, "1 hour"))', '.format("kafka")'))).toContain('marked.groupBy(F.window("timestamp", "1 hour"))')
  })
})

describe('dedup-state-unbounded', () => {
  const RULE = 'dedup-state-unbounded'
  const query = (frame: string, writer = ''): string => job(`unique = ${frame}`, `unique.writeStream${writer}.format("kafka").option("checkpointLocation", "hdfs://c/x").start()`)
  const MARKED = 'events.withWatermark("timestamp", "1 hour")'

  it.each([
    ['events.dropDuplicates(["key"])', '', 'warning «dropDuplicates»'],
    ['events.dropDuplicates()', '.outputMode("update")', 'warning «dropDuplicates»'],
    ['events.distinct()', '', 'warning «distinct»'],
    [`${MARKED}.drop_duplicates(("key", "topic"))`, '', 'warning «drop_duplicates»'],
    [`${MARKED}.dropDuplicates(["key", "timestamp"])`, '', undefined],
    [`${MARKED}.withColumnRenamed("timestamp", "at").dropDuplicates(["key", "at"])`, '', undefined],
    [`${MARKED}.distinct()`, '', undefined],
    [`${MARKED}.dropDuplicatesWithinWatermark(["key"])`, '', undefined],
    ['events.dropDuplicates(["key"])', '.outputMode("complete")', undefined],
    [`${MARKED}.dropDuplicates(keys)`, '', undefined],
    ['spark.read.parquet("x").dropDuplicates(["key"])', '', undefined],
  ])('%s%s: %s', (frame, writer, expected) => {
    expect(said(RULE, query(frame, writer))).toEqual(expected ? [expected] : [])
  })

  it.each([
    ['3.4', `${MARKED}.dropDuplicates(["key"])`, undefined],
    ['3.5', `${MARKED}.dropDuplicates(["key"])`, `${MARKED}.dropDuplicatesWithinWatermark(["key"])`],
    ['3.4', 'events.dropDuplicates(["key"])', undefined],
    ['3.5', 'events.dropDuplicates(["key"])', 'events.withWatermark("timestamp", "1 hour").dropDuplicatesWithinWatermark(["key"])'],
    ['3.4', 'events.distinct()', 'events.withWatermark("timestamp", "1 hour").distinct()'],
    ['3.5', 'events.select("key").dropDuplicates(["key"])', undefined],
  ])('on %s the fix of %s is %s', (spark, frame, expected) => {
    const text = fixed(RULE, query(frame), spark)
    if (expected === undefined) expect(text).toBeUndefined()
    else expect(text).toContain(expected)
  })
})

describe('source-rate-unbounded', () => {
  const RULE = 'source-rate-unbounded'
  const query = (reader: string, writer = '.format("console")'): string => bare(`events = spark.readStream.${reader}`, `events.writeStream${writer}.start()`)
  const kafka = (options = ''): string => `format("kafka").option("subscribe", "e")${options}.load()`

  it.each([
    [kafka(), '', 'info «kafka»'],
    [kafka('.option("startingoffsets", "EARLIEST")'), '', 'warning «kafka»'],
    [kafka('.option("startingOffsets", \'{"e":{"0":5}}\')'), '', 'warning «kafka»'],
    [kafka('.option("startingTimestamp", start)'), '', 'warning «kafka»'],
    [kafka(), '.foreach(print)', 'warning «kafka»'],
    [kafka(), '.format("console").trigger(availableNow=True)', 'warning «kafka»'],
    [kafka(), '.format("console").trigger(once=True)', undefined],
    [kafka(), '.format("kafka").trigger(continuous="1 second")', undefined],
    [kafka(), '.format("console").trigger(**trigger)', undefined],
    [kafka('.option("maxOffsetsPerTrigger", limit)'), '', undefined],
    ['schema(s).json("x")', '', 'info «json»'],
    ['schema(s).format("csv").load("x")', '', 'info «csv»'],
    ['schema(s).option("maxFilesPerTrigger", 5).json("x")', '', undefined],
    ['format("rate").load()', '', undefined],
    ['format("socket").load()', '', undefined],
    ['format("delta").load("x")', '', undefined],
    ['format(kind).load()', '', undefined],
  ])('%s %s: %s', (reader, writer, expected) => {
    expect(said(RULE, query(reader, writer || undefined))).toEqual(expected ? [expected] : [])
  })

  it('is silent where somebody else starts the query, and in a batch', () => {
    expect(said(RULE, bare('def read(topic):', `    return spark.readStream.${kafka()}`))).toEqual([])
    expect(said(RULE, bare('events = spark.read.format("kafka").option("subscribe", "e").load()', 'events.write.parquet("x")'))).toEqual([])
  })

  it('two queries from one source are one finding, of the graver kind', () => {
    expect(said(RULE, bare(`events = spark.readStream.${kafka()}`, 'events.writeStream.format("console").start()', 'events.writeStream.foreach(print).start()'))).toEqual([
      'warning «kafka»',
    ])
  })

  it('inserts the limit before the load', () => {
    expect(fixed(RULE, query(kafka()))).toContain('.option("subscribe", "e").option("maxOffsetsPerTrigger", 100000).load()')
  })
})

describe('checkpoint-missing', () => {
  const RULE = 'checkpoint-missing'
  it.each([
    ['.format("kafka").start()', 'error «kafka»'],
    ['.format("delta").start("x")', 'error «delta»'],
    ['.start("x")', 'error «start»'],
    ['.toTable("x")', 'error «toTable»'],
    ['.start("x", format="orc")', 'error «orc»'],
    ['.foreachBatch(print).start()', 'warning «foreachBatch»'],
    ['.foreach(print).start()', 'warning «foreach»'],
    ['.format("console").start()', undefined],
    ['.format("memory").queryName("m").start()', undefined],
    ['.format("noop").start()', undefined],
    ['.format("jdbc").start()', undefined],
    ['.format(kind).start()', undefined],
    ['.format("kafka").option("CHECKPOINTLOCATION", "s3a://c").start()', undefined],
    ['.format("kafka").option("checkpointLocation", place).start()', undefined],
    ['.format("kafka").start(checkpointLocation="s3a://c")', undefined],
    ['.format("kafka").options(**options).start()', undefined],
    ['.format("kafka").option("checkpointLocation", None).start()', 'error «kafka»'],
    ['.foreachBatch(print).option("checkpointLocation", "").start()', 'error «checkpointLocation»'],
  ])('%s: %s', (writer, expected) => {
    expect(said(RULE, job(`events.writeStream${writer}`))).toEqual(expected ? [expected] : [])
  })

  it('an option on the reader does not count', () => {
    expect(said(RULE, bare('events = spark.readStream.format("rate").option("checkpointLocation", "s3a://c").load()', 'events.writeStream.format("kafka").start()'))).toEqual([
      'error «kafka»',
    ])
  })

  it('names an option that was meant to be it', () => {
    expect(found(RULE, job('events.writeStream.format("kafka").option("checkpoint.location", "s3a://c").start()'))[0]?.message).toContain('checkpoint.location is read by nobody')
  })
})

describe('checkpoint-not-durable', () => {
  const RULE = 'checkpoint-not-durable'
  const conf = (path: string, ...lines: string[]): string[] =>
    said(RULE, ['spark.app.name x', ...lines, `spark.sql.streaming.checkpointLocation ${path}`, ''].join('\n'), undefined, 'spark-defaults.conf')

  it.each(['/tmp', '/tmp/x', '/var/tmp/x', 'file:/x', 'file:///data/x', 'dbfs:/tmp/x', '/dbfs/tmp/x', '/local_disk0/x', 'C:/x', 'chk', './chk', 'chk/x'])('%s', (path) => {
    expect(conf(path)).toEqual([`warning «${path}»`])
  })

  it.each(['/tmpfs/x', '/data/x', '/dbfs/mnt/x', 'dbfs:/mnt/x', 's3a://tmp/x', 'hdfs:///tmp/x', 'abfss://c@a.dfs.core.windows.net/x', 'gs://b/x', '${ROOT}/x', '"s3a://b/x"'])(
    'not %s',
    (path) => {
      expect(conf(path)).toEqual([])
    },
  )

  it('is advice on a local master', () => {
    expect(conf('/tmp/x', 'spark.master local[4]')).toEqual(['info «/tmp/x»'])
    expect(conf('/tmp/x', 'spark.master spark://local:7077')).toEqual(['warning «/tmp/x»'])
  })

  it('what queries take over from the session is one finding', () => {
    const text = bare(
      'spark.conf.set("spark.sql.streaming.checkpointLocation", "/tmp/x")',
      READ,
      'events.writeStream.format("kafka").start()',
      'events.writeStream.queryName("b").format("kafka").start()',
    )
    expect(said(RULE, text)).toEqual(['warning «/tmp/x»'])
    expect(found(RULE, text)[0]?.key).toBe('spark.sql.streaming.checkpointLocation')
  })

  it.each([
    ['f"/tmp/{name}"', true],
    ['"/tmp/" + name', true],
    ['f"{root}/tmp"', false],
    ['f"chk/{name}"', false],
    ['"/tmp/x" if dev else root', false],
    ['"/tmp/" + name if dev else root', false],
  ])('of %s the beginning is enough: %s', (expression, expected) => {
    const text = job('from acme import root, name, dev', `events.writeStream.format("kafka").option("checkpointLocation", ${expression}).start()`)
    expect(said(RULE, text)).toEqual(expected ? [`warning «${expression}»`] : [])
  })

  it('says nothing in a test', () => {
    expect(said(RULE, `import pytest\n${job('events.writeStream.format("kafka").option("checkpointLocation", "/tmp/x").start()')}`)).toEqual([])
  })
})

describe('triggers', () => {
  const query = (interval: string, sink: string, path = 'hdfs://c/x'): string =>
    job(`events.writeStream.format("${sink}").option("checkpointLocation", "${path}").trigger(processingTime="${interval}").start("hdfs://o")`)
  const both = (text: string): string[] =>
    ['trigger-interval-below-floor', 'trigger-interval-small'].flatMap((rule) => found(rule, text).map((f) => `${f.severity} ${rule.slice(17)}`))

  it.each([
    ['50 milliseconds', 'kafka', ['warning below-floor']],
    ['50 milliseconds', 'parquet', ['warning below-floor']],
    ['99999 microseconds', 'kafka', ['warning below-floor']],
    ['.05 seconds', 'kafka', ['warning below-floor']],
    ['INTERVAL 10 MILLISECONDS', 'kafka', ['warning below-floor']],
    ['999 microseconds', 'kafka', []],
    ['0 seconds', 'parquet', []],
    ['50ms', 'kafka', []],
    ['100 milliseconds', 'kafka', []],
    ['100 milliseconds', 'parquet', ['warning small']],
    ['999 milliseconds', 'iceberg', ['warning small']],
    ['1 second', 'parquet', ['info small']],
    ['9999 milliseconds', 'delta', ['info small']],
    ['10 seconds', 'delta', []],
    ['1 second', 'kafka', []],
  ])('%s into %s: %j', (interval, sink, expected) => {
    expect(both(query(interval, sink))).toEqual(expected)
  })

  it.each([
    ['s3a://b/c', true],
    ['abfss://b@c/d', true],
    ['gs://b/c', true],
    ['hdfs://b/c', false],
    ['/data/s3a', false],
  ])('a checkpoint at %s counts: %s', (path, counts) => {
    expect(both(query('500 milliseconds', 'kafka', path))).toEqual(counts ? ['warning small'] : [])
  })

  it('is silent for rows that Spark makes itself', () => {
    expect(
      both(
        bare(
          'rows = spark.readStream.format("rate").load()',
          'rows.writeStream.format("parquet").option("checkpointLocation", "s3a://c").trigger(processingTime="20 milliseconds").start("x")',
        ),
      ),
    ).toEqual([])
  })

  it('the thresholds are options, and fixes keep to them', () => {
    const config = { ...configOf({}), rules: { ...emptyConfig.rules, options: { 'trigger-interval-small': { minimum: 20_000, files: 120_000 } } } }
    const text = query('15 seconds', 'parquet')
    const finding = linter.lint({ path: 'job.py', text }, config).findings.find((f) => f.rule === 'trigger-interval-small')
    expect(finding?.severity).toBe('warning')
    const edits = finding?.fixes[0]?.edits()
    expect(edits && !isRefusal(edits) && applyEdits(text, edits)).toContain('processingTime="120 seconds"')
  })

  it('shows what it costs in files', () => {
    expect(found('trigger-interval-small', query('2 seconds', 'parquet'))[0]?.message).toContain('43,200 files a day')
  })
})

describe('data-loss-tolerated', () => {
  const RULE = 'data-loss-tolerated'
  const query = (format: string, value: string): string =>
    bare(`events = spark.readStream.format("${format}").option("failOnDataLoss", ${value}).load()`, 'events.writeStream.format("console").start()')
  it.each([
    ['kafka', '"false"', 'warning «false»'],
    ['kafka', '"FALSE"', 'warning «FALSE»'],
    ['kafka', 'False', 'warning «False»'],
    ['kafka', '"true"', undefined],
    ['kafka', 'True', undefined],
    ['kafka', '"no"', undefined],
    ['kafka', '0', undefined],
    ['kafka', '""', undefined],
    ['kafka', 'fail', undefined],
    ['delta', '"false"', undefined],
  ])('%s %s: %s', (format, value, expected) => {
    expect(said(RULE, query(format, value))).toEqual(expected ? [expected] : [])
  })

  it('is about streams, and about sources', () => {
    expect(said(RULE, bare('events = spark.read.format("kafka").option("failOnDataLoss", "false").load()', 'events.write.parquet("x")', '# readStream'))).toEqual([])
    expect(said(RULE, job('events.writeStream.format("kafka").option("failOnDataLoss", "false").option("checkpointLocation", "s3a://c").start()'))).toEqual([])
  })

  it('removes the call, or the entry of a map', () => {
    expect(fixed(RULE, query('kafka', 'False'))).toContain('spark.readStream.format("kafka").load()')
    expect(
      fixed(
        RULE,
        bare('O = {"subscribe": "e", "failOnDataLoss": "false"}', 'events = spark.readStream.format("kafka").options(**O).load()', 'events.writeStream.format("console").start()'),
      ),
    ).toContain('O = {"subscribe": "e"}')
  })

  it('says more where the start is at the end', () => {
    expect(found(RULE, query('kafka', 'False'))[0]?.message).toContain('startingOffsets=latest')
    expect(
      found(
        RULE,
        bare('events = spark.readStream.format("kafka").options(failOnDataLoss=False, startingOffsets="earliest").load()', 'events.writeStream.format("console").start()'),
      )[0]?.message,
    ).not.toContain('latest')
  })
})

describe('dstream-setting-has-no-effect', () => {
  const RULE = 'dstream-setting-has-no-effect'
  const conf = (...lines: string[]): string[] => said(RULE, [...lines, ''].join('\n'), undefined, 'spark-defaults.conf')

  it('each line, whatever its value, beside a setting of Structured Streaming', () => {
    expect(
      conf(
        'spark.sql.streaming.metricsEnabled true',
        'spark.streaming.backpressure.enabled yes',
        'spark.streaming.kafka.maxRatePerPartition x',
        'spark.streaming.backpressure.enabled no',
      ),
    ).toEqual(['warning «spark.streaming.backpressure.enabled»', 'warning «spark.streaming.kafka.maxRatePerPartition»', 'warning «spark.streaming.backpressure.enabled»'])
  })

  it('the line goes', () => {
    const text = 'spark.sql.streaming.metricsEnabled true\nspark.streaming.unpersist   false\nspark.app.name x\n'
    const edits = found(RULE, text, undefined, 'x.conf')[0]?.fixes[0]
    expect(edits?.safety).toBe('safe')
    const made = edits?.edits()
    expect(made && !isRefusal(made) && applyEdits(text, made)).toBe('spark.sql.streaming.metricsEnabled true\nspark.app.name x\n')
  })

  it('not where only comments speak of Structured Streaming, nor for its own keys', () => {
    expect(conf('# spark.sql.streaming.metricsEnabled true', 'spark.streaming.backpressure.enabled true')).toEqual([])
    expect(conf('spark.sql.streaming.metricsEnabled true', 'spark.streamingx true', 'spark.sql.streamingx 1')).toEqual([])
  })
})

describe('a path that says: this is a test', () => {
  const text =
    'from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nraw = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "b:1").option("subscribe", "t").load()\nraw.writeStream.format("delta").option("checkpointLocation", "/tmp/x").trigger(processingTime="50 milliseconds").start("s3a://o")\n'
  it.each(['tests/job.py', 'src/test/python/job.py', 'test_job.py', 'job_test.py'])('%s', (file) => {
    expect(lint({ file, text, spark: '3.5' }).findings.map((f) => f.rule)).toEqual([])
  })
  it('and none that only sounds like it', () => {
    expect(lint({ file: 'contest/latest.py', text, spark: '3.5' }).findings.map((f) => f.rule)).toContain('checkpoint-not-durable')
  })
})

describe('conf-value-invalid', () => {
  const RULE = 'conf-value-invalid'
  const inFile = (line: string, spark?: string): string[] => said(RULE, `${line}\n`, spark, 'spark-defaults.conf')
  const R = 'spark.sql.streaming.stateStore.rocksdb.'

  it.each([
    ['spark.sql.streaming.minBatchesToRetain 0', '3.3', 'error «0»'],
    ['spark.sql.streaming.minBatchesToRetain -1', '4.2', 'error «-1»'],
    ['spark.sql.streaming.minBatchesToRetain 0', '4.3', 'error «0»'],
    ['spark.sql.streaming.minBatchesToRetain 1', '3.3', undefined],
    ['spark.sql.streaming.numRecentProgressUpdates 0', '3.5', 'error «0»'],
    ['spark.sql.streaming.numRecentProgressUpdates 1', '3.5', undefined],
    ['spark.sql.streaming.numRecentProgressUpdates few', '3.5', 'error «few»'],
    ['spark.sql.streaming.fileSource.log.compactInterval 0', '3.5', 'warning «0»'],
    ['spark.executor.heartbeatInterval 0', '3.5', 'error «0»'],
    [`${R}compactOnCommit yes`, '3.3', 'warning «yes»'],
    [`${R}compactOnCommit TRUE`, '3.3', undefined],
    [`${R}boundedMemoryUsage yes`, '3.4', undefined],
    [`${R}boundedMemoryUsage yes`, '3.5', 'warning «yes»'],
    [`${R}blockSizeKB -1`, '3.5', 'warning «-1»'],
    [`${R}blockSizeKB 16`, '3.5', undefined],
  ])('%s at %s: %s', (line, spark, finding) => expect(inFile(line, spark)).toEqual(finding ? [finding] : []))

  it('says when: a session takes what no query does', () => {
    const messages = (line: string): string[] => lint({ file: 'spark-defaults.conf', text: `${line}\n`, spark: '3.5' }).findings.map((f) => f.message)
    expect(messages('spark.sql.streaming.minBatchesToRetain 0').join()).toContain('the session takes it')
    expect(messages('spark.sql.streaming.numRecentProgressUpdates few').join()).toContain('as soon as the session is built')
  })

  it('of a session that runs, what it looks at', () => {
    expect(said(RULE, job('spark.conf.set("spark.sql.streaming.numRecentProgressUpdates", 0)'))).toEqual(['error «0»'])
    expect(said(RULE, job('spark.conf.set("spark.executor.heartbeatInterval", 0)'))).toEqual([])
    expect(said(RULE, job('spark.conf.set("spark.yarn.maxAppAttempts", "two")'))).toEqual([])
  })
})

describe('network-timeout-below-heartbeat', () => {
  const RULE = 'network-timeout-below-heartbeat'
  const [N, H, I] = ['spark.network.timeout', 'spark.executor.heartbeatInterval', 'spark.network.timeoutInterval']

  it.each([
    [[`${N} 10s`], '10s'],
    [[`${N} 59`], '59'],
    [[`${N} 60`], undefined],
    [[`${H} 120000`], '120000'],
    [[`${H} 119999`], undefined],
    [[`${I} 120001`], '120001'],
    [[`${I} 2m`], undefined],
    [[`${N} 11s`, `${I} 11s`], undefined],
    [[`${N} 61999ms`, `${H} 61s`], '61999ms'],
    [[`${N} ten`], undefined],
    [[`${N} \${TIMEOUT}`], undefined],
    [[`${N} 30s`, 'spark.storage.blockManagerSlaveTimeoutMs 90s'], undefined],
    [['spark.storage.blockManagerHeartbeatTimeoutMs 50s'], '50s'],
    [['spark.storage.blockManagerSlaveTimeoutMs 5s', `${I} 5s`], '5s'],
    [['spark.storage.blockManagerHeartbeatTimeoutMs 10s', `${I} 5s`], undefined],
    [[`${N} 9s`, 'spark.storage.blockManagerHeartbeatTimeoutMs 90s'], '9s'],
  ])('%s: %s', (lines, at) => expect(said(RULE, `${lines.join('\n')}\n`, undefined, 'spark-defaults.conf')).toEqual(at === undefined ? [] : [`error «${at}»`]))

  it('reads a session that is still to be made, where nothing of it is out of sight', () => {
    const made = (calls: string): string =>
      `from pyspark import SparkConf\nfrom pyspark.sql import SparkSession\nspark = SparkSession.builder${calls}.getOrCreate()\nspark.readStream.load()\n`
    expect(said(RULE, made(`.config("${N}", "5s")`))).toEqual(['error «5s»'])
    expect(said(RULE, made(`.config(conf=SparkConf().set("${H}", "200s"))`))).toEqual(['error «200s»'])
    expect(said(RULE, made(`.config("${N}", "5s").config(conf=elsewhere)`))).toEqual([])
    expect(said(RULE, `from pyspark import SparkConf, SparkContext\nsc = SparkContext(conf=SparkConf().set("${N}", "5s"))\nSparkSession(sc).readStream.load()\n`)).toEqual([
      'error «5s»',
    ])
    expect(said(RULE, job(`spark.conf.set("${N}", "5s")`))).toEqual([])
  })
})
