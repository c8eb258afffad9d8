import { parseArgs } from 'node:util'
import { buildAll } from './bundles.ts'
import { ENVELOPE, overruns, readBudget, updateBudget, weighedSizes, without } from './budget.ts'

/** `npm run build`: the bundles, then their sizes against scripts/budget.json. `--dev` maps them to their sources, and does not weigh them. */
const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false }, 'update-budget': { type: 'boolean', default: false } } })

await buildAll(values.dev)
if (!values.dev) {
  const sizes = await weighedSizes()
  if (values['update-budget']) updateBudget(sizes)
  const problems = overruns(without(readBudget(), ENVELOPE), sizes)
  for (const [file, size] of sizes) if (file.startsWith('dist/')) console.log(`${file} ${(size / 1000).toFixed(1)} kB`)
  for (const problem of problems) console.error(`size budget: ${problem}`)
  if (problems.length > 0) {
    console.error('If that is meant: npm run build -- --update-budget')
    process.exitCode = 1
  }
}
