import { watermarkBefore, type Watermark } from '../../core/components/query.ts'
import { joinsStreams, type Step } from './spark-steps.ts'

/* When a join of two streams can give its rows away, and forget them (executed on pyspark 3.3.4 to 4.3.0). */

/** The sides that must come to an end before a row without a partner can be given: of those of the other side. */
const NEEDED: Readonly<Record<string, readonly ('left' | 'right')[]>> = { left: ['right'], semi: ['right'], right: ['left'], full: ['left', 'right'] }

/**
 * Whether Spark refuses an outer join of two streams: no watermark is on a column that is asked for equality, and none on the side that has to come to an end,
 * or nothing relates the times of the two. A range that is there may be one that Spark can use.
 */
export function neverEnds(step: Step): boolean {
  const { how, condition } = step.op
  const marks = marksOf(step)
  if (!condition || !marks || !joinsStreams(step)) return false
  const needed = NEEDED[how ?? ''] ?? []
  const isKey = [marks.left, marks.right].some((mark) => typeof mark === 'object' && condition.names.some((name) => name === mark.on || name.startsWith(`${mark.on}.`)))
  return needed.length > 0 && !isKey && !(condition.isBounded && needed.some((side) => marks[side] !== 'none'))
}

/** Neither side has a watermark: whatever the condition says, all rows of both are kept. */
export function keepsAll(step: Step): boolean {
  const marks = marksOf(step)
  return joinsStreams(step) && marks?.left === 'none' && marks.right === 'none'
}

/** Rows are looked up by what has to be equal: without it the query dies in its first batch. */
export const hasNoEquality = (step: Step): boolean => joinsStreams(step) && !neverEnds(step) && (step.op.how === 'cross' || step.op.condition?.isEqual === false)

interface Marks {
  readonly left: Exclude<Watermark, string> | 'none'
  readonly right: Exclude<Watermark, string> | 'none'
}

/** The watermarks of both sides, where there is no doubt about either. */
function marksOf({ op: { other }, mark: left }: Step): Marks | undefined {
  const right = other?.operators && watermarkBefore({ operators: other.operators }, other.operators.length)
  return right === undefined || isInDoubt(left) || isInDoubt(right) ? undefined : { left, right }
}

const isInDoubt = (mark: Watermark): mark is 'lost' | 'unknown' => mark === 'lost' || mark === 'unknown'
