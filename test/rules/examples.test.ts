import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../core/components/change.ts'
import type { Example } from '../../core/engine/define-rule.ts'
import { rankOf, type Finding } from '../../core/engine/finding.ts'
import { applyEdits } from '../../core/text/span.ts'
import { rules } from '../../rules/index.ts'
import { lint, shown } from '../support/linter.ts'

/** How many rounds of fixing a finding may take until it is gone. */
const ROUNDS = 5

for (const rule of rules) {
  describe(rule.id, () => {
    it.each(rule.examples.bad.map((e) => [e.about ?? e.text, e] as const))('speaks: %s', (_, example) => {
      const found = lint(example).findings.filter((f) => f.rule === rule.id)
      expect(shown(example.text, found)).not.toEqual([])
      if (example.severity) expect(found.map((f) => f.severity)).toContain(example.severity)
      for (const finding of found) expectPrecise(example, finding)
    })

    it.each(rule.examples.good.map((e) => [e.about ?? e.text, e] as const))('stays silent: %s', (_, example) => {
      expect(
        shown(
          example.text,
          lint(example).findings.filter((f) => f.rule === rule.id),
        ),
      ).toEqual([])
    })

    it.each(rule.examples.bad.map((e) => [e.about ?? e.text, e] as const))('its fixes hold: %s', (_, example) => {
      for (const finding of lint(example).findings.filter((f) => f.rule === rule.id)) expectFixes(example, finding)
    })

    it('offers what it declares', () => {
      const safeties = rule.examples.bad.flatMap((e) =>
        lint(e)
          .findings.filter((f) => f.rule === rule.id)
          .flatMap((f) => f.fixes.filter((x) => !isRefusal(x.edits())).map((x) => x.safety)),
      )
      expect(safeties.includes('safe') ? 'safe' : safeties.includes('unsafe') ? 'unsafe' : 'none').toBe(rule.fix)
    })
  })
}

function expectPrecise({ text }: Example, finding: Finding): void {
  expect(finding.end).toBeGreaterThan(finding.start)
  expect(text.slice(finding.start, finding.end).replace(/\\\r?\n/g, '')).not.toMatch(/[\r\n]/)
  expect(finding.message.length).toBeGreaterThan(12)
}

/** Applied, a fix removes its finding, adds none as severe, and comes to an end. */
function expectFixes(example: Example, finding: Finding): void {
  const before = lint(example).findings
  for (const fix of finding.fixes) {
    const edits = fix.edits()
    if (isRefusal(edits)) continue
    expect(edits.length, fix.title).toBeGreaterThan(0)
    const text = applyEdits(example.text, edits)
    const after = lint({ ...example, text }).findings
    expect(count(after, finding.rule), `${fix.title}\n${text}`).toBeLessThan(count(before, finding.rule))
    const fresh = after.filter((f) => rankOf(f.severity) <= rankOf(finding.severity) && count(after, f.rule) > count(before, f.rule))
    expect(shown(text, fresh), `${fix.title}\n${text}`).toEqual([])
    expect(rounds(example, text, finding.rule), fix.title).toBeLessThan(ROUNDS)
  }
}

const count = (findings: readonly Finding[], rule: string): number => findings.filter((f) => f.rule === rule).length

function rounds(example: Example, text: string, rule: string): number {
  for (let n = 0; n < ROUNDS; n++) {
    const edits = lint({ ...example, text })
      .findings.find((f) => f.rule === rule)
      ?.fixes[0]?.edits()
    if (!edits || isRefusal(edits)) return n
    text = applyEdits(text, edits)
  }
  return ROUNDS
}
