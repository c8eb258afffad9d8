import type { OutputColumn, Query } from '../../components/query.ts'
import type { Job } from './job.ts'
import type { ColumnType, DirectView, Frame, View } from './things.ts'
import { isStruct } from './types.ts'

/* How Spark calls the columns that a step gives. */

const kindOf = (type: ColumnType | undefined): Pick<OutputColumn, 'is'> => (isStruct(type) ? { is: 'struct' } : type === 'timestamp' || type === 'other' ? { is: type } : {})

export const writtenColumns = (job: Job, { names, types }: Frame): Pick<Query, 'columns'> =>
  names ? { columns: names.map((name) => ({ name, ...kindOf(types.get(job.column(name))) })) } : {}

/** Nothing where it is not in sight, as for most of what is computed and given no name. */
function outputName(frame: Frame, view: View | undefined): string | undefined {
  if (!view || view.kind === 'star') return undefined
  if (view.alias !== undefined) return view.alias
  if (view.kind === 'window') return view.by
  if (view.kind === 'derived') return view.name
  return isPattern(view) ? undefined : nameOfDirect(view)
}

/** A name in backticks may be a pattern for names, where the session says so; an item of a list has brackets. */
const isPattern = ({ name }: DirectView): boolean => /[^\w.\s-]/.test(name)

/** A field of a struct gives its own name to the column. */
export const nameOfDirect = ({ name }: DirectView): string => name.replace(/^.*\./, '')

/** The columns that a list of expressions may give; nothing where one of them has a name that is not in sight. */
export function outputNames(frame: Frame, views: readonly (View | undefined)[]): readonly string[] | undefined {
  const names: string[] = []
  for (const view of views) {
    const given = isAllOf(frame, view) ? frame.names : outputName(frame, view)
    if (given === undefined) return undefined
    names.push(...(typeof given === 'string' ? [given] : given))
  }
  return names
}

/** `*`, and `events.*` where `events` is what the frame is called. */
export const isAllOf = ({ aliases }: Frame, view: View | undefined): boolean => view?.kind === 'star' && (view.of === undefined || aliases.includes(view.of.toLowerCase()))
