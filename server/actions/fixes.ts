import { CodeActionKind, type CodeAction } from 'vscode-languageserver'
import { isRefusal } from '../../core/components/change.ts'
import type { Finding, OfferedFix } from '../../core/engine/finding.ts'
import { FIX_ALL } from '../client.ts'
import { fixAll, pickedEdits, type Pick } from '../edits.ts'
import type { InSight, Scene } from './scene.ts'

/** The fixes that the rules offer; the first one of a finding that can be done is the preferred one. */
export const quickFixes = (scene: Scene, inSight: readonly InSight[]): CodeAction[] => inSight.flatMap((seen) => fixesOf(scene, seen))

function fixesOf(scene: Scene, { finding, diagnostic }: InSight): CodeAction[] {
  const offered = finding.fixes.flatMap((fix) => scene.offer({ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] }, fix.edits()))
  const first = offered.findIndex((action) => action.edit)
  return offered.map((action, i) => (i === first ? { ...action, isPreferred: true } : action))
}

/** What a client sends back when it wants the edit of an action. */
export interface FixAllData {
  readonly do: 'fix-all'
  readonly uri: string
  /** All findings of this rule; none named: everything that is safe. */
  readonly rule?: string
}
export const isFixAll = (x: unknown): x is FixAllData => typeof x === 'object' && x !== null && 'do' in x && x.do === 'fix-all' && 'uri' in x && typeof x.uri === 'string'

/** Of a rule its first fix that can be done, of all rules the first safe one. */
export const pickOf =
  (rule: string | undefined): Pick =>
  ({ rule: own, fixes }) =>
    rule === undefined ? fixes.find((f) => f.safety === 'safe' && isDone(f)) : own === rule ? fixes.find(isDone) : undefined

const isDone = (fix: OfferedFix): boolean => !isRefusal(fix.edits())

/** The same for every finding of a rule, where there are several. */
export function fixAllOfRule(scene: Scene, inSight: readonly InSight[]): CodeAction[] {
  const rules = new Map(inSight.map((seen) => [seen.finding.rule, seen]))
  return [...rules].flatMap(([rule, { diagnostic }]) => {
    if (pickedEdits({ findings: ofRule(scene.judged.report.findings, rule) }, pickOf(rule)).length < 2) return []
    return [withEdit(scene, { title: `Fix all ${rule} in this file`, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] }, rule)]
  })
}

const ofRule = (findings: readonly Finding[], rule: string): Finding[] => findings.filter((f) => f.rule === rule)

/** What an editor runs when a file is saved: everything that keeps the behaviour. */
export function fixAllSafe(scene: Scene): CodeAction[] {
  const pick = pickOf(undefined)
  if (!scene.judged.report.findings.some((f) => pick(f) !== undefined)) return []
  return [withEdit(scene, { title: 'Fix all that is safe to fix (Weir)', kind: FIX_ALL }, undefined)]
}

/** The edit is worked out when the client asks for it, at once for one that cannot ask. */
function withEdit(scene: Scene, action: CodeAction, rule: string | undefined): CodeAction {
  const { uri } = scene.judged
  if (!scene.session.client.resolvesEdits) return { ...action, edit: scene.edit(editsFor(scene, rule)) }
  return { ...action, data: { do: 'fix-all', uri, ...(rule === undefined ? {} : { rule }) } satisfies FixAllData }
}

const editsFor = ({ judged }: Scene, rule: string | undefined): ReturnType<typeof fixAll> => fixAll(judged.text, judged.report, pickOf(rule), judged.again)
