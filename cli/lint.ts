import { resolve } from 'node:path'
import type { Line } from '../core/catalogue/kinds.ts'
import { covers } from '../core/catalogue/releases.ts'
import type { Target } from '../core/components/target.ts'
import { readRange, targetOf } from '../core/engine/directives.ts'
import { beyond } from '../core/engine/config-values.ts'
import { rankOf, SEVERITIES } from '../core/engine/finding.ts'
import { jsonReport } from '../core/present/json.ts'
import { COLOURED, PLAIN } from '../core/present/palette.ts'
import { pretty } from '../core/present/pretty.ts'
import { summaryLine, summaryOf } from '../core/present/summary.ts'
import { scenarioByNumber } from '../rules/scenarios.ts'
import { oneOf, parse, type Flags } from './args.ts'
import type { Deps } from './deps.ts'
import { EXIT, UsageError } from './exit.ts'
import { inputsOf, type Input } from './inputs.ts'
import type { Io } from './io.ts'
import { slashed } from './paths.ts'
import { Run, type Outcome } from './run.ts'

export const LINT_FLAGS: Flags = {
  format: { type: 'string' },
  kafka: { type: 'string' },
  spark: { type: 'string' },
  'fail-on': { type: 'string' },
  config: { type: 'string' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
}

/** `weir lint`: looks at files and says what it found. */
export async function lint(argv: readonly string[], io: Io, deps: Deps): Promise<number> {
  const { values, positionals } = parse('weir lint', argv, LINT_FLAGS)
  const format = oneOf('--format', values['format'], ['pretty', 'json'], 'pretty')
  const failOn = oneOf('--fail-on', values['fail-on'], [...SEVERITIES, 'never'], 'warning')
  const target = { ...flagTarget('kafka', values['kafka'], ['kafkaClient', 'kafkaBroker'], io), ...flagTarget('spark', values['spark'], ['spark'], io) }
  const config = typeof values['config'] === 'string' ? values['config'] : undefined
  if (config !== undefined && io.kind(resolve(io.cwd, config)) !== 'file') throw new UsageError(`There is no configuration file ${config}.`)
  const run = new Run(io, deps, { target, ...(config === undefined ? {} : { config }) })
  const outcome = values['stdin']
    ? await run.lintText(stdinInput(values['stdin-filename'], positionals, io), await io.stdin())
    : await run.lintFiles(await inputsOf(pathsOf(positionals, values['stdin-filename']), io, (name) => run.takes(name)))
  const print = format === 'json' ? printJson : printPretty
  print(outcome, io, deps)
  return exitCode(outcome, failOn)
}

function pathsOf(paths: readonly string[], stdinFilename: string | true | undefined): readonly string[] {
  if (stdinFilename !== undefined) throw new UsageError('--stdin-filename goes with --stdin.')
  if (paths.length === 0) throw new UsageError('Say what to look at: weir lint . for this folder, or the names of files.\nSee: weir lint --help')
  return paths
}

function stdinInput(name: string | true | undefined, paths: readonly string[], io: Io): Input {
  if (paths.length > 0) throw new UsageError(`--stdin reads one file from standard input, so ${paths[0] ?? ''} cannot be looked at besides.`)
  if (typeof name !== 'string') throw new UsageError('--stdin needs --stdin-filename NAME: the name says what kind of file it is, and which weir.yaml holds for it.')
  return { absolute: resolve(io.cwd, name), path: slashed(name).replace(/^\.\//, ''), named: true }
}

function flagTarget(product: 'kafka' | 'spark', said: string | true | undefined, lines: readonly Line[], io: Io): Partial<Target> {
  if (typeof said !== 'string') return {}
  const line = lines[0] ?? 'kafkaClient'
  if (!readRange(said, line, ''))
    throw new UsageError(`--${product} needs a release such as ${product === 'kafka' ? '3.7, or a range such as 2.8..3.9' : '3.5, or a range such as 3.3..4.0'}; not ${said}.`)
  const strange = said.split('..').find((v) => !covers(line, v))
  if (strange !== undefined) io.stderr(`weir: --${product}: ${beyond(line, strange)}.\n`)
  return targetOf(lines, said, `--${product}`)
}

function printJson({ entries, skipped }: Outcome, io: Io, { scenarioAddress }: Deps): void {
  const docs = (scenario: number): string | undefined => {
    const found = scenarioByNumber(scenario)
    return found && scenarioAddress(found.slug)
  }
  io.stdout(`${JSON.stringify(jsonReport(entries, { skipped, docs }), null, 2)}\n`)
  for (const { path, reason } of skipped) io.stderr(`weir: ${path}: ${reason}\n`)
}

function printPretty({ entries, skipped }: Outcome, io: Io): void {
  const isColoured = io.isTTY && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb'
  io.stdout(pretty(entries, { palette: isColoured ? COLOURED : PLAIN, scenario: scenarioByNumber, ...(io.columns === undefined ? {} : { width: io.columns }) }))
  for (const { path, report } of entries)
    if (report.dialect === null && report.findings.length === 0)
      io.stderr(`weir: ${path}: no configuration of Kafka or Spark that Weir reads${report.because === undefined ? '' : ` (${report.because})`}\n`)
  for (const { path, reason } of skipped) io.stderr(`weir: ${path}: ${reason}\n`)
  io.stderr(`${summaryLine(summaryOf(entries), skipped)}\n`)
}

/** The gravest thing decides. */
function exitCode({ entries, skipped, crashed }: Outcome, failOn: (typeof SEVERITIES)[number] | 'never'): number {
  const findings = entries.flatMap((e) => e.report.findings)
  if (crashed) return EXIT.internal
  if (findings.some((f) => f.rule === 'config-problem' && f.severity === 'error')) return EXIT.usage
  if (skipped.length > 0) return EXIT.unreadable
  return failOn !== 'never' && findings.some((f) => rankOf(f.severity) <= rankOf(failOn)) ? EXIT.findings : EXIT.ok
}
