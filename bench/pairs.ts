/** What two pieces of work cost against each other: run in turns in one process, so that whatever else the machine does hits both alike. */
export interface Pair {
  readonly name: string
  /** The measure: a bare parse, a peer. */
  readonly base: () => unknown
  readonly ours: () => unknown
  /** The largest ratio that is allowed. */
  readonly bar: number
}
export interface Measured {
  readonly name: string
  readonly ratio: number
  readonly bar: number
  readonly baseMs: number
  readonly oursMs: number
  /** Where it is no time. */
  readonly unit?: string
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** Enough repetitions that one turn of a side takes a few milliseconds. */
function repetitions(work: () => unknown): number {
  const began = performance.now()
  let n = 0
  while (performance.now() - began < 30) {
    work()
    n++
  }
  return Math.max(1, Math.ceil(n / 10))
}

function timed(work: () => unknown, times: number): number {
  const began = performance.now()
  for (let i = 0; i < times; i++) work()
  return (performance.now() - began) / times
}

/** The median of the ratios of `turns` pairs. */
export function measure({ name, base, ours, bar }: Pair, turns = 31): Measured {
  /* Both sides compiled: an editor judges the same file at each keystroke. */
  for (const began = performance.now(); performance.now() - began < 1500;) {
    base()
    ours()
  }
  const [b, o] = [repetitions(base), repetitions(ours)]
  const times = Array.from({ length: turns }, (_, i) =>
    i % 2 === 0 ? { base: timed(base, b), ours: timed(ours, o) } : ((t) => ({ base: timed(base, b), ours: t }))(timed(ours, o)),
  )
  return { name, bar, ratio: median(times.map((t) => t.ours / t.base)), baseMs: median(times.map((t) => t.base)), oursMs: median(times.map((t) => t.ours)) }
}
