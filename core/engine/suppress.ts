import { LineIndex } from '../text/line-index.ts'
import type { Span } from '../text/span.ts'
import type { Suppression } from './directives.ts'
import type { Finding } from './finding.ts'

/** A suppression as it lies in the file, with the lines or the stretch that it silences. */
interface Silenced {
  readonly suppression: Suppression
  covers(f: Finding): boolean
  used: boolean
}

export interface Suppressed {
  readonly findings: readonly Finding[]
  readonly unused: readonly Suppression[]
}

/**
 * Runs over the whole file, since `weir-disable` reaches across parts. `unitAt` says how far a thing that begins in a line reaches (a continued entry).
 */
export function suppress(text: string, findings: readonly Finding[], suppressions: readonly Suppression[], unitAt: (offset: number) => Span | undefined): Suppressed {
  if (suppressions.length === 0) return { findings, unused: [] }
  const lines = new LineIndex(text)
  const silenced = suppressions.filter((s) => s.scope !== 'end').map((s) => ({ suppression: s, covers: coverage(s, suppressions, text, lines, unitAt), used: false }))
  const kept = findings.filter((f) => !markUsed(silenced, f))
  return { findings: kept, unused: silenced.filter((s) => !s.used).map((s) => s.suppression) }
}

function markUsed(silenced: readonly Silenced[], f: Finding): boolean {
  const hit = silenced.filter(({ suppression: { rules }, covers }) => (rules.length === 0 || rules.some((r) => r.id === f.rule)) && covers(f))
  for (const s of hit) s.used = true
  return hit.length > 0
}

function coverage(s: Suppression, all: readonly Suppression[], text: string, lines: LineIndex, unitAt: (offset: number) => Span | undefined): (f: Finding) => boolean {
  switch (s.scope) {
    case 'file':
      return () => true
    case 'line':
      return (f) => lines.lineAt(f.start) === lines.lineAt(s.start)
    case 'next-line':
      return nextThing(s, text, lines, unitAt)
    default: {
      const end = all.find(
        (e) => e.scope === 'end' && e.start > s.start && (e.rules.length === 0 || s.rules.length === 0 || e.rules.some((r) => s.rules.some((d) => d.id === r.id))),
      )
      return (f) => f.start > s.start && (!end || f.start < end.start)
    }
  }
}

/** The next line that is neither blank nor a comment, and what begins there. */
function nextThing(s: Suppression, text: string, lines: LineIndex, unitAt: (offset: number) => Span | undefined): (f: Finding) => boolean {
  let line = lines.lineAt(s.start) + 1
  while (line < lines.lineCount && /^\s*(?:[#!].*)?$/.test(text.slice(lines.startOf(line), lines.startOf(line + 1)).trimEnd())) line++
  const start = lines.startOf(line)
  const first = start + (text.slice(start, lines.startOf(line + 1)).search(/\S/) || 0)
  const end = Math.max(unitAt(first)?.end ?? 0, lines.startOf(line + 1))
  return (f) => f.start >= start && f.start < end
}
