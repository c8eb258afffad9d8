import { LINES, type Line } from '../catalogue/kinds.ts'
import type { Version } from '../text/version.ts'

/** What is judged for. A range only where somebody said a range; one version otherwise. */
export interface TargetRange {
  readonly from: Version
  readonly to: Version
  /** As it was stated: `3.7`, `2.8..3.9`. */
  readonly shown: string
  /** Who stated it: `--kafka`, `weir.yaml`, `a comment`, `assumed`. */
  readonly because: string
  /** Nobody did: the newest that the catalogue knows. */
  readonly assumed: boolean
}
export type Target = Readonly<Record<Line, TargetRange>>

/** One version of each line: what rules and settings see. They never meet a range. */
export type Point = Readonly<Record<Line, Version>>

export const pointAt = (target: Target, over: Partial<Point> = {}): Point => ({
  kafkaClient: target.kafkaClient.to,
  kafkaBroker: target.kafkaBroker.to,
  spark: target.spark.to,
  librdkafka: target.librdkafka.to,
  ...over,
})

/** The weaker statements fill what the stronger ones leave open. */
export function mergeTargets(...strongestFirst: readonly Partial<Target>[]): Partial<Target> {
  const merged: Partial<Record<Line, TargetRange>> = {}
  for (const line of LINES) {
    const stated = strongestFirst.find((t) => t[line])?.[line]
    if (stated) merged[line] = stated
  }
  return merged
}
