import { PLAIN, type Palette } from './palette.ts'
import { columnsOf, printable } from './width.ts'

export interface SheetOptions {
  readonly palette?: Palette
  /** Columns of the terminal; without, no line is broken. */
  readonly width?: number
  /** As a properties file, which editors colour: comments, and `key = value`. */
  readonly asProperties?: boolean
}
export interface Row {
  readonly key: string
  /** Absent: it is not shown. */
  readonly value?: string
  readonly note?: string
}

/** Longer ones stick out rather than push the others aside. */
const WIDEST_KEY = 40
const WIDEST_VALUE = 36
/** A note that has no more room than this beside its setting stands below it. */
const LEAST_NOTE = 24

/** Headings, sections and rows in columns. Whatever comes in is made fit for a terminal. */
export class Sheet {
  readonly #lines: string[] = []
  readonly #palette: Palette
  readonly #width: number
  readonly #asProperties: boolean

  constructor({ palette = PLAIN, width = Infinity, asProperties = false }: SheetOptions) {
    this.#palette = palette
    this.#width = width
    this.#asProperties = asProperties
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`
  }

  heading(name: string, about: string): void {
    const { strong, faint } = this.#palette
    if (this.#lines.length > 0) this.#lines.push('')
    this.#lines.push(`${this.#comment}${strong(printable(name))}${about === '' ? '' : `  ${faint(printable(about))}`}`)
  }

  section(title: string, rows: readonly Row[]): void {
    const widest = (most: number, texts: readonly string[]): number => Math.max(0, ...texts.map(columns).filter((n) => n <= most))
    const keys = widest(
      WIDEST_KEY,
      rows.map((r) => printable(r.key)),
    )
    const values = widest(
      WIDEST_VALUE,
      rows.flatMap((r) => (r.note === undefined || r.note === '' ? [] : [printable(r.value ?? '')])),
    )
    this.#lines.push('', `${this.#asProperties ? '' : '  '}${this.#comment}${title}`)
    for (const row of rows) this.#row(row, keys, values)
  }

  get #comment(): string {
    return this.#asProperties ? '# ' : ''
  }

  #row({ key, value, note = '' }: Row, keys: number, values: number): void {
    const { strong, faint } = this.#palette
    const between = this.#asProperties ? ' = ' : '  '
    const indent = this.#asProperties ? '' : '    '
    const name = padded(printable(key), keys)
    const shown = value === undefined ? undefined : printable(value)
    const lead = `${indent}${name}${shown === undefined ? '' : between}`
    const bare = shown === undefined ? lead : `${lead}${note === '' ? shown : padded(shown, values)}`
    const painted = shown === undefined ? lead : `${lead}${strong(shown)}${bare.slice(lead.length + shown.length)}`
    if (note === '') return void this.#lines.push(painted.trimEnd())
    const sign = this.#asProperties ? '  # ' : '  '
    const column = columns(bare) + sign.length
    const isBeside = this.#width - column >= LEAST_NOTE
    const wrapped = wrap(printable(note), Math.max(LEAST_NOTE, this.#width - (isBeside ? column : indent.length + 4)))
    const [first = '', ...others] = wrapped.map(faint)
    const below = ' '.repeat(isBeside ? column : indent.length + 4)
    if (isBeside) this.#lines.push(`${painted}${sign}${first}`, ...others.map((line) => `${below}${line}`))
    else this.#lines.push(painted.trimEnd(), `${below}${first}`, ...others.map((line) => `${below}${line}`))
  }
}

/** How many columns of a terminal a text takes. */
function columns(text: string): number {
  let sum = 0
  for (const character of text) sum += columnsOf(character)
  return sum
}

const padded = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - columns(text)))

/** Broken between words; a word that is longer than a line keeps one to itself. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && columns(line) + 1 + columns(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
