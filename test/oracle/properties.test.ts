import { agreement } from './scale.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProperties } from '../../core/readers/properties.ts'
import { SourceText } from '../../core/text/source-text.ts'
import { ask, compiled, whySkipped } from './jvm.ts'
import { shrink } from './shrink.ts'

const reason = whySkipped(['java', 'javac'])
if (reason !== undefined) console.log(`The .properties reader is not compared with java.util.Properties: ${reason}.`)

const GENERATED = 24_000
const SEED = 20_261_123
const BOM = '\ufeff'

/** As people write, and as they err (the rows of docs on the format). Java says what they mean. */
const ROWS = [
  ...['', ' ', '\n', 'a', 'a=', '=1', '=', ':', 'a.b=1', 'a.b: 1', 'a.b 1', '\ta.b\t1', 'a\f1', 'a = : 1', 'a == 1', 'a : = 1', 'a  =  1'],
  ...['a=1 # seven days', 'a=1 ! x', 'a#b=1', 'a="true"', "a='x'", 'a=x  ', 'a=\\ x', 'a=\u00a0x', 'a=x\u0085b=1', 'a=1\u2028b=2', 'a=1\u000bb=2'],
  ...[
    'a=b,\\\n  c',
    'a=b,\\\r\n  c',
    'a=b,\\\r  c',
    'a=b\\\n#c',
    'a=b\\\n  ! c',
    'a=b\\\n\nc=1',
    'a=b\\\n   \nc=1',
    'a=b\\\r\n\r\nc=1',
    'a=b\\',
    'a=b\\\\',
    'a=b\\\\\nc=1',
    'a=b\\\\\\\nc=1',
    'a\\',
    '\\',
    '\\\n',
    '\\\na=1',
    'a\\\n=1',
    'a\\\n  = 1',
    'a =\\\n= 1',
    'a\\\n\\\n=1',
    'k\\\n  ey=v',
    'a=\\\n',
    'a=\\\n\\\n  x',
  ],
  ...['# x \\\na=0', '  ! x\na=0', '#', '#\\\na=1', '! a=1\r# b=2\r\nc=3', '\\#a=1', '\\!a=1', 'a=1\\\n# b\n# c', ' \\\n#a=1', '\f# x'],
  ...[
    'p=C:\\temp\\new',
    'p=\\t\\n\\r\\f\\b\\q',
    'a\\ b\\=c\\:d=1',
    '\\u0061cks=\\u0031',
    'a\\cks=1',
    'a=\\u00e9\\uD83D\\uDE00',
    'a=\\\\u0041',
    'a\\=b',
    '\\ =1',
    '\\u0020a=1',
    '\\u003d=\\u003a',
    'a=\\u005cn',
    '\\u000a=1',
  ],
  ...[
    'a=\\u12',
    'a=\\users',
    'a=\\u',
    'a\\u=1',
    'a=\\u00zz\nb=1',
    'a=1\nb=\\u123\nc=2',
    '\\u12',
    'a=\\u 041',
    'a=\\u-041',
    'a=\\u+041',
    'a=\\uu0041',
    'a=\\u00\\\n41',
    'a=\\u\\\n0041',
    '#\\u12',
    'a=\\u٠٠٤١',
    'a=\\U0041',
  ],
  ...['a=1\na=2', 'a=1\ra=2\r\na=3', 'a=1\n\n\r\r\nb=2', 'a\0b=\0', '\0', 'é=ü', '😀=😀', '\ud800=\udc00', 'a=\\😀', '\\\ud83d=1'],
  ...['[consumer]', '; x', '// x', 'export A=1', 'a:\n  b: 1', '{"a": 1}', 'advertised.listeners=PLAINTEXT://h', 'PLAINTEXT://h', '%VAR%=@x@'],
  ...[`${BOM}acks=1`, `${BOM}#a=1\nb=2`, `${BOM} a=1`, `${BOM}\na=1`, `${BOM}=1`, `${BOM}\\\na=1`, `${BOM}\\u0061=1`, BOM, `${BOM}${BOM}a=1`, `a=${BOM}1`, `\n${BOM}a=1`],
]

/** What the grammar turns on comes up often, so that rare neighbours meet. */
const PIECES = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom('=', ':', ' ', '\t', '\f', '\n', '\r', '\r\n', '\\', '\\\\', '#', '!', '\\\n', '\\\r\n', '\\\r') },
  { weight: 15, arbitrary: fc.constantFrom('a', 'b.c', 'acks', '0', 'x y', 'é', '😀', '\ud83d', '\u00a0', '\u0085', '\u2028', '\u000b', '\0', BOM, '"', "'") },
  {
    weight: 15,
    arbitrary: fc.constantFrom('\\u0041', '\\u00e9', '\\uD83D\\uDE00', '\\u003d', '\\u000A', '\\u005C', '\\t', '\\n', '\\r', '\\f', '\\ ', '\\=', '\\:', '\\#', '\\q', '\\u'),
  },
  { weight: 2, arbitrary: fc.constantFrom('\\u12', '\\u00zz', '\\users', '\\u 041', '\\uu0041', '\\u00\\\n41', '\\uD8') },
  { weight: 5, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
)
const often = (n: number, usual: string): string[] => Array.from({ length: n }, () => usual)
const TEXTS = fc.tuple(fc.constantFrom(...often(5, ''), BOM), fc.array(PIECES, { maxLength: 30, size: 'max' })).map(([head, pieces]) => head + pieces.join(''))

/** Not asked: templates and unfinished merges are no properties yet. Our reader takes what stands there for somebody else's text, Java for settings. */
const isUnfinished = (text: string): boolean => /\{\{|\{%|<%|<{7}|>{7}/.test(text)

interface Said {
  readonly pairs: readonly (readonly [key: string, value: string])[]
  readonly refused?: string
}

async function askJava(texts: readonly string[]): Promise<Said[]> {
  const classes = compiled(['java/PropertiesOracle.java'], '.')
  const digits = (text: string): string => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('')
  return (await ask('PropertiesOracle', [classes], texts.map(digits))).map((line) => JSON.parse(line) as Said)
}

/** As a file is read, and, where it begins with a byte order mark, as an editor hands it over: without. */
const readings = (text: string): readonly SourceText[] => [new SourceText(text), ...(text.startsWith(BOM) ? [new SourceText(text.slice(1), { bom: true })] : [])]

/** What differs: a kind, so that each kind of difference is shown once, and a sentence. */
interface Difference {
  readonly kind: string
  readonly says: string
}

const difference = (text: string, java: Said): Difference | undefined =>
  readings(text)
    .map((source) => differenceIn(source, java))
    .find((d) => d !== undefined)

function differenceIn(source: SourceText, java: Said): Difference | undefined {
  const { entries, problems } = readProperties(source)
  const malformed = problems.filter((p) => p.code === 'malformed-escape')
  const all = entries.map((e) => [e.key.text, e.value.text])
  const differs = (what: string): Difference => {
    const kind = `${what}${source.bom ? ' (byte order mark taken off before)' : ''}`
    return { kind, says: `${kind}: Java ${ascii(java)}, ours ${ascii({ pairs: all, malformed })}` }
  }
  if ((source.bom || source.text.startsWith(BOM)) !== problems.some((p) => p.code === 'byte-order-mark')) return differs('the byte order mark')
  if (java.refused === undefined) {
    if (malformed.length > 0) return differs('a malformed escape that Java accepts')
    return ascii(all) === ascii(java.pairs) ? undefined : differs('keys and values')
  }
  if (ascii(all.slice(0, java.pairs.length)) !== ascii(java.pairs)) return differs('keys and values before Java throws')
  const at = entries[java.pairs.length]?.line
  const [first] = malformed
  return first && at && at.start <= first.start && first.end <= at.end ? undefined : differs('the place of a malformed escape')
}

/** JSON in which everything that a terminal might not show is written out. */
const ascii = (value: unknown): string => JSON.stringify(value).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

async function differences(texts: readonly string[]): Promise<Map<string, Difference>> {
  const answers = await askJava(texts)
  return new Map(texts.flatMap((text, i) => [difference(text, answers[i]!)].flatMap((d): [string, Difference][] => (d ? [[text, d]] : []))))
}

/** Halves and quarters first, then each single character. */
function smaller(text: string): string[] {
  const without = (size: number): string[] => Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(0, i * size) + text.slice((i + 1) * size))
  const sizes = [...new Set([Math.ceil(text.length / 2), Math.ceil(text.length / 4), 1])].filter((size) => size > 0)
  return [...new Set(sizes.flatMap(without))].filter((t) => t.length < text.length && !isUnfinished(t))
}

describe.skipIf(reason !== undefined)('the .properties reader', () => {
  it('reads what java.util.Properties reads', async () => {
    const texts = [...new Set([...ROWS, ...fc.sample(TEXTS, { seed: SEED, numRuns: GENERATED })])]
    const compared = texts.filter((t) => !isUnfinished(t))
    const answers = await askJava(compared)
    const wrong = await differences(compared)
    console.log(agreement('properties', { agreed: compared.length - wrong.size, compared: compared.length, excluded: 0 }))
    expect(await explained(wrong)).toEqual([])
    expect(compared.length).toBeGreaterThan(20_000)
    // Both ways of ending must have come up often, or nothing was compared.
    expect(answers.filter((a) => a.refused !== undefined).length).toBeGreaterThan(1000)
    expect(answers.filter((a) => a.refused === undefined && a.pairs.length > 1).length).toBeGreaterThan(5000)
  })
})

/** One of each kind, as small as it gets. */
async function explained(wrong: ReadonlyMap<string, Difference>): Promise<string[]> {
  const lines: string[] = []
  for (const [text, { kind }] of new Map([...wrong].map(([text, d]) => [d.kind, [text, d]] as const)).values()) {
    const ofKind = async (all: readonly string[]): Promise<string[]> => [...(await differences(all))].flatMap(([t, d]) => (d.kind === kind ? [t] : []))
    const smallest = await shrink(text, smaller, ofKind)
    lines.push(`${ascii(smallest)}: ${(await differences([smallest])).get(smallest)?.says ?? ''}`)
  }
  if (lines.length > 0) console.log(lines.join('\n'))
  return lines
}
