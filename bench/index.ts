import { existsSync } from 'node:fs'
import { parse } from 'dot-properties'
import { parseDocument } from 'yaml'
import { Store } from '../core/engine/lint.ts'
import { plainConfig } from '../core/engine/presets.ts'
import { rules } from '../rules/index.ts'
import { linter, python } from '../test/support/linter.ts'
import { SourceText } from '../core/text/source-text.ts'
import { coldRatios } from './cold.ts'
import { soundProperties, sparkJob, topicStream } from './inputs.ts'
import { measure, type Measured, type Pair } from './pairs.ts'
import { serverRatios } from './server.ts'

/** Ratios against the bare parse, medians of pairs in one run; absolute times on a shared machine are noise. */
const OPTIONS = { prettyErrors: false, uniqueKeys: false, strict: false, logLevel: 'silent', keepSourceTokens: false, merge: false, version: '1.2' } as const
/** As it is for whoever writes no `weir.yaml`. */
const config = plainConfig(rules)
const lint = (path: string, text: string, store?: Store): unknown => linter.lint({ path, text }, config, store)

const thousand = soundProperties(1000)
const twoThousand = soundProperties(2000)
const stream = topicStream(200)
const job = sparkJob(500)
const parts = (text: string): string[] => text.split(/^(?=---)/m)

/** One document of the stream changes at each turn, the rest is kept. */
function changing(): () => unknown {
  const store = new Store()
  let turn = 0
  lint('topics.yaml', stream, store)
  return () => lint('topics.yaml', stream.replace('name: orders-100\n', `name: orders-100-${turn++}\n`), store)
}

/** A line more above everything at each turn. */
function pushed(): () => unknown {
  const store = new Store()
  let turn = 0
  lint('topics.yaml', stream, store)
  return () => lint('topics.yaml', `${'# a line\n'.repeat((turn++ % 9) + 1)}---\n${stream}`, store)
}

const bareTree = (): unknown => {
  const document = python.read(new SourceText(job))
  python.release(document)
  return document.brokenAt
}
const bareYaml = (): unknown => parts(stream).map((p) => parseDocument(p, OPTIONS).errors.length)

const pairs: Pair[] = [
  { name: '1,000 lines of properties, all rules, against dot-properties', bar: 2, base: () => parse(thousand), ours: () => lint('consumer.properties', thousand) },
  { name: 'properties: twice the lines', bar: 2.3, base: () => lint('consumer.properties', thousand), ours: () => lint('consumer.properties', twoThousand) },
  { name: '200 topics in YAML, all rules, against yaml', bar: 1.6, base: bareYaml, ours: () => lint('topics.yaml', stream) },
  { name: 'one topic of 200 changes, against the whole parse', bar: 0.1, base: bareYaml, ours: changing() },
  { name: 'a line above 200 topics, against the whole parse', bar: 0.1, base: bareYaml, ours: pushed() },
  { name: '500 lines of PySpark, all rules, against the bare tree-sitter parse', bar: 2.5, base: bareTree, ours: () => lint('job.py', job) },
]

const shown = ({ name, ratio, bar, baseMs, oursMs, unit = 'ms' }: Measured): string =>
  `${ratio <= bar ? 'ok  ' : 'OVER'} ${ratio.toFixed(2).padStart(5)} (${bar === Infinity ? 'no bar' : `bar ${Number(bar.toFixed(2))}`})  ${name}  [${baseMs.toFixed(2)} ${unit}, ${oursMs.toFixed(2)} ${unit}]`

if (!existsSync('dist/server.cjs')) throw new Error('dist/server.cjs is not there: npm run build first')
const all: Measured[] = []
const tell = (measured: Measured): void => {
  all.push(measured)
  console.log(shown(measured))
}
for (const pair of pairs) tell(measure(pair))
for (const measured of coldRatios()) tell(measured)
for (const measured of await serverRatios()) tell(measured)
const over = all.filter(({ ratio, bar }) => ratio > bar).length
console.log(`${all.length - over} passed, ${over} failed`)
process.exitCode = over > 0 ? 1 : 0
