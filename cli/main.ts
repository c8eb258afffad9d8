import { resolve } from 'node:path'
import { rules as allRules } from '../rules/index.ts'
import { suggestion } from './args.ts'
import { crashNote } from './crash.ts'
import type { Deps } from './deps.ts'
import { effective } from './effective.ts'
import { EXIT, UsageError } from './exit.ts'
import { explain } from './explain.ts'
import { HELP } from './help.ts'
import { docsFolder, loadPython, packageVersion, scenarioAddress } from './host.ts'
import type { Io } from './io.ts'
import { lint } from './lint.ts'
import { lsp } from './lsp.ts'
import { rules } from './rules.ts'

type Command = (argv: readonly string[], io: Io, deps: Deps) => number | Promise<number>

/**
 * They are imported outright: what a bundle is to load later it wraps in functions, which are then compiled twice, and most runs are `lint`.
 * Only what hardly any run needs is loaded when it is asked for: the server, the grammar of Python.
 */
const COMMANDS: Readonly<Record<string, Command>> = { lint, effective, explain, rules, lsp }

/** The whole command: arguments and the world in, the exit code out. It neither throws nor touches a global. */
export async function main(argv: readonly string[], io: Io, deps: Partial<Deps> = {}): Promise<number> {
  try {
    return await dispatch(argv, io, deps)
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr(`weir: ${error.message}\n`)
      return EXIT.usage
    }
    io.stderr(crashNote(error, io.env))
    return EXIT.internal
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io, deps: Partial<Deps>): Promise<number> {
  if (name === undefined) throw new UsageError(`Say what to do.\n\n${HELP['weir'] ?? ''}`)
  if (name === '--version' || name === '-v' || name === '-V') return printVersion(io)
  if (name === '--help' || name === '-h' || name === 'help') return printHelp(rest[0], io)
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw new UsageError(unknownCommand(name, io))
  const end = rest.indexOf('--')
  const flags = end < 0 ? rest : rest.slice(0, end)
  if (flags.includes('--help') || flags.includes('-h')) return printHelp(name, io)
  return await command(rest, io, { rules: allRules, docsFolder, loadPython, scenarioAddress, ...deps })
}

function unknownCommand(name: string, io: Io): string {
  if (name.startsWith('-'))
    return `There is no flag ${name}${suggestion(name.replace(/^-+/, ''), ['version', 'help'], '--')} Flags of a command stand behind it: weir lint ${name}\nSee: weir --help`
  const isPath = io.kind(resolve(io.cwd, name)) !== undefined
  return `There is no command ${name}${isPath ? `. Did you mean weir lint ${name}?` : suggestion(name, Object.keys(COMMANDS), 'weir ')}\nSee: weir --help`
}

function printHelp(command: string | undefined, io: Io): number {
  const name = command ?? 'weir'
  const help = Object.hasOwn(HELP, name) ? HELP[name] : undefined
  if (help === undefined) throw new UsageError(`There is no command ${name}${suggestion(name, Object.keys(COMMANDS), 'weir ')}\nSee: weir --help`)
  io.stdout(help)
  return EXIT.ok
}

function printVersion(io: Io): number {
  io.stdout(`${packageVersion()}\n`)
  return EXIT.ok
}
