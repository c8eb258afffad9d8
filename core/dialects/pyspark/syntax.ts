import type { Node } from '../../readers/python.ts'
import type { Span } from '../../text/span.ts'

const HASH = 35
const BACKSLASH = 92

/**
 * A node of the tree, read when asked for and kept: what costs is to cross into WebAssembly, so nothing is asked twice and most of it never.
 * Comments and line continuations are left out. Offsets count in the text of the part itself.
 */
export class Py implements Span {
  readonly start: number
  readonly source: string
  readonly #node: Node
  #type: string | undefined
  #end: number | undefined
  #kids: readonly Py[] | undefined

  constructor(node: Node, source: string) {
    this.#node = node
    this.start = node.startIndex
    this.source = source
  }

  get type(): string {
    return (this.#type ??= this.#node.type)
  }

  get end(): number {
    return (this.#end ??= this.#node.endIndex)
  }

  get kids(): readonly Py[] {
    if (!this.#kids) {
      const kids: Py[] = []
      for (const child of this.#node.namedChildren) {
        const first = this.source.charCodeAt(child.startIndex)
        if (first !== HASH && first !== BACKSLASH) kids.push(new Py(child, this.source))
      }
      this.#kids = kids
    }
    return this.#kids
  }

  get text(): string {
    return this.source.slice(this.start, this.end)
  }

  /** The text of an identifier: the word that begins here. */
  get word(): string {
    const end = wordEnd(this.source, this.start)
    if (end > this.start) this.#end ??= end
    return this.source.slice(this.start, end)
  }

  get hasError(): boolean {
    return this.#node.hasError
  }

  kid(index: number): Py | undefined {
    return this.kids[index < 0 ? this.kids.length + index : index]
  }

  kidOf(type: string): Py | undefined {
    return this.kids.find((k) => k.type === type)
  }

  /** What the text around a node says of it, so that the tree need not be asked. */
  knownAs(type: string, end?: number): void {
    this.#type ??= type
    if (end !== undefined) this.#end ??= end
  }
}

const WORD = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}_]*/uy
const PLAIN_WORD = /[A-Za-z_]\w*/y

export function wordEnd(source: string, at: number): number {
  PLAIN_WORD.lastIndex = at
  const plain = PLAIN_WORD.test(source) ? PLAIN_WORD.lastIndex : at
  if (source.charCodeAt(plain) < 128 || plain >= source.length) return plain
  WORD.lastIndex = at
  return WORD.test(source) ? WORD.lastIndex : plain
}

/** Words that are no names; those without a type begin something longer. */
export const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'none'],
  ...['lambda', 'not', 'await', 'yield', 'print', 'exec', 'async', 'match', 'case', 'type'].map((w): [string, string] => [w, '']),
])
const NUMBER = /\d[\d_]*/y

export function integerEnd(source: string, at: number): number {
  NUMBER.lastIndex = at
  return NUMBER.test(source) ? NUMBER.lastIndex : at
}

/** A literal or a name that is followed by one of these characters is that and nothing more. */
export function hint(node: Py, followers: string): void {
  const { source, start } = node
  const c = source.charCodeAt(start)
  if (c >= 48 && c <= 57) {
    const end = integerEnd(source, start)
    if (isFollowed(source, end, followers)) node.knownAs('integer', end)
    return
  }
  const literal = stringAt(source, start)
  if (literal) {
    if (isFollowed(source, literal.close, followers)) node.knownAs('string', literal.close)
    return
  }
  const end = wordEnd(source, start)
  if (end === start || !isFollowed(source, end, followers)) return
  const type = KEYWORDS.get(source.slice(start, end)) ?? 'identifier'
  if (type !== '') node.knownAs(type, end)
}

function isFollowed(source: string, at: number, followers: string): boolean {
  let i = at
  while (/[ \n\r\t]/.test(source[i] ?? '')) i++
  return i < source.length && followers.includes(source[i] ?? '')
}

const STATEMENTS: ReadonlyMap<string, string> = new Map(
  'def:function_definition class:class_definition if:if_statement for:for_statement while:while_statement try:try_statement with:with_statement return:return_statement raise:raise_statement import:import_statement from:import_from_statement del:delete_statement global:global_statement nonlocal:nonlocal_statement assert:assert_statement pass:pass_statement break:break_statement continue:continue_statement'
    .split(' ')
    .map((s): [string, string] => [s.slice(0, s.indexOf(':')), s.slice(s.indexOf(':') + 1)]),
)
/** Words that begin a statement only sometimes. */
const SOFT = new Set(['async', 'match', 'type', 'print', 'exec'])

/** A statement is told by its first word; what begins with none of Python's own is an expression. Only in code without syntax errors. */
export function hintStatement(node: Py): void {
  const { source, start } = node
  if (source[start] === '@') return node.knownAs('decorated_definition')
  const word = source.slice(start, wordEnd(source, start))
  if (!SOFT.has(word)) node.knownAs(STATEMENTS.get(word) ?? 'expression_statement')
}

/** `x = …`: whether the node is an assignment to a plain name, as the text shows it. */
export function hintAssignment(node: Py): boolean {
  const { source, start } = node
  let at = wordEnd(source, start)
  if (at === start) return false
  while (source.charCodeAt(at) === 32) at++
  const isPlain = source.charCodeAt(at) === 61 && source.charCodeAt(at + 1) !== 61
  if (isPlain) node.knownAs('assignment')
  return isPlain
}

/** What stands before the dot or the bracket at `end`, told by its last character: a chain is walked without asking for the kind of each link. */
export function hintOperand(operand: Py, end: number): void {
  const { source, start } = operand
  let last = end - 1
  while (last > start && isBetween(source.charCodeAt(last))) last--
  if (mayBeComment(source, last)) return
  const c = source[last] ?? ''
  if (c === ')' && source[start] !== '(') operand.knownAs('call', last + 1)
  else if (c === ']' && source[start] !== '[') operand.knownAs('subscript', last + 1)
  else if (/\w/.test(c)) {
    const word = wordEnd(source, start)
    if (word !== last + 1) operand.knownAs('attribute', last + 1)
    else if (!KEYWORDS.has(source.slice(start, word))) operand.knownAs('identifier', word)
  }
}
/** A `#` on the same line before a place, or a line too long to look: then the tree is asked, perhaps for nothing. */
function mayBeComment(source: string, at: number): boolean {
  const stop = Math.max(0, at - 300)
  for (let i = at; i >= stop; i--) {
    const c = source.charCodeAt(i)
    if (c === HASH) return true
    if (c === 10) return false
  }
  return stop > 0
}

const isBetween = (c: number): boolean => c === 46 || c === 32 || c === 10 || c === 13 || c === 9 || c === BACKSLASH

/** Where the characters between the quotes of a string literal lie, and how it is written. */
export interface StringLiteral extends Span {
  /** Where the whole literal ends. */
  readonly close: number
  readonly quote: string
  readonly isRaw: boolean
  readonly isFormat: boolean
}

const OPENING = /([A-Za-z]{0,2})("""|'''|"|')/y

/** The opening of a string literal at an offset, if there is one. */
function openingAt(source: string, at: number): { prefix: string; quote: string; from: number } | undefined {
  OPENING.lastIndex = at
  const m = OPENING.exec(source)
  return m ? { prefix: (m[1] ?? '').toLowerCase(), quote: m[2] ?? '"', from: at + m[0].length } : undefined
}

/** The string literal at an offset; its end is looked for here. Of an f-string, whose parts may hold quotes, only with `close`. */
export function stringAt(source: string, at: number, close?: number): StringLiteral | undefined {
  const opening = openingAt(source, at)
  if (!opening) return undefined
  const { prefix, quote, from } = opening
  const isFormat = prefix.includes('f') || prefix.includes('t')
  if (isFormat && close === undefined) return undefined
  const end = close === undefined ? closingQuote(source, from, quote) : close - quote.length
  if (end === undefined || end < from) return undefined
  return { start: from, end, close: end + quote.length, quote, isRaw: prefix.includes('r'), isFormat }
}

/** The offset of the closing quote; a backslash takes the next character with it, also in raw strings. */
export function closingQuote(source: string, from: number, quote: string): number | undefined {
  for (let i = from; i < source.length; i++) {
    const c = source[i]
    if (c === '\\') i++
    else if (c === quote[0] && source.startsWith(quote, i)) return i
    else if (c === '\n' && quote.length === 1) return undefined
  }
  return undefined
}

export function lineEndAt(source: string, at: number): number {
  let end = at
  while (end < source.length && source.charCodeAt(end) !== 10 && source.charCodeAt(end) !== 13) end++
  return end
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\n': '', '\r\n': '', '\\': '\\', "'": "'", '"': '"' }
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r\n|[^]))/g

/** What Python makes of the characters between the quotes. */
export function decoded(raw: string): string {
  if (!raw.includes('\\')) return raw
  return raw.replace(ESCAPE, (all, hex: string | undefined, four: string | undefined, eight: string | undefined, octal: string | undefined, one: string | undefined) => {
    const code = hex ?? four ?? eight
    if (code !== undefined) return fromCode(Number.parseInt(code, 16), all)
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    return ESCAPES[one ?? ''] ?? all
  })
}

const fromCode = (code: number, otherwise: string): string => (code <= 0x10ffff ? String.fromCodePoint(code) : otherwise)

/** The text between quotes that Python reads as `text`. */
export function encoded(text: string, quote: string, isRaw = false): string {
  if (isRaw && !text.includes('\\') && !text.includes(quote)) return text
  const escaped = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')
  return escaped.replaceAll(quote[0] ?? '"', '\\' + (quote[0] ?? '"'))
}
