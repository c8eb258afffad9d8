import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { registry } from './registry.ts'

/** Writes what is generated; `--check` writes nothing and fails where a file differs or is left over. */
const root = join(import.meta.dirname, '..', '..')
const check = process.argv.includes('--check')
let stale = 0

function emit(path: string, text: string): void {
  const file = join(root, path)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  if (check) return complain(path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  console.log(`wrote ${path}`)
}

function complain(path: string): void {
  console.error(`${path} is not what the generator makes: run npm run generate`)
  stale++
}

/** Pages of rules that are no more. */
function dropLeftovers(paths: ReadonlySet<string>): void {
  const folder = join(root, 'docs/rules')
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const path = `docs/rules/${name}`
    if (paths.has(path)) continue
    if (check) complain(path)
    else rmSync(join(root, path))
  }
}

/* The registry first: everything else is made from the rules that it lists. */
emit('rules/index.ts', registry(root))
const { generated } = await import('./all.ts')
const files = await generated(root)
for (const { path, text } of files) emit(path, text)
dropLeftovers(new Set(files.map((f) => f.path)))
process.exitCode = stale > 0 ? 1 : 0
