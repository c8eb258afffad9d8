import { resolve } from 'node:path'
import type { OwnRule } from '../core/engine/finding.ts'
import { effectiveOf, type EffectiveComponent } from '../core/present/effective.ts'
import { jsonEffective } from '../core/present/effective-json.ts'
import { effectiveText } from '../core/present/effective-text.ts'
import type { FileEntry } from '../core/present/report.ts'
import { printable } from '../core/present/width.ts'
import { LineIndex } from '../core/text/line-index.ts'
import { parse, type Flags } from './args.ts'
import type { Deps } from './deps.ts'
import { EXIT, UsageError } from './exit.ts'
import { inputsOf, type Input } from './inputs.ts'
import type { Io } from './io.ts'
import { refuseName, RUN_FLAGS, runFor, stdinInput } from './run-flags.ts'
import type { Outcome, Run } from './run.ts'
import { notOurs, terminalOf } from './say.ts'

export const EFFECTIVE_FLAGS: Flags = { json: { type: 'boolean' }, changed: { type: 'boolean' }, ...RUN_FLAGS }

/** `weir effective`: what will hold for all that a file configures, and where each value comes from. */
export async function effective(argv: readonly string[], io: Io, deps: Deps): Promise<number> {
  const { values, positionals } = parse('weir effective', argv, EFFECTIVE_FLAGS)
  const run = runFor(values, io, deps)
  const { input, outcome } = values['stdin']
    ? await fromStdin(run, stdinInput(values['stdin-filename'], positionals, io), io)
    : await fromFile(run, values['stdin-filename'], positionals, io)
  const entry = outcome.entries.find((e) => e.path === input?.path)
  if (entry) print(entry, { json: values['json'] === true, changedOnly: values['changed'] === true }, io)
  tellUnread(outcome, io)
  return exitCode(outcome)
}

interface Looked {
  readonly input: Input | undefined
  readonly outcome: Outcome
}

const fromStdin = async (run: Run, input: Input, io: Io): Promise<Looked> => ({ input, outcome: await run.lintText(input, await io.stdin()) })

async function fromFile(run: Run, stdinFilename: string | true | undefined, paths: readonly string[], io: Io): Promise<Looked> {
  refuseName(stdinFilename)
  const [path, another] = paths
  if (path === undefined) throw new UsageError('Say which file: weir effective consumer.properties.\nSee: weir effective --help')
  if (another !== undefined) throw new UsageError(`weir effective shows one file; ${another} is one too many.`)
  if (io.kind(resolve(io.cwd, path)) === 'folder') throw new UsageError(`${path} is a folder; weir effective shows one file. To look at all of it: weir lint ${path}`)
  const found = await inputsOf([path], io, (name) => run.takes(name))
  return { input: found.inputs[0], outcome: await run.lintFiles(found) }
}

interface Wanted {
  readonly json: boolean
  readonly changedOnly: boolean
}

function print(entry: FileEntry, { json, changedOnly }: Wanted, io: Io): void {
  const { path, report } = entry
  const components = componentsOf(entry)
  if (json) io.stdout(`${JSON.stringify(jsonEffective(entry, components, changedOnly), null, 2)}\n`)
  else if (components.length > 0) io.stdout(effectiveText({ path, dialect: report.dialect }, components, { ...terminalOf(io), changedOnly }))
  if (report.dialect === null && report.findings.length === 0) io.stderr(notOurs(entry))
}

function componentsOf({ text, report: { components, target } }: FileEntry): EffectiveComponent[] {
  if (!components || !target) return []
  const lines = new LineIndex(text)
  return effectiveOf({ components, target }, (offset) => lines.lineAt(offset) + 1)
}

/** What cannot be read as it was meant is not in what was printed; everything else is for `weir lint`. */
const UNREAD: readonly OwnRule[] = ['config-problem', 'syntax-problem', 'fact-unreadable', 'file-too-large']

function tellUnread({ entries, skipped }: Outcome, io: Io): void {
  for (const { path, reason } of skipped) io.stderr(`weir: ${path}: ${reason}\n`)
  for (const { path, text, report } of entries) {
    const told = report.findings.filter(({ rule }) => UNREAD.some((own) => own === rule))
    const lines = new LineIndex(text)
    for (const { start, message } of told) io.stderr(`weir: ${path}:${lines.lineAt(start) + 1}: ${printable(message)}\n`)
  }
}

/** As `weir lint` ends, but for findings, which are not asked for here. */
function exitCode({ entries, skipped, crashed }: Outcome): number {
  if (crashed) return EXIT.internal
  if (entries.some(({ report }) => report.findings.some((f) => f.rule === 'config-problem' && f.severity === 'error'))) return EXIT.usage
  return skipped.length > 0 ? EXIT.unreadable : EXIT.ok
}
