import { defineConfig } from 'vitest/config'
import { Tally } from './test/support/reporter.ts'

const MINUTE = 60_000
const withOracle = process.env['WEIR_ORACLE'] === '1'

/* Each file runs one JVM at a time: two of them beside each other are what small machines carry. Nothing in them changes a module, so that each is loaded once. */
const oracle = {
  test: {
    name: 'oracle',
    maxWorkers: 2,
    isolate: false,
    globalSetup: ['test/oracle/prepare.ts'],
    include: ['test/oracle/**/*.test.ts'],
    testTimeout: 10 * MINUTE,
    hookTimeout: 10 * MINUTE,
  },
}

export default defineConfig({
  test: {
    reporters: [
      ['default', { summary: false }],
      new Tally(
        withOracle ? [] : ['Skipped: test/oracle, which asks the real Kafka and Spark (it needs Java, Maven and Python): WEIR_ORACLE=1 is not set; npm run test:oracle sets it'],
      ),
    ],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{dist,oracle,e2e,editors}/**'],
          testTimeout: MINUTE / 2,
          hookTimeout: MINUTE,
        },
      },
      { test: { name: 'dist', include: ['test/dist/**/*.test.ts'], globalSetup: ['test/support/needs-build.ts'], testTimeout: MINUTE, hookTimeout: MINUTE } },
      ...(withOracle ? [oracle] : []),
    ],
  },
})
