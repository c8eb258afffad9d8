import { expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { nameOf, regressions } from '../oracle/regressions/kept.ts'
import { lint } from '../support/linter.ts'

/** Rules whose errors say that the library refuses, in some branch at least. */
const REFUSING = new Set([
  ...rules.filter((r) => r.proof === 'refusal').map((r) => r.id),
  'unknown-key',
  'key-of-other-component',
  'key-removed-in-version',
  'key-not-yet-available',
])

it.each(regressions().map((r) => [nameOf(r), r] as const))('%s', (_, { file, text, release, refused }) => {
  const { dialect, findings } = lint({ file, text, kafka: release })
  expect(dialect).not.toBeNull()
  const speakers = findings.filter((f) => f.severity === 'error' && REFUSING.has(f.rule)).map((f) => f.rule)
  expect(speakers.length > 0, speakers.join(', ')).toBe(refused)
})
