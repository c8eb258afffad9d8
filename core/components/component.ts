import type { Kind } from '../catalogue/kinds.ts'
import type { Secret } from '../text/secret.ts'
import type { Span } from '../text/span.ts'
import type { Token } from '../text/token.ts'
import type { Change, Written } from './change.ts'
import type { DStreams } from './dstreams.ts'
import type { Framework } from './framework.ts'
import type { Query } from './query.ts'

/** One value as it is written. */
export interface Value {
  readonly key: Token
  readonly text: Token | Secret
  /** The text is, or holds, something that is replaced before Kafka or Spark sees it; `default` is what then holds if nobody replaces it. */
  readonly placeholder?: { readonly default?: string }
  /** Why the value cannot be known although it is there: an expression out of sight, two branches of a template. */
  readonly unknown?: string
  /** The value is brought in by an anchor or a shared definition, and others have it too. */
  readonly shared?: boolean
  /** A session of Spark is told it that runs already. */
  readonly live?: true
}

/** Values of one strength, stronger layers stand before weaker ones. */
export interface Layer {
  readonly name: string
  readonly origin: 'explicit' | 'inherited' | 'framework'
  /** By canonical key; the winner first, what it shadows in the same layer behind it. */
  readonly values: ReadonlyMap<string, readonly Value[]>
  /** Why more may be set here than is seen: a profile overlay, `.options(**cfg)`, a template. Absent: everything of this layer is in `values`. */
  readonly open?: string
  /** Keys of other components of the file, which this one reads besides; as keys they are judged there. */
  readonly quoted?: true
  /** Readers of the format do not agree which of two equal keys holds. */
  readonly repeatsDiffer?: boolean
}

/** One configured thing. It closes over spans only, never over a parse tree, so that a document goes as soon as it is read. */
export interface Component {
  readonly kind: Kind
  readonly dialect: string
  readonly name?: string
  readonly parent?: Component
  /** Strongest first. */
  readonly layers: readonly Layer[]
  /** What makes this component and has a word in its settings. */
  readonly framework?: Framework
  /** Where findings about something missing go. */
  readonly at: Span
  /** The whole stretch of the file that speaks of it: a fact in a comment within, or right above, is its own. */
  readonly extent: Span
  readonly query?: Query
  /** Of a job of DStreams, which has no query. */
  readonly dstreams?: DStreams
  /** The client that Spark itself brings: its Kafka version follows Spark's. */
  readonly inSpark?: boolean
  /** Two roles share the entries, or none is shown: a key that this kind does not know may be another one's. */
  readonly uncertain?: boolean
  /** What a broker's file says for every topic that says nothing itself: one that stands for all, whose keys as such are judged as the broker's. */
  readonly ofBroker?: boolean
  /** The file shows that it is a test. */
  readonly isTest?: boolean
  /** Fields of the file's own format that nobody reads, with what was probably meant (a Strimzi topic's closed `spec`). */
  readonly strayFields?: readonly StrayField[]
  /** How its file spells a change. */
  write(change: Change): Written
}

/** A field that the file's tool drops in silence or refuses. */
export interface StrayField {
  readonly field: Token
  /** Where it stands: `spec`. */
  readonly within: string
  readonly meant?: string
}
