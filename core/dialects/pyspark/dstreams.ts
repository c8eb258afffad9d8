import type { DStreamStep, Length } from '../../components/dstreams.ts'
import { argument, type Args } from './arguments.ts'
import { spanOf } from './constants.ts'
import type { Method } from './frames.ts'
import type { Job } from './job.ts'
import { entryOfCall } from './names.ts'
import type { DStream, DStreams } from './dstream-things.ts'
import { NONE, NOT_UNDERSTOOD, textOf, type Item, type Thing } from './things.ts'

/** `StreamingContext(sc, 10)`; without a number, or where it is gone on with, its batches are not in sight. */
export function streamingContext(path: string, args: Args): DStreams {
  const every = path.endsWith('.getOrCreate') ? undefined : millis(argument(args, 1, 'batchDuration'))
  return { is: 'dstreams', ...(every === undefined ? {} : { every }) }
}

const SOURCES = new Set('socketTextStream textFileStream binaryRecordsStream queueStream transform union'.split(' '))

export function dstreamsMethod(job: Job, context: DStreams, method: Method, args: Args): Thing {
  if (SOURCES.has(method.name)) return { ...context, is: 'dstream', keeping: keptIn(args) }
  if (method.name === 'start') job.seen.dstreams.start ??= spanOf(method)
  if (method.name === 'checkpoint') checkpoint(job, method, args)
  return NOT_UNDERSTOOD
}

/** The context keeps its checkpoint in a directory. */
function checkpoint(job: Job, method: Method, args: Args): void {
  const given = argument(args, 0, 'directory')
  if (!given || textOf(given.value) === '') return
  const entry = entryOfCall('checkpointLocation', { nameAt: spanOf(method), nameIs: 'keyword' }, given, { call: method.start, chain: method.chain }, job)
  job.seen.checkpoints.push({ entry: { ...entry, nameIs: 'method' }, statement: job.statementSpan, anchor: job.anchor, path: job.path })
}

interface Shape {
  /** Where the length of the window stands, and behind it that of the slide. */
  readonly window?: number
  /** What makes it keep something: always, or an inverse function, which stands second. */
  readonly keeps?: 'always' | 'inverse'
}
const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['window', { window: 0 }],
  ['countByWindow', { window: 0, keeps: 'always' }],
  ['countByValueAndWindow', { window: 0, keeps: 'always' }],
  ['groupByKeyAndWindow', { window: 0, keeps: 'always' }],
  ['reduceByWindow', { window: 2, keeps: 'inverse' }],
  ['reduceByKeyAndWindow', { window: 2, keeps: 'inverse' }],
  ['updateStateByKey', { keeps: 'always' }],
])
const OUTPUTS = new Set('pprint foreachRDD saveAsTextFiles'.split(' '))
/** Batches stay as far apart as they were. */
const PLAIN = new Set(
  'map flatMap filter mapPartitions mapPartitionsWithIndex mapValues flatMapValues reduce reduceByKey combineByKey groupByKey partitionBy repartition glom cache persist count countByValue transform transformWith union cogroup join leftOuterJoin rightOuterJoin fullOuterJoin'.split(
    ' ',
  ),
)

export function dstreamMethod(job: Job, stream: DStream, method: Method, args: Args): Thing {
  const shape = SHAPES.get(method.name)
  if (shape) return step(job, stream, method, args, shape)
  if (OUTPUTS.has(method.name)) for (const at of stream.keeping) job.seen.dstreams.used.add(at)
  return PLAIN.has(method.name) ? { ...stream, keeping: [...stream.keeping, ...keptIn(args)] } : NOT_UNDERSTOOD
}

function step(job: Job, stream: DStream, method: Method, args: Args, { window, keeps }: Shape): DStream {
  const { steps } = job.seen.dstreams
  const [length, slide] = window === undefined ? [] : [argument(args, window, 'windowDuration'), argument(args, window + 1, 'slideDuration')]
  const lengths = [...lengthOf(job, 'window', length), ...lengthOf(job, 'slide', slide)]
  const known = steps.get(method.start)
  // Put on another stream each time it is met, nobody knows which one counts.
  const every = (known && known.every !== stream.every) || job.tries > 0 ? undefined : stream.every
  const isKept =
    keeps === 'always' || (keeps === 'inverse' && argument(args, 1, window === 2 && method.name === 'reduceByWindow' ? 'invReduceFunc' : 'invFunc')?.value.is === 'func')
  const made: Omit<DStreamStep, 'isUsed'> = { written: method.name, ...job.place(method), keeps: isKept, lengths, ...(every === undefined ? {} : { every }) }
  steps.set(method.start, made)
  const { every: _, ...rest } = stream
  const between = slide && slide.value !== NONE ? millis(slide) : stream.every
  return { ...rest, keeping: [...stream.keeping, ...(isKept ? [method.start] : [])], ...(between === undefined ? {} : { every: between }) }
}

function lengthOf(job: Job, what: Length['what'], given: Item | undefined): Length[] {
  const ms = millis(given)
  return given && ms !== undefined ? [{ what, ms, ...job.place(spanOf(given.at)) }] : []
}

/** Seconds, as PySpark counts them: down to whole milliseconds. */
function millis(given: Item | undefined): number | undefined {
  const seconds = given?.value.is === 'const' && given.value.of === 'number' ? Number(given.value.text) : Number.NaN
  const ms = Math.trunc(seconds * 1000)
  return ms > 0 ? ms : undefined
}

/** What keeps state in streams that are given to another one. */
function keptIn(args: Args): number[] {
  const given = args.positional.flatMap(({ value }) => (value.is === 'list' ? value.box.state.items.map((item) => item.value) : [value]))
  return given.flatMap((value) => (value.is === 'dstream' ? value.keeping : []))
}
