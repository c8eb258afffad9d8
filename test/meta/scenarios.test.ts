import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { scenarios } from '../../rules/scenarios.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'docs/scenarios')
const read = (path: string): string => readFileSync(path, 'utf8')

it('each incident has its page, and each page its incident', () => {
  expect(readdirSync(folder).filter((f) => /^\d\d-.*\.md$/.test(f))).toEqual(scenarios.map((s) => `${s.slug}.md`))
})

describe.each(scenarios.map((s) => [s.slug, s] as const))('%s', (slug, { number, title }) => {
  const page = join(folder, `${slug}.md`)

  it('is called as the list calls it', () => {
    expect(read(page).split('\n', 1)).toEqual([`# ${number}. ${title}`])
  })

  it('links to what is there', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((m) => m[1] ?? '')
    expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([])
  })
})

it('rules lie in the folders of their incidents', () => {
  const folders = readdirSync(join(root, 'rules'), { withFileTypes: true }).filter((e) => e.isDirectory() && e.name !== 'shared')
  expect(folders.map((f) => f.name).filter((name) => !scenarios.some((s) => s.slug === name))).toEqual([])
})
