import { Secret } from '../text/secret.ts'
import type { Span } from '../text/span.ts'
import { hiddenIn } from './mask.ts'
import { columnsOf, isUnsafe, shownInstead } from './width.ts'

/** One line of a file as it can be shown, and where the marks go below it; both in columns of a terminal. */
export interface Frame {
  readonly text: string
  readonly from: number
  readonly length: number
}

/** What stands in one place of the shown line, and the stretch of the file that it stands for. */
interface Cell extends Span {
  readonly text: string
  readonly columns: number
}

const TAB = 4
const CUT = '…'
/** Characters that are looked at on each side of the place; a terminal shows fewer. */
const AROUND = 400

/** The line on which `span` begins, cut to `width` columns around it. A span that runs over the line's end is marked up to there. */
export function frameOf(text: string, line: Span, span: Span, secrets: readonly Span[], width: number): Frame {
  const cells = cellsOf(text, line, span, hiddenIn(text, line, secrets, span.start))
  const isMarked = (c: Cell): boolean => (span.end > span.start ? c.start < span.end && c.end > span.start : c.start <= span.start && c.end > span.start)
  const first = cells.findIndex(isMarked)
  const marked = first < 0 ? [] : cells.filter(isMarked)
  const before = columns(first < 0 ? cells : cells.slice(0, first))
  return cut(cells, { from: before, length: Math.max(1, columns(marked)) }, width)
}

const columns = (cells: readonly Cell[]): number => cells.reduce((sum, c) => sum + c.columns, 0)

function cellsOf(text: string, line: Span, span: Span, hidden: readonly Span[]): Cell[] {
  const cells: Cell[] = []
  const stop = Math.min(line.end, Math.min(span.end, line.end) + AROUND, span.start + 4 * AROUND)
  let at = Math.max(line.start, span.start - AROUND)
  if (at > line.start) cells.push({ start: at, end: at, text: CUT, columns: 1 })
  let column = 0
  while (at < stop) {
    const secret = hidden.find((h) => h.start <= at && at < h.end)
    const cell = secret ? { start: at, end: secret.end, text: Secret.MARK, columns: Secret.MARK.length } : cellAt(text, at, column)
    cells.push(cell)
    column += cell.columns
    at = cell.end
  }
  if (stop < line.end) cells.push({ start: stop, end: stop, text: CUT, columns: 1 })
  return cells
}

function cellAt(text: string, at: number, column: number): Cell {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 32)
  const end = at + character.length
  if (character === '\t') return { start: at, end, text: ' '.repeat(TAB - (column % TAB)), columns: TAB - (column % TAB) }
  if (isUnsafe(character) || /^[\ud800-\udfff]$/.test(character)) return { start: at, end, text: shownInstead, columns: 1 }
  return { start: at, end, text: character, columns: columnsOf(character) }
}

/** The stretch of the line that fits, with the marked place in it, preferably with more of what stands before. */
function cut(cells: readonly Cell[], marks: { readonly from: number; readonly length: number }, width: number): Frame {
  const whole = columns(cells)
  if (whole <= width)
    return {
      text: cells
        .map((c) => c.text)
        .join('')
        .trimEnd(),
      ...marks,
    }
  const room = width - 2
  const length = Math.min(marks.length, room)
  const left = Math.max(0, Math.min(marks.from - Math.floor((room - length) * 0.6), whole - room))
  let column = 0
  let shown = ''
  let first: number | undefined
  for (const cell of cells) {
    if (column >= left && column + cell.columns <= left + room) {
      first ??= column
      shown += cell.text
    }
    column += cell.columns
  }
  const start = first ?? 0
  const head = start > 0 ? CUT : ''
  const tail = left + room < whole ? CUT : ''
  return { text: `${head}${shown}${tail}`.trimEnd(), from: marks.from - start + head.length, length: Math.max(1, Math.min(length, left + room - marks.from)) }
}
