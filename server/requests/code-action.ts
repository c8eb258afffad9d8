import { CodeActionKind, type CancellationToken, type CodeAction, type CodeActionParams } from 'vscode-languageserver'
import { fixAllOfRule, fixAllSafe, isFixAll, pickOf, quickFixes } from '../actions/fixes.ts'
import { openPages, stateRecordTime } from '../actions/others.ts'
import { Scene } from '../actions/scene.ts'
import { suppressions } from '../actions/suppress.ts'
import { FIX_ALL } from '../client.ts'
import { workspaceEdit } from '../convert.ts'
import { fixAll } from '../edits.ts'
import type { Session } from '../session.ts'

/** `textDocument/codeAction`: real fixes first, then their like in the whole file, then silence, then pages. The verdict is the one that the diagnostics were made of. */
export async function codeActions(session: Session, { textDocument, range, context }: CodeActionParams, token: CancellationToken): Promise<CodeAction[] | null> {
  const file = session.documents.get(textDocument.uri)
  if (!file || !session.client.actions) return null
  const judged = await session.judge(file, token)
  const scene = new Scene(session, file, judged, judged.places.span(range), context)
  const actions: CodeAction[] = []
  if (scene.wants(CodeActionKind.QuickFix)) {
    const inSight = scene.findings()
    actions.push(...quickFixes(scene, inSight), ...fixAllOfRule(scene, inSight), ...suppressions(scene, inSight), ...openPages(scene, inSight))
  }
  if (scene.wants(CodeActionKind.Refactor)) actions.push(...stateRecordTime(scene))
  if (session.client.resolvesEdits ? scene.wants(FIX_ALL) : scene.names(FIX_ALL)) actions.push(...fixAllSafe(scene))
  return actions
}

/** `codeAction/resolve`: the edit of an action that was only named before, for the text as it is now. */
export async function resolveAction(session: Session, action: CodeAction, token: CancellationToken): Promise<CodeAction> {
  const data: unknown = action.data
  const file = isFixAll(data) ? session.documents.get(data.uri) : undefined
  if (!file || !isFixAll(data)) return action
  const judged = await session.judge(file, token)
  return { ...action, edit: workspaceEdit(fixAll(judged.text, judged.report, pickOf(data.rule), judged.again), judged, session.client) }
}
