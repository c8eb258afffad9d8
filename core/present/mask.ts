import { holdsSecret, isSecretKey } from '../text/secret.ts'
import type { Span } from '../text/span.ts'

/** How far a line is looked through; what lies farther from the place that is shown is cut off anyway. */
const REACH = 4000

/**
 * The stretches of a line that may not be quoted: the secrets that a dialect has found, and whatever looks like one, since a line may be quoted that no dialect
 * understood (a comment, a broken text). `from` is where looking begins; rather too much is hidden than too little.
 */
export function hiddenIn(text: string, line: Span, secrets: readonly Span[], from = line.start): Span[] {
  const known = secrets.filter((s) => s.start < line.end && s.end > line.start).map((s) => ({ start: Math.max(s.start, line.start), end: Math.min(s.end, line.end) }))
  if (continuesSecret(text, line.start)) return [line]
  const start = Math.max(line.start, from - REACH)
  const part = text.slice(start, Math.min(line.end, from + REACH))
  const found = [...known, ...lookalikes(part).map((s) => ({ start: s.start + start, end: Math.min(s.end + start, line.end) }))]
  const hidden = joined(start > line.start && isSecretKey(keyOf(text.slice(line.start, line.start + 300))) ? [...found, { start, end: line.end }] : found)
  return holdsSecret(withoutHidden(part, start, hidden)) ? [line] : hidden
}

/** The line goes on with a value that began above, behind a key that holds a secret. */
function continuesSecret(text: string, lineStart: number): boolean {
  let start = lineStart
  for (let i = 0; i < 100 && endsOpen(text, start); i++) start = startOfLine(text, lineEndBefore(text, start))
  return start < lineStart && isSecretKey(keyOf(text.slice(start, start + 300)))
}

const lineEndBefore = (text: string, start: number): number => (text[start - 1] === '\n' && text[start - 2] === '\r' ? start - 2 : start - 1)

/** Whether the line above ends in a backslash that is not itself escaped. */
function endsOpen(text: string, start: number): boolean {
  if (start === 0) return false
  const end = lineEndBefore(text, start)
  let i = end
  while (text[i - 1] === '\\') i--
  return (end - i) % 2 === 1
}

function startOfLine(text: string, at: number): number {
  let i = at
  while (i > 0 && text[i - 1] !== '\n' && text[i - 1] !== '\r') i--
  return i
}

/** The first word of a line, as a key: behind a comment sign, a dash, a quote or a call. */
const keyOf = (line: string): string => /^[\s#!\-"'([{]*(?:export\s+)?([\w.-]+)/.exec(line)?.[1] ?? ''

/** `key = value`, `key: value`, `"key", value`, and `key value` at the start of a line, where the key holds a secret. */
const PAIR = /(["'`]?)([A-Za-z][\w.-]*)\1(\s*[=:,]\s*|[ \t]+)/g
const LOOSE = /(?:passw(?:or)?d|passphrase|secret|token|(?:access|account|api|private)[._-]?key)(?:\s*=|["']\s*:)\s*/gi
const IN_URL = /:\/\/[^\s/:@]+:[^\s/@]+@/g

function lookalikes(part: string): Span[] {
  const found: Span[] = []
  for (const m of part.matchAll(PAIR)) {
    const [whole, quote = '', key = '', between = ''] = m
    const isBlank = between.trim() === ''
    if (!isSecretKey(key) || (isBlank && part.slice(0, m.index).trim() !== '' && quote === '')) continue
    const start = m.index + whole.length
    found.push({ start, end: quote === '' ? part.length : endOfQuoted(part, start) })
  }
  for (const m of part.matchAll(LOOSE)) found.push({ start: m.index + m[0].length, end: part.length })
  for (const m of part.matchAll(IN_URL)) found.push({ start: m.index + 3, end: m.index + m[0].length - 1 })
  return found.filter((s) => s.end > s.start)
}

/** The end of a literal that stands alone (`"…"` before a comma or a bracket); else of the whole line. */
function endOfQuoted(part: string, start: number): number {
  const literal = /^(["'`])(?:\\.|(?!\1)[^\\])*\1(?=\s*(?:[,)\]}]|$))/.exec(part.slice(start))
  return literal ? start + literal[0].length : part.length
}

function joined(spans: readonly Span[]): Span[] {
  const held: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = held.at(-1)
    if (last && span.start <= last.end) held[held.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
    else held.push(span)
  }
  return held
}

function withoutHidden(part: string, start: number, hidden: readonly Span[]): string {
  let out = ''
  let at = 0
  for (const h of hidden) {
    out += part.slice(at, Math.max(at, h.start - start))
    at = Math.max(at, h.end - start)
  }
  return out + part.slice(at)
}
