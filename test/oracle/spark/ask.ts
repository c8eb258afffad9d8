import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { committed, connectorClassPath, hasConnector, installedPyspark, python } from '../../../scripts/catalogue/spark/environment.ts'

const gateway = fileURLToPath(new URL('../../../scripts/catalogue/spark/', import.meta.url))

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

/** All questions go to one JVM: 15 seconds and then a twentieth of a second each. */
export const askSpark = (questions: readonly Question[]): Answer[] => askScript<Answer>('grammars.py', [], questions)

/** Why sources cannot be asked either, which need the Kafka connector. */
export const whyNoConnector = (): string | undefined =>
  whyNoSpark() ?? (hasConnector() ? undefined : 'the Kafka connector is not there: scripts/catalogue/spark/README.md says how')

/** A script beside this file, in a Spark that has the Kafka connector. */
export const askWithConnector = <A>(script: string, questions: readonly unknown[]): A[] => askScript<A>(script, [connectorClassPath()], questions)

/** A script beside this file, in Spark alone; of an earlier release where its Python is named. */
export const askPlain = <A>(script: string, questions: readonly unknown[], of = python): A[] => askScript<A>(script, [], questions, of)

/** One answer a question, each a line of JSON. */
function askScript<A>(script: string, more: readonly string[], questions: readonly unknown[], of = python): A[] {
  const text = execFileSync(of, ['-B', fileURLToPath(new URL(script, import.meta.url)), gateway, ...more], {
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
