import { writeFileSync } from 'node:fs'
import Mocha from 'mocha'
import { watchConnections } from './connections.ts'

/** What the runner tells at its end. */
export interface Result {
  readonly passed: number
  readonly failed: number
  /** Titles of the tests that were left out. */
  readonly skipped: readonly string[]
}

/** Called by VS Code in the extension host. */
export async function run(): Promise<void> {
  watchConnections()
  const grep = process.env['WEIR_E2E_GREP']
  const mocha = new Mocha({ ui: 'bdd', timeout: 90_000, color: false, ...(grep ? { grep } : {}) })
  mocha.suite.emit('pre-require', globalThis, '', mocha)
  // In this order: the first ones look at what happens before anything of ours is opened, the last one at what has happened.
  await import('./installed.test.ts')
  await import('./findings.test.ts')
  await import('./hover.test.ts')
  await import('./effective.test.ts')
  await import('./actions.test.ts')
  await import('./config.test.ts')
  await import('./commands.test.ts')
  await import('./pages.test.ts')
  await import('./quiet.test.ts')
  await runMocha(mocha)
}

async function runMocha(mocha: Mocha): Promise<void> {
  const skipped: string[] = []
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (failures === 0) resolve()
      else reject(new Error(`${failures} failed`))
    })
    runner.on('pending', (test) => skipped.push(test.fullTitle()))
    runner.on('end', () => {
      const { passes = 0, failures = 0 } = runner.stats ?? {}
      writeFileSync(process.env['WEIR_E2E_RESULT'] ?? 'result.json', JSON.stringify({ passed: passes, failed: failures, skipped } satisfies Result))
    })
  })
}
