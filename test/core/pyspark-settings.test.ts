import { describe, expect, test } from 'vitest'
import { Secret } from '../../core/text/secret.ts'
import { flowIn, HEAD, job, KAFKA, only, queriesIn, queryOf, read, settingsOf, START, underlined } from './pyspark-support.ts'

describe('where rows come from', () => {
  test.each([
    ['spark.readStream.format("kafka").option("subscribe", "t").load()', 'kafka'],
    ['spark.readStream.format("Kafka").load()', 'kafka'],
    ['spark.readStream.load(format="kafka", subscribe="t")', 'kafka'],
    ['spark.readStream.schema(s).json("s3a://x")', 'json'],
    ['spark.readStream.csv("s3a://x", schema=s, header=True)', 'csv'],
    ['spark.readStream.option("maxFilesPerTrigger", 1).parquet("s3a://x")', 'parquet'],
    ['spark.readStream.table("bronze.events")', 'table'],
    ['spark.readStream.format("delta").table("bronze.events")', 'delta'],
    ['spark.readStream.schema(s).load("s3a://x")', 'parquet'],
    ['spark.readStream.format(FORMAT).load()', '?'],
    ['spark.readStream.format("org.acme.Source").load()', 'org.acme.Source'],
    ['(spark\n    .readStream\n    .format("rate")\n    .load()\n)', 'rate'],
    ['spark \\\n    .readStream \\\n    .format("rate") \\\n    .load()', 'rate'],
    ['SparkSession.builder.getOrCreate().readStream.format("rate").load()', 'rate'],
    ['self.session().readStream.format("rate").load()', 'rate'],
    ['DataStreamReader(spark).format("rate").load()', 'rate'],
  ])('%s', (reader, format) => {
    const text = `from pyspark.sql.streaming import DataStreamReader\n${HEAD}q = (${reader}).filter("a")${START}`
    expect(flowIn(text)).toBe(`${format} → console`)
  })

  test('a format stands for its source, a short cut by its name', () => {
    const kafka = job(`raw${START}`)
    const source = only(kafka, 'spark-source')
    expect(kafka.slice(source.at.start, source.at.end)).toBe('kafka')
    const files = `${HEAD}spark.readStream.schema(s).json("x")${START}`
    expect(files.slice(only(files, 'spark-source').at.start, only(files, 'spark-source').at.end)).toBe('json')
    const [first] = queryOf(files).sources
    expect(first && files.slice(first.start, first.end)).toBe('json')
  })

  test('a reader in several statements, changed in place', () => {
    const text = `${HEAD}reader = spark.readStream.format("kafka")\nreader = reader.option("subscribe", "t")\nreader.option("failOnDataLoss", "false")\nreader.load()${START}`
    expect(settingsOf(only(text, 'spark-source'))).toEqual({ 'source.subscribe': 't', 'source.failOnDataLoss': 'false' })
  })

  test('a reader that nobody here loads', () => {
    const text = `${HEAD}reader = spark.readStream.format("kafka").option("failOnDataLoss", "false")\nstart(reader)\n`
    expect(read(text).map((c) => c.kind)).toEqual(['spark-source'])
    const source = only(text, 'spark-source')
    expect(source.parent).toBeUndefined()
    expect(source.query).toBeUndefined()
    expect(settingsOf(source)).toMatchObject({ 'source.failOnDataLoss': 'false', '…': expect.any(String) as string })
  })

  test('each query of a source has it as a component of its own', () => {
    const text = job(`a = raw.filter("x")${START}`, `b = raw.filter("y")${START}`)
    const all = read(text)
    expect(all.map((c) => c.kind)).toEqual(['spark-query', 'spark-source', 'consumer', 'spark-query', 'spark-source', 'consumer'])
    const [a, sourceOfA, , b, sourceOfB, clientOfB] = all
    expect(sourceOfA?.parent).toBe(a)
    expect(sourceOfB?.parent).toBe(b)
    expect(clientOfB?.parent).toBe(sourceOfB)
    expect(sourceOfB?.query).toBe(b?.query)
    expect([a?.name, b?.name]).toEqual(['a', 'b'])
  })
})

describe('options of a source', () => {
  const options = (...calls: string[]): Record<string, string> =>
    settingsOf(
      only(
        `import os\n${HEAD}D = {"maxOffsetsPerTrigger": 10, "failOnDataLoss": False}\nLIMIT = 5\nspark.readStream.format("kafka")${calls.join('')}.load()${START}`,
        'spark-source',
      ),
    )

  test.each<[string, Record<string, string>]>([
    ['.option("maxoffsetspertrigger", "20000")', { 'source.maxOffsetsPerTrigger': '20000' }],
    ['.option("MAXOFFSETSPERTRIGGER", 100_000)', { 'source.maxOffsetsPerTrigger': '100000' }],
    ['.option(key="startingOffsets", value="earliest")', { 'source.startingOffsets': 'earliest' }],
    ['.options(subscribe="t", minPartitions=3)', { 'source.subscribe': 't', 'source.minPartitions': '3' }],
    ['.options(**D)', { 'source.maxOffsetsPerTrigger': '10', 'source.failOnDataLoss': 'false' }],
    ['.options(**{**D, "maxOffsetsPerTrigger": "7"})', { 'source.failOnDataLoss': 'false', 'source.maxOffsetsPerTrigger': '7' }],
    ['.options(**dict(D, subscribe="t"))', { 'source.maxOffsetsPerTrigger': '10', 'source.failOnDataLoss': 'false', 'source.subscribe': 't' }],
    ['.options(**(D | {"subscribe": "t"}))', { 'source.maxOffsetsPerTrigger': '10', 'source.failOnDataLoss': 'false', 'source.subscribe': 't' }],
    ['.option("maxOffsetsPerTrigger", LIMIT * 1000)', { 'source.maxOffsetsPerTrigger': '5000' }],
    ['.option("startingOffsets", None)', {}],
    ['.option("maxOffsetPerTrigger", 5)', { 'source.maxOffsetPerTrigger': '5' }],
    ['.option("subscribe", os.getenv("TOPIC", "t"))', { 'source.subscribe': '? it comes from the environment' }],
    ['.option("subscribe", f"{PREFIX}.t")', { 'source.subscribe': '? it holds PREFIX, which is not in sight' }],
    ['.option("a", "1").option("a", "2")', { 'source.a': '2' }],
    ['.option(NAME, "1")', { '…': 'the name of an option is not in sight' }],
    ['.options(**acme)', { '…': '**acme is not in sight' }],
    ['.options(**acme).option("subscribe", "t")', { 'source.subscribe': 't', '…': '**acme is not in sight' }],
  ])('%s', (calls, expected) => expect(options(calls)).toEqual(expected))

  test('the values of Python as Spark gets them', () => {
    const value = (written: string): string | undefined => options(`.option("x", ${written})`)['source.x']
    expect(['True', 'False', '10', '1.5', '0x10', '-1', 'r"a\\b"', '"a\\tb"', "'''a'''", '"a" "b"', 'f"{LIMIT}s"', '"%s s" % LIMIT', '"{} s".format(LIMIT)', 'str(LIMIT) + " s"', 'f"a{{b}}"'].map(value)).toEqual([
      'true', 'false', '10', '1.5', '16', '-1', 'a\\b', 'a\tb', 'a', 'ab', '5s', '5 s', '5 s', '5 s', 'a{b}',
    ]) // prettier-ignore
  })

  test('the squiggle goes to what stands between the quotes, also where the literal stands elsewhere', () => {
    const text = `${HEAD}LIMIT = "5"\nspark.readStream.format("kafka").option("a", r'x').option("b", 10).option("c", True).option("d", LIMIT).option("e", f"{LIMIT}0").option("f", """y""").load()${START}`
    const source = only(text, 'spark-source')
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((k) => underlined(text, source, `source.${k}`))).toEqual(['x', '10', 'True', '5', 'f"{LIMIT}0"', 'y'])
    expect(source.layers[0]?.values.get('source.d')?.[0]?.text.start).toBe(text.indexOf('5'))
  })

  test('a second value shadows the first', () => {
    const text = `${HEAD}spark.readStream.format("kafka").option("failOnDataLoss", "true").option("failondataloss", "false").load()${START}`
    expect(
      only(text, 'spark-source')
        .layers[0]?.values.get('source.failOnDataLoss')
        ?.map((v) => v.text.text),
    ).toEqual(['false', 'true'])
  })
})

describe('dictionaries', () => {
  const source = (...lines: string[]): Record<string, string> =>
    settingsOf(only(`${HEAD}${lines.join('\n')}\nspark.readStream.format("kafka").options(**D).load()${START}`, 'spark-source'))

  test.each<[string, string[], Record<string, string>]>([
    ['an entry added later', ['D = {"subscribe": "t"}', 'D["failOnDataLoss"] = "false"'], { 'source.subscribe': 't', 'source.failOnDataLoss': 'false' }],
    ['updated', ['D = {"subscribe": "t"}', 'D.update({"a": "1"}, b="2")'], { 'source.subscribe': 't', 'source.a': '1', 'source.b': '2' }],
    ['an entry taken out', ['D = {"subscribe": "t", "a": "1"}', 'del D["a"]'], { 'source.subscribe': 't' }],
    ['an entry whose name is not known', ['D = {"subscribe": "t"}', 'D[name] = "1"'], { 'source.subscribe': 't', '…': 'an entry whose name is not a literal was changed' }],
    ['handed to somebody', ['D = {"subscribe": "t"}', 'secure(D)'], { 'source.subscribe': 't', '…': 'secure() is not in sight' }],
    ['only looked at', ['D = {"subscribe": "t"}', 'print(D)', 'logging.info("%s", D)'], { 'source.subscribe': 't' }],
    ['values from another one', ['C = {"kafka": {"topic": "t"}}', 'D = {"subscribe": C["kafka"]["topic"], "a": C.get("b", "x")}'], { 'source.subscribe': 't', 'source.a': 'x' }],
    ['set in one branch', ['D = {"subscribe": "t"}', 'if x:', '    D["a"] = "1"'], { 'source.subscribe': 't', 'source.a': '? it differs between branches' }],
    ['made in a loop', ['D = {k: v for k, v in things}'], { '…': 'it is made in a loop' }],
    ['handed to somebody in a comprehension', ['D = {"subscribe": "t"}', 'x = [secure(D, n) for n in names]'], { 'source.subscribe': 't', '…': 'secure() is not in sight' }],
    [
      'handed to somebody by what a comprehension calls',
      ['D = {"subscribe": "t"}', 'def fill(n):', '    return secure(D, n)', 'x = {n: fill(n) for n in names}'],
      { 'source.subscribe': 't', '…': 'secure() is not in sight' },
    ],
    ['beside a comprehension over other things', ['D = {"subscribe": "t"}', 'LIMIT = 3', 'x = [str(n * LIMIT) for n in range(3) if n]'], { 'source.subscribe': 't' }],
  ])('%s', (_, lines, expected) => expect(source(...lines)).toEqual(expected))

  test('one dictionary for two sources is shared, one source for two queries is not', () => {
    const two = `${HEAD}D = {"failOnDataLoss": "false"}\na = spark.readStream.format("kafka").options(**D).load()\nb = spark.readStream.format("kafka").options(**D).load()\na.union(b)${START}`
    expect(only(two, 'spark-source').layers[0]?.values.get('source.failOnDataLoss')?.[0]?.shared).toBe(true)
    const one = `${HEAD}D = {"failOnDataLoss": "false"}\na = spark.readStream.format("kafka").options(**D).load()\na.filter("x")${START}\na.filter("y")${START}`
    expect(only(one, 'spark-source').layers[0]?.values.get('source.failOnDataLoss')?.[0]?.shared).toBeUndefined()
  })
})

describe('the writer', () => {
  test.each<[string, string, Record<string, string>]>([
    [
      '.writeStream.format("console").outputMode("Update").queryName("q").trigger(processingTime="5 seconds").start()',
      'console',
      { outputMode: 'update', queryName: 'q', trigger: '5 seconds' },
    ],
    [
      '.writeStream.start("s3a://x", "json", "append", None, "q", checkpointLocation="s3a://c", mergeSchema=True)',
      'json',
      { 'sink.path': 's3a://x', outputMode: 'append', queryName: 'q', checkpointLocation: 's3a://c', 'sink.mergeSchema': 'true' },
    ],
    [
      '.writeStream.start(path="s3a://x", format="parquet", outputMode="append", queryName="q", checkpointLocation=None)',
      'parquet',
      { 'sink.path': 's3a://x', outputMode: 'append', queryName: 'q', checkpointLocation: '' },
    ],
    [
      '.writeStream.trigger(availableNow=True).toTable("t", checkpointLocation="s3a://c", outputMode="append")',
      'table',
      { 'trigger.availableNow': 'true', checkpointLocation: 's3a://c', outputMode: 'append' },
    ],
    [
      '.writeStream.trigger(once=True).option("CheckpointLocation", "/tmp/x").start("s3a://x")',
      'parquet',
      { 'trigger.once': 'true', checkpointLocation: '/tmp/x', 'sink.path': 's3a://x' },
    ],
    ['.writeStream.trigger(continuous="1 second").format("kafka").option("topic", "t").start()', 'kafka', { 'trigger.continuous': '1 second', 'sink.topic': 't' }],
    ['.writeStream.trigger(realTime="5 minutes").format("kafka").start()', 'kafka', { 'trigger.realTime': '5 minutes' }],
    ['.writeStream.trigger(once=True).trigger(processingTime="1 second").format("noop").start()', 'noop', { trigger: '1 second' }],
    ['.writeStream.trigger(**{"processingTime": "1 second"}).format("noop").start()', 'noop', { trigger: '1 second' }],
    ['.writeStream.format("x").options(checkpointLocation="s3a://c", queryname="q").start()', 'x', { checkpointLocation: 's3a://c', queryName: 'q' }],
    ['.writeStream.foreach(f).start()', 'foreach', {}],
    ['.writeStream.foreachBatch(lambda b, i: None).outputMode(MODE).start()', 'foreachBatch', { outputMode: '? it is not a value in sight' }],
    ['.writeStream.format(FORMAT).start()', '?', {}],
    ['.writeStream.format("kafka").options(**sink()).start()', 'kafka', { '…': '**sink(…) is not in sight' }],
    ['.writeStream.partitionBy("a").format("delta").start("s3a://x")', 'delta', { 'sink.path': 's3a://x' }],
    ['.writeStream.format("console").foreachBatch(f).start()', 'foreachBatch', {}],
    ['.writeStream.foreachBatch(f).format("console").start()', 'console', {}],
  ])('%s', (written, sink, expected) => {
    const text = job(`q = raw${written}`)
    expect(flowIn(text)).toBe(`kafka → ${sink}`)
    expect(settingsOf(only(text, 'spark-query'))).toEqual(expected)
  })

  test('which trigger a query is started with, for its sources', () => {
    const trigger = (call: string): string | undefined => queryOf(job(`raw.writeStream${call}.start()`)).trigger
    expect(['', '.trigger(processingTime=X)', '.trigger(once=True)', '.trigger(availableNow=True)', '.trigger(availableNow=NOW)', '.trigger(**T)', '.trigger(continuous="1 second")', '.options(**X)'].map(trigger)).toEqual([
      undefined, 'processingTime', 'once', 'availableNow', 'unknown', 'unknown', 'continuous', undefined,
    ]) // prettier-ignore
    expect(queryOf(job('tuned(raw.writeStream).start()')).trigger).toBe('unknown')
    expect(queryOf(job('if x:', '    w = raw.writeStream.trigger(once=True)', 'else:', '    w = raw.writeStream', 'w.start()')).trigger).toBe('unknown')
    expect(queryOf(job('w = raw.writeStream', 'if x:', '    w = w.trigger(once=True)', 'w.start()')).trigger).toBe('unknown')
    expect(queryOf(job('def f():', '    return raw.filter("a")')).trigger).toBe('unknown')
  })

  test('the place of a query is its start, its name the query name or the variable', () => {
    const text = job(
      'first = raw.writeStream.format("console").start()',
      'raw.writeStream.queryName("named").toTable("t")',
      'raw.writeStream.start("a")',
      'raw.filter("a").writeStream.start("b")',
    )
    expect(queriesIn(text).map((c) => `${c.name ?? '?'} ${text.slice(c.at.start, c.at.end)}`)).toEqual(['first start', 'named toTable', 'raw start', '? start'])
  })

  test('a writer in statements', () => {
    const text = job(
      'writer = raw.writeStream.format("parquet")',
      'writer = writer.option("checkpointLocation", "s3a://c")',
      'writer.trigger(processingTime="1 minute")',
      'query = writer.start("s3a://x")',
    )
    const query = only(text, 'spark-query')
    expect(settingsOf(query)).toEqual({ checkpointLocation: 's3a://c', trigger: '1 minute', 'sink.path': 's3a://x' })
    expect(text.slice(query.extent.start, query.extent.end)).toBe(text.slice(text.indexOf('writer ='), text.length - 1))
    expect(query.name).toBe('query')
  })

  test('who had the writer in hand may have set anything', () => {
    const text = job('secured(raw.writeStream.format("kafka")).start()')
    expect(settingsOf(only(text, 'spark-query'))).toEqual({ '…': 'secured() is not in sight' })
  })

  test('the body of a foreachBatch: whether it leaves files, and that its frames are batches', () => {
    const body = (...lines: string[]): boolean | undefined =>
      queryOf(job('def store(batch, batch_id):', ...lines.map((l) => `    ${l}`), 'raw.writeStream.foreachBatch(store).start()')).sink?.bodyWrites
    expect(body('batch.dropDuplicates(["id"]).write.format("delta").mode("append").save("x")')).toBe(true)
    expect(body('batch.write.saveAsTable("t")')).toBe(true)
    expect(body('batch.sparkSession.sql("MERGE INTO t USING c ON t.id = c.id WHEN MATCHED THEN UPDATE SET *")')).toBe(true)
    expect(body('batch.write.jdbc("jdbc:x", "t")')).toBe(false)
    expect(body('batch.write.format("jdbc").save()')).toBe(false)
    expect(body('print(batch.count())')).toBe(false)
    const unseen = queryOf(job('raw.writeStream.foreachBatch(acme.store).start()'))
    expect(unseen.sink?.name).toBe('foreachBatch')
    expect(unseen.sink?.bodyWrites).toBeUndefined()
    const lambda = queryOf(job('raw.writeStream.foreachBatch(lambda b, i: b.write.parquet("x")).start()'))
    expect(lambda.sink?.bodyWrites).toBe(true)
    expect(
      queriesIn(job('def store(batch, i):', '    batch.groupBy(window("ts", "1 hour")).count().write.parquet("x")', 'raw.writeStream.foreachBatch(store).start()')),
    ).toHaveLength(1)
    const inner = queryOf(job('def save(df):', '    df.write.parquet("x")', 'def store(batch, i):', '    save(batch)', 'raw.writeStream.foreachBatch(store).start()'))
    expect(inner.sink?.bodyWrites).toBe(true)
  })
})

describe('the clients inside', () => {
  const text = `${HEAD}${KAFKA.replace('.load()', '.option("Kafka.Max.Poll.Records", "10").option("kafka.group.id", "g").load()')}raw.writeStream.format("kafka").option("kafka.bootstrap.servers", "b").option("kafka.acks", "0").option("kafka.sasl.jaas.config", "org.x required password=\\"p\\";").option("topic", "t").start()\n`

  test('the producer of a sink', () => {
    const producer = only(text, 'producer')
    expect(producer.parent?.kind).toBe('spark-query')
    expect(producer.inSpark).toBe(true)
    expect(settingsOf(producer)).toEqual({ 'bootstrap.servers': 'b', acks: '0', 'sasl.jaas.config': Secret.MARK })
    expect(producer.layers[0]?.origin).toBe('framework')
    expect(Object.keys(settingsOf(producer, 'framework'))).toEqual(['key.serializer', 'value.serializer'])
    const key = producer.layers[1]?.values.get('acks')?.[0]?.key
    expect(key && text.slice(key.start, key.end)).toBe('acks')
    expect(settingsOf(only(text, 'spark-query'))).toEqual({ 'sink.topic': 't' })
  })

  test('the consumer of a source', () => {
    const consumer = only(text, 'consumer')
    expect(consumer.parent?.kind).toBe('spark-source')
    expect(settingsOf(consumer)).toEqual({ 'bootstrap.servers': 'b:9092', 'max.poll.records': '10', 'group.id': 'g' })
    expect(settingsOf(consumer, 'framework')).toMatchObject({
      'enable.auto.commit': 'false',
      'auto.offset.reset': 'none',
      'group.id': '? Spark assigns partitions itself and joins no group',
    })
    expect(settingsOf(only(text, 'spark-source'))).toEqual({ 'source.subscribe': 't' })
  })

  test('no client without its settings, none of another format', () => {
    expect(read(`${HEAD}spark.readStream.format("kafka").option("subscribe", "t").load()${START}`).map((c) => c.kind)).toEqual(['spark-query', 'spark-source'])
    expect(read(`${HEAD}spark.readStream.format("rate").option("kafka.acks", "0").load()${START}`).map((c) => c.kind)).toEqual(['spark-query', 'spark-source'])
  })
})

describe('the session', () => {
  const JOB = 'spark.readStream.format("rate").load().writeStream.format("console").start()\n'
  const session = (text: string): Record<string, string> =>
    settingsOf(only(`from pyspark import SparkConf\nfrom pyspark.sql import SparkSession\n${text}\n${JOB}`, 'spark-session'))

  test.each<[string, Record<string, string>]>([
    [
      'spark = SparkSession.builder.appName("a").config("spark.x", "1").config("spark.y", True).config("spark.z", 500).getOrCreate()',
      { 'spark.x': '1', 'spark.y': 'true', 'spark.z': '500' },
    ],
    ['spark = SparkSession.builder.master("local[2]").getOrCreate()', { 'spark.master': 'local[2]' }],
    [
      'conf = SparkConf().setAppName("a").set("spark.x", "1").setMaster("yarn")\nspark = SparkSession.builder.config(conf=conf).getOrCreate()',
      { 'spark.x': '1', 'spark.master': 'yarn' },
    ],
    ['conf = SparkConf()\nconf.set("spark.x", "1")\nconf.setAll([("spark.y", "2"), ("spark.z", "3")])', { 'spark.x': '1', 'spark.y': '2', 'spark.z': '3' }],
    ['spark.conf.set("spark.x", "1")', { 'spark.x': '1' }],
    ['spark.sparkContext._conf.set("spark.x", "1")', { 'spark.x': '1' }],
    ['spark.sql("SET spark.x = 10")', { 'spark.x': '10' }],
    ['C = {"spark.x": "1"}\nspark = SparkSession.builder.config(map=C).getOrCreate()', { 'spark.x': '1' }],
    ['C = {"spark.x": "1", "spark.y": "2"}\nb = SparkSession.builder\nfor k, v in C.items():\n    b = b.config(k, v)\nspark = b.getOrCreate()', { 'spark.x': '1', 'spark.y': '2' }],
    ['spark = SparkSession.builder.config("spark.x", VALUE).getOrCreate()', { 'spark.x': '? it is not a value in sight' }],
    ['spark = SparkSession.builder.config("spark.x", "1").config(conf=acme).getOrCreate()', { 'spark.x': '1', '…': 'config(conf=…) is not in sight' }],
    ['spark = tuned(SparkSession.builder.config("spark.x", "1")).getOrCreate()', { 'spark.x': '1', '…': 'tuned() is not in sight' }],
    ['spark = SparkSession.builder.config("spark.hadoop.fs.s3a.secret.key", "k").getOrCreate()', { 'spark.hadoop.fs.s3a.secret.key': Secret.MARK }],
  ])('%s', (text, expected) => expect(session(text)).toEqual(expected))

  test('a name that is put together leaves open only what it may be', () => {
    expect(session('spark = SparkSession.builder.config("spark.x", "1").config(f"spark.sql.catalog.{NAME}", "c").getOrCreate()')).toEqual({ 'spark.x': '1' })
    expect(session('spark = SparkSession.builder.config("spark.x", "1").config(f"spark.{NAME}", "c").getOrCreate()')).toMatchObject({
      '…': 'the name of a setting is not in sight',
    })
    const text = `spark.readStream.format("kafka").option("kafka.bootstrap.servers", "b").option(f"kafka.{name}", value).load().writeStream.format("console").start()\n`
    expect(settingsOf(only(text, 'spark-source'))).toEqual({})
    expect(settingsOf(only(text, 'consumer'))).toMatchObject({ '…': 'the name of an option is not in sight' })
  })

  test('nothing of a secret in what is said of it', () => {
    const text = `spark.readStream.format("kafka").option("kafka.sasl.jaas.config", f"org.x required password={decrypt('hunter2')};").options(**auth(password="hunter3")).load().writeStream.option("x.password", fetch("hunter4")).start()\n`
    expect(JSON.stringify(read(text).map((c) => settingsOf(c)))).not.toMatch(/hunter/)
  })

  test('none where nothing is set', () => {
    expect(read(`${HEAD}${JOB}`).map((c) => c.kind)).toEqual(['spark-query', 'spark-source'])
    expect(read(`spark.conf.set(NAME, "1")\n${JOB}`).map((c) => c.kind)).toEqual(['spark-query', 'spark-source'])
  })

  test('what a query takes over from it', () => {
    const text = `spark = SparkSession.builder.master("local[*]").config("spark.sql.streaming.checkpointLocation", "s3a://c").getOrCreate()\n${JOB}`
    const [session, query] = read(text)
    expect(query && settingsOf(query, 'inherited')).toEqual({ checkpointLocation: 's3a://c', 'spark.master': 'local[*]' })
    const own = session?.layers[0]?.values.get('spark.sql.streaming.checkpointLocation')?.[0]
    expect(query?.layers.find((l) => l.origin === 'inherited')?.values.get('checkpointLocation')?.[0]).toBe(own)
    expect(session && text.slice(session.at.start, session.at.end)).toBe('master')
  })

  test('set in a branch, it may hold for a query or not', () => {
    const text = `spark = get()\nif local:\n    spark.conf.set("spark.sql.streaming.checkpointLocation", "/tmp/c")\n${JOB}`
    expect(settingsOf(only(text, 'spark-query'), 'inherited')).toEqual({ checkpointLocation: '? it is set in one branch only' })
  })

  test('the default format of the session is that of a reader without one', () => {
    expect(flowIn('spark.conf.set("spark.sql.sources.default", "delta")\nspark.readStream.load("x").writeStream.start("y")\n')).toBe('delta → delta')
  })
})

describe('files that give nothing', () => {
  test.each([
    ['batches', 'spark.read.parquet("x").groupBy(F.window("ts", "1 hour")).count().write.parquet("y")'],
    ['the words in a string only', 'text = "spark.readStream.load().writeStream.start()"\nspark.conf.set("spark.streaming.unpersist", "true")'],
    ['a parameter and no start', 'def to(frame):\n    return frame.writeStream.format("kafka")'],
  ])('%s', (_, text) => expect(read(`# readStream\n${text}\n`).filter((c) => c.kind !== 'spark-session' || !text.includes('writeStream.format'))).toEqual([]))

  test('DStreams beside a query: the session is theirs too', () => {
    const text = `from pyspark.streaming import StreamingContext\nspark.conf.set("spark.streaming.unpersist", "true")\n${KAFKA}raw${START}`
    expect(read(text).map((c) => c.kind)).toEqual(['spark-query', 'spark-source', 'consumer'])
  })

  test('tests are marked as such', () => {
    expect(read(`import pytest\n${KAFKA}raw${START}`).every((c) => c.isTest)).toBe(true)
    expect(read(`${KAFKA}raw${START}`).some((c) => c.isTest)).toBe(false)
  })
})

describe('where the name of a setting is shown', () => {
  const names = (...lines: string[]): string[] => {
    const text = job(...lines, `raw${START}`)
    const { layers } = only(text, 'spark-session')
    return [...(layers[0]?.values.values() ?? [])]
      .flat()
      .map((v) => `${text.slice(v.key.start, v.key.end)} ${text.slice(0, v.key.start).split('\n').length - job('').split('\n').length + 2}`)
  }
  test.each<[string, string[], string[]]>([
    ['in the dictionary that a loop goes over', ['C = {"spark.x": "1",', '     "spark.y": "2"}', 'for k, v in C.items():', '    spark.conf.set(k, v)'], ['spark.x 1', 'spark.y 2']],
    ['in the pairs that a loop goes over', ['for k, v in [("spark.x", "1"), ("spark.y", "2")]:', '    spark.conf.set(k, v)'], ['spark.x 1', 'spark.y 1']],
    ['where it is used, outside of loops', ['KEY = "spark.x"', 'spark.conf.set(KEY, "1")'], ['KEY 2']],
    ['where it is put together', ['for k in ["x"]:', '    spark.conf.set("spark." + k, "1")'], ['"spark." + k 2']],
  ])('%s', (_, lines, expected) => expect(names(...lines)).toEqual(expected))
})
