import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Why the test cannot run here, if it cannot. */
export function whySkipped(tools: readonly string[]): string | undefined {
  if (process.env['WEIR_ORACLE'] !== '1') return 'WEIR_ORACLE=1 is not set'
  return tools.map((tool) => (runs(tool) ? undefined : `${tool} does not run`)).find((why) => why !== undefined)
}

function runs(tool: string): boolean {
  try {
    execFileSync(tool, ['-version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The classes of these sources, the first of which has the `main`. They lie in a cache that git ignores, by what they were made of. */
export function compiled(sources: readonly string[], classPath: string): string {
  const files = sources.map(here)
  const made = createHash('sha256').update(classPath)
  for (const file of files) made.update(readFileSync(file))
  const folder = here(`../../.cache/oracle/${made.digest('hex').slice(0, 16)}`)
  if (existsSync(folder)) return folder
  // A compiler that is interrupted must leave nothing behind that looks whole.
  const unfinished = `${folder}.${process.pid}`
  execFileSync('javac', ['-nowarn', '-cp', classPath, '-d', unfinished, ...files], { stdio: 'inherit' })
  try {
    renameSync(unfinished, folder)
  } catch {
    rmSync(unfinished, { recursive: true }) // another test file was faster
  }
  return folder
}

/** Gives the class all lines, and returns its answers in their order. A JVM is given `most` of them: threads of closed clients linger, and leave no time for anything else where they are many. */
export async function ask(main: string, classPath: readonly string[], lines: readonly string[], most = 10_000): Promise<string[]> {
  const answers: string[] = []
  for (let at = 0; at < lines.length; at += most) answers.push(...(await askOne(main, classPath, lines.slice(at, at + most))))
  return answers
}

async function askOne(main: string, classPath: readonly string[], lines: readonly string[]): Promise<string[]> {
  const options = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath.join(delimiter)]
  const { out, end } = await run('java', [...options, main], `${lines.join('\n')}\n`)
  const answers = out.split('\n').slice(0, -1)
  if (end === '' && answers.length === lines.length) return answers
  throw new Error(`${main} answered ${answers.length} of ${lines.length} questions${end}`)
}

function run(command: string, options: readonly string[], input: string): Promise<{ out: string; end: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, options)
    let out = ''
    let complaints = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    // What libraries log is of interest only where the run fails, and then its end.
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints = (complaints + text).slice(-4000)))
    child.on('error', reject)
    child.on('close', (code) => resolve({ out, end: code === 0 ? '' : ` and ended with ${String(code)}:\n${complaints}` }))
    child.stdin.on('error', () => undefined) // a child that died says so by its code
    child.stdin.end(input)
  })
}
