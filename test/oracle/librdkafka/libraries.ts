import { execFileSync } from 'node:child_process'
import { compiled, LIBRARIES } from '../../../scripts/catalogue/librdkafka/libraries.ts'
import { dumpOf } from '../../../scripts/catalogue/librdkafka/dump.ts'

export interface Opened {
  readonly release: string
  readonly path: string
}

/** The libraries of the catalogue that can be opened here; what is missing is said. */
export function openLibraries(otherwise: string): Opened[] {
  const reason = process.env['WEIR_ORACLE'] === '1' ? (hasCompiler() ? undefined : 'cc does not run') : 'WEIR_ORACLE=1 is not set'
  if (reason !== undefined) {
    console.log(`${otherwise}: ${reason}.`)
    return []
  }
  return LIBRARIES.flatMap(({ release, from, find }) => {
    const path = find()
    const there = path === undefined ? undefined : releaseOf(path)
    if (path !== undefined && there === release) return [{ release, path }]
    console.log(`${otherwise} ${release}: ${from} is ${there === undefined ? 'not here' : `another release, ${there}`}.`)
    return []
  })
}

function hasCompiler(): boolean {
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function releaseOf(path: string): string | undefined {
  try {
    return dumpOf(path).release
  } catch {
    return undefined
  }
}

/** Gives the probe all questions at once and returns its answers in their order. */
export function ask({ path }: Opened, questions: readonly string[]): string[] {
  if (questions.length === 0) return []
  const probe = compiled(new URL('probe.c', import.meta.url))
  const out = execFileSync(probe, [path], { input: `${questions.join('\n')}\n`, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 2 ** 26 })
  const answers = out.split('\n').slice(0, -1)
  if (answers.length !== questions.length) throw new Error(`the probe answered ${answers.length} of ${questions.length} questions`)
  return answers
}
