import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../core/text/span.ts'
import { describe as describeError, withoutQuotes } from '../../server/log.ts'
import { combine, differences } from '../../server/edits.ts'

describe('edits of several fixes', () => {
  it.each([
    ['stand side by side', [[{ start: 0, end: 2, text: 'x' }], [{ start: 4, end: 5, text: 'y' }]], 2],
    ['touch each other', [[{ start: 0, end: 2, text: 'x' }], [{ start: 2, end: 4, text: 'y' }]], 2],
    ['overlap: the first one counts', [[{ start: 0, end: 3, text: 'x' }], [{ start: 2, end: 4, text: 'y' }]], 1],
    ['say the same: once is enough', [[{ start: 2, end: 2, text: 'x' }], [{ start: 2, end: 2, text: 'x' }]], 1],
    ['stand at one place and say different things', [[{ start: 2, end: 2, text: 'x' }], [{ start: 2, end: 2, text: 'y' }]], 1],
    [
      'are whole or not at all',
      [
        [{ start: 0, end: 3, text: 'x' }],
        [
          { start: 2, end: 4, text: 'y' },
          { start: 8, end: 9, text: 'z' },
        ],
      ],
      1,
    ],
    ['insert where another one replaces', [[{ start: 0, end: 3, text: 'x' }], [{ start: 1, end: 1, text: 'y' }]], 1],
  ])('%s', (_, groups, count) => {
    expect(combine(groups)).toHaveLength(count)
  })
})

describe('the difference of two texts', () => {
  it('is whole lines', () => {
    expect(differences('a=1\r\nb=2\r\nc=3\r\n', 'a=1\r\nb=20\r\nc=3\r\n')).toEqual([{ start: 5, end: 10, text: 'b=20\r\n' }])
    expect(differences('a', 'a')).toEqual([])
  })

  it('makes the one of the other', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', '😀') })
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const made = differences(before, after)
        expect(applyEdits(before, made)).toBe(after)
        for (const { start, end } of made) for (const at of [start, end]) expect(at === 0 || at === before.length || before[at - 1] === '\n').toBe(true)
      }),
    )
  })
})

describe('what goes to the log', () => {
  it('quotes nothing', () => {
    expect(withoutQuotes(`Unexpected token "s3cr3t" in 'it' and \`that\``)).toBe('Unexpected token … in … and …')
    const said = describeError('Hover', new SyntaxError('cannot read "s3cr3t"'))
    expect(said).toMatch(/^Hover: SyntaxError: cannot read …\n\s+at /)
    expect(said).not.toContain('s3cr3t')
    expect(describeError('Hover', 's3cr3t')).toBe('Hover: failed')
  })
})
