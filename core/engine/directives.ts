import { nearest, release } from '../catalogue/releases.ts'
import type { Line } from '../catalogue/kinds.ts'
import { expectedFact, FACTS, isFactName, parseFact, type FactName, type StatedFact, type StatedFacts } from '../components/facts.ts'
import type { Target, TargetRange } from '../components/target.ts'
import type { Comment } from '../readers/document.ts'
import type { Span } from '../text/span.ts'
import { isVersion } from '../text/version.ts'
import { PRODUCTS, type Product } from './products.ts'

export type Scope = 'next-line' | 'line' | 'from-here' | 'end' | 'file'
/** `weir-disable…` and `weir-enable`. No rule named: all of them. */
export interface Suppression extends Span {
  readonly scope: Scope
  readonly rules: readonly Named[]
}
export interface Named extends Span {
  readonly id: string
}
/** What cannot be read of a `weir:` comment. */
export interface Unreadable extends Span {
  readonly why: string
}
/** What one comment says to Weir. */
export interface Directive extends Span {
  readonly suppression?: Suppression
  readonly facts: StatedFacts
  readonly target: Partial<Target>
  readonly unreadable: readonly Unreadable[]
}

const PARTS: Readonly<Record<string, readonly [Line]>> = { client: ['kafkaClient'], broker: ['kafkaBroker'] }
const isProduct = (name: string): name is Product => Object.hasOwn(PRODUCTS, name)

/** The directives among these comments, in order. */
export function directivesOf(comments: readonly Comment[]): Directive[] {
  return comments.flatMap((c) => (c.text.includes('weir') ? (directiveOf(c) ?? []) : []))
}

function directiveOf(comment: Comment): Directive | undefined {
  const suppression = suppressionOf(comment)
  if (suppression) return { ...spanOnly(comment), suppression, facts: {}, target: {}, unreadable: [] }
  const stated = /^\s*weir:/.exec(comment.text)
  return stated ? statementOf(comment, stated[0].length) : undefined
}

const spanOnly = ({ start, end }: Span): Span => ({ start, end })
/** Where the text of the comment begins: behind its sign. */
const bodyOf = (c: Comment): number => c.end - c.text.length

const SCOPES: Readonly<Record<string, Scope>> = { 'disable-next-line': 'next-line', 'disable-line': 'line', disable: 'from-here', enable: 'end', 'disable-file': 'file' }

function suppressionOf(comment: Comment): Suppression | undefined {
  const m = /^\s*weir-(disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])(.*)$/.exec(comment.text)
  const scope = m?.[1] === undefined ? undefined : SCOPES[m[1]]
  if (!m || !scope) return undefined
  const list = (m[2] ?? '').split(/\s--(?:\s|$)/, 1)[0] ?? ''
  const from = bodyOf(comment) + m[0].length - (m[2] ?? '').length
  const rules = [...list.matchAll(/[\w-]+/g)].filter(([id]) => !/^-+$/.test(id)).map((r) => ({ id: r[0], start: from + r.index, end: from + r.index + r[0].length }))
  return { ...spanOnly(comment), scope, rules }
}

/** `weir: record-time=50ms worst-lag=12h kafka=3.7`. */
function statementOf(comment: Comment, from: number): Directive {
  const facts: Partial<Record<FactName, StatedFact>> = {}
  let target: Partial<Target> = {}
  const unreadable: Unreadable[] = []
  const base = bodyOf(comment) + from
  for (const m of comment.text.slice(from).matchAll(/\S+/g)) {
    if (m[0].startsWith('--')) break
    const span = { start: base + m.index, end: base + m.index + m[0].length }
    const said = statement(m[0])
    if ('why' in said) unreadable.push({ ...span, why: said.why })
    else if ('fact' in said) facts[said.fact] = { value: said.value, at: span, from: 'a comment' }
    else target = { ...target, ...said.target }
  }
  return { ...spanOnly(comment), facts, target, unreadable }
}

type Statement = { readonly fact: FactName; readonly value: StatedFact['value'] } | { readonly target: Partial<Target> } | { readonly why: string }

function statement(text: string): Statement {
  const [name = '', ...rest] = text.split('=')
  const value = rest.join('=')
  const lines = isProduct(name) ? PRODUCTS[name].lines : Object.hasOwn(PARTS, name) ? PARTS[name] : undefined
  if (lines) {
    const range = readRange(value, lines[0], 'a comment')
    return range ? { target: targetOf(lines, value, 'a comment') } : { why: `${name} needs a release such as ${name}=${PRODUCTS[isProduct(name) ? name : 'kafka'].release}` }
  }
  if (!isFactName(name)) return { why: `${name || text} is no fact that Weir knows: ${Object.keys(FACTS).join(', ')}, or kafka=, spark= and librdkafka= for releases` }
  const read = parseFact(name, value)
  return read === undefined ? { why: expectedFact(name) } : { fact: name, value: read }
}

/** `3.7`, `3.7.1` or `2.8..3.9`. Between releases that the catalogue has facts of, far apart as those of librdkafka are, both sides are judged. */
export function readRange(text: string, line: Line, because: string): TargetRange | undefined {
  const [from = '', to = from, ...more] = text.split('..')
  if (!isVersion(from) || !isVersion(to) || more.length > 0) return undefined
  const range = { from: nearest(line, release(line, from), 'below'), to: nearest(line, release(line, to), 'above'), shown: text, because, assumed: false }
  return range.from <= range.to ? range : undefined
}

export function targetOf(lines: readonly Line[], text: string, because: string): Partial<Target> {
  const target: Partial<Record<Line, TargetRange>> = {}
  for (const line of lines) {
    const range = readRange(text, line, because)
    if (range) target[line] = range
  }
  return target
}

/** The comments before everything else, which speak for the whole file. Found without a reader, since they are a condition of every part. */
export function headOf(text: string, sign: RegExp): Comment[] {
  const comments: Comment[] = []
  for (let at = 0; at < text.length;) {
    const stop = text.slice(at, at + 10_000).search(/[\r\n]/)
    const end = stop < 0 ? text.length : at + stop
    const line = text.slice(at, end)
    const start = line.search(/\S/)
    if (start >= 0 && line.slice(start).search(sign) !== 0 && !line.startsWith('#!')) break
    if (start >= 0) comments.push({ start: at + start, end, text: line.slice(start + 1) })
    at = end + 1
  }
  return comments
}
