import type { Operator } from '../../core/components/query.ts'
import type { At } from '../../core/engine/define-rule.ts'
import type { Mode } from './spark-query.ts'
import { hasNoEquality } from './spark-joins.ts'
import { joinsStreams, type Step } from './spark-steps.ts'

/* What `UnsupportedOperationChecker` makes of each step of a stream (executed on pyspark 3.3.4 to 4.3.0). */

const SORTS = new Set(['sort', 'orderBy', 'sortWithinPartitions'])
export const KEEPS_STATE = new Set<Operator['name']>(['aggregate', 'deduplicate', 'dropDuplicatesWithinWatermark'])

/** What keeps state by event time. A deduplication does where the watermark's column is one of its keys, or all columns are. */
function keepsByTime(step: Step): boolean {
  const { op, mark } = step
  if (op.name !== 'deduplicate') return KEEPS_STATE.has(op.name) || joinsStreams(step)
  return typeof mark === 'object' && op.complete && (op.columns.length === 0 || op.columns.some((c) => c.name === mark.on))
}

interface Under {
  readonly mode: Mode | 'unseen' | undefined
  readonly spark: At<'3.4' | '4.0'>
  /** Whether Spark looks for rows that may come late to a second state. */
  readonly isCorrect: boolean
  /** Whether state is written as Avro. */
  readonly isAvro: boolean
}
export type Says =
  'sort' | 'order' | 'over' | 'numbers' | 'distinct' | 'plain' | 'union' | 'intersect' | 'except' | 'join' | 'equality' | 'within' | 'above' | 'timed' | 'several' | 'avro'

/** What Spark says of a step of a stream; nothing where it takes it, or where nobody can know. */
export function refusedStep(step: Step, under: Under): Says | undefined {
  const { op, on, other } = step
  // These two are refused on the batches of the query as well.
  if (op.holds?.what === 'monotonically_increasing_id') return 'numbers'
  if (op.written === 'offset') return 'plain'
  if (other !== undefined) {
    const says = meets(step)
    if (says) return says
  }
  if (on !== 'stream') return undefined
  if (op.holds) return op.holds.what === 'over' ? 'over' : 'distinct'
  if (op.written === 'sample') return 'plain'
  if (op.name === 'dropDuplicatesWithinWatermark' && step.mark === 'none') return 'within'
  if (under.isAvro && under.spark.atLeast('4.0') && keepsRows(step)) return 'avro'
  return SORTS.has(op.written) ? sorts(step, under) : stacks(step, under)
}

/** A step that takes another frame. */
function meets(step: Step): Says | undefined {
  const { op, on, other } = step
  if (op.name === 'union') return (on === 'stream' && other === 'batch') || (on === 'batch' && other === 'stream') ? 'union' : undefined
  if (op.name === 'setOperation') return comparesStreams(step)
  if (op.name === 'join' && sideOf(step) !== '') return 'join'
  return hasNoEquality(step) ? 'equality' : undefined
}

function sorts({ isAggregated }: Step, { mode }: Under): Says | undefined {
  if (isAggregated === false) return 'sort'
  return mode === 'append' || mode === 'update' ? 'order' : undefined
}

function comparesStreams({ op, on, other }: Step): Says | undefined {
  if (op.written.startsWith('intersect')) return on === 'stream' || other === 'stream' ? 'intersect' : undefined
  return other === 'stream' ? 'except' : undefined
}

/** What writes rows of Spark's own into its state. */
const keepsRows = (step: Step): boolean => KEEPS_STATE.has(step.op.name) || joinsStreams(step) || step.op.written === 'applyInPandasWithState'

/** State above an aggregation, or above timers. A pivot is an aggregation above another. */
function stacks(step: Step, { mode, spark, isCorrect }: Under): Says | undefined {
  if (step.isTimed && isCorrect && keepsByTime(step)) return 'timed'
  if (step.isAggregated !== true && !step.op.isPivoted) return undefined
  if (!spark.atLeast('3.4') && (step.op.name === 'aggregate' || step.op.name === 'deduplicate')) return 'several'
  if (!keepsByTime(step) || !isCorrect || mode === undefined || mode === 'unseen') return undefined
  return mode === 'append' ? (spark.atLeast('3.4') ? undefined : 'several') : 'above'
}

/** Whose rows without a partner the join would have to know; nothing where Spark takes it. */
export function sideOf({ op, on, other }: Step): string {
  const isRight = op.how === 'right' || op.how === 'full'
  const isLeft = op.how === 'left' || op.how === 'semi' || op.how === 'anti' || op.how === 'full'
  if (on === 'stream' && other === 'batch') return isRight ? 'right side' : ''
  if (on === 'batch' && other === 'stream') return isLeft ? 'left side' : ''
  return on === 'stream' && other === 'stream' && op.how === 'anti' ? 'left side' : ''
}
