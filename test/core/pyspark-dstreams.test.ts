import { describe, expect, test } from 'vitest'
import { lint, shown } from '../support/linter.ts'

/* Jobs of DStreams: what keeps state, and windows. */

const RULE = 'dstream-refused'
const HEAD = 'from pyspark import SparkConf, SparkContext\nfrom pyspark.streaming import StreamingContext\n'
const said = (...lines: string[]): string[] => {
  const text = `${HEAD}${lines.join('\n')}\n`
  return shown(text, lint({ file: 'sockets.py', text }).findings).filter((f) => f.includes(RULE))
}
const job = (...lines: string[]): string[] =>
  said('ssc = StreamingContext(SparkContext(conf=conf), 10)', 'lines = ssc.socketTextStream("gateway", 9999)', 'pairs = lines.map(pair)', ...lines, 'ssc.start()')
const STATE = 'pairs.updateStateByKey(update).pprint()'
const TOLD = [`error ${RULE} «updateStateByKey»`]

describe('state without a checkpoint', () => {
  test.each([
    [STATE],
    ['counts = pairs.updateStateByKey(update)\ncounts.filter(large).saveAsTextFiles("out")'],
    ['pairs.join(pairs.updateStateByKey(update)).pprint()'],
    ['ssc.union(pairs, pairs.updateStateByKey(update)).foreachRDD(send)'],
    [`def build(ssc):\n    pairs = ssc.queueStream([]).map(pair)\n    ${STATE}\nbuild(ssc)`],
  ])('%s', (lines) => expect(job(lines)).toEqual(TOLD))

  test.each([
    [`ssc.checkpoint("hdfs://nn/c")\n${STATE}`],
    [`${STATE}\nssc.checkpoint(where)`],
    [`sc.setCheckpointDir("hdfs://nn/c")\n${STATE}`],
    ['pairs.updateStateByKey(update)'],
    [`prepare(ssc)\n${STATE}`],
    ['pairs.reduceByKeyAndWindow(add, None, 30, 10).pprint()'],
    // What a name from elsewhere stands for may be None.
    ['pairs.reduceByKeyAndWindow(add, take, 30, 10).pprint()'],
    ['if backed:\n    pairs = pairs.updateStateByKey(update)\npairs.pprint()'],
  ])('not: %s', (lines) => expect(job(lines)).toEqual([]))

  test('not where it is started elsewhere, or gone on with', () => {
    const lines = ['pairs = ssc.queueStream([])', STATE]
    expect(said('ssc = StreamingContext(sc, 10)', ...lines)).toEqual([])
    expect(said('ssc = StreamingContext.getOrCreate(where, create)', ...lines, 'ssc.start()')).toEqual([])
    expect(said('from jobs import ssc', ...lines, 'ssc.start()')).toEqual([])
  })
})

describe('windows between two batches', () => {
  test.each([
    ['lines.window(25)', ['25']],
    ['lines.window(30, 15)', ['15']],
    ['lines.window(25, 15)', ['25', '15']],
    ['lines.window(windowDuration=30, slideDuration=5)', ['5']],
    ['pairs.reduceByKeyAndWindow(add, None, 25, 10)', ['25']],
    ['lines.window(40, 20).count().window(60, 30)', ['30']],
    ['lines.window(0.5)', ['0.5']],
  ])('%s', (line, at) => expect(job(line)).toEqual(at.map((text) => `error ${RULE} «${text}»`)))

  test.each([
    ['lines.window(30)'],
    ['lines.window(30, None)'],
    ['lines.window(long, 10)'],
    ['lines.window(40, slide).window(25)'],
    ['try:\n    lines.window(25)\nexcept ValueError:\n    pass'],
    ['for s in (lines, lines.window(40, 20)):\n    s.window(30)'],
  ])('not: %s', (line) => expect(job(line)).toEqual([]))

  test('not where the interval is not in sight', () => {
    for (const ssc of ['StreamingContext(sc, every)', 'StreamingContext(sc)', 'StreamingContext.getOrCreate(where, create)']) {
      expect(said(`ssc = ${ssc}`, 'ssc.queueStream([]).window(25).pprint()')).toEqual([])
    }
  })
})

describe('both ways to count executors', () => {
  const start = (conf: string, ...more: string[]): string[] => said(`conf = SparkConf()${conf}`, ...more, 'ssc = StreamingContext(SparkContext(conf=conf), 10)', 'ssc.start()')
  const CORE = '.set("spark.dynamicAllocation.enabled", "true")'
  const STREAMING = '.set("spark.streaming.dynamicAllocation.enabled", True)'
  test('are told where both are on', () => expect(start(CORE + STREAMING)).toEqual([`error ${RULE} «spark.streaming.dynamicAllocation.enabled»`]))
  test.each([[CORE], [STREAMING], [`.setMaster("local[4]")${CORE}${STREAMING}`], [`${CORE.replace('"true"', 'flag')}${STREAMING}`]])('not: %s', (conf) =>
    expect(start(conf)).toEqual([]),
  )
  test('nor where a branch turns one off', () => expect(start(CORE + STREAMING, 'if small:', '    conf.set("spark.dynamicAllocation.enabled", "false")')).toEqual([]))
})
