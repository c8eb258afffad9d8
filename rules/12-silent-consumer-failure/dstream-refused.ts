import type { DStreamStep, Length } from '../../core/components/dstreams.ts'
import { dstreams, defineRule, maybe } from '../../core/engine/define-rule.ts'

interface Data {
  readonly step: string
  readonly what: string
  readonly given: string
  readonly every: string
}

export default defineRule({
  id: 'dstream-refused',
  summary: 'A job of DStreams that Spark does not start: state without a checkpoint, a window between two batches, two ways to count executors',
  scenario: 12,
  also: [8],
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { job: dstreams() },
  given: { master: maybe('spark.master') },
  fix: 'none',
  messages: {
    checkpoint: ({ step }: Data) => `${step}() keeps its state in a checkpoint, and the context has no directory for one: start() raises.`,
    length: ({ step, what, given, every }: Data) => `A ${what} of ${given} on a stream that has a batch each ${every}: ${step}() takes whole batches only, and raises.`,
    allocation: (_: Data) =>
      'spark.dynamicAllocation.enabled and spark.streaming.dynamicAllocation.enabled are both on: one of them may count executors, and start() raises on a cluster.',
  },
  lint({ job, master }, report) {
    const { start, steps, on } = job
    for (const step of steps) {
      const data: Data = { step: step.written, what: '', given: '', every: '' }
      for (const length of step.lengths.filter((l) => isBetween(l, step))) {
        report('length', { data: { ...data, what: length.what, given: seconds(length.ms), every: seconds(step.every ?? 0) }, at: [length] })
      }
      if (start && job.hasNoCheckpoint && step.keeps && step.isUsed) report('checkpoint', { data, at: [step] })
    }
    const [core, streaming] = [on['spark.dynamicAllocation.enabled'], on['spark.streaming.dynamicAllocation.enabled']]
    if (start && core && streaming && !master?.value.startsWith('local')) report('allocation', { data: { step: '', what: '', given: '', every: '' }, at: [streaming, core] })
  },
  page: {
    why: 'DStreams cut time into batches, and all their windows are made of whole batches: PySpark raises at the call where a window or a slide is no multiple of the interval of the stream that it is put on (after a window with a slide, that is the slide). What keeps something from batch to batch, `updateStateByKey`, the windows that count, and those that take back what has left them by an inverse function, keeps it in a checkpoint: without a directory `start()` raises. And executors may be counted by the core or by DStreams; with both switches on the context does not start on a cluster, while a local test runs.',
    whatToDo:
      'Call `ssc.checkpoint(…)` with a path that outlives the machine, before `start()`. Choose windows and slides as multiples of the batch interval. For a job of DStreams leave `spark.dynamicAllocation.enabled` off.',
    staysSilent:
      'Where the file says the word checkpoint anywhere, or gets its context from `StreamingContext.getOrCreate`; where the context is made or started elsewhere, or somebody out of sight has it in hand; for state of which nothing is printed, saved or handed on; where the interval or a length is not a number in sight; for the two switches in a file with a local master.',
  },
  examples: {
    bad: [
      { about: 'State without a checkpoint', ...sockets('pairs.updateStateByKey(update).pprint()'), severity: 'error' },
      { about: 'So do windows that count', ...sockets('lines.countByWindow(60, 10).pprint()'), severity: 'error' },
      { about: 'What has left the window is taken back', ...sockets('pairs.reduceByKeyAndWindow(lambda a, b: a + b, lambda a, b: a - b, 60, 10).pprint()'), severity: 'error' },
      { about: 'Two batches and a half', ...sockets('lines.window(25, 10).pprint()'), severity: 'error' },
      { about: 'Its batches are a minute apart by now', ...sockets('lines.window(120, 60).window(180, 30).pprint()'), severity: 'error' },
      {
        about: 'Both count executors',
        ...sockets('lines.pprint()', '.set("spark.dynamicAllocation.enabled", "true").set("spark.streaming.dynamicAllocation.enabled", "true")'),
        severity: 'error',
      },
    ],
    good: [
      { about: 'With a checkpoint', ...sockets('ssc.checkpoint("hdfs://nn/checkpoints/sockets")\npairs.updateStateByKey(update).pprint()') },
      { about: 'Added up anew each time', ...sockets('pairs.reduceByKeyAndWindow(lambda a, b: a + b, None, 60, 10).pprint()') },
      { about: 'Whole batches', ...sockets('lines.window(60, 20).count().pprint()') },
      { about: 'Nobody looks at it', ...sockets('pairs.updateStateByKey(update)\nlines.pprint()') },
      {
        about: 'On one machine neither counts',
        ...sockets('lines.pprint()', '.setMaster("local[2]").set("spark.dynamicAllocation.enabled", "true").set("spark.streaming.dynamicAllocation.enabled", "true")'),
      },
    ],
  },
  sources: ['DStream._validate_window_param of PySpark, DStream.validateAtStart, ExecutorAllocationManager.createIfEnabled; jobs started on pyspark 3.3.4 to 4.3.0'],
})

const isBetween = ({ ms }: Length, { every }: DStreamStep): boolean => every !== undefined && ms % every !== 0
const seconds = (ms: number): string => `${ms / 1000} s`

function sockets(body: string, conf = ''): { file: string; text: string } {
  const text = `from pyspark import SparkConf, SparkContext
from pyspark.streaming import StreamingContext

sc = SparkContext(conf=SparkConf()${conf})
ssc = StreamingContext(sc, 10)
lines = ssc.socketTextStream("gateway", 9999)
pairs = lines.map(lambda line: (line, 1))


def update(new, total):
    return sum(new) + (total or 0)


${body}
ssc.start()
ssc.awaitTermination()
`
  return { file: 'sockets.py', text }
}
