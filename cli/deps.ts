import type { Rule } from '../core/engine/define-rule.ts'
import type { PythonReader } from '../core/readers/python.ts'

/** What tests put in the place of what the package brings. */
export interface Deps {
  readonly rules: readonly Rule[]
  loadPython(): Promise<PythonReader>
  /** The folder with the packaged pages. */
  docsFolder(): string | undefined
  scenarioAddress(slug: string): string | undefined
}
