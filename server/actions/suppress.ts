import { CodeActionKind, type CodeAction } from 'vscode-languageserver'
import { refused, type Written } from '../../core/components/change.ts'
import { SourceText } from '../../core/text/source-text.ts'
import type { InSight, Scene } from './scene.ts'

/** A comment that silences the rule here, or in the whole file; below every real fix. */
export function suppressions(scene: Scene, inSight: readonly InSight[]): CodeAction[] {
  const language = scene.session.recognise(scene.file)?.language
  if (!language) return []
  const rules = new Map(inSight.filter(({ finding }) => scene.session.index.byId.has(finding.rule)).map((seen) => [seen.finding.rule, seen]))
  const { text, report } = scene.judged
  return [...rules].flatMap(([rule, { finding, diagnostic }]) => {
    const action = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] }
    const start = language.id === 'python' ? finding.start : (report.unitAt(finding.start)?.start ?? finding.start)
    const here = { text, start, rule, sign: language.commentSign }
    return [
      ...scene.offer({ title: `Ignore ${rule} here`, ...action }, language.id === 'python' ? besidePython(here) : above(here)),
      ...scene.offer({ title: `Ignore ${rule} in this file`, ...action }, [inFile(here)]),
    ]
  })
}

export interface Here {
  readonly text: string
  /** Where the thing begins that the comment is to be about. */
  readonly start: number
  readonly rule: string
  readonly sign: string
}

/** A line of its own above, indented like what follows: a continued entry gets it above its first line. */
function above({ text, start, rule, sign }: Here): Written {
  const from = lineStart(text, start)
  const indent = /^[ \t]*/.exec(text.slice(from, start))?.[0] ?? ''
  const at = from === 0 && text.startsWith('\ufeff') ? 1 : from
  return [{ start: at, end: at, text: `${indent}${sign} weir-disable-next-line ${rule}${new SourceText(text).eol}` }]
}

/** In Python beside the code: a chain of calls may be tied together by backslashes, between which no comment can stand. */
function besidePython(here: Here): Written {
  const { text, start, rule } = here
  const from = lineStart(text, start)
  const end = lineEnd(text, start)
  const line = text.slice(from, end)
  const isClosed = (line.match(/"""|'''/g) ?? []).length % 2 === 0
  if (isClosed && !line.includes('#') && !/\\\s*$/.test(line)) return [{ start: end, end, text: `  # weir-disable-line ${rule}` }]
  const before = text.slice(0, from).replace(/\r?\n$|\r$/, '')
  return before.endsWith('\\') ? refused('the line goes on behind a backslash, so no comment can stand beside or above it') : above(here)
}

/** At the head, but below what the system reads there. */
function inFile({ text, rule, sign }: Here): { start: number; end: number; text: string } {
  const at = /^\ufeff?(?:#!.*(?:\r\n|[\r\n]))?(?:#.*coding[:=].*(?:\r\n|[\r\n]))?/.exec(text)?.[0].length ?? 0
  return { start: at, end: at, text: `${sign} weir-disable-file ${rule}${new SourceText(text).eol}` }
}

const lineStart = (text: string, at: number): number => (at === 0 ? 0 : Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1)

function lineEnd(text: string, at: number): number {
  const stop = text.slice(at).search(/[\r\n]/)
  return stop < 0 ? text.length : at + stop
}
