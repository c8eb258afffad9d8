import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal, type Change } from '../../core/components/change.ts'
import { flatWriter } from '../../core/dialects/shared/flat-writer.ts'
import { readProperties } from '../../core/readers/properties.ts'
import { SourceText } from '../../core/text/source-text.ts'
import { applyEdits } from '../../core/text/span.ts'

function change(text: string, c: Change): string {
  const written = flatWriter(readProperties(new SourceText(text)))(c)
  return isRefusal(written) ? `refused: ${written.refused}` : applyEdits(text, written)
}
const set = (text: string, key: string, value: string | number): string => change(text, { do: 'set', key, value })
const valuesOf = (text: string): Record<string, string> => Object.fromEntries(readProperties(new SourceText(text)).entries.map((e) => [e.key.text, e.value.text]))

describe('set', () => {
  it.each([
    ['adds a newline that was not there', 'group.id=g', 'acks', 'all', 'group.id=g\nacks=all'],
    ['keeps the line ends', 'a=1\r\nb=2\r\n', 'c', '3', 'a=1\r\nb=2\r\nc=3\r\n'],
    ['copies the separator', 'a : 1\n', 'b', '2', 'a : 1\nb : 2\n'],
    ['copies the indent', '  a = 1\n', 'b', '2', '  a = 1\n  b = 2\n'],
    ['keeps a column of blanks', 'spark.master      yarn\n', 'spark.x', '1', 'spark.master      yarn\nspark.x           1\n'],
    ['stands by its family', 'max.poll.records=1\nlinger.ms=2\n', 'max.poll.interval.ms', '3', 'max.poll.records=1\nmax.poll.interval.ms=3\nlinger.ms=2\n'],
    ['stands below its commented-out self', 'a=1\n#b=2\nc=3\n', 'b', '9', 'a=1\n#b=2\nb=9\nc=3\n'],
    ['replaces the winner, and leaves blanks behind it', 'a=1\na=2  \n', 'a', '9', 'a=1\na=9  \n'],
    ['replaces a value over two lines', 'a=1,\\\n  2\nb=1\n', 'a', '9', 'a=9\nb=1\n'],
    ['writes a value where there was none', 'acks\n', 'acks', 'all', 'acks=all\n'],
    ['escapes what would be read otherwise', 'a=1\n', 'p', ' C:\\x', 'a=1\np=\\ C:\\\\x\n'],
    ['does not stand behind an open backslash', 'a=1\nb=2\\', 'c', '3', 'a=1\nc=3\nb=2\\'],
    ['refuses in a file without an entry', '# nothing\n', 'a', '1', 'refused: the file has no entry that something could stand beside'],
  ])('%s', (_, text, key, value, expected) => expect(set(text, key, value)).toBe(expected))
})

describe('under a prefix', () => {
  const prefixes = { read: ['main.consumer.', 'consumer.', ''], add: 'consumer.' }
  const text = 'application.id=a\nmax.poll.records=1\nconsumer.max.poll.records=2\n'
  const change = (c: Change): string => {
    const written = flatWriter(readProperties(new SourceText(text)), prefixes)(c)
    return isRefusal(written) ? written.refused : applyEdits(text, written)
  }
  it('changes the strongest that is there', () => expect(change({ do: 'set', key: 'max.poll.records', value: 9 })).toBe(text.replace('=2', '=9')))
  it('adds under its own', () => expect(change({ do: 'set', key: 'max.poll.interval.ms', value: 9 })).toBe(`${text}consumer.max.poll.interval.ms=9\n`))
  it('removes what speaks of it', () => expect(change({ do: 'remove', key: 'max.poll.records' })).toBe('application.id=a\n'))
  it('keeps the prefix of what it renames', () =>
    expect(change({ do: 'rename', at: { start: text.indexOf('consumer.'), end: text.indexOf('=2') }, to: 'fetch.min.bytes' })).toBe(
      text.replace('consumer.max.poll.records', 'consumer.fetch.min.bytes'),
    ))
})

describe('the other changes', () => {
  it('removes whole lines, continuations and indents with them', () => {
    expect(change('a=1\n  b=1,\\\n    2\nc=3\n', { do: 'remove', key: 'b' })).toBe('a=1\nc=3\n')
    expect(change('a=1\nb=2', { do: 'remove', key: 'b' })).toBe('a=1\n')
  })
  it('removes only the one that is meant', () => expect(change('a=1\nb=2\na=3\n', { do: 'remove', key: 'a', at: { start: 0, end: 1 } })).toBe('b=2\na=3\n'))
  it('renames a key', () => expect(change('max.poll.record = 1\n', { do: 'rename', at: { start: 0, end: 15 }, to: 'max.poll.records' })).toBe('max.poll.records = 1\n'))
  it('puts a comment at the head', () => expect(change('a=1\r\n', { do: 'comment', text: 'weir: record-time=50ms' })).toBe('# weir: record-time=50ms\r\na=1\r\n'))
})

describe('whatever the file', () => {
  const line = fc.constantFrom('a=1', 'b.c : 2', 'max.poll.records   3', '# note', '', '  d=4\\\n   5', 'e=x\\\\', '! f=1', 'g\\=h=1')
  const files = fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([lines, eol, final]) => lines.join(eol) + (final ? eol : ''))

  it('an edit changes what it should and nothing else', () => {
    fc.assert(
      fc.property(files, fc.constantFrom('a', 'b.c', 'max.poll.interval.ms', 'new.key'), fc.constantFrom('1', 'x y', 'C:\\t', ' lead', 'a=b'), (text, key, value) => {
        const written = flatWriter(readProperties(new SourceText(text)))({ do: 'set', key, value })
        if (isRefusal(written)) return
        expect(valuesOf(applyEdits(text, written))).toEqual({ ...valuesOf(text), [key]: value })
      }),
      { numRuns: 3000 },
    )
  })
})
