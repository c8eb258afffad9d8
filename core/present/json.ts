import { lineOf, type Line } from '../catalogue/kinds.ts'
import type { Target } from '../components/target.ts'
import type { ComponentName, Finding, OfferedFix } from '../engine/finding.ts'
import { LineIndex } from '../text/line-index.ts'
import type { Span } from '../text/span.ts'
import { editsOf, type FileEntry, type SkippedFile } from './report.ts'
import { summaryOf } from './summary.ts'

/** What the shape of the report is called; it is stable from the first release on. */
const REPORT_VERSION = 1

export interface JsonOptions {
  readonly skipped: readonly SkippedFile[]
  /** The address or the path of a scenario's page, as the host has it. */
  docs(scenario: number): string | undefined
}

/** The report for machines: lines and columns from 1, columns and offsets in UTF-16 units. What is not known is absent, never null, save `dialect`. */
export function jsonReport(files: readonly FileEntry[], { skipped, docs }: JsonOptions): object {
  return { version: REPORT_VERSION, files: files.map((f) => jsonFile(f, docs)), skipped: skipped.map(({ path, reason }) => ({ path, reason })), summary: summaryOf(files) }
}

function jsonFile({ path, text, report }: FileEntry, docs: JsonOptions['docs']): object {
  const { dialect, target, findings, components = [] } = report
  const lines = new LineIndex(text)
  const kinds = components.map((c) => c.component)
  return {
    path,
    dialect,
    ...(dialect !== null && target ? { target: jsonTarget(target, new Set(kinds.map((c) => lineOf[c.kind]))) } : {}),
    components: kinds.map((c) => nameOf(c, dialect)),
    findings: findings.map((f) => jsonFinding(f, { path, dialect, lines, docs })),
  }
}

/** The releases of the lines that the file has components of; client and broker go together, since they are stated together. */
export function jsonTarget(target: Target, used: ReadonlySet<Line>): object {
  const isKafka = used.has('kafkaClient') || used.has('kafkaBroker') || used.size === 0
  const others = (['spark', 'librdkafka'] as const).filter((line) => used.has(line))
  const lines: readonly Line[] = [...(isKafka ? (['kafkaClient', 'kafkaBroker'] as const) : []), ...others]
  return Object.fromEntries(lines.map((line) => [line, { version: target[line].shown, from: target[line].because }]))
}

export function nameOf({ kind, name, dialect: own }: ComponentName, dialect: string | null): object {
  return { kind, ...(name === undefined ? {} : { name }), ...(own === dialect ? {} : { dialect: own }) }
}

interface Scene {
  readonly path: string
  readonly dialect: string | null
  readonly lines: LineIndex
  readonly docs: JsonOptions['docs']
}

function jsonFinding(f: Finding, scene: Scene): object {
  const { path, lines } = scene
  const docs = f.scenario === undefined ? undefined : scene.docs(f.scenario)
  return {
    rule: f.rule,
    ...(f.scenario === undefined ? {} : { scenario: f.scenario }),
    severity: f.severity,
    message: f.message,
    ...(f.component ? { component: nameOf(f.component, scene.dialect) } : {}),
    ...(f.key === undefined ? {} : { key: f.key }),
    ...placeOf(f, lines),
    ...(docs === undefined ? {} : { docs }),
    related: f.related.map((r) => ({ path, ...placeOf(r, lines), message: r.message })),
    fixes: f.fixes.map((fix) => jsonFix(fix, path)),
  }
}

function jsonFix(fix: OfferedFix, path: string): object {
  const edits = editsOf(fix.edits())
  return { title: fix.title, safety: fix.safety, ...(edits ? { edits: edits.map(({ start, end, text }) => ({ path, start, end, text })) } : {}) }
}

function placeOf({ start, end }: Span, lines: LineIndex): object {
  return { start: pointOf(start, lines), end: pointOf(end, lines) }
}

function pointOf(offset: number, lines: LineIndex): object {
  const { line, character } = lines.positionAt(offset)
  return { line: line + 1, column: character + 1, offset }
}
