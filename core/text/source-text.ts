import type { Edit, Span } from './span.ts'

/** How a text lies inside another one: `at[i]` is where its character i stands outside; `indent` precedes every line that is added. */
export interface Nest {
  readonly at: Uint32Array
  readonly indent: string
}

/**
 * A text to be read. `text` is for readers; every span that leaves one is in the outermost coordinates, so nobody else may slice `text` with it:
 * what a dialect needs for writing (separator, whole line, indent) the reader hands out as spans and strings.
 */
export class SourceText {
  readonly text: string
  readonly eol: '\n' | '\r\n' | '\r'
  /** A byte order mark stood before the text and was taken off, as editors do: Java would read it as a character of the first key. */
  readonly bom: boolean
  /** Neither a backslash nor a carriage return is in it, as in most files: nothing is escaped, and a line ends where a line feed stands. */
  readonly isPlain: boolean
  readonly #nest: Nest | undefined

  constructor(text: string, { nest, bom = false }: { nest?: Nest; bom?: boolean } = {}) {
    this.text = text
    this.bom = bom
    this.#nest = nest
    this.eol = lineEndOf(text)
    this.isPlain = !text.includes('\\') && !text.includes('\r')
  }

  span(start: number, end: number): Span {
    const nest = this.#nest
    return nest ? { start: nest.at[start] ?? start, end: nest.at[end] ?? end } : { start, end }
  }

  /** Every edit goes through here: an added line takes the indent that the outer text asks for. */
  edit({ start, end }: Span, text: string): Edit {
    return { start, end, text: this.#nest ? text.replace(/\n(?=.)/g, '\n' + this.#nest.indent) : text }
  }
}

/** The first line end decides: a file that mixes them is edited in the way it begins. */
function lineEndOf(text: string): '\n' | '\r\n' | '\r' {
  const lf = text.indexOf('\n')
  const cr = text.indexOf('\r')
  if (cr < 0) return '\n'
  if (lf < 0) return '\r'
  return lf === cr + 1 ? '\r\n' : lf < cr ? '\n' : '\r'
}
