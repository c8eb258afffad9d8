import type { Span } from '../text/span.ts'
import type { TriggerCall, WindowCall } from './query-calls.ts'

/**
 * A column that an operator was given. `asOf`: it was taken from a frame of this lineage that had so many operators behind it (`rides.pickup_at`),
 * so it is the column as it was there; a bare name, or `col("x")`, is resolved where it is used and has none.
 */
export interface Column extends Span {
  readonly name: string
  readonly asOf?: number
}

/** The time of an aggregation: `window(c, …)`, `session_window(c, …)`. `column` is absent where the argument was not understood. */
export interface TimeKey {
  readonly by: 'window' | 'session_window'
  readonly column?: Column
}

export type OperatorName =
  | 'withWatermark'
  /** `groupBy(…)` with what follows it (`agg`, `count` …), or `frame.agg(…)`. */
  | 'aggregate'
  /** `dropDuplicates`, `drop_duplicates`, `distinct`. */
  | 'deduplicate'
  | 'dropDuplicatesWithinWatermark'
  | 'join'
  | 'union'
  /** `intersect`, `subtract` and their kin: rows that both frames have, or only the first. */
  | 'setOperation'
  | 'select'
  /** `mapGroupsWithState`, `applyInPandasWithState`, `transformWithState`, `limit`: keeps state, nothing more is known of it. */
  | 'stateful'
  /** Rows or columns are changed in a way that keeps a watermark where it is (`filter`, `repartition` …). */
  | 'neutral'
  /** Something unseen may have been done to the frame: a helper of another module, a loop, `transform(f)` out of sight. */
  | 'opaque'

/** One step of a lineage. The span is that of the method's name, where a squiggle goes. */
export interface Operator extends Span {
  readonly name: OperatorName
  /** As it is written in the file: `groupby`, `drop_duplicates`. */
  readonly written: string
  /** Group keys, the subset of a deduplication, what a select names; only those that were understood. */
  readonly columns: readonly Column[]
  /** Whether `columns` is all that was given. */
  readonly complete: boolean
  /** Of an aggregation: its time window. Of a watermark: see `mark`. */
  readonly time?: TimeKey
  /** Of a watermark: the event-time column and the delay; each absent where it is not a literal in sight. */
  readonly mark?: { readonly column?: string; readonly delay?: string }
  /** Of a select and its kin (`select`, `drop`, `withColumn`, `toDF`): columns that are no longer the same column afterwards; `'others'`: all but `columns`. */
  readonly loses?: readonly string[] | 'others' | 'unknown'
  /** Renamed columns, old name to new name. */
  readonly renames?: Readonly<Record<string, string>>
  /** Of a join or union: what is known of the other frame; `operators`: its lineage, where it is a frame in sight. */
  readonly other?: { readonly source: Query['source']; readonly marked: boolean | 'unknown'; readonly operators?: readonly Operator[] }
  /** Of a join: its type; absent where it is not in sight, or none that Spark knows. */
  readonly how?: JoinType
  /** Of a join: what it compares; absent where a part of it is not in sight. */
  readonly condition?: JoinCondition
  /** Of a function of one's own that keeps state: its output mode and what its timers go by, each absent where it is not in sight. */
  readonly keeps?: { readonly mode?: string; readonly time?: string }
  /** Of an aggregation: it is a pivot of numbers, which Spark makes of two aggregations. */
  readonly isPivoted?: true
  /** An expression in its arguments that streams are refused for. */
  readonly holds?: Held
  /** Windows of time in its arguments, as they are called; only those that are not part of something else. */
  readonly windows?: readonly WindowCall[]
}

export type JoinType = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross'

export interface JoinCondition {
  /** The columns that it speaks of, but for those that are only more or less than something. */
  readonly names: readonly string[]
  readonly isEqual: boolean
  /** Something is more or less than something else, as a time range has it. */
  readonly isBounded: boolean
}

/** A part of a column expression; the span is that of its name. `over`: a window function of rows, which has nothing to do with windows of time. */
export interface Held extends Span {
  readonly what: 'over' | 'monotonically_increasing_id' | 'distinct'
}

/** A call that only batches have, on a frame that is a stream for certain. */
export interface Action extends Span {
  readonly written: string
}

/** What a streaming query writes to. */
export interface Sink extends Span {
  /** Spark's name of the format; `foreachBatch`, `foreach`, `table`; absent where it is not a literal in sight. */
  readonly name?: string
  /** Of `foreachBatch`: whether its body, when it is in sight, writes files or a table. */
  readonly bodyWrites?: boolean
  /** Options more may be set than are seen. */
  readonly isOpen?: true
  /** Where columns are given to partition the output by. */
  readonly partitioned?: Span
  /** The path that `start` itself is given. */
  readonly startPath?: Span
}

/** Where rows come from. */
export interface Source extends Span {
  readonly reads: 'stream' | 'batch' | 'unknown'
  /** Spark's name of the format, absent where it is not a literal in sight. */
  readonly format?: string
  /** How it was asked for; absent where no reader is in sight. */
  readonly reader?: SourceReader
}

/** What a reader was told, where that is no value of an option. */
export interface SourceReader {
  /** The options that are written, whatever they are set to, in the spelling of Spark; those of the Kafka client in lower case, with their prefix. */
  readonly names: readonly string[]
  /** More options may be set than are seen. */
  readonly isOpen?: true
  /** Where it is given a schema; `'unknown'` where it may be given one. */
  readonly schema?: Span | 'unknown'
}

/** A column as it is written, in its exact case; `is` where the file shows that it is neither a text nor bytes; `'other'`: a number, a date, a list. */
export interface OutputColumn {
  readonly name: string
  readonly is?: 'timestamp' | 'struct' | 'other'
}

/** A lineage from its sources to its sink. A list of operators is never half known: what was not understood stands in it as `opaque`. */
export interface Query {
  /** Of the first source: streams are judged, batches are not. */
  readonly source: 'stream' | 'batch' | 'unknown'
  readonly sources: readonly Source[]
  readonly operators: readonly Operator[]
  /** Absent where the frame is returned or handed on, so that somebody else starts the query. */
  readonly sink?: Sink
  /** The columns that may be written: no other is. Absent where others may be. */
  readonly columns?: readonly OutputColumn[]
  /** Which kind of trigger it is started with: a rule about a source cannot ask the settings of the query. Absent: none is given, so one batch follows the other; `'unknown'`: not in sight. */
  readonly trigger?: Trigger
  /** Every call of `trigger` on the way to the start. */
  readonly triggers?: readonly TriggerCall[]
  /** What is called on the frame, or on one that it grew from, although it is a stream. */
  readonly actions?: readonly Action[]
  /** The file asks whether a frame is a stream, so it may have another way for those that are none. */
  readonly asksWhich?: true
  /** What the session says of checks that may be switched off; absent where it says nothing, `'unknown'` where it is not in sight. */
  readonly switches?: Readonly<Partial<Record<Switch, boolean | 'unknown'>>>
}

/** Settings of the session that some refusals hang on, with the word that switches them on. */
export const SWITCHES = {
  'spark.sql.streaming.unsupportedOperationCheck': 'true',
  'spark.sql.streaming.statefulOperator.checkCorrectness.enabled': 'true',
  'spark.sql.legacy.pathOptionBehavior.enabled': 'true',
  'spark.sql.streaming.realTimeMode.allowlistCheck': 'true',
  'spark.sql.streaming.realTimeMode.minBatchDuration': '5000ms',
  'spark.sql.streaming.stateStore.encodingFormat': 'avro',
  'spark.sql.streaming.schemaInference': 'true',
} as const
export type Switch = keyof typeof SWITCHES

export type Trigger = 'processingTime' | 'availableNow' | 'once' | 'continuous' | 'realTime' | 'unknown'

export type Watermark = { readonly on: string; readonly at: number } | 'none' | 'lost' | 'unknown'

/**
 * Is there a watermark when operator `index` begins? Worked out once, here, for every rule that asks.
 * The mark goes with its column (EventTimeWatermark marks the attribute's metadata): a select that leaves it out, a cast or a function of it loses it;
 * a union keeps that of its first input only; executed on pyspark 3.3 to 4.3.
 */
export function watermarkBefore({ operators }: Pick<Query, 'operators'>, index: number): Watermark {
  let mark: Watermark = 'none'
  for (const [i, op] of operators.slice(0, index).entries()) mark = step(mark, op, i)
  return mark
}

function step(mark: Watermark, op: Operator, i: number): Watermark {
  switch (op.name) {
    case 'withWatermark':
      return op.mark?.column === undefined ? 'unknown' : { on: op.mark.column, at: i }
    case 'opaque':
      return 'unknown'
    case 'join':
      return mark === 'none' && op.other?.marked !== false ? 'unknown' : mark
    default:
      return carried(mark, op)
  }
}

function carried(mark: Watermark, op: Operator): Watermark {
  if (typeof mark === 'string') return mark
  const renamed = op.renames?.[mark.on]
  if (renamed !== undefined) return { on: renamed, at: mark.at }
  if (op.loses === undefined) return mark
  if (op.loses === 'unknown') return op.columns.some((c) => c.name === mark.on) ? mark : 'unknown'
  const lost = op.loses === 'others' ? !op.columns.some((c) => c.name === mark.on) : op.loses.includes(mark.on)
  return lost ? 'lost' : mark
}

type Lineage = Pick<Query, 'source' | 'operators'>

/** What two frames are once they are joined or united: a stream that is joined into a batch makes a stream of it. */
export const together = (a: Query['source'], b: Query['source']): Query['source'] =>
  a === 'stream' || b === 'stream' ? 'stream' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'batch'

/** What a frame is after its operators. A frame that is united with itself over and over is asked about once: `known`. */
export function readsAfter({ source, operators }: Lineage, known = new Map<readonly Operator[], Query['source']>()): Query['source'] {
  if (source === 'unknown' || operators.some((op) => op.name === 'opaque')) return 'unknown'
  const told = known.get(operators)
  if (told !== undefined) return told
  const others = operators.flatMap(({ other }) => (other ? [other.operators ? readsAfter({ source: other.source, operators: other.operators }, known) : other.source] : []))
  const reads = others.reduce(together, source)
  known.set(operators, reads)
  return reads
}

/** Whether a query keeps state between batches, as far as its operators show. */
export function isStateful({ operators }: Query): boolean {
  return operators.some(
    (op) => ['aggregate', 'deduplicate', 'dropDuplicatesWithinWatermark', 'stateful'].includes(op.name) || (op.name === 'join' && op.other?.source === 'stream'),
  )
}
