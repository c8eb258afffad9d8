import { describe, expect, it } from 'vitest'
import { LogicalLines } from '../../core/readers/logical-lines.ts'

const line = (text: string, word: string): string | undefined => {
  const span = new LogicalLines(text).at(text.indexOf(word))
  return span && text.slice(span.start, span.end)
}

describe('logical lines of Python', () => {
  it.each([
    ['one line', 'a = 1\nb = 2\n', 'b', 'b = 2'],
    ['brackets join', 'a = (x\n  .y()\n  .z())\nb = 2', 'z', 'a = (x\n  .y()\n  .z())'],
    ['a backslash joins', 'a = x \\\n  .y()\nb = 2', 'y', 'a = x \\\n  .y()'],
    ['CRLF', 'a = x \\\r\n  .y()\r\nb = 2', 'y', 'a = x \\\r\n  .y()'],
    ['a bracket in a string joins nothing', 'a = "("\nb = 2', 'b', 'b = 2'],
    ['a bracket in a comment joins nothing', 'a = 1 # (\nb = 2', 'b', 'b = 2'],
    ['a quote in a comment opens nothing', "a = 1 # it's\nb = 2", 'b', 'b = 2'],
    ['triple quotes', 'a = """x\n(\n"""\nb = 2', 'b', 'b = 2'],
    ['an escaped quote', "a = 'it\\'s ('\nb = 2", 'b', 'b = 2'],
    ['an open string ends with its line', "a = 'it(\nb = 2", 'b', 'b = 2'],
    ['a bracket too many', 'a = 1)\nb = (2\n)', '2', 'b = (2\n)'],
    ['indented', 'if x:\n    a = f(1,\n          2)\n', '2)', 'a = f(1,\n          2)'],
  ])('%s', (_, text, word, expected) => {
    expect(line(text, word)).toBe(expected)
  })

  it('takes a string as long as a file may be', () => {
    const text = `a = """${'x\n'.repeat(1_000_000)}"""\nb = 2`
    expect(line(text, 'b = 2')).toBe('b = 2')
  })
})
