import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation, type Position, type Range, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver'
import type { Severity } from '../core/engine/define-rule.ts'
import type { Finding } from '../core/engine/finding.ts'
import { LineIndex } from '../core/text/line-index.ts'
import type { Edit, Span } from '../core/text/span.ts'
import type { Client } from './client.ts'

const SOURCE = 'weir'

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

/** Spans and ranges of one text. Both count in UTF-16 units, and both let a line end at LF, CRLF or CR. */
export class Places {
  readonly #lines: LineIndex

  constructor(text: string) {
    this.#lines = new LineIndex(text)
  }

  range({ start, end }: Span): Range {
    return { start: this.#lines.positionAt(start), end: this.#lines.positionAt(end) }
  }

  span({ start, end }: Range): Span {
    return { start: this.offset(start), end: this.offset(end) }
  }

  offset(position: Position): number {
    return this.#lines.offsetAt(position)
  }

  line(offset: number): number {
    return this.#lines.lineAt(offset)
  }

  /** The offset at which the line begins that the offset lies in. */
  lineStart(offset: number): number {
    return this.#lines.startOf(this.#lines.lineAt(offset))
  }

  edits(edits: readonly Edit[]): TextEdit[] {
    return edits.map((edit) => ({ range: this.range(edit), newText: edit.text }))
  }
}

/** What a diagnostic carries for the code actions: which finding of which version of the text it shows. */
export interface DiagnosticData {
  readonly rule: string
  readonly index: number
  readonly version: number
  readonly fixes: readonly string[]
}

/** The text that a diagnostic lies in. */
export interface Sheet {
  readonly uri: string
  readonly version: number
  readonly places: Places
}

type Can = Pick<Client, 'related' | 'codeDescription' | 'data'>

export function diagnosticOf(finding: Finding, index: number, { uri, version, places }: Sheet, can: Can, href: string | undefined): Diagnostic {
  const data: DiagnosticData = { rule: finding.rule, index, version, fixes: finding.fixes.map((f) => f.title) }
  return {
    range: places.range(finding),
    severity: SEVERITY[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message,
    ...(can.codeDescription && href !== undefined ? { codeDescription: { href } } : {}),
    ...(can.related && finding.related.length > 0
      ? { relatedInformation: finding.related.map((r): DiagnosticRelatedInformation => ({ location: { uri, range: places.range(r) }, message: r.message })) }
      : {}),
    ...(can.data ? { data } : {}),
  }
}

/** The data of a diagnostic that came back, if it is one of ours. */
export function dataOf({ source, data }: Diagnostic): DiagnosticData | undefined {
  return source === SOURCE && isData(data) ? data : undefined
}

const isData = (x: unknown): x is DiagnosticData => typeof x === 'object' && x !== null && 'rule' in x && 'index' in x && typeof x.index === 'number' && 'version' in x

/** An edit of one text, guarded by its version where the client can hold us to it. */
export function workspaceEdit(edits: readonly Edit[], { uri, version, places }: Sheet, { documentChanges }: Pick<Client, 'documentChanges'>): WorkspaceEdit {
  const textEdits = places.edits(edits)
  return documentChanges ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] } : { changes: { [uri]: textEdits } }
}
