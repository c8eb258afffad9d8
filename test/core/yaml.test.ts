import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMap, pairsOf, readYaml, scalarToken, splitYaml } from '../../core/readers/yaml.ts'
import { maskTemplates } from '../../core/readers/templates.ts'
import { SourceText } from '../../core/text/source-text.ts'

describe('cutting a stream', () => {
  it.each<[string, string, string[]]>([
    ['markers at the start of a line', 'a: 1\n--- # x\nb: 2\n', ['a: 1\n', '--- # x\nb: 2\n']],
    ['a marker ends even a block scalar', 'a: |\n  x\n---\nb: 2\n', ['a: |\n  x\n', '---\nb: 2\n']],
    ['an indented one does not', 'a: |\n  ---\n  x\n', ['a: |\n  ---\n  x\n']],
    ['the end marker', 'a: 1\n...\nb: 2\n', ['a: 1\n...\n', 'b: 2\n']],
    ['directives go with the document below', '%YAML 1.2\n---\na: 1\n', ['%YAML 1.2\n---\na: 1\n']],
    ['a comment at the head is a part of its own', '# hello\n---\na: 1\n', ['# hello\n', '---\na: 1\n']],
    ['CRLF', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['four dashes are no marker', 'a: 1\n----\n', ['a: 1\n----\n']],
    ['nothing', '', []],
  ])('%s', (_, text, parts) => expect(splitYaml(text).map((p) => text.slice(p.start, p.end))).toEqual(parts))
})

describe('comments', () => {
  const comments = (text: string): string[] => readYaml(new SourceText(text)).comments.map((c) => c.text)
  it('stand at the beginning of a line and behind a value', () => expect(comments('# a\nx: 1 # b\n')).toEqual([' a', ' b']))
  it('do not stand in scalars', () => expect(comments('a: "x # no"\nb: |\n  # no\nc: x#no\nd: 1 # yes\n')).toEqual([' yes']))
})

describe('merge keys and anchors', () => {
  const keys = (text: string): [string, string, boolean][] => {
    const document = readYaml(new SourceText(text))
    const top = document.root?.contents
    if (!document.root || !isMap(top)) throw new Error('no map')
    return pairsOf(document.root, top).map((p) => [String(p.key.value), String((p.value as { value?: unknown } | null)?.value), p.merged])
  }
  it('are followed, with a way to tell', () =>
    expect(keys('base: &b {x: 1}\n<<: *b\ny: 2\n').slice(1)).toEqual([
      ['x', '1', true],
      ['y', '2', false],
    ]))
  it('a circle ends', () => expect(keys('a: &a 1\n<<: &m\n  <<: *m\n  x: 1\n').map(([k]) => k)).toEqual(['a', 'x']))
})

describe('what cannot be read', () => {
  const problems = (text: string): string[] => readYaml(new SourceText(text)).problems.map((p) => p.code)
  it('says where', () => expect(problems('a: "open\nb: 1\n')).toContain('yaml-syntax'))
  it('names the markers of a merge', () =>
    expect(problems('<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n')).toEqual(['conflict-marker', 'conflict-marker', 'conflict-marker']))
  it('does not go down a thousand brackets', () => expect(problems(`a: ${'['.repeat(1000)}${']'.repeat(1000)}`)).toEqual(['yaml-too-deep']))
  it('quotes nothing of the text, which may be a secret', () => {
    const { problems } = readYaml(new SourceText('a: "c4n4ry\nb: c4n4ry: x\n'))
    expect(JSON.stringify(problems)).not.toContain('c4n4ry')
  })
  it('calls no template broken', () => expect(problems('{{- range .x }}\nname: {{ .name | quote }}\n  labels:\n   {{- include "x" . | nindent 4 }}\n')).toEqual([]))
})

describe('templates', () => {
  it('are masked without moving anything', () => {
    const text = 'a: {{ .x }}\n  {{- if .y }}\nb: "{{ .z }}-1"\n'
    const masked = maskTemplates(text)
    expect(masked).toHaveLength(text.length)
    expect(masked).toBe('a: xxxxxxxx\n              \nb: "xxxxxxxx-1"\n')
  })
})

const piece = fc.constantFrom(
  'a',
  ': ',
  '\n',
  '  ',
  '- ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '#',
  '&a ',
  '*a',
  '<<: *a',
  '|\n',
  '---\n',
  '...\n',
  '\t',
  '\r\n',
  '%YAML 1.2\n',
  '!x ',
  '{{ x }}',
  '{% if %}',
  '? ',
  '😀',
  '\0',
)
const texts = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((p) => p.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
)

describe('whatever the text', () => {
  it('nothing throws, parts tile it, scalars are their slices', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let at = 0
        for (const part of splitYaml(text)) {
          expect(part.start).toBe(at)
          at = part.end
          expectReadable(text.slice(part.start, part.end))
        }
        expect(at).toBe(text.length)
      }),
      { numRuns: 2000 },
    )
  })
})

function expectReadable(text: string): void {
  const document = readYaml(new SourceText(text))
  for (const { start, end } of [...document.problems, ...document.comments]) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeLessThanOrEqual(text.length)
    expect(text.slice(start, end)).not.toMatch(/\n./)
  }
  const top = document.root?.contents
  if (!document.root || !isMap(top) || document.templated) return
  for (const { key } of pairsOf(document.root, top)) {
    const token = scalarToken(document, key)
    /* A plain scalar over several lines is folded; on one line it is what stands there. */
    const raw = text.slice(token.start, token.end)
    if (key.type === 'PLAIN' && !/[\r\n]/.test(raw)) expect(raw).toBe(key.source)
  }
}
