import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProperties, type Entry } from '../../core/readers/properties.ts'
import { SourceText } from '../../core/text/source-text.ts'
import { trimmed } from '../../core/text/token.ts'

const pairs = (text: string): [string, string][] => readProperties(new SourceText(text)).entries.map((e) => [e.key.text, e.value.text])

/** As `java.util.Properties.load` answers (formats.md §1.1); the oracle asks the real one. */
describe('reads as Java does', () => {
  it.each<[string, [string, string][]]>([
    ['a.b=1', [['a.b', '1']]],
    ['a.b: 1', [['a.b', '1']]],
    ['a.b 1', [['a.b', '1']]],
    ['\ta.b\t1', [['a.b', '1']]],
    ['a = : 1', [['a', ': 1']]],
    ['a == 1', [['a', '= 1']]],
    ['a=1 # seven days', [['a', '1 # seven days']]],
    ['a="true"', [['a', '"true"']]],
    ['a=x  ', [['a', 'x  ']]],
    ['a=b,\\\n  c', [['a', 'b,c']]],
    ['a=b,\\\r\n  c', [['a', 'b,c']]],
    ['a=b\\\n#c', [['a', 'b#c']]],
    [
      'a=b\\\n\nc=1',
      [
        ['a', 'b'],
        ['c', '1'],
      ],
    ],
    ['a=b\\', [['a', 'b']]],
    [
      'a=b\\\\\nc=1',
      [
        ['a', 'b\\'],
        ['c', '1'],
      ],
    ],
    ['p=C:\\temp\\new', [['p', 'C:\temp\new']]],
    ['a\\ b\\=c\\:d=1', [['a b=c:d', '1']]],
    ['a', [['a', '']]],
    ['a=', [['a', '']]],
    ['=1', [['', '1']]],
    [
      'a=1\na=2',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    [
      'a=1\rb=2\r\nc=3',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ],
    ],
    ['a=1\u2028b=2', [['a', '1\u2028b=2']]],
    ['# x \\\na=0', [['a', '0']]],
    ['  ! x\na=0', [['a', '0']]],
    ['\\u0061cks=\\u0031', [['acks', '1']]],
    ['a\\cks=1', [['acks', '1']]],
    ['k\\\n  ey=v', [['key', 'v']]],
    ['a\\\n  = 1', [['a', '1']]],
    ['a\0b=1', [['a\0b', '1']]],
  ])('%j', (text, expected) => expect(pairs(text)).toEqual(expected))

  it('says where an escape is malformed and reads on', () => {
    const text = 'a=\\u00zz\nb=1'
    const { problems, entries } = readProperties(new SourceText(text))
    expect(problems.map((p) => [p.code, text.slice(p.start, p.end)])).toEqual([['malformed-escape', '\\u00zz']])
    expect(entries.map((e) => e.key.text)).toEqual(['a', 'b'])
  })

  it('loses the first key to a byte order mark, as Java does', () => {
    const stripped = readProperties(new SourceText('acks=1\nb=2', { bom: true }))
    expect(stripped.entries[0]?.key.text).toBe('\ufeffacks')
    expect(stripped.problems.map((p) => [p.code, p.start, p.end])).toEqual([['byte-order-mark', 0, 4]])
    expect(readProperties(new SourceText('\ufeffacks=1')).problems.map((p) => p.code)).toEqual(['byte-order-mark'])
  })

  it('takes markers of a merge for problems, not for settings', () => {
    const { problems, entries } = readProperties(new SourceText('<<<<<<< ours\nacks=1\n=======\nacks=all\n>>>>>>> theirs\n'))
    expect(problems.map((p) => p.code)).toEqual(['conflict-marker', 'conflict-marker', 'conflict-marker'])
    expect(entries.map((e) => e.key.text)).toEqual(['acks', 'acks'])
  })

  it('reads around template constructs', () => {
    const { entries, branching } = readProperties(new SourceText('{% if tls %}\nsecurity.protocol=SSL\n{% endif %}\nacks={{ acks }}\n'))
    expect(entries.map((e) => [e.key.text, e.value.text])).toEqual([
      ['security.protocol', 'SSL'],
      ['acks', '{{ acks }}'],
    ])
    expect(branching).toBe('the file is a template')
  })
})

describe('tokens map back', () => {
  it('through escapes and continuations', () => {
    const { entries } = readProperties(new SourceText('\\u0061cks = a\\\n   b\n'))
    const [entry] = entries
    expect(entry?.key.slice(0, 1)).toEqual({ start: 0, end: 6 })
    expect(entry?.key.slice(1, 4)).toEqual({ start: 6, end: 9 })
    expect(entry?.value.slice(1, 2)).toEqual({ start: 18, end: 19 })
  })

  it('without the blanks that Kafka trims', () => {
    const { entries } = readProperties(new SourceText('session.timeout.ms=8000 \t\r\n'))
    const token = entries[0] && trimmed(entries[0].value)
    expect([token?.text, token?.start, token?.end]).toEqual(['8000', 19, 23])
  })
})

/** Texts made of what matters to the grammar, so that rare combinations come up often. */
const piece = fc.constantFrom(
  'a',
  'b.c',
  '=',
  ':',
  ' ',
  '\t',
  '\f',
  '\n',
  '\r',
  '\r\n',
  '\\',
  '\\\\',
  '#',
  '!',
  '\\u0041',
  '\\u00g',
  '\\n',
  '\0',
  'é',
  '😀',
  '\ufeff',
  '{{ x }}',
  '<<<<<<< ',
)
const texts = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((p) => p.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

describe('whatever the text', () => {
  it('nothing throws, and entries, comments and blanks tile it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const document = readProperties(new SourceText(text))
        const taken = [...document.entries.map((e) => e.line), ...document.comments].sort((a, b) => a.start - b.start)
        let at = 0
        for (const { start, end } of taken) {
          expect(start).toBeGreaterThanOrEqual(at)
          if (document.branching === undefined) expect(text.slice(at, start)).toMatch(/^(?:[ \t\f\r\n]|\\(?=[\r\n]))*$/)
          at = end
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 3000 },
    )
  })

  it('every token lies in its line, and every decoded character maps into it, in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const entry of readProperties(new SourceText(text)).entries) for (const token of [entry.key, entry.value]) expectMapped(entry, token)
      }),
      { numRuns: 3000 },
    )
  })
})

function expectMapped(entry: Entry, token: Entry['key']): void {
  expect(token.start).toBeGreaterThanOrEqual(entry.line.start)
  expect(token.end).toBeLessThanOrEqual(entry.line.end)
  let at = token.start
  for (let i = 0; i < token.text.length; i++) {
    const { start, end } = token.slice(i, i + 1)
    expect(start).toBeGreaterThanOrEqual(at)
    expect(end).toBeGreaterThanOrEqual(start)
    expect(end).toBeLessThanOrEqual(token.end)
    at = start
  }
}
