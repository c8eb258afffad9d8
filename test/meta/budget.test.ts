import { describe, expect, it } from 'vitest'
import { overruns } from '../../scripts/build/budget.ts'

describe('the size budget names', () => {
  const table = { 'a.js': 100, 'docs/': 50 }
  it.each([
    ['what fits', { 'a.js': 110, 'docs/x.md': 20, 'docs/y.md': 30 }, []],
    ['a file that grew', { 'a.js': 111, 'docs/x.md': 1 }, ['a.js is 111 bytes; 100 are allowed, and a tenth more']],
    ['a folder that grew', { 'a.js': 1, 'docs/x.md': 50, 'docs/y.md': 6 }, ['docs/ is 56 bytes; 50 are allowed, and a tenth more']],
    ['a file without a row', { 'a.js': 1, 'docs/x.md': 1, 'b.js': 7 }, ['b.js (7 bytes) is shipped and has no row']],
    ['a row without a file', { 'docs/x.md': 1 }, ['a.js has a row and is not shipped']],
  ])('%s', (_, files, problems) => {
    expect(overruns(table, new Map(Object.entries(files)))).toEqual(problems)
  })
})
