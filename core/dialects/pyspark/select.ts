import { watermarkBefore, type Column, type Operator, type Watermark } from '../../components/query.ts'
import { argument, flat, type Args } from './arguments.ts'
import { pairsOf } from './collections.ts'
import { nameIn, operatorColumn, timeKey, typeOf, viewOf } from './columns.ts'
import { heldBy } from './conditions.ts'
import { grow, type Method } from './frames.ts'
import type { Job } from './job.ts'
import { sqlView } from './sql.ts'
import { isAllOf, nameOfDirect, outputNames } from './output-names.ts'
import { NO_TYPES, textOf, type ColumnType, type DirectView, type Frame, type Item, type Thing, type View } from './things.ts'
import { isStruct } from './types.ts'

interface Kept {
  readonly columns: Column[]
  readonly renames: Record<string, string>
  readonly windows: Map<string, NonNullable<Operator['time']>>
  readonly types: Map<string, ColumnType>
  /** Columns that live on in a window. */
  readonly marks: [Column, string][]
  readonly made: string[]
  isAll: boolean
  isKnown: boolean
}

export function select(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const { items, isOpen } = flat(args)
  return selected(
    job,
    frame,
    method,
    items.map((item) => [viewOf(item), item]),
    isOpen,
  )
}

export function selectExpr(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const { items, isOpen } = flat(args)
  return selected(
    job,
    frame,
    method,
    items.map((item) => [exprView(job, item), item]),
    isOpen,
  )
}

function exprView(job: Job, { value, at }: Item): View | undefined {
  const text = textOf(value)
  return text === undefined
    ? undefined
    : sqlView(job, text, value.is === 'const' && value.literal ? { start: value.literal.start, end: value.literal.end } : { start: at.start, end: at.end })
}

/** What is named in it goes on, everything else ends here; a `*` keeps all but what is made anew under its name. */
function selected(job: Job, frame: Frame, method: Method, views: readonly (readonly [View | undefined, Item])[], isOpen: boolean): Frame {
  const kept: Kept = { columns: [], renames: {}, windows: new Map(), types: new Map(), made: [], marks: [], isAll: false, isKnown: !isOpen }
  for (const [view, item] of views) keep(job, frame, kept, view, item)
  const complete = kept.isKnown && kept.columns.length === views.length
  moveMarks(kept)
  const loses = !kept.isKnown ? 'unknown' : kept.isAll ? kept.made : 'others'
  const renames = Object.keys(kept.renames).length > 0 ? { renames: kept.renames } : {}
  const windows = new Map([...(kept.isAll ? frame.windows : [...frame.windows].filter(([name]) => kept.columns.some((c) => c.name === name))), ...kept.windows])
  const types = new Map([...(kept.isAll ? [...frame.types].filter(([name]) => !kept.made.includes(name)) : []), ...kept.types])
  const holds = method.holds ?? views.map(([view]) => heldBy(view)).find((held) => held !== undefined)
  const names = isOpen
    ? undefined
    : outputNames(
        frame,
        views.map(([view]) => view),
      )
  return grow(job, frame, 'select', method, { columns: kept.columns, complete, loses, ...renames, ...(holds ? { holds } : {}) }, { windows, types, names })
}

function keep(job: Job, frame: Frame, kept: Kept, view: View | undefined, item: Item): void {
  if (!view) kept.isKnown = false
  else if (view.kind === 'star') keepStar(job, frame, kept, view.of)
  else if (view.kind === 'window') {
    const time = timeKey(job, frame, view, view.within)
    const name = job.column(view.alias ?? view.by)
    kept.windows.set(name, { by: time.by })
    kept.made.push(name)
    if (time.column) kept.marks.push([time.column, view.alias === undefined ? 'window' : name])
  } else {
    const alias = view.alias === undefined ? undefined : job.column(view.alias)
    if (view.kind === 'direct') keepColumn(kept, operatorColumn(job, frame, view, item.at), alias)
    else if (alias !== undefined) kept.made.push(alias)
    keepType(kept, alias ?? nameMade(job, view), typeOf(job, frame, view))
  }
}

function nameMade(job: Job, view: View): string | undefined {
  const name = view.kind === 'direct' ? nameOfDirect(view) : view.kind === 'derived' ? view.name : undefined
  return name === undefined ? undefined : job.column(name)
}

function keepType({ types }: Kept, name: string | undefined, type: ColumnType | undefined): void {
  if (name === undefined) return
  if (type === undefined) types.delete(name)
  else types.set(name, type)
}

/** A window is read here, so its column is one of the select's; unless it is kept beside it, the mark goes on in the window. */
function moveMarks(kept: Kept): void {
  for (const [column, window] of kept.marks) {
    if (!kept.isAll && !kept.columns.some((c) => c.name === column.name)) kept.renames[column.name] = window
    kept.columns.push(column)
  }
}

/** `window.start` is a column `start` that still carries the mark of the window. */
function keepColumn(kept: Kept, column: Column, alias: string | undefined): void {
  const [, whole, field] = /^([\w]+)\.(start|end)$/.exec(column.name) ?? []
  kept.columns.push(column)
  if (whole !== undefined && field !== undefined) kept.renames[whole] = alias ?? field
  else if (alias !== undefined && alias !== column.name) kept.renames[column.name] = alias
}

/** `data.*` lays a struct open: none of its fields is a column of before. `events.*`, where `events` may be a table, is all of it. */
function keepStar(job: Job, frame: Frame, kept: Kept, of: string | undefined): void {
  if (isAllOf(frame, { kind: 'star', ...(of === undefined ? {} : { of }) })) kept.isAll = true
  else if (of !== undefined) {
    const type = frame.types.get(job.column(of))
    if (isStruct(type)) for (const [name, field] of type.fields) kept.types.set(name, field)
    if (frame.isQualified) kept.isKnown = false
  }
}

export function withColumn(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const name = textOf(argument(args, 0, 'colName')?.value)
  const value = argument(args, 1, 'col')
  return withNew(job, frame, method, name === undefined || !value ? undefined : [[name, value]])
}

export function withColumns(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const given = argument(args, 0, 'colsMap')
  const pairs = given && pairsOf(given.value)
  return withNew(job, frame, method, pairs && pairs.open === undefined ? [...pairs.pairs.values()].map((p) => [p.name, { value: p.value, at: p.use }]) : undefined)
}

function withNew(job: Job, frame: Frame, method: Method, columns: readonly (readonly [string, Item])[] | undefined): Frame {
  if (!columns) return grow(job, frame, 'select', method, { complete: false, loses: 'unknown' }, { types: NO_TYPES })
  const made: Made = { windows: new Map(frame.windows), types: new Map(frame.types), loses: [], columns: [], isUnknown: false }
  for (const [name, item] of columns) make(job, frame, made, job.column(name), item)
  const { windows, types, loses, isUnknown } = made
  const names = frame.names && columns.reduce((all, [name]) => [...all.filter((n) => job.column(n) !== job.column(name)), name], frame.names)
  return grow(job, frame, 'select', method, { columns: made.columns, loses: isUnknown ? 'unknown' : loses }, { windows, types, names })
}

interface Made {
  readonly windows: Map<string, NonNullable<Operator['time']>>
  readonly types: Map<string, ColumnType>
  readonly loses: string[]
  /** What takes the place of the column with the watermark and is that column of before. */
  readonly columns: Column[]
  isUnknown: boolean
}

function make(job: Job, frame: Frame, made: Made, name: string, item: Item): void {
  const view = valueView(item)
  const type = typeOf(job, frame, view)
  made.windows.delete(name)
  made.types.delete(name)
  if (view?.kind === 'window') made.windows.set(name, { by: view.by })
  if (type !== undefined) made.types.set(name, type)
  if (view?.kind !== 'direct' || nameIn(job, frame, view) !== name) {
    made.loses.push(name)
    if (!view && markOf(frame)?.on === name) made.isUnknown = true
  } else if (view.frame) replaced(job, frame, made, view, item)
}

/** `withColumn("at", events.at)`: the column as it was in that frame, which may lie before the watermark. */
function replaced(job: Job, frame: Frame, made: Made, view: DirectView, item: Item): void {
  const old = operatorColumn(job, frame, view, item.at)
  const mark = markOf(frame)
  if (mark?.on !== old.name) return
  if (old.asOf === undefined) made.isUnknown = true
  else if (old.asOf <= mark.at) {
    made.columns.push(old)
    made.loses.push(old.name)
  }
}

/** A text beside a column's name is no column: Spark wants an expression there. */
const valueView = (item: Item): View | undefined => (item.value.is === 'const' ? { kind: 'derived' } : viewOf(item))

function markOf({ operators }: Frame): Exclude<Watermark, string> | undefined {
  const mark = watermarkBefore({ operators }, operators.length)
  return typeof mark === 'object' ? mark : undefined
}

export function renamed(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const [from, to] = [textOf(argument(args, 0, 'existing')?.value), textOf(argument(args, 1, 'new')?.value)]
  return withNames(job, frame, method, from === undefined || to === undefined ? undefined : [[from, to]])
}

export function renamedAll(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const given = argument(args, 0, 'colsMap')
  const pairs = given && pairsOf(given.value)
  const names = [...(pairs?.pairs.values() ?? [])].map((p): [string, string | undefined] => [p.name, textOf(p.value)])
  const isKnown = pairs && pairs.open === undefined && names.every(([, to]) => to !== undefined)
  return withNames(job, frame, method, isKnown ? names.map(([from, to]) => [from, to ?? from]) : undefined)
}

function withNames(job: Job, frame: Frame, method: Method, pairs: readonly (readonly [from: string, to: string])[] | undefined): Frame {
  if (!pairs) return grow(job, frame, 'select', method, { complete: false, loses: 'unknown' }, { types: NO_TYPES })
  const renames: Readonly<Record<string, string>> = Object.fromEntries(pairs.map(([from, to]) => [job.column(from), job.column(to)]))
  const names = frame.names?.map((name) => pairs.find(([from]) => job.column(from) === job.column(name))?.[1] ?? name)
  const windows = new Map([...frame.windows].map(([name, time]) => [renames[name] ?? name, time]))
  const types = new Map([...frame.types].map(([name, type]) => [renames[name] ?? name, type]))
  return grow(job, frame, 'select', method, { renames, loses: [] }, { windows, types, names })
}

export function drop(job: Job, frame: Frame, method: Method, args: Args): Thing {
  const { items, isOpen } = flat(args)
  const names = items.map((item) => viewOf(item)).map((view) => (view?.kind === 'direct' ? nameIn(job, frame, view) : undefined))
  const known = names.filter((n) => n !== undefined)
  const isKnown = !isOpen && known.length === names.length
  const windows = new Map([...frame.windows].filter(([name]) => !known.includes(name)))
  const types = new Map([...frame.types].filter(([name]) => !known.includes(name)))
  const left = frame.names?.filter((name) => !known.includes(job.column(name)))
  return grow(job, frame, 'select', method, { loses: isKnown ? known : 'unknown', complete: isKnown }, { windows, types, names: left })
}
