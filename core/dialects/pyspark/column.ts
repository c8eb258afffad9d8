import type { WindowCall } from '../../components/query-calls.ts'
import type { Held, TimeKey } from '../../components/query.ts'
import type { Span } from '../../text/span.ts'
import type { Frame } from './things.ts'

/** What the file shows of the type of a column: a timestamp, texts or bytes, a struct, something that is none of these, or only that it is no timestamp. Nothing where it does not say. */
export type ColumnType = 'timestamp' | 'text' | 'other' | 'no timestamp' | Struct
export interface Struct {
  /** Only the fields whose type is known. */
  readonly fields: ReadonlyMap<string, ColumnType>
}
export type Types = ReadonlyMap<string, ColumnType>

/** What is known of a column expression. */
export type View =
  /** A column by its name, perhaps taken from a frame; `isText`: it is named by a string. */
  | { readonly kind: 'direct'; readonly name: string; readonly at: Span; readonly frame?: Frame; readonly alias?: string; readonly isText?: boolean }
  /** `within`: all of the argument that the column was found in. */
  | { readonly kind: 'window'; readonly by: TimeKey['by']; readonly column?: DirectView; readonly within?: Span; readonly alias?: string; readonly call?: WindowCall }
  | { readonly kind: 'star'; readonly of?: string }
  | Derived
/** Computed: no watermark lives in it. `of`: all columns that it speaks of; `isEqual`: some of them are asked for equality; `sql`: it is written in SQL. */
interface Derived {
  readonly kind: 'derived'
  readonly alias?: string
  /** How Spark calls it by itself, where that is in sight. */
  readonly name?: string
  readonly type?: ColumnType
  readonly of?: readonly Mention[]
  readonly isEqual?: true
  readonly sql?: string
  readonly holds?: Held
}
/** A column in an expression; `isBound`: in a comparison of more and less, which a time range is made of. */
export interface Mention {
  readonly view: DirectView
  readonly isBound: boolean
}
export type DirectView = Extract<View, { kind: 'direct' }>

export interface Column {
  readonly is: 'column'
  readonly view: View
}
