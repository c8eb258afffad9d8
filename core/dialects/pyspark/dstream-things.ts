/** The `StreamingContext` of DStreams, with the ms between its batches where they are in sight. */
export interface DStreams {
  readonly is: 'dstreams'
  readonly every?: number
}
/** A stream of it. */
export interface DStream {
  readonly is: 'dstream'
  readonly every?: number
  /** Where the steps stand that keep state on the way to it. */
  readonly keeping: readonly number[]
}

export type OfDStreams = DStreams | DStream
