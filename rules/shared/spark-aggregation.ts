import { watermarkBefore, type Column, type Operator, type Query } from '../../core/components/query.ts'
import type { Severity } from '../../core/engine/define-rule.ts'
import { isFileSink, ownTimeAt, type Mode } from './spark-query.ts'

/* What Spark makes of an aggregation of a stream, by its mode and its keys (executed on pyspark 3.3.4 to 4.3.0). */

export interface Time {
  readonly isSession: boolean
  readonly column: Column | undefined
}

/** What of the keys is a time: a window, or the source's own timestamp. */
export function timeOf(q: Query, index: number, { time, columns }: Operator): Time | undefined {
  if (time) return { isSession: time.by === 'session_window', column: time.column }
  const own = ownTimeAt(q, index)
  const column = columns.find((c) => c.name === own)
  return column && { isSession: false, column }
}

/** Sessions behind a watermark, which update mode refuses as well; the topmost aggregation decides. `isBounded`: in append mode the query starts. */
export function markedSessions(q: Query): { readonly op: Operator; readonly isBounded: boolean } | undefined {
  const index = q.operators.findLastIndex((op) => op.name === 'aggregate')
  const op = q.operators[index]
  if (op?.time?.by !== 'session_window') return undefined
  const mark = watermarkBefore(q, index)
  if (mark === 'unknown') return undefined
  return { op, isBounded: typeof mark === 'object' && op.time.column?.name === mark.on && op.time.column.asOf === undefined && !isGlobal(op) }
}

/** Without a further key sessions start in append mode, and die in the first batch. */
export const isGlobal = (op: Operator): boolean => op.complete && op.columns.length === 0

export interface Verdict {
  readonly says: 'refused' | 'keys' | 'session' | 'grows' | 'handed' | 'many'
  readonly severity: Severity
  readonly refusal: boolean
}
const refusal = (says: Verdict['says']): Verdict => ({ says, severity: 'error', refusal: true })
const grows = (says: Verdict['says'], severity: Severity): Verdict => ({ says, severity, refusal: false })

export function judge(q: Query, mode: Exclude<Mode, 'complete'> | 'unseen', time: Time | undefined): Verdict | undefined {
  if (mode === 'unseen') return time && grows('handed', 'warning')
  if (mode === 'append' && isRefused(q)) return refusal(time ? 'refused' : 'keys')
  if (mode === 'update' && isFileSink(q.sink)) return undefined
  if (mode === 'update' && time?.isSession) return refusal('session')
  return time ? grows('grows', 'warning') : grows('many', 'info')
}

/** In append the last aggregation decides: one with a watermark of its own is let through, whatever stands below it. */
function isRefused(q: Query): boolean {
  return (
    watermarkBefore(
      q,
      q.operators.findLastIndex((op) => op.name === 'aggregate'),
    ) === 'none'
  )
}
