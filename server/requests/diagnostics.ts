import { DocumentDiagnosticReportKind, type CancellationToken, type Diagnostic, type DocumentDiagnosticParams, type DocumentDiagnosticReport } from 'vscode-languageserver'
import { diagnosticOf, Places } from '../convert.ts'
import type { Judged } from '../documents.ts'
import type { Session } from '../session.ts'
import type { ConfigProblems } from '../workspace-config.ts'

/** `textDocument/diagnostic`: what was found in an open file; nothing new where nothing has changed. */
export async function pullDiagnostics(session: Session, { textDocument, previousResultId }: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
  const file = session.documents.get(textDocument.uri)
  if (!file) return { kind: DocumentDiagnosticReportKind.Full, items: [] }
  const judged = await session.judge(file, token)
  const { resultId } = judged
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnosticsOf(session, judged) }
}

export const diagnosticsOf = ({ client, pages }: Session, judged: Judged): Diagnostic[] =>
  judged.report.findings.map((finding, i) => diagnosticOf(finding, i, judged, client, finding.scenario === undefined ? undefined : pages.scenario(finding.scenario)))

/** Configuration files that are not open in the editor have their problems shown all the same. */
export class ConfigBoard {
  readonly #session: Session
  /** What was sent, by address; findings are made anew whenever a file is read. */
  #shown = new Map<string, ConfigProblems['findings']>()

  constructor(session: Session) {
    this.#session = session
  }

  update(): void {
    const { configs, documents } = this.#session
    const now = new Map(configs.problems.filter(({ uri, findings }) => findings.length > 0 && !documents.get(uri)).map((p) => [p.uri, p]))
    for (const uri of this.#shown.keys()) if (!now.has(uri)) this.#clear(uri)
    for (const [uri, problems] of now) {
      if (this.#shown.get(uri) === problems.findings) continue
      this.#shown.set(uri, problems.findings)
      void this.#session.connection.sendDiagnostics({ uri, diagnostics: problemsOf(this.#session, problems) })
    }
  }

  /** The file is in the editor's hands now, where its problems come the way of all others. */
  #clear(uri: string): void {
    this.#shown.delete(uri)
    const { documents, client, connection } = this.#session
    if (client.pulls || !documents.get(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] })
  }
}

const problemsOf = ({ client }: Session, { uri, text, findings }: ConfigProblems): Diagnostic[] => {
  const sheet = { uri, version: 0, places: new Places(text) }
  return findings.map((finding, i) => diagnosticOf(finding, i, sheet, client, undefined))
}
