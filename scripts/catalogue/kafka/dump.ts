import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { classPathOf } from './class-path.ts'
import { parseDump, type ReleaseDump } from './dump-rows.ts'
import { oldest } from './releases.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Class paths and compiled classes; ignored by git. */
export const cache = fileURLToPath(new URL('../../../.cache/kafka/', import.meta.url))

/** Runs the dumper on the jars of one release. */
export function dumpRelease(release: string): ReleaseDump {
  const classPath = [compiledDumper(), classPathOf(release, cache)].join(delimiter)
  const options = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath]
  const text = execFileSync('java', [...options, 'Dump'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'pipe'], // what the libraries log is shown only in the message of a failure
  })
  return parseDump(text)
}

function compiledDumper(): string {
  const classes = join(cache, 'dumper')
  const sources = readdirSync(here)
    .filter((name) => name.endsWith('.java'))
    .map((name) => join(here, name))
  if (sources.some((source) => isNewer(source, join(classes, 'Dump.class')))) compile(sources, classes)
  return classes
}

function isNewer(source: string, target: string): boolean {
  return !existsSync(target) || statSync(source).mtimeMs > statSync(target).mtimeMs
}

function compile(sources: readonly string[], classes: string): void {
  mkdirSync(classes, { recursive: true })
  execFileSync('javac', ['-nowarn', '-cp', classPathOf(oldest, cache), '-d', classes, ...sources], { stdio: 'inherit' })
}
