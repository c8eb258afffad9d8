import { MarkupKind, type CancellationToken, type Hover, type HoverParams } from 'vscode-languageserver'
import { hoverAt } from '../../core/present/hover.ts'
import { MARKDOWN, PLAINTEXT } from '../../core/present/markup.ts'
import { scenarioByNumber } from '../../rules/scenarios.ts'
import { commandPages, effectiveLink } from '../pages.ts'
import type { Session } from '../session.ts'

/** `textDocument/hover`: what stands behind a finding, and what a setting really is. */
export async function hover(session: Session, { textDocument, position }: HoverParams, token: CancellationToken): Promise<Hover | null> {
  const file = session.documents.get(textDocument.uri)
  if (!file) return null
  const { report, places } = await session.judge(file, token)
  const { client, index } = session
  const pages = client.opensPages ? commandPages : session.pages
  const said = hoverAt(places.offset(position), {
    report,
    rule: (id) => index.byId.get(id),
    touching: (kind, key) => index.touching(kind, key),
    scenario(number) {
      const scenario = scenarioByNumber(number)
      return scenario && { title: scenario.title, href: pages.scenario(number) }
    },
    rulePage: (id) => pages.rule(id),
    ...(client.opensPages ? { effective: effectiveLink(textDocument.uri) } : {}),
    lineAt: (offset) => places.line(offset) + 1,
    markup: client.markdown ? MARKDOWN : PLAINTEXT,
  })
  return said ? { contents: { kind: client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: said.text }, range: places.range(said) } : null
}
