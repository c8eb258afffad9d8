import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scenarios } from '../rules/scenarios.ts'

/** What a newcomer sees first: the bundled examples linted by the built command, the findings by incident, and how to see the same in VS Code. */
const root = join(import.meta.dirname, '..')
const cli = join(root, 'dist', 'cli.cjs')
const weir = (...args: string[]): string[] => [cli, 'lint', ...args, 'examples']

const shown = spawnSync(process.execPath, weir(), { cwd: root, stdio: 'inherit' })
const asked = spawnSync(process.execPath, weir('--format', 'json'), { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
if (shown.status !== 1 || asked.status !== 1) throw new Error('the examples hold findings, so the command should have ended with 1; run npm run build and try again')

interface Report {
  readonly files: readonly { readonly findings: readonly { readonly scenario?: number }[] }[]
}
const found = (JSON.parse(asked.stdout) as Report).files.flatMap((f) => f.findings)
const count = (n: number): number => found.filter((f) => f.scenario === n).length
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

console.log('\nBy incident:\n')
for (const { number, title } of scenarios) console.log(`${String(count(number)).padStart(4)}  ${String(number).padStart(2)}. ${title}`)
console.log(`
The same in VS Code, with squiggles, hovers, fixes and the pages of the incidents:

  code --extensionDevelopmentPath="${root}" "${join(root, 'examples')}"

or installed for good:

  npm run package && code --install-extension dist/weir-${version}.vsix
`)
