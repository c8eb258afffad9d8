import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Example } from '../../core/engine/define-rule.ts'
import { parseFact, type FactName, type StatedFact } from '../../core/components/facts.ts'
import { languages } from '../../core/dialects/index.ts'
import { targetOf } from '../../core/engine/directives.ts'
import { emptyConfig, type FileConfig } from '../../core/engine/file-config.ts'
import type { Finding } from '../../core/engine/finding.ts'
import { Linter, type FileReport } from '../../core/engine/lint.ts'
import { PythonReader } from '../../core/readers/python.ts'
import { rules } from '../../rules/index.ts'

const require = createRequire(import.meta.url)
export const python = await PythonReader.load(
  readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
  readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
)

/** The product's linter: all languages, all rules. A crash in a rule fails the test that caused it. */
export const linter = new Linter({
  rules,
  languages: languages(python),
  log: (message) => {
    throw new Error(message)
  },
})

export type Setup = Pick<Example, 'file' | 'text' | 'kafka' | 'spark' | 'facts'>

export function configOf({ kafka, spark, facts }: Partial<Setup>): FileConfig {
  const stated = Object.entries(facts ?? {}).map(([name, text]): [string, StatedFact] => {
    const value = parseFact(name as FactName, text)
    if (value === undefined) throw new Error(`the fact ${name}=${text} of an example cannot be read`)
    return [name, { value, from: 'the example' }]
  })
  return {
    ...emptyConfig,
    target: { ...(kafka ? targetOf(['kafkaClient', 'kafkaBroker'], kafka, 'the example') : {}), ...(spark ? targetOf(['spark'], spark, 'the example') : {}) },
    facts: Object.fromEntries(stated),
    key: JSON.stringify([kafka, spark, facts]),
  }
}

export const lint = (setup: Setup): FileReport => linter.lint({ path: setup.file, text: setup.text }, configOf(setup))
export const shown = (text: string, findings: readonly Finding[]): string[] => findings.map((f) => `${f.severity} ${f.rule} «${text.slice(f.start, f.end)}»`)
