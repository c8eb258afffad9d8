import type { Severity } from '../engine/define-rule.ts'
import { SEVERITIES } from '../engine/finding.ts'
import { isFixable, type FileEntry, type SkippedFile } from './report.ts'

export interface Summary extends Readonly<Record<Severity, number>> {
  readonly files: number
  /** Findings with at least one fix that can be written. */
  readonly fixable: number
}

export function summaryOf(files: readonly FileEntry[]): Summary {
  const counts: Record<keyof Summary, number> = { files: files.length, error: 0, warning: 0, info: 0, hint: 0, fixable: 0 }
  for (const finding of files.flatMap((f) => f.report.findings)) {
    counts[finding.severity]++
    if (isFixable(finding)) counts.fixable++
  }
  return counts
}

const NAMES: Readonly<Record<Severity, readonly [one: string, more: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['piece of advice', 'pieces of advice'],
  hint: ['hint', 'hints'],
}
const counted = (n: number, [one, more]: readonly [string, string]): string => `${n} ${n === 1 ? one : more}`

/** One line for people. */
export function summaryLine(summary: Summary, skipped: readonly SkippedFile[]): string {
  const found = SEVERITIES.filter((s) => summary[s] > 0).map((s) => counted(summary[s], NAMES[s]))
  const where = `in ${counted(summary.files, ['file', 'files'])}`
  const unread = skipped.length > 0 ? `; ${counted(skipped.length, ['file', 'files'])} could not be read` : ''
  if (found.length === 0) return `Nothing found ${where}${unread}.`
  return `${found.join(', ')} ${where}${summary.fixable > 0 ? `; ${summary.fixable} can be fixed by a quick fix in the editor` : ''}${unread}.`
}
