import type { Held, Operator, Query, Source, TimeKey } from '../../components/query.ts'
import type { WindowCall } from '../../components/query-calls.ts'
import type { Span } from '../../text/span.ts'
import type { Types } from './column.ts'
import type { Loaded } from './things.ts'

/** Where rows come from, together with the reader's options where there is a reader in sight. */
export interface Root {
  readonly source: Source
  readonly reader?: Loaded
}

/** Frames never change: an operator makes a new one that grew from the old. */
export interface Frame {
  readonly is: 'frame'
  readonly reads: Query['source']
  readonly roots: readonly Root[]
  readonly operators: readonly Operator[]
  /** The first is the one it grew from; others were joined or united into it. */
  readonly parents: readonly Frame[]
  /** Perhaps no frame at all: what a function out of sight gave back. */
  readonly isTentative: boolean
  /** Columns that hold a time window. */
  readonly windows: ReadonlyMap<string, TimeKey>
  /** Columns whose type the file shows. */
  readonly types: Types
  /** The columns that may be there, as they are written: no other is. `undefined` where others may be. */
  readonly names: readonly string[] | undefined
  readonly aliases: readonly string[]
  /** Whether a name with a dot may be the name of a table in front of a column. */
  readonly isQualified: boolean
  readonly tag: Tag
}

/** What is learned of a frame or a query after it was made. */
export interface Tag {
  variable?: string
  readonly statement: Span
  readonly anchor: number
  /** The branches that it was made in. */
  readonly path: readonly number[]
}

/** `groupBy(…)`, until its aggregation follows. */
export interface Grouped {
  readonly is: 'grouped'
  readonly frame: Frame
  readonly method: MethodName
  readonly keys: Pick<Operator, 'columns' | 'complete' | 'time'>
  /** The columns that the keys may give, `undefined` where others may be. */
  readonly names: readonly string[] | undefined
  readonly isPivoted?: true
}

export interface MethodName extends Span {
  readonly name: string
  /** What streams are refused for, in what the method is given. */
  readonly holds?: Held
  /** Windows that the method is given. */
  readonly windows?: readonly WindowCall[]
}
