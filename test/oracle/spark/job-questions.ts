import type { OperatorQuestion } from './question-file.ts'

/* Files that set something on a session that runs, and jobs of DStreams. */

const SWITCH = 'spark.sql.legacy.setCommandRejectsSparkCoreConfs'
const LINES = [
  'spark.conf.set("spark.executor.memory", "1g")',
  'spark.conf.set(key="spark.executor.memory", value="1g")',
  'spark.conf.set("spark.sql.warehouse.dir", "/x")',
  'spark.conf.set("spark.sql.shuffle.partitions", 4)',
  'spark.conf.set("spark.sql.shuffle.partitions", 0)',
  'spark.conf.set("spark.streaming.blockInterval", "x")',
  'spark.conf.set("spark.yarn.maxAppAttempts", "two")',
  'spark.conf.set("spark.master", "local[3]")',
  'spark.sql("SET spark.task.maxFailures=3")',
  'spark.sql("set spark.sql.extensions = a.B")',
  'spark.sql("SET spark.sql.shuffle.partitions = 3")',
  'conf = spark.conf\nconf.set("spark.speculation", "true")',
  'def tune(session: SparkSession):\n    session.conf.set("spark.speculation", "true")\ntune(spark)',
  'session = SparkSession.builder.getOrCreate()\nsession.conf.set("spark.speculation", "true")',
  'SparkSession.builder.getOrCreate().conf.set("spark.speculation", "true")',
  'SparkSession.builder.config("spark.executor.memory", "1g").getOrCreate()',
  'conf = SparkConf().set("spark.executor.memory", "1g").setIfMissing("spark.speculation", "true")',
  'conf = spark.sparkContext.getConf()\nconf.set("spark.executor.memory", "1g")',
  'try:\n    spark.conf.set("spark.speculation", "true")\nexcept Exception:\n    pass',
  'try:\n    pass\nfinally:\n    spark.conf.set("spark.speculation", "true")',
  'with suppress(Exception):\n    spark.conf.set("spark.speculation", "true")',
  'for key, value in {"spark.sql.shuffle.partitions": "3", "spark.speculation": "true"}.items():\n    spark.conf.set(key, value)',
  'if spark.conf.isModifiable("spark.speculation"):\n    spark.conf.set("spark.speculation", "true")',
  `spark.conf.set("${SWITCH}", "false")\nspark.conf.set("spark.executor.memory", "1g")`,
  `spark.conf.set("${SWITCH}", "false")\nspark.conf.set("spark.sql.warehouse.dir", "/x")`,
  `spark.conf.set("${SWITCH}", "true")\nspark.conf.set("spark.executor.memory", "1g")`,
]

/** In a session of its own, so that nothing of it is left for the next. */
export const sessionQuestions: readonly OperatorQuestion[] = LINES.map((line) => ({
  about: line,
  text: `from contextlib import suppress
from pyspark import SparkConf
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
spark = spark.newSession()
${line}
spark.readStream.format("rate").load().writeStream.format("noop").start()
`,
}))

const ADD = 'lambda a, b: a + b'
const TAKE = 'lambda a, b: a - b'
const WINDOWS = ['30, 10', '20', '25, 10', '30, 15', '30, None']
const steps = [
  ...WINDOWS.flatMap((times) => [`lines.window(${times})`, `pairs.reduceByKeyAndWindow(${ADD}, ${TAKE}, ${times})`, `pairs.reduceByKeyAndWindow(${ADD}, None, ${times})`]),
  `lines.map(len).reduceByWindow(${ADD}, ${TAKE}, 30, 10)`,
  `lines.map(len).reduceByWindow(${ADD}, None, 30, slideDuration=10)`,
  'lines.countByWindow(30, 10)',
  'lines.countByValueAndWindow(windowDuration=30, slideDuration=10)',
  'pairs.groupByKeyAndWindow(30, 10)',
  'pairs.updateStateByKey(update)',
  'pairs.updateStateByKey(update).mapValues(str).union(pairs)',
  'pairs.union(pairs.updateStateByKey(update))',
  'ssc.union(pairs, pairs.updateStateByKey(update))',
  'lines.window(40, 20).window(60, 40)',
  'lines.window(40, 20).map(len).window(30)',
  'lines.window(40, 20).window(60, 10)',
]
const BOTH = '.set("spark.dynamicAllocation.enabled", "true").set("spark.streaming.dynamicAllocation.enabled", "true")'

const job = (body: string, conf = '', batch = '10'): OperatorQuestion => ({
  about: `${body} ${conf} ${batch}`,
  text: `from pyspark import SparkConf, SparkContext
from pyspark.streaming import StreamingContext

sc = SparkContext(conf=SparkConf()${conf})
ssc = StreamingContext(sc, ${batch})
lines = ssc.socketTextStream("localhost", 9)
pairs = lines.map(lambda line: (line, 1))


def update(new, total):
    return sum(new) + (total or 0)


${body}
ssc.start()
`,
})
const CHECKPOINT = 'ssc.checkpoint("file:///weir/checkpoint")\n'
/** Each step without a checkpoint, some with one, and what else a start looks at. */
export const dstreamQuestions: readonly OperatorQuestion[] = [
  ...steps.map((step) => job(`${step}.pprint()`)),
  ...steps.filter((_, i) => i % 3 === 1).map((step) => job(`${CHECKPOINT}${step}.pprint()`)),
  job('pairs.updateStateByKey(update)\nlines.pprint()'),
  job('pairs.updateStateByKey(update).foreachRDD(lambda rdd: None)'),
  job('pairs.updateStateByKey(update).pprint()', '.set("spark.streaming.checkpoint.directory", "file:///weir/checkpoint")'),
  job('sc.setCheckpointDir("file:///weir/checkpoint")\npairs.updateStateByKey(update).pprint()'),
  job('lines.window(1.5, 0.5).pprint()', '', '0.5'),
  job('lines.window(1.2, 0.5).pprint()', '', 'batchDuration=0.5'),
  job('lines.pprint()', BOTH),
  job('lines.pprint()', BOTH.replace('"true"', '"false"')),
]
