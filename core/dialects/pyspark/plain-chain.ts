import type { Span } from '../../text/span.ts'
import type { Args } from './arguments.ts'
import { flagConst, noneConst, numberConst, textConst } from './constants.ts'
import { lookUp } from './imports.ts'
import type { Job } from './job.ts'
import { integerEnd, KEYWORDS, lineEndAt, stringAt, wordEnd, type Py, type StringLiteral } from './syntax.ts'
import type { Item, Pair, Thing } from './things.ts'

/*
 * Chains and arguments that are plain, told by the text alone. Nearly all that a job sets is written so: names, dots, and calls with literals.
 * A node of the tree costs a way into WebAssembly and back; here a whole chain costs none.
 */

const COMMA = 44
const OPEN = 40
const CLOSE = 41
const EQUALS = 61
const DOT = 46

/** One argument as it is written: a literal or a name, with or without a keyword. */
interface PlainArgument extends Span {
  readonly keyword?: Span
  readonly literal?: StringLiteral
}
export interface PlainArguments {
  readonly items: readonly PlainArgument[]
  /** Behind the closing bracket. */
  readonly end: number
}

/** Arguments that are all literals and names; nothing where one is more, or where a comment stands among them. */
export function scanArguments(source: string, open: number): PlainArguments | undefined {
  if (source.charCodeAt(open) !== OPEN) return undefined
  const items: PlainArgument[] = []
  let at = blanks(source, open + 1)
  let hasKeyword = false
  while (source.charCodeAt(at) !== CLOSE) {
    const keyword = keywordAt(source, at)
    const item = valueAt(source, keyword ? blanks(source, keyword.sign + 1) : at)
    if (!item || (!keyword && hasKeyword)) return undefined
    items.push(keyword ? { ...item, keyword } : item)
    hasKeyword ||= keyword !== undefined
    at = blanks(source, item.end)
    const c = source.charCodeAt(at)
    if (c === COMMA) at = blanks(source, at + 1)
    else if (c !== CLOSE) return undefined
  }
  return { items, end: at + 1 }
}

function blanks(source: string, from: number): number {
  let at = from
  for (let c = source.charCodeAt(at); c === 32 || c === 10 || c === 13 || c === 9; c = source.charCodeAt(at)) at++
  return at
}

function keywordAt(source: string, start: number): (Span & { readonly sign: number }) | undefined {
  const end = wordEnd(source, start)
  const sign = end > start ? blanks(source, end) : start
  return source.charCodeAt(sign) === EQUALS && source.charCodeAt(sign + 1) !== EQUALS && end > start ? { start, end, sign } : undefined
}

function valueAt(source: string, start: number): PlainArgument | undefined {
  const literal = stringAt(source, start)
  if (literal) return { start, end: literal.close, literal }
  const end = isDigit(source, start) ? integerEnd(source, start) : wordEnd(source, start)
  const next = source.charCodeAt(blanks(source, end))
  if (end === start || (next !== COMMA && next !== CLOSE) || KEYWORDS.get(source.slice(start, end)) === '') return undefined
  return { start, end }
}
const isDigit = (source: string, at: number): boolean => {
  const c = source.charCodeAt(at)
  return c >= 48 && c <= 57
}

export function plainArguments(job: Job, { items }: PlainArguments): Args {
  const positional: Item[] = []
  const named = new Map<string, Pair>()
  for (const { start, end, keyword, literal } of items) {
    const at = { start, end }
    const value = literal ? textConst(job.text, literal) : plainValue(job, at)
    if (!keyword) positional.push({ value, at })
    else {
      const name = job.text.slice(keyword.start, keyword.end)
      named.set(name, { name, nameAt: { start: keyword.start, end: keyword.end }, nameIs: 'keyword', value, use: at, unit: { start: keyword.start, end } })
    }
  }
  return { positional, named, isOpenList: false }
}

function plainValue(job: Job, at: Span): Thing {
  if (isDigit(job.text, at.start)) return numberConst(job.text, at)
  const word = job.text.slice(at.start, at.end)
  const type = KEYWORDS.get(word)
  if (type === undefined) return lookUp(job, word)
  return type === 'none' ? noneConst(at) : flagConst(at, type === 'true')
}

/** One link of a chain: `.name`, `(…)`, `[…]`. The span is that of the name; of the others only the end counts. */
export interface Link extends Span {
  readonly kind: 'attribute' | 'call' | 'subscript'
  /** Of a call whose arguments are plain. */
  readonly plain?: PlainArguments
  /** Of one that the tree has told. */
  readonly node?: Py
}
export interface PlainChain {
  readonly root: Span
  readonly links: readonly Link[]
}

/**
 * The plain part of a chain that begins at a name. It may run on into the next line's statement, which the text alone does not tell:
 * what counts of it ends where a node of the tree ends.
 */
export function scanChain(source: string, start: number): PlainChain | undefined {
  const end = wordEnd(source, start)
  if (end === start || KEYWORDS.has(source.slice(start, end))) return undefined
  const links: Link[] = []
  let at = end
  for (;;) {
    const next = between(source, at)
    const link = source.charCodeAt(next) === DOT ? nameAt(source, between(source, next + 1)) : callAt(source, next)
    if (!link) return { root: { start, end }, links }
    links.push(link)
    at = link.end
  }
}

function nameAt(source: string, start: number): Link | undefined {
  const end = wordEnd(source, start)
  return end > start ? { kind: 'attribute', start, end } : undefined
}
function callAt(source: string, start: number): Link | undefined {
  const plain = scanArguments(source, start)
  return plain && { kind: 'call', start, end: plain.end, plain }
}

/** What may lie between two links: blanks, line ends, continuations, comments. */
function between(source: string, from: number): number {
  let at = from
  for (;;) {
    at = blanks(source, at)
    const c = source[at]
    if (c === '\\' && (source[at + 1] === '\n' || source[at + 1] === '\r')) at++
    else if (c === '#') at = lineEndAt(source, at)
    else return at
  }
}
