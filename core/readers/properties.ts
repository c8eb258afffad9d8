import type { SourceText } from '../text/source-text.ts'
import type { Span } from '../text/span.ts'
import { Token } from '../text/token.ts'
import { isTemplated } from './templates.ts'
import { conflictMarkers, type Comment, type Document, type Problem, type Reader } from './document.ts'

/** `separator` is what stands between key and value; `indent` before the key; `line` runs from the key to behind the line end, continuations included. */
export interface Entry {
  readonly key: Token
  readonly value: Token
  readonly separator: string
  readonly indent: string
  readonly line: Span
  /** The value ends in a backslash with nothing behind it: whatever is added below would be swallowed. */
  readonly open: boolean
}

export interface FlatDocument extends Document {
  readonly entries: readonly Entry[]
  /** Why more may be meant than is written, and equal keys may stand in branches: a template, an unfinished merge. */
  readonly branching?: string
}

const LF = 10
const FF = 12
const CR = 13
const SPACE = 32
const TAB = 9
const BANG = 33
const HASH = 35
const COLON = 58
const EQUALS = 61
const BACKSLASH = 92

const isLineEnd = (c: number): boolean => c === LF || c === CR
const isBlank = (c: number): boolean => c === SPACE || c === TAB || c === FF

/** `.properties` as `java.util.Properties.load(Reader)` reads it; the oracle holds the two together. */
export const properties: Reader<FlatDocument> = {
  id: 'properties',
  languageIds: ['properties', 'java-properties', 'spark-properties'],
  extensions: /\.(?:properties|conf|config|cfg|delta)$/i,
  comment: /[#!]/,
  commentSign: '#',
  split: (text) => [{ start: 0, end: text.length }],
  read: readProperties,
}

export function readProperties(source: SourceText): FlatDocument {
  const scanner = new Scanner(source)
  const templated = isTemplated(source.text)
  const markers = conflictMarkers(source)
  const problems = [...byteOrderMark(source), ...scanner.problems, ...markers]
  const entries = scanner.entries.filter((e) => !markers.some((m) => m.start === e.line.start) && !(templated && isConstruct(e)))
  const branching = templated ? 'the file is a template' : markers.length > 0 ? 'a merge is unfinished' : undefined
  return { source, entries, comments: scanner.comments, problems, ...(branching === undefined ? {} : { branching }), unitAt: (offset) => scanner.entries.find((e) => e.line.start <= offset && offset < e.line.end)?.line }
}

/** A line of a template engine that only looks like an entry. */
const isConstruct = ({ key }: Entry): boolean => /\{\{|\{%|<%|%\}|\}\}/.test(key.text)

function byteOrderMark(source: SourceText): Problem[] {
  if (!source.bom && source.text.charCodeAt(0) !== 0xfeff) return []
  const end = source.text.search(/[\s=:]|$/)
  return [{ code: 'byte-order-mark', ...source.span(0, source.bom ? end : 1) }]
}

/** One pass over character codes; nothing is sliced until a token is whole. */
class Scanner {
  readonly entries: Entry[] = []
  readonly comments: Comment[] = []
  readonly problems: Problem[] = []
  readonly #source: SourceText
  readonly #text: string
  #at = 0
  #coded = false

  constructor(source: SourceText) {
    this.#source = source
    this.#text = source.text
    let lineStart = 0
    while (this.#at < this.#text.length) {
      const c = this.#text.charCodeAt(this.#at)
      if (isLineEnd(c)) lineStart = ++this.#at
      else if (isBlank(c)) this.#at++
      else if ((c === HASH || c === BANG) && !(source.bom && this.#at === 0)) this.#comment()
      else this.#entry(lineStart)
      if (isLineEnd(this.#text.charCodeAt(this.#at - 1))) lineStart = this.#at
    }
  }

  #comment(): void {
    const start = this.#at
    while (this.#at < this.#text.length && !isLineEnd(this.#text.charCodeAt(this.#at))) this.#at++
    this.comments.push({ ...this.#source.span(start, this.#at), text: this.#text.slice(start + 1, this.#at) })
  }

  #entry(lineStart: number): void {
    const text = this.#text
    const keyStart = this.#at
    this.#coded = false
    this.#skipKey()
    const keyEnd = this.#at
    const key = this.#token(keyStart, keyEnd)
    this.#skipSeparator()
    const valueStart = this.#at
    this.#coded = false
    this.#skipValue()
    const valueEnd = this.#at
    const value = this.#token(valueStart, valueEnd)
    this.#at = text.charCodeAt(valueEnd) === CR && text.charCodeAt(valueEnd + 1) === LF ? valueEnd + 2 : Math.min(valueEnd + 1, text.length)
    this.entries.push({
      key,
      value,
      separator: text.slice(keyEnd, valueStart),
      indent: /^[ \t\f]*/.exec(text.slice(lineStart, keyStart))?.[0] ?? '',
      line: this.#source.span(keyStart, this.#at),
      open: valueEnd === text.length && endsInBackslash(text, valueStart, valueEnd),
    })
  }

  #skipKey(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const c = this.#text.charCodeAt(this.#at)
      if (c === BACKSLASH) this.#skipEscape()
      else if (c === EQUALS || c === COLON || isBlank(c) || isLineEnd(c)) break
    }
    this.#at = Math.min(this.#at, this.#text.length)
  }

  /** One `=` or `:` with blanks around it; a continuation may lie between. */
  #skipSeparator(): void {
    let separated = false
    for (; this.#at < this.#text.length; this.#at++) {
      const c = this.#text.charCodeAt(this.#at)
      if ((c === EQUALS || c === COLON) && !separated) separated = true
      else if (c === BACKSLASH && isLineEnd(this.#text.charCodeAt(this.#at + 1))) this.#skipEscape()
      else if (!isBlank(c)) break
    }
    this.#at = Math.min(this.#at, this.#text.length)
  }

  #skipValue(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const c = this.#text.charCodeAt(this.#at)
      if (c === BACKSLASH) this.#skipEscape()
      else if (isLineEnd(c)) break
    }
    this.#at = Math.min(this.#at, this.#text.length)
  }

  #skipEscape(): void {
    this.#coded = true
    this.#at = escapeEnd(this.#text, this.#at)
  }

  #token(start: number, end: number): Token {
    const span = this.#source.span(start, end)
    const raw = this.#text.slice(start, end)
    const mark = this.#source.bom && start === 0 ? '\ufeff' : ''
    if (!this.#coded) return mark ? new Token(span, mark + raw, (i) => this.#source.span(Math.max(0, i - 1), end).start) : new Token(span, raw)
    const { text, at } = decode(raw, (from, to) => this.problems.push({ code: 'malformed-escape', ...this.#source.span(start + from, start + to) }))
    return new Token(span, mark + text, (i) => this.#source.span(start + (at[i - mark.length] ?? raw.length), end).start)
  }
}

/** From a backslash to the last character that it takes with it: the escaped one, or the line end and the next line's indent. */
function escapeEnd(text: string, at: number): number {
  let i = at + 1
  const c = text.charCodeAt(i)
  if (!isLineEnd(c)) return i
  if (c === CR && text.charCodeAt(i + 1) === LF) i++
  while (isBlank(text.charCodeAt(i + 1))) i++
  return i
}

function endsInBackslash(text: string, from: number, to: number): boolean {
  let count = 0
  for (let i = to - 1; i >= from && text.charCodeAt(i) === BACKSLASH; i--) count++
  return count % 2 === 1
}

const LETTERS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

function decode(raw: string, malformed: (from: number, to: number) => void): { text: string; at: number[] } {
  const at: number[] = []
  let text = ''
  for (let i = 0; i < raw.length; i++) {
    const c = raw.charAt(i)
    if (c !== '\\') {
      at.push(i)
      text += c
      continue
    }
    const start = i
    i = escapeEnd(raw, i)
    if (isLineEnd(raw.charCodeAt(start + 1)) || start + 1 >= raw.length) continue
    const hex = raw.charAt(start + 1) === 'u' ? /^[0-9a-fA-F]{4}/.exec(raw.slice(start + 2, start + 6))?.[0] : undefined
    if (hex) i = start + 5
    else if (raw.charAt(start + 1) === 'u') malformed(start, Math.min(start + 6, raw.length))
    at.push(start)
    text += hex ? String.fromCharCode(parseInt(hex, 16)) : (LETTERS[raw.charAt(start + 1)] ?? raw.charAt(start + 1))
  }
  at.push(raw.length)
  return { text, at }
}
