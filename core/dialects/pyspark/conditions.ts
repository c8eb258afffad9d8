import { operatorColumn } from './columns.ts'
import type { Job } from './job.ts'
import { isBehind } from './join.ts'
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

/** The columns of the left side that bound a join in time; one that is asked for equality as well bounds it by that. None where a part of the condition is not in sight. */
export function boundsOf(job: Job, { left, right }: { readonly left: Frame; readonly right: Frame | undefined }, conditions: readonly Thing[]): Operator['columns'] {
  const { view } = combined(conditions, false)
  const all = view.kind === 'derived' ? (view.of ?? []) : []
  const isOfRight = ({ view: { frame } }: Mention): boolean => frame !== undefined && right !== undefined && isBehind(frame, right)
  const own = all.filter((m) => !isOfRight(m))
  const equal = own.filter((m) => !m.isBound).map((m) => job.column(m.view.name))
  return own.filter((m) => m.isBound && !equal.includes(job.column(m.view.name))).map((m) => operatorColumn(job, left, m.view, undefined))
}
