import type { Column as OperatorColumn, TimeKey } from '../../components/query.ts'
import { sameSpan, type Span } from '../../text/span.ts'
import { argument, type Args } from './arguments.ts'
import { spanOf } from './constants.ts'
import type { Method } from './frames.ts'
import { windowCall } from './given.ts'
import type { Job } from './job.ts'
import { combined, heldIn, holding } from './conditions.ts'
import { isBehind } from './join.ts'
import { nameOfDirect } from './output-names.ts'
import { sqlView } from './sql.ts'
import { castTo, isStruct, NAMED_BY_CALL, schemaOf, typeOfFunction } from './types.ts'
import { DERIVED, NOT_UNDERSTOOD, textOf, type Column, type ColumnType, type Const, type DirectView, type Frame, type Item, type Thing, type View } from './things.ts'

const column = (view: View): Column => ({ is: 'column', view })

/** A call of one of `pyspark.sql.functions`. */
export function functionCall(job: Job, name: string, args: Args, at: Span): Thing {
  const [first] = args.positional
  switch (name) {
    case 'col':
    case 'column': {
      const named = argument(args, 0, 'col')
      return named && textOf(named.value) !== undefined ? column(namedView(named, at)) : NOT_UNDERSTOOD
    }
    case 'window':
    case 'session_window': {
      const time = argument(args, 0, 'timeColumn')
      const view = time && viewOf(time)
      const call = windowCall(job, name, args, at)
      return column({ kind: 'window', by: name, ...(call ? { call } : {}), ...(time && view?.kind === 'direct' ? { column: view, within: spanOf(time.at) } : {}) })
    }
    case 'expr': {
      const text = argument(args, 0, 'str')
      return text && textOf(text.value) !== undefined ? column(sqlView(job, textOf(text.value) ?? '', at)) : NOT_UNDERSTOOD
    }
    case 'from_json':
      return derivedOf(schemaOf(job, argument(args, 1, 'schema')?.value))
    case 'broadcast':
      return first?.value.is === 'frame' ? first.value : NOT_UNDERSTOOD
    case 'asc':
    case 'desc':
      return first ? first.value : NOT_UNDERSTOOD
    case 'udf':
    case 'pandas_udf':
      return { is: 'udf' }
    default:
      return madeBy(job, name, args, at)
  }
}

const named = ({ is, view }: Column, name: string | undefined): Column => ({ is, view: name !== undefined && view.kind === 'derived' ? { ...view, name } : view })

/** Aggregates over distinct values; `approx_count_distinct` and `collect_set` are none. */
const DISTINCT = new Set('countDistinct count_distinct sumDistinct sum_distinct'.split(' '))

function madeBy(job: Job, name: string, args: Args, at: Span): Column {
  const made = named(derivedOf(typeOfFunction(name)), NAMED_BY_CALL.has(name) ? `${name}()` : undefined)
  const what = DISTINCT.has(name) ? 'distinct' : name === 'monotonically_increasing_id' ? name : undefined
  return what === undefined || made.view.kind !== 'derived'
    ? holding(
        made,
        args.positional.map((a) => a.value),
      )
    : column({ ...made.view, holds: { what, ...job.place(at) } })
}

/** `col("ts")` stands as a whole for the column: what replaces it replaces all of the call. */
function namedView({ value }: Item, at: Span): View {
  const name = textOf(value) ?? ''
  if (name === '*') return { kind: 'star' }
  return name.endsWith('.*') ? { kind: 'star', of: name.slice(0, -2) } : { kind: 'direct', name: bare(name), at }
}

const bare = (name: string): string => (/^`[^`]*`$/.test(name) ? name.slice(1, -1) : name)

const derivedOf = (type: ColumnType | undefined): Column => (type === undefined ? DERIVED : column({ kind: 'derived', type }))

/** A method of a column: only a new name leaves it what it is. */
export function columnMethod(job: Job, on: Column, method: Method, args: Args): Thing {
  const { view } = on
  const { name } = method
  const parts = [on, ...args.positional.map((a) => a.value)]
  if (name === 'over') return column({ kind: 'derived', holds: heldIn([on]) ?? { what: 'over', ...job.place(method) } })
  if (name === 'between') return combined(parts, 'order')
  if (name === 'cast' || name === 'astype')
    return named(holding(derivedOf(castTo(job, args)), parts), view.kind === 'direct' && view.alias === undefined ? nameOfDirect(view) : undefined)
  if (name !== 'alias' && name !== 'name')
    return ['asc', 'desc', 'asc_nulls_first', 'asc_nulls_last', 'desc_nulls_first', 'desc_nulls_last'].includes(name) ? column(view) : holding(DERIVED, parts)
  const alias = textOf(args.positional[0]?.value)
  if (alias === undefined || args.positional.length !== 1) return view.kind === 'derived' ? holding(DERIVED, parts) : NOT_UNDERSTOOD
  return view.kind === 'star' ? DERIVED : column({ ...view, alias })
}

/** `events.ts`, `events["ts"]`. */
export const frameColumn = (frame: Frame, name: string, at: Span): Column => column(name === '*' ? { kind: 'star' } : { kind: 'direct', name: bare(name), at: spanOf(at), frame })

/** What an argument of a frame's method says of a column; a text is a name there. */
export function viewOf({ value, at }: Item): View | undefined {
  if (value.is === 'column') return value.view
  if (value.is !== 'const') return undefined
  if (value.of !== 'text') return { kind: 'derived' }
  if (value.text === '*') return { kind: 'star' }
  if (value.text.endsWith('.*')) return { kind: 'star', of: value.text.slice(0, -2) }
  return { kind: 'direct', name: bare(value.text), at: spanOf(literalWithin(value, at) ?? at), isText: true }
}

/** The characters between the quotes where the literal stands right here. */
const literalWithin = ({ literal }: Const, at: Span): Span | undefined => (literal && literal.start >= at.start && literal.end <= at.end ? literal : undefined)

/** The column as operators and rules know it. The name of a table before it is taken off. */
export function operatorColumn(job: Job, frame: Frame, view: DirectView, at: Span | undefined): OperatorColumn {
  const asOf = view.frame && isBehind(view.frame, frame) ? { asOf: view.frame.operators.length } : {}
  const made: OperatorColumn = { name: nameIn(job, frame, view), ...job.place(view.at), ...asOf }
  job.seen.columns.set(view.at.start, { at: view.at, isWhole: at !== undefined && sameSpan(view.at, at), isText: view.isText === true })
  return made
}

function unqualified(frame: Frame, name: string): string {
  const dot = name.indexOf('.')
  return dot > 0 && frame.aliases.includes(name.slice(0, dot).toLowerCase()) ? name.slice(dot + 1) : name
}
export const nameIn = (job: Job, frame: Frame, view: DirectView): string => job.column(unqualified(frame, view.name))

/** The time of a window. A column that is no timestamp is turned into one by the window alone: nothing can be marked. */
export function timeKey(job: Job, frame: Frame, view: Extract<View, { kind: 'window' }>, within?: Span): TimeKey {
  const type = view.column && typeOf(job, frame, view.column)
  const isMeant = view.column !== undefined && (type === undefined || type === 'timestamp')
  return { by: view.by, ...(isMeant ? { column: operatorColumn(job, frame, view.column, within) } : {}) }
}

/** The type of a column or a field of a struct, as far as the file shows it. */
export function typeOf(job: Job, frame: Frame, view: View | undefined): ColumnType | undefined {
  if (view?.kind === 'derived') return view.type
  if (view?.kind !== 'direct') return undefined
  const types = view.frame?.types ?? frame.types
  if (types.size === 0) return undefined
  const name = nameIn(job, frame, view)
  const [first = '', ...fields] = name.split('.')
  const whole = types.get(name)
  return whole ?? fields.reduce<ColumnType | undefined>((type, field) => (isStruct(type) ? type.fields.get(job.column(field)) : undefined), types.get(job.column(first)))
}
