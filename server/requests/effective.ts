import type { CancellationToken } from 'vscode-languageserver'
import { URI } from 'vscode-uri'
import { effectiveOf } from '../../core/present/effective.ts'
import { effectiveText } from '../../core/present/effective-text.ts'
import type { Session } from '../session.ts'

/** What will hold for all that an open file configures, as a text for an editor; nothing for a file that is none of ours. */
export async function effective(session: Session, uri: string, token: CancellationToken): Promise<string | null> {
  const file = session.documents.get(uri)
  if (!file) return null
  const { report, places } = await session.judge(file, token)
  const components = effectiveOf(report, (offset) => places.line(offset) + 1)
  if (components.length === 0) return null
  const { path } = URI.parse(uri)
  return effectiveText({ path: path.slice(path.lastIndexOf('/') + 1), dialect: report.dialect }, components, { asProperties: true })
}
