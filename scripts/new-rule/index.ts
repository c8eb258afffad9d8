import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Mistake, planOf, ruleText } from './template.ts'

/** `npm run new-rule -- <id> --scenario 2 --component consumer --keys max.poll.records,max.poll.interval.ms` */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

function write(argv: readonly string[]): string {
  const plan = planOf(argv)
  const path = `rules/${plan.slug}/${plan.id}.ts`
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  if (existsSync(join(root, path))) throw new Mistake(`${path} is already there.`)
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), ruleText(plan, version))
  return path
}

try {
  console.log(`wrote ${write(process.argv.slice(2))}\nNext: fill its TODOs, then npm run generate and npm test.`)
} catch (error) {
  // parseArgs says in its own words what it did not understand.
  if (!(error instanceof Mistake || error instanceof TypeError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
