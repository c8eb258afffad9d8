import { expect } from 'vitest'
import { parseDocument } from 'yaml'

/** A bare parse of two hundred topics: a hundredth of two seconds on the machine that this was written on, when it was quiet. */
const TOPICS = Array.from({ length: 200 }, (_, i) => `kind: KafkaTopic\nmetadata:\n  name: t-${i}\n  labels:\n    strimzi.io/cluster: c\nspec:\n  replicas: 3\n  config:\n    retention.ms: ${i}\n`)
const bareParse = (): unknown => TOPICS.map((t) => parseDocument(t, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' }).errors.length)

/** Work counts by the processor's time, which another process does not take; what compilers and collectors take besides is a part of it. */
const spent = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
async function cost<T>(work: () => T | Promise<T>): Promise<readonly [ms: number, result: T]> {
  const before = spent()
  const result = await work()
  return [spent() - before, result]
}

for (let i = 0; i < 10; i++) bareParse()

/** How many bare parses may pass: two seconds, and once more for what shares the memory and the caches. */
const PARSES = 200

/** Does the work and holds it to the deadline: about two seconds, in units of this machine as it is now. */
export async function within<T>(work: () => T | Promise<T>): Promise<T> {
  const [before] = await cost(bareParse)
  const [took, result] = await cost(work)
  const [after] = await cost(bareParse)
  expect(Math.round(took / Math.max(before, after)), 'bare parses that passed meanwhile').toBeLessThan(PARSES)
  return result
}
