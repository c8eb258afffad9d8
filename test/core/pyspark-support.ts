import type { Change } from '../../core/components/change.ts'
import { isRefusal } from '../../core/components/change.ts'
import type { Component } from '../../core/components/component.ts'
import type { Operator, Query } from '../../core/components/query.ts'
import { pyspark } from '../../core/dialects/pyspark/index.ts'
import type { Kind } from '../../core/catalogue/kinds.ts'
import { SourceText, type Nest } from '../../core/text/source-text.ts'
import { applyEdits } from '../../core/text/span.ts'
import { python } from '../support/linter.ts'

/** What a text says, read as the product reads it: the tree is gone when the components come back. */
export function read(text: string, nest?: Nest): readonly Component[] {
  const document = python.read(new SourceText(text, nest ? { nest } : {}))
  try {
    return pyspark.read(document, undefined)
  } finally {
    python.release(document)
  }
}

/** Whether Python's grammar takes the text. */
export function parses(text: string): boolean {
  const document = python.read(new SourceText(text))
  const isSound = document.problems.length === 0
  python.release(document)
  return isSound
}

export const queriesIn = (text: string): Component[] => read(text).filter((c) => c.kind === 'spark-query')

export function only(text: string, kind: Kind, index = 0): Component {
  const found = read(text).filter((c) => c.kind === kind)[index]
  if (!found) throw new Error(`no ${kind} in\n${text}`)
  return found
}
export function queryOf(text: string, index = 0): Query {
  const { query } = only(text, 'spark-query', index)
  if (!query) throw new Error('a query without its query')
  return query
}

/** `select -a,b`, `withWatermark ts/10 minutes`, `aggregate page @window(ts)`. */
function showOperator({ name, columns, time, mark, loses, renames, other, complete }: Operator): string {
  const column = (c: { name: string; asOf?: number }): string => c.name + (c.asOf === undefined ? '' : `#${c.asOf}`)
  const parts: string[] = [name]
  if (mark) parts.push(`${mark.column ?? '?'}/${mark.delay ?? '?'}`)
  else if (columns.length > 0) parts.push(columns.map(column).join(','))
  if (time) parts.push(`@${time.by}(${time.column ? column(time.column) : '?'})`)
  if (name === 'select' && loses !== undefined) parts.push(`-${typeof loses === 'string' ? loses : loses.join(',')}`)
  if (name === 'select' && renames)
    parts.push(
      Object.entries(renames)
        .map(([a, b]) => `${a}>${b}`)
        .join(' '),
    )
  if (other) parts.push(`with ${other.source}${other.marked === true ? ' marked' : other.marked === 'unknown' ? ' marked?' : ''}`)
  if (!complete && (name === 'aggregate' || name === 'deduplicate')) parts.push('…')
  return parts.join(' ')
}

/** The operators of the first query. */
export const operatorsIn = (text: string, index = 0): string[] => queryOf(text, index).operators.map(showOperator)

/** `kafka → console`. */
export function flowIn(text: string, index = 0): string {
  const { sources, sink } = queryOf(text, index)
  return `${sources.map((s) => (s.reads === 'stream' ? (s.format ?? '?') : `${s.reads}${s.format === undefined ? '' : `:${s.format}`}`)).join(' + ')} → ${sink ? (sink.name ?? '?') : 'nobody'}`
}

/** All that is written, by key: the winner's text, or why it is not known. */
export function settingsOf(component: Component, origin: 'explicit' | 'inherited' | 'framework' = 'explicit'): Record<string, string> {
  const all: Record<string, string> = {}
  for (const layer of component.layers) {
    if (layer.origin !== origin) continue
    for (const [key, [value]] of layer.values) if (value) all[key] = value.unknown === undefined ? value.text.text : `? ${value.unknown}`
    if (layer.open !== undefined) all['…'] = layer.open
  }
  return all
}

/** The characters that the squiggle of a setting covers. */
export function underlined(text: string, component: Component, key: string): string | undefined {
  const value = component.layers.find((l) => l.origin === 'explicit')?.values.get(key)?.[0]
  return value && text.slice(value.text.start, value.text.end)
}

/** The text after a change, or why it was refused. */
export function changed(text: string, component: Component, ...changes: Change[]): string {
  const edits = []
  for (const change of changes) {
    const made = component.write(change)
    if (isRefusal(made)) return `refused: ${made.refused}`
    edits.push(...made)
  }
  return applyEdits(text, edits)
}

export const HEAD = [
  'from pyspark.sql import SparkSession',
  'from pyspark.sql.functions import col, session_window, window',
  'import pyspark.sql.functions as F',
  'spark = SparkSession.builder.getOrCreate()',
  '',
].join('\n')
export const KAFKA = 'raw = spark.readStream.format("kafka").option("kafka.bootstrap.servers", "b:9092").option("subscribe", "t").load()\n'
export const START = '.writeStream.format("console").start()\n'
/** A job with a source `raw` and these lines. */
export const job = (...lines: string[]): string => `${HEAD}${KAFKA}${lines.join('\n')}\n`
