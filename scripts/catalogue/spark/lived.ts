import type { Dump, EntryRow } from './dump-rows.ts'

/** An entry over the releases that were asked; a release is named by its line (`4.1`), of which the last patch was asked. */
export interface Lived {
  /** The word of the newest release that has it. */
  readonly row: EntryRow
  /** In each release that has it. */
  readonly isReadAtStart: boolean
  /** In any of them. */
  readonly isLate: boolean
  /** The first line that has it, where the entry's own word (`since`) tells otherwise. */
  readonly from?: string
  /** The first line that has it no more. */
  readonly gone?: string
  /** The first line from which on values are read as the newest one reads them, where not all do. */
  readonly judged?: string
  /** The default from each line on, where it changed; null: none. */
  readonly defaults?: readonly (readonly [release: string, text: string | null])[]
}

export const lineOf = ({ version }: Pick<Dump, 'version'>): string => version.split('.').slice(0, 2).join('.')

interface Seen {
  readonly line: string
  readonly row: EntryRow
  readonly isReadAtStart: boolean
  readonly isLate: boolean
}

/** Read on threads of their own, when the first event comes: whether the start still runs then is chance. */
const ELSEWHERE = ['spark.scheduler.pipelinedGroup.slotCheck.enabled', 'spark.scheduler.listenerbus.logSlowEvent', 'spark.scheduler.listenerbus.logSlowEvent.threshold']

/** Loaded with every session, and yet some releases let a session that runs be told of it (executed on 4.0 to 4.3). */
const TAKEN = ['spark.default.parallelism', 'spark.sql.artifact.copyFromLocalToFs.allowDestLocal']

/** Each entry that any of the releases has. They come in order, oldest first. */
export function lived(dumps: readonly Dump[]): Lived[] {
  const seen = new Map<string, Seen[]>()
  for (const dump of dumps) {
    const start = new Set(dump.start)
    for (const key of ELSEWHERE) start.delete(key)
    const late = new Set([...dump.late, ...TAKEN])
    for (const row of dump.entries) {
      seen.set(row.key, [...(seen.get(row.key) ?? []), { line: lineOf(dump), row, isReadAtStart: start.has(row.key), isLate: late.has(row.key) }])
    }
  }
  const lines = dumps.map(lineOf)
  return [...seen.values()].flatMap((rows) => lifeOf(rows, lines) ?? [])
}

function lifeOf(rows: readonly Seen[], lines: readonly string[]): Lived | undefined {
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return undefined
  const { row } = last
  // The connector has these; it is beside the newest release only, and has had the same eight since 3.3.
  const isConnector = row.key.startsWith('spark.kafka.')
  const from = isConnector || first.line === saidFrom(row.since, lines) ? undefined : first.line
  const gone = lines[lines.indexOf(last.line) + 1]
  const judged = rows[rows.findLastIndex((seen) => grammarOf(seen.row) !== grammarOf(row)) + 1]
  const defaults = rows.filter(({ row: other }, i) => i === 0 || defaultOf(other) !== defaultOf(rows[i - 1]?.row ?? other))
  return {
    row,
    isReadAtStart: rows.every(({ isReadAtStart }) => isReadAtStart),
    isLate: rows.some(({ isLate }) => isLate),
    ...(from === undefined ? {} : { from }),
    ...(gone === undefined ? {} : { gone }),
    ...(judged === undefined || judged === first ? {} : { judged: judged.line }),
    ...(defaults.length < 2 ? {} : { defaults: defaults.map(({ line, row: other }) => [line, defaultOf(other)] as const) }),
  }
}

/** The first line that has a key by the entry's own word; the readers of the file take it where nothing else is said. */
function saidFrom(since: string, lines: readonly string[]): string | undefined {
  const minor = since.split('.').slice(0, 2).map(Number)
  return lines.find((line) => since === '' || compare(line.split('.').map(Number), minor) >= 0)
}
const compare = ([a = 0, b = 0]: readonly number[], [c = 0, d = 0]: readonly number[]): number => a - c || b - d

/** All that decides whether a value is taken. */
const grammarOf = ({ type, unit, in: words, anyCase, min, max, over, under, odd }: EntryRow): string => JSON.stringify([type, unit, words, anyCase, min, max, over, under, odd])

/** What is taken where nothing is set; of a fallback the key, which no default looks like. */
const defaultOf = ({ default: text, fallback }: EntryRow): string | null => text ?? (fallback === undefined ? null : `<value of ${fallback}>`)
