import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generated } from '../../scripts/generate/all.ts'
import { ruleFiles } from '../../scripts/generate/registry.ts'
import { rules } from '../../rules/index.ts'
import { scenarios } from '../../rules/scenarios.ts'

const root = join(import.meta.dirname, '..', '..')
const files = await generated(root)

describe('generated files', () => {
  it.each(files.map((f) => [f.path, f.text] as const))('%s is current (npm run generate)', (path, text) => {
    expect(existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '').toBe(text)
  })
  it('no page is left over', () => {
    const pages = files.map((f) => f.path).filter((p) => p.startsWith('docs/rules/'))
    expect(
      readdirSync(join(root, 'docs/rules'))
        .map((f) => `docs/rules/${f}`)
        .sort(),
    ).toEqual(pages.sort())
  })
})

describe('the registry', () => {
  it('lists every rule file, under the name of its file and in the folder of its scenario', () => {
    const bySlug = new Map(scenarios.map((s) => [s.number, s.slug]))
    expect(rules.map((r) => `${bySlug.get(r.scenario) ?? ''}/${r.id}.ts`)).toEqual(ruleFiles(root))
  })
  it('ids name the bad state', () => {
    for (const { id } of rules) {
      expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/)
      expect(id).not.toMatch(/^(?:use|prefer|avoid|no|require|check)-/)
    }
    expect(new Set(rules.map((r) => r.id)).size).toBe(rules.length)
  })
  it('every scenario has a rule, a page and a folder', () => {
    for (const s of scenarios) {
      expect(
        rules.some((r) => r.scenario === s.number),
        s.slug,
      ).toBe(true)
      expect(readFileSync(join(root, `docs/scenarios/${s.slug}.md`), 'utf8'), s.slug).toMatch(new RegExp(`^# ${s.number}\\. ${s.title}\\n`))
    }
  })
  it('every rule is told, with at least a bad and a good example and a source', () => {
    for (const r of rules) {
      expect(r.examples.bad.length, r.id).toBeGreaterThan(0)
      expect(r.examples.good.length, r.id).toBeGreaterThan(0)
      expect(r.sources.length, r.id).toBeGreaterThan(0)
      for (const text of Object.values(r.page)) expect(text.length, r.id).toBeGreaterThan(10)
      for (const other of [...(r.supersedes ?? [])])
        expect(
          rules.map((x) => x.id),
          `${r.id} supersedes ${other}`,
        ).toContain(other.replace(/#.*/, ''))
    }
  })
})

describe('links between the pages', () => {
  const pages = ['docs/scenarios', 'docs/rules', 'docs/decisions', 'docs', '.'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((f) => f.endsWith('.md'))
      .map((f) => `${folder}/${f}`),
  )
  it.each(pages)('%s', (page) => {
    for (const [, target = ''] of readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g))
      expect(existsSync(join(root, page, '..', target)), `${page} → ${target}`).toBe(true)
  })
})
