import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseDump, type Dump } from './dump-rows.ts'
import { connectorClassPath, python } from './environment.ts'

const script = fileURLToPath(new URL('dump.py', import.meta.url))

/** Asks the installed pyspark for its registries: ten seconds, half a gigabyte of heap. */
export function dumpInstalled(): Dump {
  const text = execFileSync(python, ['-B', script, connectorClassPath()], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 300_000,
    stdio: ['ignore', 'pipe', process.env['WEIR_VERBOSE'] ? 'inherit' : 'ignore'], // the JVM's warnings
  })
  return parseDump(text)
}
