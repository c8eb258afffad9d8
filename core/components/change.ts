import type { Edit, Span } from '../text/span.ts'
import type { Column, Operator } from './query.ts'

/** What a fix does, in canonical terms. Each dialect turns it into edits in its file's own spelling, or refuses with a reason. */
export type Change =
  | { readonly do: 'set'; readonly key: string; readonly value: string | number | boolean | readonly string[] }
  /** Everything that is written for the key; with `at`, only what is written there. */
  | { readonly do: 'remove'; readonly key: string; readonly at?: Span }
  /** A key that is written at `at` gets another name, and another value where the unit changes with it. */
  | { readonly do: 'rename'; readonly at: Span; readonly to: string; readonly value?: string | number }
  /** A comment of its own line above the component: a fact, a suppression. */
  | { readonly do: 'comment'; readonly text: string }
  /** A call before an operator of a chain. Arguments are texts. */
  | { readonly do: 'insertOperator'; readonly before: Operator; readonly call: string; readonly args: readonly string[] }
  | { readonly do: 'renameOperator'; readonly operator: Operator; readonly to: string }
  /** A column that was taken from a frame (`rides.ts`) is named instead (`"ts"`, `F.col("ts")`). */
  | { readonly do: 'nameColumn'; readonly column: Column }

export interface Refusal {
  readonly refused: string
}
export type Written = readonly Edit[] | Refusal
export const refused = (why: string): Refusal => ({ refused: why })
export const isRefusal = (written: Written): written is Refusal => 'refused' in written

/** Where something new can be written, found while reading: `lead` before it (line end and indent, a comma), `between` name and value. */
export interface Slot {
  readonly at: Span
  readonly lead: string
  readonly between: string
}

/** All changes of a fix or none; insertions at one place become one edit, in order. */
export function writeAll(write: (change: Change) => Written, changes: readonly Change[]): Written {
  const edits: Edit[] = []
  for (const change of changes) {
    const made = write(change)
    if (isRefusal(made)) return made
    for (const edit of made) addEdit(edits, edit)
  }
  return edits.sort((a, b) => a.start - b.start || a.end - b.end)
}

function addEdit(edits: Edit[], edit: Edit): void {
  const twin = edits.findIndex((e) => e.start === edit.start && e.end === edit.end && e.start === e.end)
  const held = edits[twin]
  if (held) edits[twin] = { ...held, text: held.text + edit.text }
  else edits.push(edit)
}
