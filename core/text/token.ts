import type { Span } from './span.ts'

/** A decoded piece of a text. Where nothing was decoded the map is the identity and costs nothing; else it is worked out when somebody asks. */
export class Token implements Span {
  readonly start: number
  readonly end: number
  readonly text: string
  private readonly at: ((index: number) => number) | undefined

  constructor(span: Span, text: string, at?: (index: number) => number) {
    this.start = span.start
    this.end = span.end
    this.text = text
    this.at = at
  }

  /** Where the decoded characters [from, to) were written. */
  slice(from: number, to: number): Span {
    return this.at ? { start: this.at(from), end: this.at(to) } : { start: this.start + from, end: this.start + to }
  }
}

/** The token without the blanks at its ends that `String.trim()` of Java takes away, so that a squiggle and an edit leave them alone. */
export function trimmed(token: Token): Token {
  const { text } = token
  let from = 0
  let to = text.length
  while (to > from && text.charCodeAt(to - 1) <= 32) to--
  while (from < to && text.charCodeAt(from) <= 32) from++
  if (from === 0 && to === text.length) return token
  const { start } = token.slice(from, from)
  const end = to === text.length ? token.end : token.slice(to, to).start
  return new Token({ start, end }, text.slice(from, to), (i) => token.slice(from + i, from + i).start)
}
