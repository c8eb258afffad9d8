import type { Operator } from '../../components/query.ts'
import { argument, flat, type Args } from './arguments.ts'
import { operatorColumn, nameIn, timeKey, typeOf, viewOf } from './columns.ts'
import { heldIn } from './conditions.ts'
import { outputNames } from './output-names.ts'
import { acted, grow, NO_COLUMNS, type Method } from './frames.ts'
import type { Job } from './job.ts'
import { textOf, type Frame, type Grouped, type Item, type MethodName, type Thing } from './things.ts'

/* `groupBy`, and what can follow it. */

/** A method with what its arguments hold. */
export function withHeld<M extends MethodName>(method: M, { positional, named }: Args): M {
  let given: Thing[] | undefined
  for (const { value } of positional) if (mayHold(value)) (given ??= []).push(value)
  for (const { value } of named.values()) if (mayHold(value)) (given ??= []).push(value)
  const holds = given && heldIn(given.flatMap((value) => (value.is === 'dict' ? [...value.box.state.pairs.values()].map((p) => p.value) : [value])))
  return holds ? { ...method, holds } : method
}

/** Names and texts hold nothing, and most of what is given is one. */
const mayHold = ({ is }: Thing): boolean => is === 'column' || is === 'list' || is === 'dict'

/** A frame for certain, but with new columns. */
export const unseen = (job: Job, frame: Frame, method: Method): Frame => grow(job, frame, 'opaque', method, { complete: false }, { ...NO_COLUMNS, isQualified: true })

/** The columns that the arguments may give. A cast of a key has the name of the column in some releases and none of its own in others. */
export function namesGiven(frame: Frame, args: Args): Frame['names'] {
  const { items, isOpen } = flat(args)
  return isOpen ? undefined : outputNames(frame, items.map(viewOf))
}

type Keys = Grouped['keys']

export function grouped(job: Job, frame: Frame, method: Method, args: Args): Grouped {
  const { items, isOpen } = flat(args)
  return { is: 'grouped', frame, method, keys: keysOf(job, frame, items, isOpen, true), names: namesGiven(frame, args) }
}

/** In a group a key that is a timestamp by itself bounds the state as a window on it does: executed, 90 rows without a watermark and 10 with one. */
export function keysOf(job: Job, frame: Frame, items: readonly Item[], isOpen: boolean, isGroup = false): Keys {
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
/** Functions of one's own that keep state, and where they are given their output mode and what their timers go by. */
const STATEFUL = new Map([
  ['applyInPandasWithState', { mode: 3, time: 4, timeName: 'timeoutConf' }],
  ['transformWithState', { mode: 2, time: 3, timeName: 'timeMode' }],
  ['transformWithStateInPandas', { mode: 2, time: 3, timeName: 'timeMode' }],
])
/** Numbers whatever they are made of: of them Spark makes a pivot in two aggregations. */
const NUMBERS = new Set(['count', 'sum', 'avg', 'mean', 'min', 'max'])

/** What follows a `groupBy`; the squiggle is for the `groupBy`. */
export function groupedMethod(job: Job, group: Grouped, method: Method, args: Args): Thing {
  const { frame, keys } = group
  if (AGGREGATES.has(method.name)) {
    const pivot = group.isPivoted && NUMBERS.has(method.name) ? { isPivoted: true as const } : {}
    return grow(
      job,
      frame,
      'aggregate',
      withHeld(group.method, args),
      { ...keys, ...aggregated(keys), ...pivot },
      { windows: new Map(), types: keptTypes(frame, keys), names: aggregatedNames(group, method, args) },
    )
  }
  if (method.name === 'pivot') return pivoted(job, group, method, args)
  const given = STATEFUL.get(method.name)
  if (given) return stateful(job, frame, method, [argument(args, given.mode, 'outputMode'), argument(args, given.time, given.timeName)])
  return unseen(job, frame, method)
}

/** With its keys; what `max("x")` gives has a name with brackets. */
function aggregatedNames({ frame, names, isPivoted }: Grouped, method: Method, args: Args): Frame['names'] {
  if (!names || isPivoted) return undefined
  if (method.name === 'count') return [...names, 'count']
  const made = namesGiven(frame, args)
  return made && [...names, ...(method.name === 'agg' ? made : made.map((name) => `${method.name}(${name})`))]
}

/** What the function gives are new columns: a watermark on one of the old ones ends here. Only those of `transformWithState` may bring one of their own. */
function stateful(job: Job, frame: Frame, method: Method, [outputMode, timers]: readonly (Item | undefined)[]): Frame {
  const mode = textOf(outputMode?.value)
  const time = wordOf(timers?.value)
  const keeps = { ...(mode === undefined ? {} : { mode }), ...(time === undefined ? {} : { time }) }
  return grow(job, frame, 'stateful', method, { keeps, loses: method.name === 'applyInPandasWithState' ? 'others' : 'unknown' }, NO_COLUMNS)
}

/** A text, or a constant of `GroupStateTimeout` that is called what it says. */
const wordOf = (thing: Thing | undefined): string | undefined => (thing?.is === 'dotted' ? /\bGroupStateTimeout\.(\w+)$/.exec(thing.path)?.[1] : textOf(thing))

/** Without its values they are asked for at the call, which only a batch can answer. */
function pivoted(job: Job, group: Grouped, method: Method, args: Args): Grouped {
  if (!argument(args, 1, 'values') && !args.isOpenList && args.open === undefined) acted(job, group.frame, method)
  return { ...group, isPivoted: true }
}

const keptTypes = ({ types }: Frame, { columns }: Keys): Frame['types'] => new Map([...types].filter(([name]) => columns.some((c) => c.name === name)))

/** After an aggregation the mark lives on in the window (or in the key that is the time column itself). */
function aggregated({ columns, complete, time }: Keys): Pick<Operator, 'loses' | 'renames'> {
  if (time && !time.column) return { loses: 'unknown' }
  const isWindow = time?.column !== undefined && !columns.includes(time.column)
  return { loses: complete || columns.length > 0 ? 'others' : 'unknown', ...(isWindow ? { renames: { [time.column.name]: 'window' } } : {}) }
}
