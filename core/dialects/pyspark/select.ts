import { watermarkBefore, type Column, type Operator } from '../../components/query.ts'
import { argument, flat, type Args } from './arguments.ts'
import { pairsOf } from './collections.ts'
import { operatorColumn, timeKey, unqualified, viewOf } from './columns.ts'
import { grow, type Method } from './frames.ts'
import type { Job } from './job.ts'
import { sqlView } from './sql.ts'
import { textOf, type Frame, type Item, type Thing, type View } from './things.ts'

interface Kept {
  readonly columns: Column[]
  readonly renames: Record<string, string>
  readonly windows: Map<string, NonNullable<Operator['time']>>
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
    items.map((item) => [exprView(item), item]),
    isOpen,
  )
}

function exprView({ value, at }: Item): View | undefined {
  const text = textOf(value)
  return text === undefined
    ? undefined
    : sqlView(text, value.is === 'const' && value.literal ? { start: value.literal.start, end: value.literal.end } : { start: at.start, end: at.end })
}

/** What is named in it goes on, everything else ends here; a `*` keeps all but what is made anew under its name. */
function selected(job: Job, frame: Frame, method: Method, views: readonly (readonly [View | undefined, Item])[], isOpen: boolean): Frame {
  const kept: Kept = { columns: [], renames: {}, windows: new Map(), made: [], marks: [], isAll: false, isKnown: !isOpen }
  for (const [view, item] of views) keep(job, frame, kept, view, item)
  const complete = kept.isKnown && kept.columns.length === views.length
  moveMarks(kept)
  const loses = !kept.isKnown ? 'unknown' : kept.isAll ? kept.made : 'others'
  const renames = Object.keys(kept.renames).length > 0 ? { renames: kept.renames } : {}
  const windows = new Map([...(kept.isAll ? frame.windows : [...frame.windows].filter(([name]) => kept.columns.some((c) => c.name === name))), ...kept.windows])
  return grow(job, frame, 'select', method, { columns: kept.columns, complete, loses, ...renames }, { windows })
}

function keep(job: Job, frame: Frame, kept: Kept, view: View | undefined, item: Item): void {
  if (!view) kept.isKnown = false
  else if (view.kind === 'star') keepStar(frame, kept, view.of)
  else if (view.kind === 'window') {
    const time = timeKey(job, frame, view, view.within)
    kept.windows.set(view.alias ?? view.by, { by: time.by })
    kept.made.push(view.alias ?? view.by)
    if (time.column) kept.marks.push([time.column, view.alias ?? 'window'])
  } else if (view.kind === 'derived') {
    if (view.alias !== undefined) kept.made.push(view.alias)
  } else keepColumn(kept, operatorColumn(job, frame, view, item.at), view.alias)
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
function keepStar(frame: Frame, kept: Kept, of: string | undefined): void {
  if (of === undefined || frame.aliases.includes(of)) kept.isAll = true
  else if (frame.isQualified) kept.isKnown = false
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
  if (!columns) return grow(job, frame, 'select', method, { complete: false, loses: 'unknown' })
  const windows = new Map(frame.windows)
  const loses: string[] = []
  let isUnknown = false
  for (const [name, item] of columns) {
    const view = valueView(item)
    windows.delete(name)
    if (view?.kind === 'window') windows.set(name, { by: view.by })
    if (view?.kind === 'direct' && unqualified(frame, view.name) === name) continue
    loses.push(name)
    if (!view && markOf(frame) === name) isUnknown = true
  }
  return grow(job, frame, 'select', method, { loses: isUnknown ? 'unknown' : loses }, { windows })
}

/** A text beside a column's name is no column: Spark wants an expression there. */
const valueView = (item: Item): View | undefined => (item.value.is === 'const' ? { kind: 'derived' } : viewOf(item))

function markOf({ operators, roots, reads }: Frame): string | undefined {
  const mark = watermarkBefore({ operators, sources: roots.map((r) => r.source), source: reads }, operators.length)
  return typeof mark === 'object' ? mark.on : undefined
}

export function renamed(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const [from, to] = [textOf(argument(args, 0, 'existing')?.value), textOf(argument(args, 1, 'new')?.value)]
  return withNames(job, frame, method, from === undefined || to === undefined ? undefined : { [from]: to })
}

export function renamedAll(job: Job, frame: Frame, method: Method, args: Args): Frame {
  const given = argument(args, 0, 'colsMap')
  const pairs = given && pairsOf(given.value)
  const names = [...(pairs?.pairs.values() ?? [])].map((p): [string, string | undefined] => [p.name, textOf(p.value)])
  const isKnown = pairs && pairs.open === undefined && names.every(([, to]) => to !== undefined)
  return withNames(job, frame, method, isKnown ? Object.fromEntries(names.map(([from, to]) => [from, to ?? from])) : undefined)
}

function withNames(job: Job, frame: Frame, method: Method, renames: Readonly<Record<string, string>> | undefined): Frame {
  if (!renames) return grow(job, frame, 'select', method, { complete: false, loses: 'unknown' })
  const windows = new Map([...frame.windows].map(([name, time]) => [renames[name] ?? name, time]))
  return grow(job, frame, 'select', method, { renames, loses: [] }, { windows })
}

export function drop(job: Job, frame: Frame, method: Method, args: Args): Thing {
  const { items, isOpen } = flat(args)
  const names = items.map((item) => viewOf(item)).map((view) => (view?.kind === 'direct' ? unqualified(frame, view.name) : undefined))
  const known = names.filter((n) => n !== undefined)
  const isKnown = !isOpen && known.length === names.length
  const windows = new Map([...frame.windows].filter(([name]) => !known.includes(name)))
  return grow(job, frame, 'select', method, { loses: isKnown ? known : 'unknown', complete: isKnown }, { windows })
}
