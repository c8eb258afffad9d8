import type { DStreamStep } from '../../components/dstreams.ts'
import type { Action } from '../../components/query.ts'
import type { Span } from '../../text/span.ts'
import type { CallMark, Entry, Frame, Func, Klass, MethodName, Reader, Started } from './things.ts'
import { textOf } from './things.ts'

/** What was set on the session, wherever in the file. */
export interface SessionSeen {
  readonly entries: Entry[]
  /** `config` calls of the builder and `set` calls of a conf. */
  readonly calls: CallMark[]
  readonly sets: CallMark[]
  terminal?: CallMark
  open?: string
  statement?: Span
  anchor?: number
}

/** Where a column of an operator was written, and whether it is the whole argument, so that a bare name may stand in its place. */
export interface ColumnPlace {
  readonly at: Span
  readonly isWhole: boolean
  readonly isText: boolean
}

/** Where an operator was called. */
export interface OperatorPlace extends MethodName {
  /** One lineage goes through it more than once. */
  readonly isAgain?: boolean
}

/** `ssc.checkpoint("…")`. */
export interface Checkpoint {
  readonly entry: Entry
  readonly statement: Span
  readonly anchor: number
  readonly path: readonly number[]
}

/** What is done with DStreams; steps by where they start. */
interface DStreamsSeen {
  readonly steps: Map<number, Omit<DStreamStep, 'isUsed'>>
  /** Steps from which something comes that is looked at. */
  readonly used: Set<number>
  start?: Span
  /** Somebody out of sight has had the context in hand. */
  isHanded?: boolean
}

export interface ActionSeen {
  readonly frame: Frame
  readonly action: Action
}

/** All that was met while the file was read. */
export class Seen {
  readonly frames: Frame[] = []
  /** Frames that a statement makes and nobody takes: `raw.groupBy("a").count()` by itself. */
  readonly dropped = new Set<Frame>()
  readonly started: Started[] = []
  readonly readers: Reader[] = []
  readonly functions = new Map<number, Func>()
  readonly classes: Klass[] = []
  /** Temporary views by their name in lower case; global ones with their database. */
  readonly views = new Map<string, Frame>()
  readonly session: SessionSeen = { entries: [], calls: [], sets: [] }
  /** By where they start. */
  readonly operators = new Map<number, OperatorPlace>()
  readonly columns = new Map<number, ColumnPlace>()
  /** Where DStreams keep their checkpoint. */
  readonly checkpoints: Checkpoint[] = []
  readonly dstreams: DStreamsSeen = { steps: new Map(), used: new Set() }
  /** Calls that only batches have, of whatever frames. */
  readonly actions: ActionSeen[] = []
  hasStream = false

  /** The format of a reader or a writer that names none; unknown where the session may set it. */
  defaultFormat(): string | undefined {
    const set = this.session.entries.findLast((e) => e.name === 'spark.sql.sources.default')
    if (set) return textOf(set.value)
    return this.session.open === undefined ? 'parquet' : undefined
  }
}
