import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../core/components/change.ts'
import { configFor, readConfig } from '../../core/engine/config.ts'
import { rankOf, type Finding, type OfferedFix } from '../../core/engine/finding.ts'
import type { FileReport } from '../../core/engine/lint.ts'
import { jsonReport } from '../../core/present/json.ts'
import { pretty } from '../../core/present/pretty.ts'
import { LineIndex } from '../../core/text/line-index.ts'
import { applyEdits, type Edit } from '../../core/text/span.ts'
import { rules } from '../../rules/index.ts'
import { scenarioByNumber, scenarios } from '../../rules/scenarios.ts'
import { linter } from '../support/linter.ts'
import { expected, SECRETS, type Expected } from './expected.ts'

const root = join(import.meta.dirname, '../../examples')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const paths = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((e) => e.isFile())
  .map((e) => relative(root, join(e.parentPath, e.name)).split(sep).join('/'))
  .toSorted()
/** The files that are judged: not those that speak about them. */
const judged = paths.filter((p) => p !== 'weir.yaml' && p !== 'README.md')

const workspace = readConfig(read('weir.yaml'), 'weir.yaml', { rules, read: () => undefined })
const lintText = (path: string, text: string): FileReport => linter.lint({ path, text }, configFor(workspace, path).config)
const lint = (path: string): FileReport => lintText(path, read(path))

const ROUNDS = 5

describe('the examples', () => {
  it('all stand among the expectations, and a stranger finds each in the README', () => {
    expect(judged).toEqual(Object.keys(expected).toSorted())
    expect(judged.length).toBeGreaterThanOrEqual(24)
    const inSections = read('README.md')
      .split(/^### /m)
      .slice(1)
      .flatMap((section) => [...section.matchAll(/^\| `([\w./-]+)` \|/gm)].map((m) => `${/^\S+/.exec(section)?.[0] ?? ''}/${m[1] ?? ''}`))
    expect(inSections.toSorted()).toEqual(judged)
  })

  it('have a configuration in which nothing is wrong', () => {
    expect(workspace.sources.flatMap((s) => s.findings.map((f) => f.message))).toEqual([])
  })

  it.each(judged)('%s: exactly what is expected', (path) => {
    const report = lint(path)
    const lines = new LineIndex(read(path))
    const found = report.findings.map((f): Expected => [lines.lineAt(f.start) + 1, f.rule, f.severity])
    expect({ dialect: report.dialect, findings: found }).toEqual(expected[path])
  })

  it('show every incident', () => {
    const shown = new Set(judged.flatMap((p) => lint(p).findings.map((f) => f.scenario)))
    expect(scenarios.map((s) => s.number).filter((n) => !shown.has(n))).toEqual([])
  })

  it('show the four mistakes that everybody makes, as warnings', () => {
    const told = judged.flatMap((p) =>
      lint(p)
        .findings.filter((f) => f.severity === 'warning')
        .map((f) => f.rule),
    )
    for (const rule of [
      'session-timeout-below-processing-time',
      'trigger-interval-small',
      'trigger-interval-below-floor',
      'aggregation-without-watermark',
      'idempotence-explicitly-off',
    ])
      expect(told).toContain(rule)
  })

  it('have a clean file in every folder', () => {
    const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))
    const clean = new Set(judged.filter((p) => expected[p]?.findings.length === 0).map(folderOf))
    expect([...new Set(judged.map(folderOf))].filter((folder) => !clean.has(folder))).toEqual([])
  })

  it('have every kind of text that a tool may trip over', () => {
    const texts = judged.map(read)
    expect(texts.filter((t) => t.includes('\r\n'))).toHaveLength(1)
    expect(texts.filter((t) => !t.endsWith('\n'))).toHaveLength(1)
    expect(texts.filter((t) => t.includes('{{')).length).toBeGreaterThan(0)
    for (const [path, text] of judged.map((p) => [p, read(p)] as const)) expect(isEven(text), path).toBe(true)
  })
})

/** Line ends are all of one kind. */
const isEven = (text: string): boolean => !text.includes('\r') || !/\r(?!\n)|(?<!\r)\n/.test(text)

describe('the fixes', () => {
  const offered = judged.flatMap((path) =>
    lint(path).findings.flatMap((finding) => finding.fixes.map((fix) => ({ path, finding, fix, name: `${path}: ${finding.rule}: ${fix.title}` }))),
  )

  it('are there', () => {
    expect(offered.length).toBeGreaterThan(30)
  })

  it.each(offered.filter(({ fix }) => !isRefusal(fix.edits())).map((o) => [o.name, o] as const))('%s', (_, { path, finding, fix }) => {
    const before = read(path)
    const edits = editsOf(fix)
    const after = applyEdits(before, edits)
    expectNothingElse(before, edits, after)
    expectBetter(path, finding, edits, after)
    expect(rounds(path, after)).toBeLessThanOrEqual(ROUNDS)
  })

  it.each(judged.filter((p) => lint(p).findings.length > 0))('%s: fixing everything comes to an end', (path) => {
    expect(rounds(path, read(path))).toBeLessThanOrEqual(ROUNDS)
  })
})

function editsOf(fix: OfferedFix): readonly Edit[] {
  const edits = fix.edits()
  if (isRefusal(edits)) throw new Error(edits.refused)
  return edits
}

/** What lies outside the edits is the same, to the byte; line ends stay of one kind, and the end of the file is as it was. */
function expectNothingElse(before: string, edits: readonly Edit[], after: string): void {
  expect(edits.length).toBeGreaterThan(0)
  let from = 0
  let to = 0
  const keeps = (end: number): void => {
    const kept = before.slice(from, end)
    expect(Buffer.from(after.slice(to, to + kept.length)).equals(Buffer.from(kept))).toBe(true)
    to += kept.length
  }
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    expect(edit.start).toBeGreaterThanOrEqual(from)
    expect(edit.end).toBeLessThanOrEqual(before.length)
    keeps(edit.start)
    expect(after.slice(to, to + edit.text.length)).toBe(edit.text)
    to += edit.text.length
    from = edit.end
  }
  keeps(before.length)
  expect(to).toBe(after.length)
  expect(isEven(after)).toBe(true)
  expect(after.includes('\r')).toBe(before.includes('\r'))
  expect(after.endsWith('\n')).toBe(before.endsWith('\n'))
}

/** The finding is gone, and no other has come that is as grave. */
function expectBetter(path: string, fixed: Finding, edits: readonly Edit[], text: string): void {
  const before = lint(path).findings.map((f) => ({ rule: f.rule, at: movedBy(edits, f.start) }))
  const after = lintText(path, text).findings
  const count = (findings: readonly { readonly rule: string }[]): number => findings.filter((f) => f.rule === fixed.rule).length
  expect(count(after), text).toBeLessThan(count(before))
  const fresh = after.filter((f) => rankOf(f.severity) <= rankOf(fixed.severity) && !before.some((b) => b.rule === f.rule && b.at === f.start))
  expect(
    fresh.map((f) => `${f.severity} ${f.rule}`),
    text,
  ).toEqual([])
}

/** Where a place of the old text lies in the new one. */
const movedBy = (edits: readonly Edit[], at: number): number => edits.filter((e) => e.end <= at).reduce((place, e) => place + e.text.length - (e.end - e.start), at)

/** How many rounds of taking the first fix of every finding it takes until there is none to take. */
function rounds(path: string, text: string): number {
  for (let n = 0; n <= ROUNDS; n++) {
    const edits = firstFixes(lintText(path, text).findings)
    if (edits.length === 0) return n
    text = applyEdits(text, edits)
  }
  return ROUNDS + 1
}

/** Of two that touch each other the second waits for the next round. */
function firstFixes(findings: readonly Finding[]): Edit[] {
  const taken: Edit[] = []
  for (const { fixes } of findings) {
    const edits = fixes.map((f) => f.edits()).find((e) => !isRefusal(e)) ?? []
    if (isRefusal(edits) || edits.some((e) => taken.some((t) => e.start <= t.end && t.start <= e.end))) continue
    taken.push(...edits)
  }
  return taken.toSorted((a, b) => a.start - b.start)
}

describe('the secrets', () => {
  const entries = judged.map((path) => ({ path, text: read(path), report: lint(path) }))

  it('are in the files, beside findings', () => {
    for (const secret of SECRETS) expect(entries.filter((e) => e.text.includes(secret) && e.report.findings.length > 0)).not.toEqual([])
  })

  it('are in nothing that is shown', () => {
    const scenario = scenarioByNumber
    const shown = [
      JSON.stringify(jsonReport(entries, { skipped: [], docs: () => undefined })),
      pretty(entries, { scenario }),
      pretty(entries, { scenario, width: 60 }),
      JSON.stringify(entries.map((e) => e.report.findings.map((f) => [f, f.fixes.map((fix) => fix.edits())]))),
      JSON.stringify(entries.map((e) => e.report.components.map(({ component: { name, kind, layers } }) => [name, kind, layers.map((l) => [...l.values])]))),
    ]
    for (const secret of SECRETS) for (const text of shown) expect(text.includes(secret)).toBe(false)
  })

  it('are in no code frame, wherever a finding may come to stand', () => {
    for (const { path, text, report } of entries.filter((e) => SECRETS.some((s) => e.text.includes(s)))) {
      const lines = new LineIndex(text)
      const findings = Array.from({ length: lines.lineCount }, (_, i) => findingAt(lines.startOf(i)))
      const said = pretty([{ path, text, report: { ...report, findings, secrets: report.secrets } }], { scenario: scenarioByNumber })
      for (const secret of SECRETS) expect(said.includes(secret), path).toBe(false)
    }
  })
})

const findingAt = (start: number): Finding => ({ rule: 'unknown-key', severity: 'warning', message: 'a finding of this test', start, end: start + 1, related: [], fixes: [] })
