import { together, watermarkBefore, type Operator, type Query, type Watermark } from '../../core/components/query.ts'

type Reads = Query['source']
type Perhaps = boolean | 'unknown'

/** An operator with what it is put on. */
export interface Step {
  readonly op: Operator
  /** What the frame is before it, and the other one that it takes. */
  readonly on: Reads
  readonly other?: Reads
  /** Whether a stream was aggregated below, on either side. */
  readonly isAggregated: Perhaps
  /** A function below, on either side, has timers of event time: what they bring is late for whoever waits above. */
  readonly isTimed: boolean
  readonly mark: Watermark
}

export interface Steps {
  readonly steps: readonly Step[]
  /** What comes out. */
  readonly reads: Reads
  readonly isAggregated: Perhaps
  readonly isTimed: boolean
}

const UNSEEN: Steps = { steps: [], reads: 'unknown', isAggregated: 'unknown', isTimed: false }

/**
 * All that a query does, of the frames that are joined into it as well. A lineage that goes through something unseen tells nothing: who knows what came of its steps.
 * What is joined in more than once is gone through once: `known`.
 */
export function stepsOf({ source, operators }: Pick<Query, 'source' | 'operators'>, known = new Map<readonly Operator[], Steps>()): Steps {
  if (source === 'unknown') return UNSEEN
  const steps: Step[] = []
  let reads: Reads = source
  let isAggregated: Perhaps = false
  let isTimed = false
  for (const [i, op] of operators.entries()) {
    if (op.name === 'opaque') return UNSEEN
    const side = sideOf(op, known)
    isAggregated = either(isAggregated, side?.isAggregated ?? false)
    isTimed ||= side?.isTimed === true
    steps.push(...(side?.steps ?? []), { op, on: reads, isAggregated, isTimed, mark: watermarkBefore({ operators }, i), ...(side ? { other: side.reads } : {}) })
    if (side) reads = together(reads, side.reads)
    if (op.name === 'aggregate' && reads === 'stream') isAggregated = true
    isTimed ||= op.keeps?.time === EVENT_TIMERS && reads === 'stream'
  }
  return { steps, reads, isAggregated, isTimed }
}

/** In the words of `applyInPandasWithState`. */
export const EVENT_TIMERS = 'EventTimeTimeout'

/** The other frame of a join or a union; its steps where they were not told yet. */
function sideOf({ other }: Operator, known: Map<readonly Operator[], Steps>): Steps | undefined {
  if (!other) return undefined
  if (!other.operators) return { ...UNSEEN, reads: other.source }
  const told = known.get(other.operators)
  if (told) return { ...told, steps: [] }
  const side = stepsOf({ source: other.source, operators: other.operators }, known)
  known.set(other.operators, side)
  return side
}

const either = (a: Perhaps, b: Perhaps): Perhaps => (a === true || b === true ? true : a === 'unknown' || b === 'unknown' ? 'unknown' : false)

/** A join of two streams. */
export const joinsStreams = ({ op, on, other }: Step): boolean => op.name === 'join' && on === 'stream' && other === 'stream'
