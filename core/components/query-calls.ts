import type { Span } from '../text/span.ts'

/* Calls that Spark looks at by themselves, whatever the query is like that they belong to. */

/** An argument with the name of its parameter, as far as the file shows what it is; the span is that of the expression. */
export interface Given extends Span {
  readonly name: string
  readonly of: 'text' | 'number' | 'flag' | 'none' | 'unknown'
  /** As Spark gets it: `True` is `true`. Empty where it is not known. */
  readonly text: string
}

/** A call of `window()` or `session_window()` that nobody catches, with what it is given besides the column; the span is that of its name. */
export interface WindowCall extends Span {
  readonly by: 'window' | 'session_window'
  readonly given: readonly Given[]
}

/** A call of `trigger()` that nobody catches; the span is that of its name. */
export interface TriggerCall extends Span {
  readonly given: readonly Given[]
  /** Something is given without a keyword. */
  readonly isPositional: boolean
  /** More may be given than is seen. */
  readonly isOpen: boolean
}
