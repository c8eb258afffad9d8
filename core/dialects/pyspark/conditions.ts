import { operatorColumn } from './columns.ts'
import type { Job } from './job.ts'
import type { Operator } from '../../components/query.ts'
import { DERIVED, type Column, type Frame, type Mention, type Thing } from './things.ts'

/* Which columns an expression speaks of: what a join says of the times of its two sides. */

/** Nothing where a part is not in sight. */
function mentionsIn(thing: Thing): readonly Mention[] | undefined {
  if (thing.is === 'const') return []
  if (thing.is !== 'column') return undefined
  if (thing.view.kind === 'direct') return [{ view: thing.view, isBound: false }]
  return thing.view.kind === 'derived' ? thing.view.of : undefined
}

/** An operator or a method over columns: a new column that speaks of all that its parts speak of. */
export function combined(parts: readonly Thing[], isBound: boolean): Column {
  const all: Mention[] = []
  for (const part of parts) {
    const mentions = mentionsIn(part)
    if (!mentions) return DERIVED
    for (const m of mentions) all.push(isBound ? { ...m, isBound } : m)
  }
  return { is: 'column', view: { kind: 'derived', of: all } }
}

/** The columns that bound a join in time; none where a part of the condition is not in sight, or one of them is also asked for equality. */
export function boundsOf(job: Job, frame: Frame, conditions: readonly Thing[]): Operator['columns'] {
  const { view } = combined(conditions, false)
  const mentions = view.kind === 'derived' ? (view.of ?? []) : []
  const equal = mentions.filter((m) => !m.isBound).map((m) => job.column(m.view.name))
  return mentions.filter((m) => m.isBound && !equal.includes(job.column(m.view.name))).map((m) => operatorColumn(job, frame, m.view, undefined))
}
