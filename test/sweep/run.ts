import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { plainConfig } from '../../core/engine/presets.ts'
import { rules } from '../../rules/index.ts'
import { linter } from '../support/linter.ts'
import reviewed from './reviewed.json' with { type: 'json' }

/**
 * `npm run sweep [FOLDER…]`: lints every file of a kind that we read under the installed packages and the system's own folders. Nobody wrote those for us:
 * whatever is found there is either right, and then it stands in `reviewed.json` with the reason, or a false alarm.
 */
const KINDS = /\.(?:properties|ya?ml|conf|cfg|config|ini|json|py)$/
const NOT_FILES = /^\/(?:proc|sys|dev|run)(?:\/|$)/
const LARGEST = 4_000_000

interface Found {
  readonly path: string
  readonly rule: string
  readonly message: string
}

function* filesUnder(folder: string): Generator<string> {
  if (NOT_FILES.test(folder)) return
  for (const name of namesIn(folder)) {
    const path = join(folder, name)
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat?.isDirectory()) yield* filesUnder(path)
    else if (stat?.isFile() && stat.size <= LARGEST && KINDS.test(name)) yield path
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // a folder that may not be read is none of ours
  }
}

function* findingsIn(path: string): Generator<Found> {
  const report = linter.lint({ path, text: readFileSync(path, 'utf8') }, plainConfig(rules))
  if (report.dialect !== null) seen.ours++
  for (const { rule, message } of report.findings) yield { path, rule, message }
}

const isReviewed = ({ path, rule }: Found): boolean => reviewed.some((r) => path.endsWith(r.path) && r.rule === rule)

const asked = process.argv.slice(2)
const folders = asked.length > 0 ? asked : ['node_modules', '/usr', '/etc', '/opt', '/var/lib']
const seen = { files: 0, ours: 0 }
const left: Found[] = []
for (const folder of folders)
  for (const path of filesUnder(resolve(folder))) {
    seen.files++
    left.push(...[...findingsIn(path)].filter((found) => !isReviewed(found)))
  }

for (const { path, rule, message } of left) console.log(`${path}: ${rule}: ${message}`)
console.log(`${seen.files} files looked at, ${seen.ours} of them ours, ${left.length} findings that nobody has reviewed`)
console.log(`${left.length === 0 ? 1 : 0} passed, ${left.length === 0 ? 0 : 1} failed`)
process.exitCode = left.length === 0 ? 0 : 1
