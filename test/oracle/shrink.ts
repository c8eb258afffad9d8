/** The smallest that still shows what the first one shows, one step at a time; all candidates of a step are asked in one go, since asking costs a start of a JVM. */
export async function shrink<T>(first: T, smaller: (t: T) => readonly T[], showing: (all: readonly T[]) => Promise<readonly T[]>): Promise<T> {
  const [next] = await showing(smaller(first))
  return next === undefined ? first : shrink(next, smaller, showing)
}
