import { argument, flat, type Args } from './arguments.ts'
import { operatorColumn, viewOf } from './columns.ts'
import { acted, isFrame, grow, NO_COLUMNS, opaque, type Method } from './frames.ts'
import { withWindows } from './given.ts'
import { grouped, keysOf, namesGiven, unseen, withHeld } from './groups.ts'
import type { Job } from './job.ts'
import { drop, renamed, renamedAll, select, selectExpr, withColumn, withColumns } from './select.ts'
import { isNone, NO_TYPES, NOT_UNDERSTOOD, textOf, type Frame, type Thing } from './things.ts'
import { compared, joined, SET_OPERATIONS, united } from './two-frames.ts'

/** Rows or their order and place are changed, the columns stay what they are (executed: the watermark survives). */
const NEUTRAL = new Set(
  'filter where sort orderBy sortWithinPartitions repartition repartitionByRange coalesce hint alias cache persist unpersist checkpoint localCheckpoint dropna fillna replace observe sample withMetadata'.split(
    ' ',
  ),
)
/** State of another kind, or a bound that Spark keeps in the state store. */
const STATEFUL = new Set(['limit', 'offset'])
/** What they give back is no stream: a result, a writer of batches, nothing. */
const ACTIONS = new Set(
  'show collect count take first head tail toPandas foreach foreachPartition printSchema explain isEmpty toLocalIterator writeTo inputFiles isLocal sameSemantics semanticHash approxQuantile corr cov toJSON toArrow crosstab freqItems randomSplit colRegex'.split(
    ' ',
  ),
)
/** Of these and of the steps above what Spark refuses for a stream at the call (executed on 3.3 to 4.3). */
const BATCH_ONLY = new Set(
  'show collect count take first head tail toPandas toArrow foreach foreachPartition isEmpty toLocalIterator writeTo toJSON inputFiles approxQuantile corr cov crosstab cache persist checkpoint localCheckpoint'.split(
    ' ',
  ),
)
const VIEWS = new Set(['createOrReplaceTempView', 'createTempView', 'createGlobalTempView', 'createOrReplaceGlobalTempView', 'registerTempTable'])
const OPAQUE = new Set('mapInPandas mapInArrow unpivot melt describe summary to groupingSets'.split(' '))

type Grow = (job: Job, frame: Frame, method: Method, args: Args) => Thing

const METHODS: Readonly<Record<string, Grow>> = {
  withWatermark,
  select,
  selectExpr,
  withColumn,
  withColumns,
  withColumnRenamed: renamed,
  withColumnsRenamed: renamedAll,
  drop,
  toDF: (job, frame, method) => grow(job, frame, 'select', method, { complete: false, loses: 'unknown' }, NO_COLUMNS),
  groupBy: grouped,
  groupby: grouped,
  rollup: grouped,
  cube: grouped,
  agg: (job, frame, method, args) => grow(job, frame, 'aggregate', method, { loses: 'others' }, { types: NO_TYPES, names: namesGiven(frame, args) }),
  distinct: (job, frame, method) => grow(job, frame, 'deduplicate', method),
  dropDuplicates: deduplicate('deduplicate'),
  drop_duplicates: deduplicate('deduplicate'),
  dropDuplicatesWithinWatermark: deduplicate('dropDuplicatesWithinWatermark'),
  join: joined,
  crossJoin: joined,
  union: united,
  unionAll: united,
  unionByName: united,
  ...Object.fromEntries(SET_OPERATIONS.map((name) => [name, compared])),
}

/** Names by which something that is out of sight shows itself as a frame. */
export const isFrameMethod = (name: string): boolean => Object.hasOwn(METHODS, name) || NEUTRAL.has(name) || STATEFUL.has(name) || name === 'transform' || name === 'mapInPandas'

export function frameMethod(job: Job, frame: Frame, called: Method, args: Args): Thing {
  const { name } = called
  const method = withWindows(job, withHeld(called, args), args)
  if (BATCH_ONLY.has(name)) acted(job, frame, method)
  if (Object.hasOwn(METHODS, name)) return METHODS[name]?.(job, frame, method, args) ?? NOT_UNDERSTOOD
  if (NEUTRAL.has(name)) return neutral(job, frame, method, args)
  if (STATEFUL.has(name)) return grow(job, frame, 'stateful', method)
  if (VIEWS.has(name)) return view(job, frame, method, args)
  if (name === 'transform') return transformed(job, frame, method, args)
  if (ACTIONS.has(name)) return NOT_UNDERSTOOD
  return OPAQUE.has(name) ? unseen(job, frame, method) : opaque(job, frame, method)
}

function neutral(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const alias = method.name === 'alias' ? textOf(args.positional[0]?.value) : undefined
  return grow(job, frame, 'neutral', method, {}, alias === undefined ? {} : { aliases: [...frame.aliases, alias.toLowerCase()] })
}

function view(job: Job, frame: Frame, method: Method, args: Args): Thing {
  const name = textOf(argument(args, 0, 'name')?.value)
  if (name !== undefined) job.seen.views.set(/Global/.test(method.name) ? `global_temp.${name.toLowerCase()}` : name.toLowerCase(), frame)
  return NOT_UNDERSTOOD
}

function transformed(job: Job, frame: Frame, method: Method, args: Args): Thing {
  const [func, ...rest] = args.positional
  const visible = func?.value.is === 'func' ? func.value : undefined
  const made = visible && job.invoke(visible, { ...args, positional: [{ value: frame, at: method }, ...rest] })
  return made && isFrame(made) ? made : opaque(job, frame, method)
}

function withWatermark(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const named = argument(args, 0, 'eventTime')
  const written = textOf(named?.value)
  const column = written === undefined ? undefined : job.column(written)
  const delay = textOf(argument(args, 1, 'delayThreshold')?.value)
  const view = named && viewOf(named)
  const columns = view?.kind === 'direct' ? [operatorColumn(job, frame, view, named?.at)] : []
  return grow(job, frame, 'withWatermark', method, {
    columns,
    mark: { ...(column === undefined ? {} : { column }), ...(delay === undefined ? {} : { delay }) },
    complete: columns.length > 0,
  })
}

function deduplicate(name: 'deduplicate' | 'dropDuplicatesWithinWatermark'): Grow {
  return (job, frame, method, args) => {
    const subset = argument(args, 0, 'subset')
    const given: Args = subset ? { ...args, positional: [subset, ...args.positional.slice(1)] } : args
    const keys = subset && isNone(subset.value) ? { columns: [], complete: true } : keysOf(job, frame, flat(given).items, flat(given).isOpen)
    return grow(job, frame, name, method, keys)
  }
}
