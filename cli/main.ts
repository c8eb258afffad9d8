import { suggestion } from './args.ts'
import { crashNote } from './crash.ts'
import type { Deps } from './deps.ts'
import { EXIT, UsageError } from './exit.ts'
import { HELP } from './help.ts'
import type { Io } from './io.ts'

type Command = (argv: readonly string[], io: Io, deps: Deps) => number | Promise<number>

/** Each is loaded when it is asked for: a run over one file must not wait for the server. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  lint: async () => (await import('./lint.ts')).lint,
  explain: async () => (await import('./explain.ts')).explain,
  rules: async () => (await import('./rules.ts')).rules,
  lsp: async () => (await import('./lsp.ts')).lsp,
}

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
  if (name === '--version' || name === '-v' || name === '-V') return await printVersion(io)
  if (name === '--help' || name === '-h' || name === 'help') return printHelp(rest[0], io)
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) throw new UsageError(await unknownCommand(name, io))
  const end = rest.indexOf('--')
  const flags = end < 0 ? rest : rest.slice(0, end)
  if (flags.includes('--help') || flags.includes('-h')) return printHelp(name, io)
  const command = await load()
  return command(rest, io, await complete(deps))
}

async function complete(deps: Partial<Deps>): Promise<Deps> {
  const { docsFolder, loadPython, scenarioAddress } = await import('./host.ts')
  const rules = deps.rules ?? (await import('../rules/index.ts')).rules
  return { docsFolder, loadPython, scenarioAddress, ...deps, rules }
}

async function unknownCommand(name: string, io: Io): Promise<string> {
  if (name.startsWith('-'))
    return `There is no flag ${name}${suggestion(name.replace(/^-+/, ''), ['version', 'help'], '--')} Flags of a command stand behind it: weir lint ${name}\nSee: weir --help`
  const { resolve } = await import('node:path')
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

async function printVersion(io: Io): Promise<number> {
  const { packageVersion } = await import('./host.ts')
  io.stdout(`${packageVersion()}\n`)
  return EXIT.ok
}
