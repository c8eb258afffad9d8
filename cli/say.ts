import { COLOURED, PLAIN, type Palette } from '../core/present/palette.ts'
import type { FileEntry } from '../core/present/report.ts'
import type { Io } from './io.ts'

/** How to write for people: colours only on a terminal that shows them, and where nobody has said no to them. */
export function terminalOf(io: Io): { readonly palette: Palette; readonly width?: number } {
  const isColoured = io.isTTY && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb'
  return { palette: isColoured ? COLOURED : PLAIN, ...(io.columns === undefined ? {} : { width: io.columns }) }
}

/** A file that was named and is none of ours. */
export const notOurs = ({ path, report }: FileEntry): string =>
  `weir: ${path}: no configuration of Kafka or Spark that Weir reads${report.because === undefined ? '' : ` (${report.because})`}\n`
