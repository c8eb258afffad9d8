import { factIfStated } from '../../core/engine/define-rule.ts'
import type { Known } from '../../core/components/settings.ts'

/** The facts that say how long the work of one poll takes. */
export const processingFacts = { batchTime: factIfStated('batch-time'), p99: factIfStated('p99'), recordTime: factIfStated('record-time') }

export interface Processing {
  readonly batchTime: Known<number> | undefined
  readonly p99: Known<number> | undefined
  readonly recordTime: Known<number> | undefined
  readonly records: Known<number>
}

/** The time between two polls, in ms: stated, or records a poll by the time for one (its 99th percentile where stated). */
export interface BatchTime {
  readonly ms: number
  /** Time for one record, where that is what was stated. */
  readonly perRecord: number | undefined
  readonly said: string
}

export function batchTimeOf({ batchTime, p99, recordTime, records }: Processing, show: (ms: number) => string): BatchTime | undefined {
  if (batchTime) return { ms: batchTime.value, perRecord: undefined, said: `a batch takes ${show(batchTime.value)}` }
  const one = p99 ?? recordTime
  if (!one) return undefined
  const ms = records.value * one.value
  return { ms, perRecord: one.value, said: `${records.value} records × ${show(one.value)} = ${show(ms)}` }
}
