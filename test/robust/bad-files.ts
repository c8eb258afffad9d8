/** Texts that nobody writes, or that somebody writes to harm: each with a place at which something must still be said, where there is one. */
export interface BadFile {
  readonly name: string
  readonly path: string
  readonly content: string | Uint8Array
  /** Rules that must be found, with the line that each is found in. */
  readonly says?: readonly (readonly [rule: string, line: number])[]
  /** A defect that is known and not mended: the test is skipped, and its name shown at the end of the run. */
  readonly broken?: string
}

/* Each of the three has one finding of its own, in its last line. */
export const CONSUMER = 'bootstrap.servers=b:9092\ngroup.id=g\nsession.timeout.ms=2000\n'
export const TOPIC = 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata: {name: t, labels: {strimzi.io/cluster: c}}\nspec:\n  replicas: 3\n  config:\n    min.insync.replicas: 4\n'
export const JOB =
  'from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nspark.readStream.format("kafka").option("subscribe", "t").load().writeStream.format("console").start()\n'
const [IN_CONSUMER, IN_TOPIC, IN_JOB] = [['heartbeat-not-below-session', 3] as const, ['min-isr-exceeds-rf', 7] as const, ['source-rate-unbounded', 3] as const]

const many = (n: number, make: (i: number) => string): string => Array.from({ length: n }, (_, i) => make(i)).join('')
const nested = (n: number, line: (indent: string, i: number) => string): string => many(n, (i) => line(' '.repeat(i), i))
const MARKERS = ['<<<<<<< HEAD\n', '=======\n', '>>>>>>> other\n'] as const
const conflict = (ours: string, theirs: string): string => MARKERS[0] + ours + MARKERS[1] + theirs + MARKERS[2]
const noise = (n: number): Uint8Array => Uint8Array.from({ length: n }, (_, i) => (i * 7919 + (i >> 3)) % 256)
/** A text with bytes in it that are no UTF-8. */
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')

type Spec = Omit<BadFile, 'path'>
const properties = (specs: readonly Spec[]): BadFile[] => specs.map((s) => ({ path: 'consumer.properties', ...s, name: `properties: ${s.name}` }))
const yaml = (specs: readonly Spec[]): BadFile[] => specs.map((s) => ({ path: 'topic.yaml', ...s, name: `YAML: ${s.name}` }))
const python = (specs: readonly Spec[]): BadFile[] => specs.map((s) => ({ path: 'job.py', ...s, name: `Python: ${s.name}` }))

const FLAT = properties([
  { name: 'empty', content: '' },
  { name: 'fifty thousand lines', content: CONSUMER + many(50_000, (i) => `some.key.${i}=v\n`), says: [IN_CONSUMER] },
  { name: 'fifty thousand keys that nearly exist', content: CONSUMER + many(50_000, (i) => `session.timeout.m${i}=v\n`), says: [IN_CONSUMER, ['unknown-key', 4]] },
  { name: 'the same key fifty thousand times', content: CONSUMER + 'client.id=a\n'.repeat(50_000), says: [IN_CONSUMER], broken: 'duplicate-key counts each repeat anew: n²' },
  { name: 'a value of 10 MB', content: `${CONSUMER}client.id=${'x'.repeat(1e7)}\n`, says: [IN_CONSUMER] },
  { name: 'a key of 10 MB', content: `${CONSUMER}${'x'.repeat(1e7)}=1\n`, says: [IN_CONSUMER] },
  { name: 'a key of 10 MB that begins like one', content: `${CONSUMER}${'session.timeout.'.repeat(600_000)}=1\n`, says: [IN_CONSUMER], broken: 'near-key compares a key of any length' },
  { name: 'more than is looked at', content: `${CONSUMER}client.id=${'x'.repeat(2 ** 24)}\n`, says: [['file-too-large', 1]] },
  { name: 'bytes', content: noise(100_000) },
  { name: 'bytes behind a head', content: Buffer.concat([Buffer.from(CONSUMER), noise(100_000)]) },
  { name: 'no UTF-8', content: latin1(`${CONSUMER}client.id=caf\xe9\n`), says: [IN_CONSUMER] },
  { name: 'an unfinished merge', content: CONSUMER + conflict('client.id=a\n', 'client.id=b\n'), says: [IN_CONSUMER, ['syntax-problem', 4], ['syntax-problem', 6], ['syntax-problem', 8]] },
  { name: 'quotes that do not end', content: `${CONSUMER}client.id="a\nclient.rack='b\n`, says: [IN_CONSUMER] },
  { name: 'NUL', content: `${CONSUMER}client.id=a\0b\n` },
  { name: 'NUL far behind', content: `${CONSUMER}${'# nothing\n'.repeat(2000)}client.id=a\0b\n`, says: [IN_CONSUMER] },
  { name: 'lone surrogates', content: `${CONSUMER}client.id=\\ud800\nclient.rack=\\udc00\\ud83d\n`, says: [IN_CONSUMER] },
  { name: 'carriage returns alone', content: CONSUMER.replaceAll('\n', '\r'), says: [['heartbeat-not-below-session', 3]] },
  { name: 'a hundred thousand continuations', content: `${CONSUMER}client.id=${'x\\\n'.repeat(100_000)}y\nclient.rack\n`, says: [IN_CONSUMER] },
  { name: 'a hundred thousand continuations of nothing', content: `${CONSUMER}${'\\\n'.repeat(100_000)}a=y\n`, says: [IN_CONSUMER] },
  { name: 'a hundred thousand broken escapes', content: `${CONSUMER}client.id=${'\\u00'.repeat(100_000)}\n`, says: [IN_CONSUMER, ['syntax-problem', 4]] },
  { name: 'a placeholder in a placeholder, without end', content: `${CONSUMER}client.id=${'${a:'.repeat(100_000)}\n`, says: [IN_CONSUMER] },
  { name: 'a comment of 1 MB', content: `${CONSUMER}# ${'weir-disable '.repeat(80_000)}\n`, says: [IN_CONSUMER] },
  {
    name: 'a suppression of twenty thousand rules',
    content: `${CONSUMER}# weir-disable ${many(20_000, (i) => `acks-on${i} `)}\n`,
    says: [IN_CONSUMER, ['unknown-rule', 4]],
    broken: 'every name is compared with every rule, and each makes a finding',
  },
  { name: 'a statement of fifty thousand words', content: `${CONSUMER}# weir: ${'record-tim=5 '.repeat(50_000)}\n`, says: [IN_CONSUMER, ['fact-unreadable', 4]] },
  {
    name: 'twenty thousand suppressions below each other',
    content: `${CONSUMER}${'# weir-disable-next-line acks-one\n'.repeat(20_000)}client.id=a\n`,
    says: [IN_CONSUMER, ['suppression-unused', 4]],
    broken: 'each looks for the next line through all that follow: n²',
  },
  {
    name: 'twenty thousand suppressions that begin and end',
    content: CONSUMER + '# weir-disable acks-one\n# weir-enable acks-one\n'.repeat(20_000),
    says: [IN_CONSUMER, ['suppression-unused', 4]],
    broken: 'each looks for its end through all, and each finding through each: n²',
  },
])

const TREE = yaml([
  { name: 'empty', content: '' },
  { name: 'fifty thousand lines', content: `${TOPIC}  status:\n${many(50_000, (i) => `    - ${i}\n`)}`, says: [IN_TOPIC] },
  { name: 'a map of fifty thousand keys', content: TOPIC + many(50_000, (i) => `    k${i}.x: v\n`), says: [IN_TOPIC, ['unknown-key', 8]] },
  { name: 'the same key fifty thousand times', content: TOPIC + '    retention.ms: 1\n'.repeat(50_000), says: [IN_TOPIC], broken: 'duplicate-key counts each repeat anew: n²' },
  { name: 'a line of 3 MB', content: `${TOPIC}    a.b: ${'x'.repeat(3e6)}\n`, says: [IN_TOPIC] },
  { name: 'a line of 10 MB', content: `${TOPIC}    a.b: ${'x'.repeat(1e7)}\n`, says: [['file-too-large', 1]] },
  { name: 'bytes', content: noise(100_000) },
  { name: 'bytes behind a head', content: Buffer.concat([Buffer.from(`${TOPIC}---\n`), noise(50_000)]) },
  { name: 'no UTF-8', content: latin1(`${TOPIC}    client.id: caf\xe9\n`), says: [IN_TOPIC] },
  { name: 'aliases of aliases', content: `${TOPIC}  status:\n    a0: &a0 [x, x]\n${many(30, (i) => `    a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}x]\n`)}`, says: [IN_TOPIC] },
  {
    name: 'merges of merges',
    content: `x0: &x0 {retention.ms: 1}\n${many(18, (i) => `x${i + 1}: &x${i + 1} {<<: [*x${i}, *x${i}]}\n`)}${TOPIC}    <<: *x18\n`,
    broken: 'pairsOf follows every path: 2ⁿ, and throws out of memory of the stack',
  },
  { name: 'an alias five hundred times', content: `${TOPIC}    a.b: &a 1\n${many(500, (i) => `    k${i}.x: *a\n`)}`, says: [IN_TOPIC] },
  {
    name: 'an alias twenty thousand times',
    content: `${TOPIC}    a.b: &a 1\n${many(20_000, (i) => `    k${i}.x: *a\n`)}`,
    says: [IN_TOPIC],
    broken: 'yaml looks through the document for each alias: n², six minutes',
  },
  { name: 'an anchor that is not there', content: `${TOPIC}    retention.ms: *nowhere\n`, says: [IN_TOPIC, ['syntax-problem', 8]] },
  { name: 'an alias of itself', content: `${TOPIC}  status: &s\n    a: *s\n    <<: *s\n`, says: [IN_TOPIC] },
  { name: 'brackets a thousand deep', content: `${TOPIC}  status: ${'['.repeat(1000)}${']'.repeat(1000)}\n`, says: [['syntax-problem', 8]] },
  { name: 'brackets that look closed', content: `${TOPIC}  status: ${'[ "]", '.repeat(3000)}1${']'.repeat(3000)}\n`, says: [['syntax-problem', 8]] },
  { name: 'brackets that do not end', content: `${TOPIC}  status: ${'{a: '.repeat(190)}\n`, says: [IN_TOPIC, ['syntax-problem', 9]] },
  { name: 'a thousand levels of indentation', content: `${TOPIC}  status:\n${nested(1000, (indent) => `    ${indent}a:\n`)}`, says: [IN_TOPIC] },
  { name: 'twenty thousand levels in a line', content: `${TOPIC}  status:\n    ${'- '.repeat(20_000)}a\n`, says: [IN_TOPIC, ['syntax-problem', 9]] },
  { name: 'keys of keys of keys', content: `${TOPIC}  status:\n    ${'? '.repeat(5000)}a\n`, says: [IN_TOPIC, ['syntax-problem', 9]] },
  { name: 'an unfinished merge', content: TOPIC + conflict('    retention.ms: 1\n', '    retention.ms: 2\n'), says: [['syntax-problem', 8], ['syntax-problem', 10], ['syntax-problem', 12]] },
  { name: 'double quotes that do not end', content: `${TOPIC}    retention.ms: "1\n`, says: [IN_TOPIC, ['syntax-problem', 8]] },
  { name: 'single quotes that do not end', content: `${TOPIC}    retention.ms: '1\n`, says: [IN_TOPIC, ['syntax-problem', 8]] },
  { name: 'NUL', content: `${TOPIC}    a.b: a\0b\n` },
  { name: 'NUL far behind', content: `${TOPIC}${'# nothing\n'.repeat(2000)}    a.b: a\0b\n`, says: [IN_TOPIC] },
  { name: 'lone surrogates', content: `${TOPIC}    a.b: "\\ud800"\n`, says: [IN_TOPIC] },
  { name: 'carriage returns alone', content: TOPIC.replaceAll('\n', '\r') },
  { name: 'tabs for indentation', content: `${TOPIC}\tretention.ms: 1\n`, says: [IN_TOPIC, ['syntax-problem', 8]] },
  { name: 'twenty thousand documents', content: `${TOPIC}${'---\na: 1\n'.repeat(20_000)}`, says: [IN_TOPIC] },
  { name: 'ten thousand topics', content: many(10_000, () => `${TOPIC}---\n`), says: [IN_TOPIC, ['min-isr-exceeds-rf', 15]] },
  { name: 'one topic of many that is broken', content: `${TOPIC}---\n${TOPIC}    a: [\n---\n${TOPIC}`, says: [IN_TOPIC, ['min-isr-exceeds-rf', 25]] },
  { name: 'blank lines above all, and a per cent sign', content: `${'\n'.repeat(23)}a: 50%\n---\n${TOPIC}`, says: [['min-isr-exceeds-rf', 32]], broken: 'isDirectivesOnly goes back over blanks: 2ⁿ' },
  { name: 'a suppression of a thousand rules', content: `# weir-disable ${many(1000, (i) => `acks-on${i} `)}\n${TOPIC}`, says: [['min-isr-exceeds-rf', 8], ['unknown-rule', 1]] },
])

const CODE = python([
  { name: 'empty', content: '' },
  { name: 'fifty thousand lines', content: JOB + 'x = 1  # c\n'.repeat(50_000), says: [IN_JOB] },
  { name: 'a dictionary of twenty thousand keys', content: JOB.replace('.load()', `.options(**{${many(20_000, (i) => `"k${i}": "v", `)}}).load()`), says: [IN_JOB] },
  { name: 'a line of 1 MB', content: `${JOB}x = "${'x'.repeat(1e6)}"\n`, says: [IN_JOB] },
  { name: 'a line of 10 MB', content: `${JOB}x = "${'x'.repeat(1e7)}"\n`, says: [['file-too-large', 1]] },
  { name: 'bytes', content: noise(100_000) },
  { name: 'bytes behind a head', content: Buffer.concat([Buffer.from(JOB), noise(50_000)]) },
  { name: 'no UTF-8', content: latin1(`${JOB}x = "caf\xe9"\n`), says: [IN_JOB] },
  { name: 'brackets a thousand deep', content: `${JOB}x = ${'('.repeat(1000)}1${')'.repeat(1000)}\n`, says: [IN_JOB] },
  { name: 'brackets five thousand deep that do not end', content: `${JOB}x = ${'['.repeat(5000)}\n`, says: [IN_JOB, ['syntax-problem', 4]] },
  { name: 'calls in calls, a thousand deep', content: `${JOB}x = ${'f('.repeat(1000)}1${')'.repeat(1000)}\n`, says: [IN_JOB] },
  { name: 'calls of a stream in calls, a thousand deep', content: `${JOB}s = spark.readStream.format("rate").load()\nx = ${'f('.repeat(1000)}s${')'.repeat(1000)}\n`, says: [IN_JOB] },
  { name: 'functions in functions, a thousand deep', content: `${JOB}${nested(1000, (indent) => `${indent}def f():\n`)}${' '.repeat(1000)}pass\n` },
  { name: 'functions in functions, ninety deep', content: `${JOB}${nested(90, (indent) => `${indent}def f():\n`)}${' '.repeat(90)}pass\n`, says: [IN_JOB] },
  { name: 'lambdas in lambdas', content: `${JOB}x = ${'lambda: '.repeat(2000)}1\n`, says: [IN_JOB] },
  { name: 'a chain of five thousand calls', content: JOB.replace('.load()', `.load()${'.filter("a")'.repeat(5000)}`), says: [IN_JOB] },
  { name: 'a chain of five thousand options', content: JOB.replace('.load()', `${'.option("a", "b")'.repeat(5000)}.load()`), says: [IN_JOB] },
  { name: 'five thousand assignments', content: `${JOB}s = spark.readStream.format("rate").load()\n${'s = s.filter("a")\n'.repeat(5000)}s.writeStream.start()\n`, says: [IN_JOB] },
  { name: 'a sum of twenty thousand', content: `${JOB}x = ${'a + '.repeat(20_000)}b\n`, says: [IN_JOB] },
  { name: 'a name of twenty thousand parts', content: `${JOB}x = a${'.b'.repeat(20_000)}\n`, says: [IN_JOB] },
  { name: 'two thousand branches', content: `${JOB}if a:\n    pass\n${'elif b:\n    df = spark.readStream.load()\n'.repeat(2000)}`, says: [IN_JOB] },
  { name: 'five thousand branches', content: `${JOB}if a:\n    pass\n${'elif b:\n    df = spark.readStream.load()\n'.repeat(5000)}`, says: [IN_JOB], broken: 'the branches of one if are weighed n²' },
  { name: 'two thousand functions that call the next', content: `${JOB}${many(2000, (i) => `def f${i}(df):\n    return f${i + 1}(df)\n`)}f0(spark.readStream.load()).writeStream.start()\n`, says: [IN_JOB] },
  { name: 'a function that calls itself', content: `${JOB}def f(df):\n    return f(df)\nf(spark.readStream.load()).writeStream.start()\n`, says: [IN_JOB] },
  { name: 'an unfinished merge', content: JOB + conflict('x = 1\n', 'x = 2\n'), says: [['syntax-problem', 4], ['syntax-problem', 6], ['syntax-problem', 8]] },
  { name: 'quotes that do not end', content: `${JOB}x = "a\n`, says: [IN_JOB, ['syntax-problem', 4]] },
  { name: 'triple quotes that do not end', content: `${JOB}x = """a\n${'b\n'.repeat(20_000)}`, says: [IN_JOB, ['syntax-problem', 4]] },
  { name: 'a string in the chain that does not end', content: JOB.replace('"t"', '"t'), says: [['syntax-problem', 3]] },
  { name: 'NUL', content: `${JOB}x = "a\0b"\n` },
  { name: 'NUL far behind', content: `${JOB}${'# nothing\n'.repeat(2000)}x = "a\0b"\n`, says: [IN_JOB] },
  { name: 'lone surrogates', content: `${JOB}x = "\\ud800"\n`, says: [IN_JOB] },
  { name: 'carriage returns alone', content: JOB.replaceAll('\n', '\r') },
  { name: 'the word of a stream over and over in a comment', content: `# ${'readStream '.repeat(20_000)}\n${JOB}`, says: [['source-rate-unbounded', 4]], broken: 'isCommented looks back to the start of the line for each: n²' },
  { name: 'two thousand suppressions below each other', content: `${JOB}${'# weir-disable-next-line acks-one\n'.repeat(2000)}x = 1\n`, says: [IN_JOB, ['suppression-unused', 4]], broken: 'as in properties, and slower' },
  { name: 'twenty thousand suppressions beside', content: `${JOB}${'x = 1  # weir-disable-line acks-one\n'.repeat(20_000)}`, says: [IN_JOB, ['suppression-unused', 4]] },
])

export const badFiles: readonly BadFile[] = [...FLAT, ...TREE, ...CODE]
