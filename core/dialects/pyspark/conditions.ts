import { operatorColumn } from './columns.ts'
import type { Job } from './job.ts'
import { sqlCondition } from './sql.ts'
import { isBehind } from './join.ts'
import type { Held, JoinCondition, Operator } from '../../components/query.ts'
import { DERIVED, type Column, type Frame, type Mention, type Thing, type View } from './things.ts'

/* Which columns an expression speaks of: what a join says of the times of its two sides. */

/** Nothing where a part is not in sight. */
function mentionsIn(thing: Thing): readonly Mention[] | undefined {
  if (thing.is === 'const') return []
  if (thing.is !== 'column') return undefined
  if (thing.view.kind === 'direct') return [{ view: thing.view, isBound: false }]
  return thing.view.kind === 'derived' ? thing.view.of : undefined
}

/** An operator or a method over columns: a new column that speaks of all that its parts speak of. */
export function combined(parts: readonly Thing[], by?: 'equality' | 'order'): Column {
  const all: Mention[] = []
  for (const part of parts) {
    const mentions = mentionsIn(part)
    if (!mentions) return holding(DERIVED, parts)
    for (const m of mentions) all.push(by === 'order' ? { ...m, isBound: true } : m)
  }
  const isEqual = by === 'equality' || parts.some(asksForEquality)
  return holding({ is: 'column', view: { kind: 'derived', of: all, ...(isEqual ? { isEqual } : {}) } }, parts)
}

const asksForEquality = (thing: Thing): boolean => thing.is === 'column' && thing.view.kind === 'derived' && thing.view.isEqual === true

/** What streams are refused for stays so in any expression around it. */
export function heldIn(parts: readonly Thing[]): Held | undefined {
  for (const part of parts) {
    const held = part.is === 'column' ? heldBy(part.view) : part.is === 'list' ? heldIn(part.box.state.items.map((i) => i.value)) : undefined
    if (held) return held
  }
  return undefined
}
export const heldBy = (view: View | undefined): Held | undefined => (view?.kind === 'derived' ? view.holds : undefined)

export function holding(column: Column, parts: readonly Thing[]): Column {
  const holds = column.view.kind === 'derived' ? heldIn(parts) : undefined
  return holds && column.view.kind === 'derived' ? { is: 'column', view: { ...column.view, holds } } : column
}

/** The columns of the left side that bound a join in time; one that is asked for equality as well bounds it by that. None where a part of the condition is not in sight. */
export function boundsOf(job: Job, { left, right }: { readonly left: Frame; readonly right: Frame | undefined }, conditions: readonly Thing[]): Operator['columns'] {
  const { view } = combined(conditions)
  const all = view.kind === 'derived' ? (view.of ?? []) : []
  const isOfRight = ({ view: { frame } }: Mention): boolean => frame !== undefined && right !== undefined && isBehind(frame, right)
  const own = all.filter((m) => !isOfRight(m))
  const equal = own.filter((m) => !m.isBound).map((m) => job.column(m.view.name))
  return own.filter((m) => m.isBound && !equal.includes(job.column(m.view.name))).map((m) => operatorColumn(job, left, m.view, undefined))
}

/** What all parts of a condition compare; nothing where one of them is not in sight. */
export function conditionOf(job: Job, parts: readonly Thing[]): JoinCondition | undefined {
  const all = parts.map((part) => comparisonsOf(part))
  const names = new Set<string>()
  for (const part of all) {
    if (!part) return undefined
    // The name of a table may stand in front.
    for (const name of part.names) for (const n of [name, name.replace(/^.*\./, '')]) names.add(job.column(n))
  }
  return { names: [...names], isEqual: all.some((p) => p?.isEqual), isBounded: all.some((p) => p?.isBounded) }
}

function comparisonsOf(part: Thing): JoinCondition | undefined {
  if (part.is !== 'column' || part.view.kind !== 'derived') return undefined
  const { of, sql, isEqual = false } = part.view
  if (sql !== undefined) return sqlCondition(sql)
  return of && { names: of.filter((m) => !m.isBound).map((m) => m.view.name), isEqual, isBounded: of.some((m) => m.isBound) }
}
