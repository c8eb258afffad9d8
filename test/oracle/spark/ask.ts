import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { committed, connectorClassPath, hasConnector, installedPyspark, python, pythonOf } from '../../../scripts/catalogue/spark/environment.ts'

const gateway = fileURLToPath(new URL('../../../scripts/catalogue/spark/', import.meta.url))

/** The oldest line that is judged for, the last of 3.x, and the newest, which alone has everything beside it. */
export const EARLIER: readonly string[] = ['3.3.4', '3.5.9']
export const isInstalled = (release: string): boolean => installedPyspark(pythonOf(release)) === release

/** Why the real Spark cannot be asked on this machine; undefined where it can. */
export function whyNoSpark(): string | undefined {
  if (process.env['WEIR_ORACLE'] !== '1') return 'WEIR_ORACLE=1 is not set'
  const wanted = (JSON.parse(readFileSync(committed, 'utf8')) as { source: string }).source
  const found = installedPyspark()
  if (found === undefined) return 'pyspark is not installed: scripts/catalogue/spark/README.md says how'
  return `pyspark ${found}` === wanted ? undefined : `pyspark ${found} is installed, and the catalogue is of ${wanted}`
}

/** `unit` is a name of Java's TimeUnit or of Spark's ByteUnit. */
export type Question =
  { readonly place: 'trigger' | 'watermark' | 'window'; readonly text: string } | { readonly place: 'time' | 'bytes'; readonly text: string; readonly unit: string }
export type Answer = { readonly ms: number } | { readonly bytes: number } | { readonly no: string }

/** All questions go to one JVM: 15 seconds and then a twentieth of a second each. Without a release the newest is asked. */
export const askSpark = (questions: readonly Question[], release?: string): Answer[] => askScript<Answer>('grammars.py', [], questions, release)

/** Why sources cannot be asked either, which need the Kafka connector. */
export const whyNoConnector = (): string | undefined =>
  whyNoSpark() ?? (hasConnector() ? undefined : 'the Kafka connector is not there: scripts/catalogue/spark/README.md says how')

/** A script beside this file, in a Spark that has the Kafka connector. */
export const askWithConnector = <A>(script: string, questions: readonly unknown[], release?: string): A[] => askScript<A>(script, [connectorClassPath(release)], questions, release)

/** The same in a Spark that has none; without a release the newest. */
export const askAlone = <A>(script: string, questions: readonly unknown[], release?: string): A[] => askScript<A>(script, [''], questions, release)

/** One answer a question, each a line of JSON. */
function askScript<A>(script: string, more: readonly string[], questions: readonly unknown[], release?: string): A[] {
  const text = execFileSync(release === undefined ? python : pythonOf(release), ['-B', fileURLToPath(new URL(script, import.meta.url)), gateway, ...more], {
    input: questions.map((question) => JSON.stringify(question)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 900_000,
    stdio: ['pipe', 'pipe', process.env['WEIR_VERBOSE'] ? 'inherit' : 'ignore'],
  })
  const answers = text.trim().split('\n')
  if (answers.length !== questions.length) throw new Error(`Spark gave ${answers.length} answers to ${questions.length} questions`)
  return answers.map((line) => JSON.parse(line) as A)
}
