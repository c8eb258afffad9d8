import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseDump, type Dump } from './dump-rows.ts'
import { connectorClassPath, dumpFile, installedPyspark, python, pythonOf } from './environment.ts'
import { EARLIER } from './releases.ts'

const script = fileURLToPath(new URL('dump.py', import.meta.url))

/** The registries of every release, oldest first; the connector stands beside the newest only, the others have another Scala. */
export const dumpAll = (): Dump[] => [...EARLIER.map((release) => dumpOf(pythonOf(release), '')), dumpNewest()]
const dumpNewest = (): Dump => dumpOf(python, connectorClassPath())
/** Without the keys that are read at the start, which take hundreds of starts. */
export const registriesOfNewest = (): Dump => dumpOf(python, connectorClassPath(), '--registries')

/** Of the releases that this machine lacks. */
export const missing = (): string[] => EARLIER.filter((release) => installedPyspark(pythonOf(release)) !== release)

/** Asks a pyspark for its registries: one to three minutes, half a gigabyte of heap. The answer is kept until the question changes. */
function dumpOf(interpreter: string, classPath: string, ...flags: readonly string[]): Dump {
  const question = createHash('sha256')
    .update(readFileSync(script))
    .update([classPath, ...flags].join(' '))
    .digest('hex')
    .slice(0, 12)
  const kept = dumpFile(`dump-${installedPyspark(interpreter) ?? ''}-${question}.jsonl`)
  if (!existsSync(kept)) writeFileSync(kept, ask(interpreter, classPath, ...flags))
  return parseDump(readFileSync(kept, 'utf8'))
}

function ask(interpreter: string, classPath: string, ...flags: readonly string[]): string {
  return execFileSync(interpreter, ['-B', script, classPath, ...flags], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 900_000,
    stdio: ['ignore', 'pipe', process.env['WEIR_VERBOSE'] ? 'inherit' : 'ignore'], // the JVM's warnings
  })
}
