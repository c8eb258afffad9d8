import type { Span } from '../text/span.ts'

/** What a job of DStreams does, as far as its file shows. */
export interface DStreams {
  /** Where its context is started; absent where that is not in sight, or where somebody out of sight had the context in hand. */
  readonly start?: Span
  /** No word of the file is about a checkpoint. */
  readonly hasNoCheckpoint: boolean
  readonly steps: readonly DStreamStep[]
  /** Switches that are on for certain, with where. */
  readonly on: Readonly<Partial<Record<DStreamSwitch, Span>>>
}

/** The span is that of the method's name. */
export interface DStreamStep extends Span {
  readonly written: string
  /** Its state, or what it takes back, needs a checkpoint. */
  readonly keeps: boolean
  /** Something is done with what comes of it: what nobody looks at is no part of the job. */
  readonly isUsed: boolean
  /** The ms between two batches of the stream that it is put on, where they are in sight. */
  readonly every?: number
  /** Windows and slides that it is given, in ms. */
  readonly lengths: readonly Length[]
}
export interface Length extends Span {
  readonly what: 'window' | 'slide'
  readonly ms: number
}

/** Settings of the application that a refusal hangs on. */
export const DSTREAM_SWITCHES = ['spark.dynamicAllocation.enabled', 'spark.streaming.dynamicAllocation.enabled'] as const
export type DStreamSwitch = (typeof DSTREAM_SWITCHES)[number]
