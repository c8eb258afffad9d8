import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A release of the library, where the catalogue has it from, and what opens it. */
export interface Library {
  readonly release: string
  readonly from: string
  /** A name or path for `dlopen`; undefined where it is not here and cannot be fetched. */
  find(): string | undefined
}

const CACHE = fileURLToPath(new URL('../../../.cache/librdkafka/', import.meta.url))
const WHEEL = 'confluent-kafka==2.16.1'

/** In the order of versions. The newest is what Weir judges for, since no file says its release. */
export const LIBRARIES: readonly Library[] = [
  { release: '2.0.2', from: 'the package librdkafka1 2.0.2-1 of Debian 12', find: inPackage },
  { release: '2.16.0', from: 'the library inside the Python wheel confluent-kafka 2.16.1', find: inWheel },
]

const PACKAGE = 'librdkafka1=2.0.2-1'

/** The package's content, fetched once where Debian's packages can be had; else what the system has installed. */
function inPackage(): string {
  const folder = join(CACHE, PACKAGE)
  if (!existsSync(folder)) {
    const packed = join(CACHE, 'packages')
    mkdirSync(packed, { recursive: true })
    try {
      execFileSync('apt-get', ['download', '--quiet', PACKAGE], { cwd: packed, stdio: 'ignore' })
      const name = readdirSync(packed).find((file) => file.startsWith('librdkafka1_'))
      if (name !== undefined) execFileSync('dpkg-deb', ['-x', join(packed, name), folder], { stdio: 'ignore' })
    } catch {
      // Another system, or no way to the packages.
    }
  }
  const name = existsSync(folder) ? libraryUnder(folder) : undefined
  return name ?? 'librdkafka.so.1'
}

const libraryUnder = (folder: string): string | undefined => {
  const name = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith('/librdkafka.so.1'))
  return name === undefined ? undefined : join(folder, name)
}

/** The wheel for Linux on x86-64 brings the library with all that it needs; it is fetched once. */
function inWheel(): string | undefined {
  const folder = join(CACHE, WHEEL)
  if (!existsSync(folder)) {
    const packed = join(CACHE, 'wheels')
    mkdirSync(packed, { recursive: true })
    const which = ['--no-deps', '--only-binary=:all:', '--platform', 'manylinux_2_28_x86_64', '--python-version', '3.11']
    try {
      execFileSync('python3', ['-m', 'pip', 'download', '--quiet', ...which, '--dest', packed, WHEEL], { stdio: ['ignore', 'ignore', 'pipe'] })
    } catch {
      return undefined
    }
    const wheel = readdirSync(packed).find((name) => name.startsWith('confluent_kafka'))
    if (wheel === undefined) return undefined
    execFileSync('python3', ['-m', 'zipfile', '-e', join(packed, wheel), folder])
  }
  const libraries = join(folder, 'confluent_kafka.libs')
  const name = readdirSync(libraries).find((file) => file.startsWith('librdkafka'))
  return name === undefined ? undefined : join(libraries, name)
}

/** A C program of this project, compiled into the cache. */
export function compiled(source: URL): string {
  mkdirSync(CACHE, { recursive: true })
  const program = join(CACHE, `${fileURLToPath(source).replace(/^.*\//, '')}.out`)
  execFileSync('cc', ['-Wall', '-o', program, fileURLToPath(source), '-ldl'], { stdio: ['ignore', 'ignore', 'inherit'] })
  return program
}
