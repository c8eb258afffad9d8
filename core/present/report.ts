import type { Finding } from '../engine/finding.ts'
import type { FileReport } from '../engine/lint.ts'
import { isRefusal, type Written } from '../components/change.ts'

/** A file that was looked at, as the user knows it. */
export interface FileEntry {
  /** As the user would write it, with `/`. */
  readonly path: string
  readonly text: string
  readonly report: Pick<FileReport, 'dialect' | 'findings' | 'secrets'> & Partial<FileReport>
}
export interface SkippedFile {
  readonly path: string
  readonly reason: string
}

/** A scenario as a report names it. */
export interface ScenarioName {
  readonly number: number
  readonly title: string
}

/** The edits of a fix, if it can be written in this file. */
export function editsOf(made: Written): Exclude<Written, { refused: string }> | undefined {
  return isRefusal(made) ? undefined : made
}

export const isFixable = (finding: Finding): boolean => finding.fixes.some((fix) => editsOf(fix.edits()) !== undefined)
