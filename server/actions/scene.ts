import type { CodeAction, CodeActionContext, CodeActionKind, Diagnostic, WorkspaceEdit } from 'vscode-languageserver'
import { isRefusal, type Written } from '../../core/components/change.ts'
import type { Finding } from '../../core/engine/finding.ts'
import { findingsIn } from '../../core/present/places.ts'
import type { Edit, Span } from '../../core/text/span.ts'
import { dataOf, diagnosticOf, workspaceEdit } from '../convert.ts'
import type { Judged, OpenFile } from '../documents.ts'
import type { Session } from '../session.ts'

/** One finding in sight, with the diagnostic that shows it. */
export interface InSight {
  readonly finding: Finding
  readonly diagnostic: Diagnostic
}

/** What is asked: a place in a judged file, and which kinds of actions are wanted. */
export class Scene {
  readonly session: Session
  readonly file: OpenFile
  readonly judged: Judged
  readonly span: Span
  readonly #only: readonly CodeActionKind[] | undefined
  readonly #shown: readonly Diagnostic[]

  constructor(session: Session, file: OpenFile, judged: Judged, span: Span, context: CodeActionContext) {
    this.session = session
    this.file = file
    this.judged = judged
    this.span = span
    this.#only = context.only
    this.#shown = context.diagnostics
  }

  wants(kind: CodeActionKind): boolean {
    return this.#only === undefined || this.#only.some((only) => kind === only || only === '' || kind.startsWith(`${only}.`))
  }

  /** Whether the kind was asked for by its name. */
  names(kind: CodeActionKind): boolean {
    return this.#only !== undefined && this.wants(kind)
  }

  /** The findings that the place means, those that the client itself names first. */
  findings(): InSight[] {
    const { report } = this.judged
    const seen = findingsIn(report, this.span).map((finding) => this.#inSight(finding, report.findings.indexOf(finding)))
    const isNamed = ({ diagnostic }: InSight): boolean => this.#shown.includes(diagnostic)
    return [...seen.filter(isNamed), ...seen.filter((s) => !isNamed(s))]
  }

  #inSight(finding: Finding, index: number): InSight {
    const shown = this.#shown.find((d) => {
      const data = dataOf(d)
      return data ? data.index === index && data.version === this.judged.version : d.code === finding.rule && this.judged.places.offset(d.range.start) === finding.start
    })
    return { finding, diagnostic: shown ?? diagnosticOf(finding, index, this.judged, this.session.client, undefined) }
  }

  edit(edits: readonly Edit[]): WorkspaceEdit {
    return workspaceEdit(edits, this.judged, this.session.client)
  }

  /** An action that does what was written, or is shown with the reason why it cannot; nothing for a client that cannot show that. */
  offer(action: CodeAction, written: Written): CodeAction[] {
    if (!isRefusal(written)) return written.length === 0 ? [] : [{ ...action, edit: this.edit(written) }]
    return this.session.client.disabled ? [{ ...action, disabled: { reason: written.refused } }] : []
  }
}
