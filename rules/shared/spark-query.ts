import { parseInterval } from '../../core/catalogue/spark-values.ts'
import { watermarkBefore, type Column, type Operator, type Query, type Sink, type Source, type Switch } from '../../core/components/query.ts'
import type { Known } from '../../core/components/settings.ts'
import type { Span } from '../../core/text/span.ts'

/** The formats of Spark's own file source and file sink; as a sink they take append only. */
const FILES = new Set(['parquet', 'json', 'csv', 'orc', 'text'])
/** Sinks of which every batch leaves files behind. */
const TABLES = new Set([...FILES, 'avro', 'table', 'delta', 'iceberg', 'hudi'])
/** Sources for trying things out. */
const TOYS = new Set(['rate', 'rate-micro-batch', 'socket'])

export const isFileFormat = (format: string | undefined): boolean => format !== undefined && FILES.has(format.toLowerCase())
export const isFileSink = (sink: Sink | undefined): boolean => isFileFormat(sink?.name)
/** Files or a table, be it from the body of a `foreachBatch`. */
export const leavesFiles = (sink: Sink | undefined): boolean => sink?.bodyWrites === true || (sink?.name !== undefined && TABLES.has(sink.name.toLowerCase()))
export const isTableSink = (sink: Sink): boolean => sink.name !== undefined && TABLES.has(sink.name.toLowerCase())
export const isTryout = (query: Query | undefined): boolean => query?.sources.some((s) => s.format !== undefined && TOYS.has(s.format.toLowerCase())) === true

/** The source of a query that stands at a place; the only one, where the places do not tell. */
export function sourceAt({ sources }: Query, place: Span): Source | undefined {
  return sources.find((s) => s.start === place.start) ?? (sources.length === 1 ? sources[0] : undefined)
}

export type Mode = 'append' | 'update' | 'complete'

/** The mode that a query is started with; `unseen` where somebody else starts it, nothing where it cannot be known or is no mode. */
export function modeOf({ sink }: Query, mode: Known<string> | undefined): Mode | 'unseen' | undefined {
  if (!sink) return 'unseen'
  const word = mode?.value.toLowerCase()
  return word === 'append' || word === 'update' || word === 'complete' ? word : undefined
}

/** Whether a check that Spark makes by itself is on for certain. */
export const isOn = ({ switches }: Query, name: Switch): boolean => (switches?.[name] ?? true) === true
/** Whether Spark looks at the steps of a query at all before it starts. */
export const isChecked = (query: Query): boolean => isOn(query, 'spark.sql.streaming.unsupportedOperationCheck')

/** A trigger's interval in ms; nothing for a text that Spark refuses. */
export function triggerMillis(text: string): number | undefined {
  const parsed = parseInterval(text, 'trigger')
  return 'ms' in parsed ? parsed.ms : undefined
}

/** What a column is called before operator `to`, if it is still that column: it was `name` before operator `from`. It goes the way that a watermark on it would go. */
function follow(query: Query, name: string, from: number, to: number): string | undefined {
  const carrier: Operator = { name: 'withWatermark', written: '', start: 0, end: 0, columns: [], complete: true, mark: { column: name } }
  const mark = watermarkBefore({ ...query, operators: [carrier, ...query.operators.slice(from, to)] }, to - from + 1)
  return typeof mark === 'object' && mark.at === 0 ? mark.on : undefined
}

/** Columns that a source brings besides its payload, by whether a watermark can stand on them (fixed schemas of the Kafka and the rate source). */
const TIMED = new Set(['kafka', 'rate', 'rate-micro-batch'])
const UNTIMED = ['key', 'value', 'topic', 'partition', 'offset', 'timestampType', 'headers']

/** The source's own time column under the name that it has before operator `index`, if it is still there: the one timestamp that is known without types. */
export function ownTimeAt(query: Query, index: number): string | undefined {
  const [source] = query.sources
  const isTimed = query.sources.length === 1 && source?.format !== undefined && TIMED.has(source.format.toLowerCase())
  return isTimed ? follow(query, 'timestamp', 0, index) : undefined
}

/** A union into which another frame brings a watermark of its own: it does not count, and from 3.5 a second one above it ends the query. */
export const marksElsewhere = ({ operators }: Query, index: number): boolean => operators.slice(0, index).some((op) => op.name === 'union' && op.other?.marked !== false)

/**
 * The step that leaves out the column with the watermark, where no copy of it can be left: a cast or a function of it is lost for the checks at the start,
 * and yet Spark may free state by it (executed: a cast from timestamp to timestamp does).
 */
export function droppedBefore(query: Query, index: number): { readonly by: Operator; readonly on: string } | undefined {
  for (const [i, op] of query.operators.slice(0, index).entries()) {
    const before = watermarkBefore(query, i)
    if (typeof before !== 'object' || watermarkBefore(query, i + 1) !== 'lost') continue
    const between = query.operators.slice(before.at + 1, i)
    const behind = query.operators.slice(i + 1, index)
    const isPlain = between.every(leavesNoCopy) && behind.every((o) => o.other === undefined || o.other.marked === false)
    return isPlain && (op.written === 'drop' || isNamesOnly(op)) ? { by: op, on: before.on } : undefined
  }
  return undefined
}
/** As before, where a frame without a watermark may have been joined. */
export const hasNoCopies = (op: Operator): boolean => leavesNoCopy(op) || (op.name === 'join' && op.other?.marked === false)
const leavesNoCopy = (op: Operator): boolean => op.name === 'neutral' || op.name === 'deduplicate' || op.written === 'drop' || isNamesOnly(op)
/** `select("key", "topic")`: names, and none of them a new one. */
const isNamesOnly = ({ name, written, complete, renames }: Operator): boolean => name === 'select' && /^select/.test(written) && complete && renames === undefined

/** Whether `withWatermark` can name the column before operator `index`: at the top level, not known to be no timestamp, and still the column that was meant. */
export function canBeMarked(query: Query, index: number, { name, asOf }: Column): boolean {
  if (/[.`()[\]]/.test(name) || marksElsewhere(query, index) || (asOf !== undefined && follow(query, name, asOf, index) !== name)) return false
  const isKafka = query.sources.some((s) => s.format?.toLowerCase() === 'kafka')
  return !(isKafka && UNTIMED.some((column) => follow(query, column, 0, index) === name))
}
