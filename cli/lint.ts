import { rankOf, SEVERITIES } from '../core/engine/finding.ts'
import { jsonReport } from '../core/present/json.ts'
import { pretty } from '../core/present/pretty.ts'
import { summaryLine, summaryOf } from '../core/present/summary.ts'
import { scenarioByNumber } from '../rules/scenarios.ts'
import { oneOf, parse, type Flags } from './args.ts'
import type { Deps } from './deps.ts'
import { EXIT, UsageError } from './exit.ts'
import { inputsOf } from './inputs.ts'
import type { Io } from './io.ts'
import { refuseName, RUN_FLAGS, runFor, stdinInput } from './run-flags.ts'
import type { Outcome } from './run.ts'
import { notOurs, terminalOf } from './say.ts'

export const LINT_FLAGS: Flags = {
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  ...RUN_FLAGS,
}

/** `weir lint`: looks at files and says what it found. */
export async function lint(argv: readonly string[], io: Io, deps: Deps): Promise<number> {
  const { values, positionals } = parse('weir lint', argv, LINT_FLAGS)
  const format = oneOf('--format', values['format'], ['pretty', 'json'], 'pretty')
  const failOn = oneOf('--fail-on', values['fail-on'], [...SEVERITIES, 'never'], 'warning')
  const run = runFor(values, io, deps)
  const outcome = values['stdin']
    ? await run.lintText(stdinInput(values['stdin-filename'], positionals, io), await io.stdin())
    : await run.lintFiles(await inputsOf(pathsOf(positionals, values['stdin-filename']), io, (name) => run.takes(name)))
  const print = format === 'json' ? printJson : printPretty
  print(outcome, io, deps)
  return exitCode(outcome, failOn)
}

function pathsOf(paths: readonly string[], stdinFilename: string | true | undefined): readonly string[] {
  refuseName(stdinFilename)
  if (paths.length === 0) throw new UsageError('Say what to look at: weir lint . for this folder, or the names of files.\nSee: weir lint --help')
  return paths
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
  io.stdout(pretty(entries, { ...terminalOf(io), scenario: scenarioByNumber }))
  for (const entry of entries) if (entry.report.dialect === null && entry.report.findings.length === 0) io.stderr(notOurs(entry))
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
