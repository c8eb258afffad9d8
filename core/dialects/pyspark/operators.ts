import { watermarkBefore, type JoinType, type Operator } from '../../components/query.ts'
import { argument, flat, type Args } from './arguments.ts'
import { boundsOf, heldIn } from './conditions.ts'
import { nameIn, operatorColumn, timeKey, typeOf, viewOf } from './columns.ts'
import { acted, isFrame, grow, NO_COLUMNS, opaque, rootsOf, type Method } from './frames.ts'
import type { Job } from './job.ts'
import { commonTypes, joinedTypes } from './join.ts'
import { drop, renamed, renamedAll, select, selectExpr, withColumn, withColumns } from './select.ts'
import { NO_TYPES, NOT_UNDERSTOOD, textOf, type Frame, type Grouped, type Item, type MethodName, type Thing } from './things.ts'

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
const OPAQUE = new Set('mapInPandas mapInArrow exceptAll subtract intersect intersectAll unpivot melt describe summary to groupingSets'.split(' '))

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
  agg: (job, frame, method) => grow(job, frame, 'aggregate', method, { loses: 'others' }, { types: NO_TYPES }),
  distinct: (job, frame, method) => grow(job, frame, 'deduplicate', method),
  dropDuplicates: deduplicate('deduplicate'),
  drop_duplicates: deduplicate('deduplicate'),
  dropDuplicatesWithinWatermark: deduplicate('dropDuplicatesWithinWatermark'),
  join: joined,
  crossJoin: joined,
  union: united,
  unionAll: united,
  unionByName: united,
}

/** Names by which something that is out of sight shows itself as a frame. */
export const isFrameMethod = (name: string): boolean => Object.hasOwn(METHODS, name) || NEUTRAL.has(name) || STATEFUL.has(name) || name === 'transform' || name === 'mapInPandas'

export function frameMethod(job: Job, frame: Frame, called: Method, args: Args): Thing {
  const { name } = called
  const method = withHeld(called, args)
  if (BATCH_ONLY.has(name)) acted(job, frame, method)
  if (Object.hasOwn(METHODS, name)) return METHODS[name]?.(job, frame, method, args) ?? NOT_UNDERSTOOD
  if (NEUTRAL.has(name)) return neutral(job, frame, method, args)
  if (STATEFUL.has(name)) return grow(job, frame, 'stateful', method)
  if (VIEWS.has(name)) return view(job, frame, method, args)
  if (name === 'transform') return transformed(job, frame, method, args)
  if (ACTIONS.has(name)) return NOT_UNDERSTOOD
  return OPAQUE.has(name) ? unseen(job, frame, method) : opaque(job, frame, method)
}

function withHeld<M extends MethodName>(method: M, { positional, named }: Args): M {
  let given: Thing[] | undefined
  for (const { value } of positional) if (mayHold(value)) (given ??= []).push(value)
  for (const { value } of named.values()) if (mayHold(value)) (given ??= []).push(value)
  const holds = given && heldIn(given.flatMap((value) => (value.is === 'dict' ? [...value.box.state.pairs.values()].map((p) => p.value) : [value])))
  return holds ? { ...method, holds } : method
}

/** Names and texts hold nothing, and most of what is given is one. */
const mayHold = ({ is }: Thing): boolean => is === 'column' || is === 'list' || is === 'dict'

/** A frame for certain, but with new columns. */
const unseen = (job: Job, frame: Frame, method: Method): Frame => grow(job, frame, 'opaque', method, { complete: false }, { ...NO_COLUMNS, isQualified: true })

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

type Keys = Grouped['keys']

function grouped(job: Job, frame: Frame, method: Method, args: Args): Grouped {
  const { items, isOpen } = flat(args)
  return { is: 'grouped', frame, method, keys: keysOf(job, frame, items, isOpen, true) }
}

/** In a group a key that is a timestamp by itself bounds the state as a window on it does: executed, 90 rows without a watermark and 10 with one. */
function keysOf(job: Job, frame: Frame, items: readonly Item[], isOpen: boolean, isGroup = false): Keys {
  const columns: Keys['columns'][number][] = []
  let complete = !isOpen
  let time: Keys['time']
  let plain: Keys['time']
  for (const item of items) {
    const view = viewOf(item)
    if (view?.kind === 'window') time ??= timeKey(job, frame, view, view.within)
    else if (view?.kind === 'direct') {
      const window = view.frame ? undefined : frame.windows.get(nameIn(job, frame, view))
      if (window) time ??= { by: window.by }
      const column = operatorColumn(job, frame, view, item.at)
      columns.push(column)
      if (isGroup && typeOf(job, frame, view) === 'timestamp') plain ??= { by: 'window', column }
    } else complete = false
  }
  const of = time ?? plain
  return { columns, complete, ...(of ? { time: of } : {}) }
}

const AGGREGATES = new Set('agg count sum avg mean min max'.split(' '))
const STATEFUL_GROUPS = new Set('applyInPandasWithState transformWithState transformWithStateInPandas'.split(' '))

/** What follows a `groupBy`; the squiggle is for the `groupBy`. */
export function groupedMethod(job: Job, group: Grouped, method: Method, args: Args): Thing {
  const { frame, keys } = group
  if (AGGREGATES.has(method.name))
    return grow(job, frame, 'aggregate', withHeld(group.method, args), { ...keys, ...aggregated(keys) }, { windows: new Map(), types: keptTypes(frame, keys) })
  if (method.name === 'pivot') return pivoted(job, group, method, args)
  if (STATEFUL_GROUPS.has(method.name)) return grow(job, frame, 'stateful', method, { ...keys, loses: 'unknown' }, NO_COLUMNS)
  return unseen(job, frame, method)
}

/** Without its values they are asked for at the call, which only a batch can answer. */
function pivoted(job: Job, group: Grouped, method: Method, args: Args): Grouped {
  if (!argument(args, 1, 'values') && !args.isOpenList && args.open === undefined) acted(job, group.frame, method)
  return group
}

const keptTypes = ({ types }: Frame, { columns }: Keys): Frame['types'] => new Map([...types].filter(([name]) => columns.some((c) => c.name === name)))

/** After an aggregation the mark lives on in the window (or in the key that is the time column itself). */
function aggregated({ columns, complete, time }: Keys): Pick<Operator, 'loses' | 'renames'> {
  if (time && !time.column) return { loses: 'unknown' }
  const isWindow = time?.column !== undefined && !columns.includes(time.column)
  return { loses: complete || columns.length > 0 ? 'others' : 'unknown', ...(isWindow ? { renames: { [time.column.name]: 'window' } } : {}) }
}

function deduplicate(name: 'deduplicate' | 'dropDuplicatesWithinWatermark'): Grow {
  return (job, frame, method, args) => {
    const subset = argument(args, 0, 'subset')
    const given: Args = subset ? { ...args, positional: [subset, ...args.positional.slice(1)] } : args
    const isNone = subset?.value.is === 'const' && subset.value.of === 'none'
    const keys = isNone ? { columns: [], complete: true } : keysOf(job, frame, flat(given).items, flat(given).isOpen)
    return grow(job, frame, name, method, keys)
  }
}

function joined(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const other = argument(args, 0, 'other')
  const on = argument(args, 1, 'on')
  const given = on && method.name === 'join' ? flat({ ...args, positional: [on] }).items : []
  const names = given.filter((item) => textOf(item.value) !== undefined)
  const conditions = given.filter((item) => item.value.is === 'column').map((item) => item.value)
  const keys = keysOf(job, frame, names, false)
  const frames = isFrame(other?.value) ? [frame, other.value] : [frame]
  const aliases = isFrame(other?.value) ? [...frame.aliases, ...other.value.aliases] : frame.aliases
  return grow(
    job,
    frame,
    'join',
    method,
    {
      columns: [...keys.columns, ...boundsOf(job, { left: frame, right: frames[1] }, conditions)],
      complete: names.length > 0,
      other: otherOf(other?.value),
      ...joinType(method, args),
    },
    { parents: frames, roots: rootsOf(...frames), aliases, types: isFrame(other?.value) ? joinedTypes(frame.types, other.value.types) : frame.types, isQualified: true },
  )
}

/** In the spellings of Spark's `JoinType`. */
const JOIN_TYPES: Readonly<Record<string, JoinType>> = {
  inner: 'inner',
  left: 'left',
  leftouter: 'left',
  right: 'right',
  rightouter: 'right',
  outer: 'full',
  full: 'full',
  fullouter: 'full',
  semi: 'semi',
  leftsemi: 'semi',
  anti: 'anti',
  leftanti: 'anti',
  cross: 'cross',
}

function joinType({ name }: Method, args: Args): { readonly how?: JoinType } {
  if (name === 'crossJoin') return { how: 'cross' }
  const given = argument(args, 2, 'how')?.value
  const isLeft = given === undefined && !args.isOpenList && args.open === undefined
  if (isLeft || (given?.is === 'const' && given.of === 'none')) return { how: 'inner' }
  const how = JOIN_TYPES[textOf(given)?.toLowerCase().replaceAll('_', '') ?? '']
  return how === undefined ? {} : { how }
}

function united(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const other = argument(args, 0, 'other')?.value
  const frames = isFrame(other) ? [frame, other] : [frame]
  return grow(
    job,
    frame,
    'union',
    method,
    { other: otherOf(other) },
    { parents: frames, roots: rootsOf(...frames), windows: new Map(), types: isFrame(other) ? commonTypes(frame.types, other.types) : NO_TYPES },
  )
}

function otherOf(other: Thing | undefined): Operator['other'] & object {
  if (!isFrame(other)) return { source: 'unknown', marked: 'unknown' }
  return { source: other.reads, marked: markedOf(other), operators: other.operators }
}

/** Whether a frame comes with a watermark of its own; one whose column went astray counts as unknown. */
function markedOf({ operators }: Frame): boolean | 'unknown' {
  const mark = watermarkBefore({ operators }, operators.length)
  return mark === 'none' ? false : typeof mark === 'object' ? true : 'unknown'
}
