import type { SourceText } from '../text/source-text.ts'
import type { Span } from '../text/span.ts'
import { Token } from '../text/token.ts'
import { propertiesOutline } from './outlines.ts'
import { isTemplated } from './templates.ts'
import { conflictMarkers, type Comment, type Document, type Problem, type Reader } from './document.ts'

/** One key with its value. A class rather than a literal, since a file makes thousands of them. */
export class Entry {
  readonly key: Token
  readonly value: Token
  /** What stands between key and value. */
  readonly separator: string
  /** What stands before the key in its line. */
  readonly indent: string
  /** The value ends in a backslash with nothing behind it: whatever is added below would be swallowed. */
  readonly open: boolean
  /** Behind the line end. */
  readonly next: number

  constructor(key: Token, value: Token, separator: string, indent: string, open: boolean, next: number) {
    this.key = key
    this.value = value
    this.separator = separator
    this.indent = indent
    this.open = open
    this.next = next
  }

  /** From the key to behind the line end, continuations included. */
  get line(): Span {
    return { start: this.key.start, end: this.next }
  }
}

/** A class with its getters on the prototype: a literal with an accessor gets a hidden class of its own each time, and they pile up. */
export class FlatDocument implements Document {
  readonly source: SourceText
  readonly entries: readonly Entry[]
  readonly problems: readonly Problem[]
  /** Why more may be meant than is written, and equal keys may stand in branches: a template, an unfinished merge. */
  readonly branching?: string
  readonly #scanned: Scanned

  constructor(source: SourceText, scanned: Scanned) {
    const templated = isTemplated(source.text)
    const markers = conflictMarkers(source)
    this.source = source
    this.#scanned = scanned
    if (templated) this.branching = 'the file is a template'
    else if (markers.length > 0) this.branching = 'a merge is unfinished'
    this.entries = this.branching === undefined ? scanned.entries : scanned.entries.filter((e) => !markers.some((m) => m.start === e.line.start) && !(templated && isConstruct(e)))
    this.problems = [...byteOrderMark(source), ...scanned.problems, ...markers]
  }

  get comments(): readonly Comment[] {
    return commentsAt(this.source, this.#scanned.commentBounds)
  }

  unitAt(offset: number): Span | undefined {
    return this.#scanned.entries.find((e) => e.key.start <= offset && offset < e.next)?.line
  }
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
  ...propertiesOutline,
  comment: /[#!]/,
  commentSign: '#',
  keepsText: true,
  split: (text) => [{ start: 0, end: text.length }],
  read: readProperties,
}

export function readProperties(source: SourceText): FlatDocument {
  return new FlatDocument(source, scan(source))
}

/** A line of a template engine that only looks like an entry. */
const isConstruct = ({ key }: Entry): boolean => /\{\{|\{%|<%|%\}|\}\}/.test(key.text)

function byteOrderMark(source: SourceText): Problem[] {
  if (!source.bom && source.text.charCodeAt(0) !== 0xfeff) return []
  const end = source.text.search(/[\s=:]|$/)
  return [{ code: 'byte-order-mark', ...source.span(0, source.bom ? end : 1) }]
}

interface Scanned {
  readonly entries: readonly Entry[]
  readonly problems: readonly Problem[]
  /** Starts and ends of comments in turn: few of them are ever looked at. */
  readonly commentBounds: readonly number[]
}

/** One pass over character codes; nothing is sliced until a token is whole, and nothing is decoded that holds no backslash. */
function scan(source: SourceText): Scanned {
  const { text } = source
  const entries: Entry[] = []
  const problems: Problem[] = []
  const commentBounds: number[] = []
  let lineStart = 0
  for (let i = 0; i < text.length || (source.bom && entries.length === 0);) {
    const c = text.charCodeAt(i)
    // The mark that was taken off is the first character of a key, whatever follows.
    const marked = source.bom && i === 0
    if (isLineEnd(c) && !marked) lineStart = ++i
    else if (isBlank(c) && !marked) i++
    // Where nothing stands before it, a continued line has not begun: a comment, or nothing, may follow.
    else if (c === BACKSLASH && isLineEnd(text.charCodeAt(i + 1)) && i + 2 < text.length && !marked) lineStart = i = escapeEnd(text, i) + 1
    else if ((c === HASH || c === BANG) && !marked) {
      const start = i
      i = lineEnd(source, i)
      commentBounds.push(start, i)
    } else {
      const keyEnd = keyEndFrom(text, i)
      const valueStart = separatorEnd(text, keyEnd)
      const valueEnd = valueEndFrom(source, valueStart)
      const next = behindLineEnd(text, valueEnd)
      const key = token(source, i, keyEnd, problems, marked ? '\ufeff' : '')
      const value = token(source, valueStart, valueEnd, problems)
      const open = valueEnd === text.length && endsInBackslash(text, valueStart, valueEnd)
      entries.push(new Entry(key, value, text.slice(keyEnd, valueStart), i === lineStart ? '' : text.slice(lineStart, i), open, source.span(next, next).end))
      lineStart = i = next
    }
  }
  return { entries, problems, commentBounds }
}

function commentsAt(source: SourceText, bounds: readonly number[]): Comment[] {
  const found: Comment[] = []
  for (let i = 0; i < bounds.length; i += 2) {
    const [start = 0, end = 0] = bounds.slice(i, i + 2)
    found.push({ ...source.span(start, end), text: source.text.slice(start + 1, end) })
  }
  return found
}

function lineEnd({ text, isPlain }: SourceText, from: number): number {
  if (isPlain) return plainLineEnd(text, from)
  let i = from
  while (i < text.length && !isLineEnd(text.charCodeAt(i))) i++
  return i
}

function plainLineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function behindLineEnd(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : Math.min(at + 1, text.length)
}

function keyEndFrom(text: string, from: number): number {
  let i = from
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i)
    // Letters lie above all that ends a key.
    if (c > EQUALS && c !== BACKSLASH) continue
    if (c === BACKSLASH) i = escapeEnd(text, i)
    else if (c === EQUALS || c === COLON || isBlank(c) || isLineEnd(c)) return i
  }
  return Math.min(i, text.length)
}

/** One `=` or `:` with blanks around it; a continuation may lie between. */
function separatorEnd(text: string, from: number): number {
  let separated = false
  let i = from
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if ((c === EQUALS || c === COLON) && !separated) separated = true
    else if (c === BACKSLASH && isLineEnd(text.charCodeAt(i + 1))) i = escapeEnd(text, i)
    else if (!isBlank(c)) return i
  }
  return Math.min(i, text.length)
}

function valueEndFrom({ text, isPlain }: SourceText, from: number): number {
  if (isPlain) return plainLineEnd(text, from)
  let i = from
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === BACKSLASH) i = escapeEnd(text, i)
    else if (isLineEnd(c)) return i
  }
  return Math.min(i, text.length)
}

function token(source: SourceText, start: number, end: number, problems: Problem[], mark = ''): Token {
  const span = source.span(start, end)
  const raw = source.text.slice(start, end)
  if (source.isPlain || !raw.includes('\\')) return mark ? new Token(span, mark + raw, (i) => source.span(start + Math.max(0, i - 1), end).start) : new Token(span, raw)
  const { text, at } = decode(raw, (from, to) => problems.push({ code: 'malformed-escape', ...source.span(start + from, start + to) }))
  return new Token(span, mark + text, (i) => source.span(start + (at[i - mark.length] ?? raw.length), end).start)
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
    const hex = raw.charAt(start + 1) === 'u' ? hexFrom(raw, start + 2) : undefined
    if (hex) i = hex.last
    else if (raw.charAt(start + 1) === 'u') malformed(start, Math.min(start + 6, raw.length))
    at.push(start)
    text += hex ? String.fromCharCode(parseInt(hex.digits, 16)) : (LETTERS[raw.charAt(start + 1)] ?? raw.charAt(start + 1))
  }
  at.push(raw.length)
  return { text, at }
}

/** Four digits. Java joins lines before it reads escapes, so a continuation may lie between them. */
function hexFrom(raw: string, from: number): { readonly digits: string; readonly last: number } | undefined {
  let digits = ''
  for (let i = from; i < raw.length; i++) {
    if (raw.charCodeAt(i) === BACKSLASH && isLineEnd(raw.charCodeAt(i + 1))) i = escapeEnd(raw, i)
    else if (/[0-9a-fA-F]/.test(raw.charAt(i))) digits += raw.charAt(i)
    else return undefined
    if (digits.length === 4) return { digits, last: i }
  }
  return undefined
}
