import type { Span } from '../text/span.ts'

/** Strings with their prefix, comments, brackets, and joined lines: all that decides where a logical line ends. An open string of one line ends with it. */
const MARKS = /("""|''')(?:\\[^]|(?!\1)[^])*(?:\1|$)|(["'])(?:\\[^]|(?!\2)[^\\\r\n])*(?:\2|(?=[\r\n])|$)|#[^\r\n]*|\\(?:\r\n|\r|\n)|[([{]|[)\]}]|\r\n|\r|\n/g

/** Logical lines of Python (language reference 2.1.5 and 2.1.6: brackets and backslashes join lines), found when somebody asks. */
export class LogicalLines {
  readonly #text: string
  #lines: readonly Span[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** The line in which an offset lies, without the blanks before it. */
  at(offset: number): Span | undefined {
    this.#lines ??= linesOf(this.#text)
    return this.#lines.find((l) => l.start <= offset && offset < l.end)
  }
}

function linesOf(text: string): Span[] {
  const lines: Span[] = []
  let start = 0
  let depth = 0
  const close = (end: number, next: number): void => {
    const blanks = /^\s*/.exec(text.slice(start, end))?.[0].length ?? 0
    if (start + blanks < end) lines.push({ start: start + blanks, end })
    start = next
  }
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    if (/^[([{]$/.test(mark)) depth++
    else if (/^[)\]}]$/.test(mark)) depth = Math.max(0, depth - 1)
    else if (/^[\r\n]/.test(mark) && depth === 0) close(index, index + mark.length)
  }
  close(text.length, text.length)
  return lines
}
