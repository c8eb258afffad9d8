import { writeSync } from 'node:fs'
import type { Reporter, TestModule, Vitest } from 'vitest/node'

/** What a run ends with, where people and scripts look for it: the skipped tests by name, then `N passed, N failed`. */
export class Tally implements Reporter {
  /** Said at the end of a run of the unit tests: what was left out of it, and why. */
  readonly #leftOut: readonly string[]
  #watching = false

  constructor(leftOut: readonly string[]) {
    this.#leftOut = leftOut
  }

  onInit({ config }: Vitest): void {
    this.#watching = config.watch
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: string): void {
    const tests = modules.flatMap((m) => [...m.children.allTests()])
    const inState = (state: string): number => tests.filter((t) => t.result().state === state).length
    const brokenModules = modules.filter((m) => m.state() === 'failed' && m.errors().length > 0).length
    const failed = inState('failed') + brokenModules + unhandled.length
    // A run that ends badly for a reason of its own (no tests, a broken set-up) must not read as a clean one.
    const least = reason === 'passed' ? 0 : 1
    const lines = [
      ...(modules.some((m) => m.project.name === 'unit') ? this.#leftOut : []),
      ...modules.flatMap(skippedIn),
      `${inState('passed')} passed, ${Math.max(failed, least)} failed`,
    ]
    this.#say(`${lines.join('\n')}\n`)
  }

  /** At exit, so that nothing of the runner's own comes after it. */
  #say(text: string): void {
    if (this.#watching) process.stdout.write(text)
    else process.once('exit', () => writeSync(1, text))
  }
}

function skippedIn(module: TestModule): string[] {
  const skipped = [...module.children.allTests('skipped')]
  if (skipped.length === 0) return []
  const reasons = new Set(skipped.flatMap((t) => (t.result().state === 'skipped' ? [(t.result() as { note?: string }).note ?? ''] : [])).filter(Boolean))
  return [`Skipped: ${skipped.length} in ${module.relativeModuleId}${reasons.size > 0 ? ` (${[...reasons].join('; ')})` : ''}`]
}
