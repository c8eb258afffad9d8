import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

it('the changelog begins with the version of the manifest', () => {
  const text = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8')
  expect(/^## \[([^\]]+)\] - (unreleased|\d{4}-\d\d-\d\d)$/m.exec(text)?.[1]).toBe(manifest.version)
})
