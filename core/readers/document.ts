import type { SourceText } from '../text/source-text.ts'
import type { Span } from '../text/span.ts'

export interface Comment extends Span {
  /** What stands behind the comment sign. */
  readonly text: string
}

/** Why a text cannot be read as its author meant it. The span lies on one line. */
export type ProblemCode = 'malformed-escape' | 'byte-order-mark' | 'conflict-marker' | 'yaml-syntax' | 'yaml-too-deep' | 'python-syntax' | 'line-too-long'
export interface Problem extends Span {
  readonly code: ProblemCode
  readonly detail?: string
}

/** One text, read: syntax only. Nothing here throws, whatever the text. */
export interface Document {
  readonly source: SourceText
  readonly comments: readonly Comment[]
  readonly problems: readonly Problem[]
  /** Where one thing ends that began here, when it may run over several lines (a continued entry); asked only for suppressions. */
  unitAt?: (offset: number) => Span | undefined
}

/** Syntax: how a text falls into parts, and what one part says. */
export interface Reader<D extends Document> {
  readonly id: string
  /** Language ids of editors and endings of names that this reader takes. */
  readonly languageIds: readonly string[]
  readonly extensions: RegExp
  /** How a whole-line comment begins. */
  readonly comment: RegExp
  /** How a whole-line comment is written. */
  readonly commentSign: string
  /** A document of this reader is hardly more than its text, so that keeping it costs nothing. */
  readonly keepsText?: boolean
  split(text: string): readonly Span[]
  read(source: SourceText): D
  /** For what a garbage collector does not see. */
  release?(document: D): void
}

/** Markers that a version control system left behind; they are no settings in any format. */
const MARKER = /^(?:<{7}|>{7}|={7}|\|{7})(?:[ \t].*)?$/gm

export function conflictMarkers(source: SourceText): Problem[] {
  if (!source.text.includes('<<<<<<<') && !source.text.includes('>>>>>>>')) return []
  return [...source.text.matchAll(MARKER)].map((m) => ({ code: 'conflict-marker', ...source.span(m.index, m.index + m[0].replace(/\r$/, '').length) }))
}
