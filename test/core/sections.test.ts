import fc from 'fast-check'
import propertiesReader from 'properties-reader'
import { describe, expect, it } from 'vitest'
import { sections, type SectionDocument } from '../../core/readers/sections.ts'
import { SourceText } from '../../core/text/source-text.ts'

const read = (text: string): SectionDocument => sections.read(new SourceText(text))
const rows = (text: string): string[] => read(text).sections.flatMap((s) => s.entries.map((e) => `${s.name}|${e.key.text}|${e.value.text}`))

describe('sections', () => {
  it.each<[string, string[]]>([
    ['a.b=1', ['|a.b|1']],
    ['[default]\na.b = 1\n', ['default|a.b|1']],
    ['[default]\r\na.b=1\r\n\r\n[consumer]\r\ngroup.id=x', ['default|a.b|1', 'consumer|group.id|x']],
    ['[ a ]\nx=1', ['a|x|1']],
    ['\ufeff[a]\nx=1', ['a|x|1']],
    ['# a=1\n; b=2\n  ;c=3\nd=4', ['|d|4']],
    ['a=1 # not a comment', ['|a|1 # not a comment']],
    ['a=b=c', ['|a|b=c']],
    ['a=', ['|a|']],
    ['=1', []],
    ['a', ['|a|']],
    ['[x]\na: b=1:2', ['x|a|b=1:2']],
    ['a: b', ['|a: b|']],
    ['a=1\na=2\n[s]\n[s]\na=3', ['|a|1', '|a|2', 's|a|3']],
    ['a=1\rb=2', ['|a|1', '|b|2']],
    ['p=C:\\temp\\', ['|p|C:\\temp\\']],
    ['a=1\n  b=2', ['|a|1', '|b|2']],
    ['[a\nx=1', ['|[a|', '|x|1']],
    ['', []],
  ])('%j', (text, expected) => expect(rows(text)).toEqual(expected))

  it('knows where everything stands', () => {
    const text = '; of the team\r\n[default]\r\n  group.id = billing  \r\n'
    const { sections: found, comments } = read(text)
    const entry = found[0]?.entries[0]
    const cut = (span: { start: number; end: number } | undefined): string => (span ? text.slice(span.start, span.end) : '')
    expect([cut(found[0]?.header), cut(entry?.key), cut(entry?.value), cut(entry?.line)]).toEqual(['[default]', 'group.id', 'billing', 'group.id = billing  \r\n'])
    expect(entry?.separator).toBe(' = ')
    expect(entry?.indent).toBe('  ')
    expect(comments.map((c) => [cut(c), c.text])).toEqual([['; of the team', ' of the team']])
  })

  it('leaves constructs of a template and markers of a merge out, and says that more may be meant', () => {
    expect(read('{% if x %}\na={{ b }}\n{% endif %}').branching).toBe('the file is a template')
    expect(rows('{% if x %}\na={{ b }}\n{% endif %}')).toEqual(['|a|{{ b }}'])
    const merge = read('<<<<<<< ours\na=1\n=======\na=2\n>>>>>>> theirs\n')
    expect(merge.branching).toBe('a merge is unfinished')
    expect(merge.problems.map((p) => p.code)).toEqual(['conflict-marker', 'conflict-marker', 'conflict-marker'])
  })
})

const piece = fc.constantFrom(
  'a',
  'group.id',
  'b c',
  '1',
  'x.y',
  '',
  ' ',
  '\t',
  '=',
  '#',
  ';x',
  '[s]',
  '[',
  ']',
  '[a.b]',
  '\u00a0',
  '\ufeff',
  '\u2028',
  '"',
  '\\',
  '${X}',
  '%(x)s',
  'é',
  '\0',
)
const line = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
const eol = fc.constantFrom('\n', '\r\n')

describe('our own index of lines and properties-reader', () => {
  it('see the same pairs in the same sections', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), eol, (lines, end) => {
        // What it takes for a key, and every other reader of the format for a comment.
        const text = lines.filter((l) => !/^\s*;/.test(l)).join(end)
        const theirs = new Map(propertiesReader().read(text).entries())
        const ours = new Map(
          read(text).sections.flatMap((s) => s.entries.map((e): [string, string] => [(s.header ? `${s.header.text.trim().slice(1, -1)}.` : '') + e.key.text, e.value.text])),
        )
        expect(ours).toEqual(theirs)
      }),
      { numRuns: 2000, seed: 20_261_125 },
    )
  })

  it('never throw, and every span holds what it says', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 80 }),
          fc.array(line, { maxLength: 12 }).map((l) => l.join('\n')),
        ),
        (text) => {
          const { sections: found, comments } = read(text)
          for (const { key, value, line: whole } of found.flatMap((s) => s.entries)) {
            expect(text.slice(key.start, key.end)).toBe(key.text)
            expect(text.slice(value.start, value.end)).toBe(value.text)
            expect(whole.start <= key.start && value.end <= whole.end).toBe(true)
          }
          for (const c of comments) expect(text.slice(c.start + 1, c.end)).toBe(c.text)
        },
      ),
      { numRuns: 2000, seed: 20_261_125 },
    )
  })
})
