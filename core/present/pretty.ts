import type { Finding, OfferedFix } from '../engine/finding.ts'
import { isRefusal } from '../components/change.ts'
import { LineIndex } from '../text/line-index.ts'
import type { Span } from '../text/span.ts'
import { frameOf } from './frame.ts'
import { PLAIN, type Palette } from './palette.ts'
import type { FileEntry, ScenarioName } from './report.ts'
import { printable } from './width.ts'

export interface PrettyOptions {
  readonly palette?: Palette
  /** Columns of the terminal. */
  readonly width?: number
  scenario(number: number): ScenarioName | undefined
}

/** Findings as text for people: place, severity and rule, message, the line with its marks, the incident behind it, the first fix. */
export function pretty(files: readonly FileEntry[], options: PrettyOptions): string {
  return files.map((file) => prettyFile(file, options)).join('')
}

function prettyFile(file: FileEntry, options: PrettyOptions): string {
  if (file.report.findings.length === 0) return ''
  const lines = new LineIndex(file.text)
  const secrets = file.report.secrets
  return file.report.findings.map((finding) => `${prettyFinding(finding, { ...file, lines, secrets }, options)}\n\n`).join('')
}

interface Scene {
  readonly path: string
  readonly text: string
  readonly lines: LineIndex
  readonly secrets: readonly Span[]
}

const MOST_RELATED = 3
const WIDTH = 120

function prettyFinding(finding: Finding, scene: Scene, { palette = PLAIN, width = WIDTH, scenario }: PrettyOptions): string {
  const { line, character } = scene.lines.positionAt(finding.start)
  const place = `${printable(scene.path)}:${line + 1}:${character + 1}`
  const incident = finding.scenario === undefined ? undefined : scenario(finding.scenario)
  return [
    `${palette.strong(place)}  ${palette.severity(finding.severity, finding.severity)}  ${palette.faint(finding.rule)}`,
    `  ${printable(finding.message)}`,
    ...code(finding, line, scene, palette, width),
    ...finding.related.slice(0, MOST_RELATED).map((r) => `  ${palette.faint(`line ${scene.lines.lineAt(r.start) + 1}: ${printable(r.message)}`)}`),
    ...(incident ? [`  → ${incident.number}. ${incident.title}  ${palette.faint(`(weir explain ${incident.number})`)}`] : []),
    ...finding.fixes.slice(0, 1).map((fix) => `  ${prettyFix(fix, palette)}`),
  ].join('\n')
}

/** The line, and below it the marks. */
function code(finding: Finding, line: number, { text, lines, secrets }: Scene, palette: Palette, width: number): string[] {
  if (text === '') return []
  const number = String(line + 1)
  const gutter = ' '.repeat(number.length)
  const frame = frameOf(text, lineSpan(text, lines, line), finding, secrets, Math.max(40, width - number.length - 6))
  const marks = `${' '.repeat(frame.from)}${palette.severity(finding.severity, '^'.repeat(frame.length))}`
  return [palette.faint(`  ${gutter} │`), `  ${palette.faint(`${number} │`)} ${frame.text}`.trimEnd(), `  ${palette.faint(`${gutter} │`)} ${marks}`]
}

function lineSpan(text: string, lines: LineIndex, line: number): Span {
  const start = lines.startOf(line)
  let end = lines.startOf(line + 1)
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return { start, end }
}

function prettyFix(fix: OfferedFix, palette: Palette): string {
  const made = fix.edits()
  if (isRefusal(made)) return `${palette.strong('fix:')} ${printable(fix.title)} ${palette.faint(`(not written by Weir: ${printable(made.refused)})`)}`
  return `${palette.strong('fix:')} ${printable(fix.title)}${fix.safety === 'unsafe' ? palette.faint(' (changes behaviour)') : ''}`
}
