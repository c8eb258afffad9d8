import type { TriggerCall } from '../../components/query-calls.ts'
import type { Span } from '../../text/span.ts'
import type { Frame, Grouped, MethodName, Tag } from './frame.ts'
import type { Column, ColumnType, Struct, Types } from './column.ts'
import type { OfDStreams } from './dstream-things.ts'
import type { Py } from './syntax.ts'
import type { Box, Scope } from './state.ts'

export type { Frame, Grouped, MethodName, Root, Tag } from './frame.ts'
export type { Column, ColumnType, DirectView, Mention, Struct, Types, View } from './column.ts'

/* What a name or an expression may stand for while the file is read. Spans in here count in the part's own text. */

/** Out of sight, with the reason that a person is told. */
export interface Unknown {
  readonly is: 'unknown'
  readonly because: string
  /** All that is known of it. */
  readonly isSession?: true
}
export const unknown = (because: string): Unknown => ({ is: 'unknown', because })
export const NOT_UNDERSTOOD = unknown('it is not a value in sight')
export const SESSION: Unknown = { ...unknown('it is a session'), isSession: true }

/** The one literal that a constant is written as; the span is what stands between the quotes. */
export interface Literal extends Span {
  /** Empty for a number, `True` or `None`. */
  readonly quote: string
  readonly isRaw: boolean
}

export interface Const {
  readonly is: 'const'
  readonly of: 'text' | 'number' | 'flag' | 'none'
  /** As Spark gets it: `True` is `true`. */
  readonly text: string
  /** Absent where the value is put together of several. */
  readonly literal?: Literal
}

/** A name with its value: an entry of a dictionary, a keyword argument, a pair of a list. */
export interface Pair {
  readonly name: string
  /** The characters of the name. */
  readonly nameAt: Span
  readonly nameIs: 'string' | 'keyword' | 'elsewhere'
  readonly value: Thing
  /** The expression that gives the value. */
  readonly use: Span
  /** What has to go when the pair goes. */
  readonly unit: Span
  /** The unit is a statement of its own: `D["k"] = v`. */
  readonly isStatement?: boolean
}

export interface Pairs {
  readonly pairs: ReadonlyMap<string, Pair>
  /** Why there may be more. */
  readonly open?: string
}
export interface Dict {
  readonly is: 'dict'
  readonly box: Box<Pairs>
}

export interface Item {
  readonly value: Thing
  readonly at: Span
}
export interface Items {
  readonly items: readonly Item[]
  readonly open?: string
}
export interface List {
  readonly is: 'list'
  readonly box: Box<Items>
}

/** One setting of a reader, a writer or a session, as it is written. */
export interface Entry {
  readonly name: string
  readonly nameAt: Span
  readonly nameIs: Pair['nameIs'] | 'method'
  readonly value: Thing
  readonly use: Span
  readonly within: Within
  /** The branches that it was made in. */
  readonly path?: readonly number[]
  /** The call that makes it makes others too: it stands in a loop. */
  readonly isLooped?: boolean
  /** It is given to a session that runs already, and nobody catches what that says to it. */
  readonly isLive?: boolean
}

/** What has to go when a setting goes: its whole call, a statement, or one item of a list, and then the call only if nothing is left in it. */
export type Within =
  { readonly how: 'call'; readonly call: number } | { readonly how: 'statement'; readonly unit: Span } | { readonly how: 'item'; readonly unit: Span; readonly call?: number }

/** Where a call of a chain stands: the start of the method's name, and which chain it belongs to. */
export interface CallMark {
  readonly call: number
  readonly chain: number
}

export interface Format {
  readonly name?: string
  readonly at: Span
}

export interface ReaderState {
  readonly format?: Format
  readonly options: readonly Entry[]
  readonly open?: string
  /** Why the Kafka client in it may hold more, and only that. */
  readonly clientOpen?: string
  readonly optionCalls: readonly CallMark[]
  readonly statement: Span
  readonly schema?: Struct
  /** Where a schema is given, also one that is not understood. */
  readonly schemaAt?: Span | 'unknown'
}
export interface Reader {
  readonly is: 'reader'
  readonly isStream: boolean
  readonly box: Box<ReaderState>
  readonly id: number
  readonly at: Span
  /** Set when a frame was made of it. */
  readonly tag: { isLoaded: boolean; readonly anchor: number }
}

/** A reader as it was when it loaded. */
export interface Loaded extends ReaderState {
  readonly id: number
  readonly at: Span
  readonly anchor: number
  /** `load` or the short cut. */
  readonly terminal?: CallMark
}

export interface WriterState {
  readonly format?: Format
  readonly sink?: { readonly name: 'foreachBatch' | 'foreach'; readonly at: Span; readonly bodyWrites?: boolean }
  readonly options: readonly Entry[]
  readonly trigger: readonly Entry[]
  /** All calls of `trigger`, also those that a later one makes forgotten: each can raise. */
  readonly triggers: readonly TriggerCall[]
  readonly partitioned?: Span
  readonly startPath?: Span
  readonly open?: string
  readonly clientOpen?: string
  /** Somebody out of sight has had it in hand, so that even its trigger may be another. */
  readonly isHanded?: boolean
  readonly optionCalls: readonly CallMark[]
  readonly statement: Span
}
export interface Writer {
  readonly is: 'writer'
  readonly frame: Frame
  readonly box: Box<WriterState>
  readonly id: number
}

/** A query that `start` or `toTable` has started. */
export interface Started {
  readonly is: 'started'
  readonly frame: Frame
  readonly writer: WriterState
  readonly id: number
  readonly terminal: CallMark & MethodName
  readonly tag: Tag
}

export interface Builder {
  readonly is: 'builder'
}
/** `SparkConf()`, or the `conf` of a session. */
export interface Conf {
  readonly is: 'conf'
  /** Of a session that runs. */
  readonly isLive?: true
}
/** `na` of a frame. */
export interface Na {
  readonly is: 'na'
  readonly frame: Frame
}
/** A thing of another module by its full name, as the imports say. */
export interface Dotted {
  readonly is: 'dotted'
  readonly path: string
}

/** A function or lambda of this file. */
export interface FunctionInfo {
  readonly name: string
  readonly node: Py
  readonly isLambda: boolean
  readonly decorators: readonly string[]
  /** How often its body was read for a call. */
  calls: number
  /** It is the body of a `foreachBatch`: its frames are batches. */
  isBatchBody: boolean
}
export interface Func {
  readonly is: 'func'
  readonly info: FunctionInfo
  readonly scope: Scope
  readonly self?: Thing
  /** Arguments were bound before (`functools.partial`). */
  readonly isPartial?: boolean
}
export interface Klass {
  readonly is: 'class'
  readonly name: string
  readonly node: Py
  readonly scope: Scope
  readonly bases: readonly Thing[]
  readonly isDecorated: boolean
  readonly tag: { made: number }
}
export interface Instance {
  readonly is: 'instance'
  readonly klass: Klass
  readonly box: Box<ReadonlyMap<string, Thing>>
}
/** A schema, or a type in one. */
export interface Type {
  readonly is: 'type'
  readonly of: ColumnType
}
export interface Field {
  readonly is: 'field'
  readonly name: string
  readonly of?: ColumnType
}
/** A function over columns that is made of one of this file. */
export interface Udf {
  readonly is: 'udf'
}

export type Thing =
  Unknown | Const | Dict | List | Column | Frame | Grouped | Reader | Writer | Started | Builder | Conf | Na | Dotted | Func | Klass | Instance | OfDStreams | Type | Field | Udf

export const NONE: Const = { is: 'const', of: 'none', text: '' }
/** Python's `None`. */
export const isNone = (thing: Thing): boolean => thing.is === 'const' && thing.of === 'none'
export const DERIVED: Column = { is: 'column', view: { kind: 'derived' } }
export const NO_TYPES: Types = new Map()
export const textOf = (thing: Thing | undefined): string | undefined => (thing?.is === 'const' && thing.of === 'text' ? thing.text : undefined)
export const text = (value: string): Const => ({ is: 'const', of: 'text', text: value })
