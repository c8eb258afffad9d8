import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { registry } from './registry.ts'

/** Everything that is generated from the rules: path, and the text that belongs there. `--check` writes nothing and fails where a file differs. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const check = process.argv.includes('--check')
let stale = 0

function emit(path: string, text: string): void {
  const file = join(root, path)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  if (check) {
    console.error(`${path} is not what the generator makes: run npm run generate`)
    stale++
    return
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  console.log(`wrote ${path}`)
}

emit('rules/index.ts', registry(root))
process.exitCode = stale > 0 ? 1 : 0
