import type { Span } from '../../text/span.ts'
import { closingQuote } from './syntax.ts'

/* What an edit has to know of the text around a place: dots, brackets, lines. Offsets count in the part's own text. */

export interface Cut extends Span {
  readonly text: string
}
const cut = (start: number, end: number, text = ''): Cut => ({ start, end, text })

/** The dot before a method's name, where only blanks and line continuations lie between. */
export function dotBefore(text: string, name: number): number | undefined {
  let at = name - 1
  while (at >= 0 && /[\s\\]/.test(text[at] ?? '')) at--
  return text[at] === '.' ? at : undefined
}

export function lineStart(text: string, at: number): number {
  let start = at
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--
  return start
}
export function lineEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}
/** Behind the line's own end. */
function nextLine(text: string, at: number): number {
  const end = lineEnd(text, at)
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : Math.min(end + 1, text.length)
}

export const indentAt = (text: string, at: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? ''
export const beginsLine = (text: string, at: number): boolean => /^[ \t]*$/.test(text.slice(lineStart(text, at), at))
const restOfLine = (text: string, at: number): string => text.slice(at, lineEnd(text, at))

/** What separates a call on a line of its own from the one before it: line end, indent, and the backslash where the chain is held together by them. Nothing on the same line. */
export function leadOf(text: string, dot: number, eol: string): string {
  if (!beginsLine(text, dot)) return ''
  const start = lineStart(text, dot)
  const before = text.slice(0, start).replace(/\r?\n?$|\r$/, '')
  return `${before.endsWith('\\') ? ' \\' : ''}${eol}${text.slice(start, dot)}`
}

/** Behind the bracket that closes the one at or after `at`; strings and comments do not count. */
export function closeOf(text: string, at: number): number | undefined {
  let depth = 0
  for (let i = text.indexOf('(', at); i >= 0 && i < text.length; i++) {
    const c = text[i] ?? ''
    if (c === '"' || c === "'") {
      const quote = text.startsWith(c.repeat(3), i) ? c.repeat(3) : c
      const end = closingQuote(text, i + quote.length, quote)
      if (end === undefined) return undefined
      i = end + quote.length - 1
    } else if (c === '#') i = lineEnd(text, i) - 1
    else if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c) && --depth === 0) return i + 1
  }
  return undefined
}

/** The next character that is neither blank, comment nor continuation. */
export function nextSolid(text: string, at: number): number {
  let i = at
  while (i < text.length) {
    if (text[i] === '#') i = lineEnd(text, i)
    else if (/[\s\\]/.test(text[i] ?? '')) i++
    else break
  }
  return i
}

/** Takes a call out of its chain: with its line, if it has one, but without the comment at its end. */
export function withoutCall(text: string, name: number): Cut | undefined {
  const dot = dotBefore(text, name)
  const close = closeOf(text, name)
  if (dot === undefined || close === undefined) return undefined
  const prefix = text.slice(lineStart(text, dot), dot)
  const rest = restOfLine(text, close)
  // `spark.conf.set("k", "v")`, `reader = reader.option("k", "v")`: without the call nothing is left that does anything.
  if (/^\s*([\w.]+)(?:\s*=\s*\1)?$/.test(prefix) && /^\s*(?:#.*)?$/.test(rest))
    return withoutStatement(text, { start: lineStart(text, dot) + indentAt(text, dot).length, end: close })
  if (!beginsLine(text, dot)) return cut(dot, close)
  if (/^\s*#/.test(rest)) return cut(dot, close + (/^[ \t]*/.exec(rest)?.[0].length ?? 0))
  const before = solidBefore(text, dot)
  const isPlain = /^[\s\\]*$/.test(text.slice(before, dot)) && !endsInComment(text, before)
  if (isPlain) return cut(before, close)
  return /^\s*\\?$/.test(rest) ? cut(lineStart(text, dot), nextLine(text, close)) : cut(dot, close)
}

/** Behind the last character before a place that is neither blank nor continuation. */
function solidBefore(text: string, at: number): number {
  let i = at
  while (i > 0 && /[\s\\]/.test(text[i - 1] ?? '')) i--
  return i
}

/** Whether a place lies in a comment: what would come up behind it would be lost in it. */
function endsInComment(text: string, at: number): boolean {
  for (let i = lineStart(text, at); i < at; i++) {
    const c = text[i] ?? ''
    if (c === '#') return true
    if (c === '"' || c === "'") {
      const quote = text.startsWith(c.repeat(3), i) ? c.repeat(3) : c
      i = (closingQuote(text, i + quote.length, quote) ?? at) + quote.length - 1
    }
  }
  return false
}

/** Takes an item out of a list of arguments or a dictionary, with its comma; undefined where it is the only one. */
export function withoutItem(text: string, { start, end }: Span): Cut | 'only' | undefined {
  const after = nextSolid(text, end)
  const before = solidBefore(text, start)
  const hasComma = text[after] === ','
  if (!hasComma && !isClosing(text, after)) return undefined
  const isLast = !hasComma || isClosing(text, nextSolid(text, after + 1))
  if (isLast && /[([{]/.test(text.charAt(before - 1))) return 'only'
  const stop = hasComma ? after + 1 : end
  const rest = restOfLine(text, stop)
  if (beginsLine(text, start) && /^\s*$/.test(rest)) return cut(lineStart(text, start), nextLine(text, stop))
  if (beginsLine(text, start) && /^\s*#/.test(rest)) return cut(start, stop + (/^[ \t]*/.exec(rest)?.[0].length ?? 0))
  if (hasComma && !isLast) return cut(start, stop + (/^[ \t]*/.exec(rest)?.[0].length ?? 0))
  return text[before - 1] === ',' && !endsInComment(text, before) ? cut(before - 1, end) : undefined
}

const isClosing = (text: string, at: number): boolean => /[)\]}]/.test(text.charAt(at))

/** Takes a statement away with its line; a block must not be left empty. */
export function withoutStatement(text: string, { start, end }: Span): Cut | undefined {
  if (!beginsLine(text, start) || !/^\s*(?:#.*)?$/.test(restOfLine(text, end))) return undefined
  if (isAloneInBlock(text, start, end)) return cut(start, end, 'pass')
  const rest = restOfLine(text, end)
  return /#/.test(rest) ? cut(start, end + (/^[ \t]*/.exec(rest)?.[0].length ?? 0)) : cut(lineStart(text, start), nextLine(text, end))
}

function isAloneInBlock(text: string, start: number, end: number): boolean {
  const indent = indentAt(text, start).length
  const before =
    text
      .slice(0, lineStart(text, start))
      .split(/\r\n|\r|\n/)
      .findLast((l) => /^\s*[^\s#]/.test(l)) ?? ''
  const after = text
    .slice(nextLine(text, end))
    .split(/\r\n|\r|\n/)
    .find((l) => /^\s*[^\s#]/.test(l))
  const isFirst = /:\s*(?:#.*)?$/.test(before)
  return isFirst && (after === undefined || (/^\s*/.exec(after)?.[0].length ?? 0) < indent)
}

/** The quote that stands first in a stretch of text, or that the whole text uses more. */
export function quoteOf(text: string, from: number, to: number): string {
  const near = /["']/.exec(text.slice(from, to))?.[0]
  if (near !== undefined) return near
  return text.split("'").length > text.split('"').length ? "'" : '"'
}
