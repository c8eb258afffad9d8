import { parseArgs } from 'node:util'
import { nearest } from '../core/catalogue/did-you-mean.ts'
import { UsageError } from './exit.ts'

export interface Flag {
  readonly type: 'boolean' | 'string'
  readonly short?: string
}
export type Flags = Readonly<Record<string, Flag>>
export interface Parsed {
  readonly values: Readonly<Record<string, string | true>>
  readonly positionals: readonly string[]
}

/** Reads the arguments of one command. What is wrong is said with what was probably meant. */
export function parse(command: string, argv: readonly string[], flags: Flags): Parsed {
  const { tokens } = parseArgs({ args: [...argv], options: flags, strict: false, allowPositionals: true, tokens: true })
  const values: Record<string, string | true> = {}
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind === 'option') values[token.name] = valueOf(command, token, flags)
  }
  return { values, positionals }
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function valueOf(command: string, { name, rawName, value, inlineValue }: OptionToken, flags: Flags): string | true {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined
  if (!flag) throw new UsageError(`${command} has no flag ${rawName}${suggestion(name, Object.keys(flags), '--')}\nSee: ${command} --help`)
  if (flag.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value.`)
    return true
  }
  if (value === undefined || value === '' || (!inlineValue && value.startsWith('-'))) throw new UsageError(`${rawName} needs a value.\nSee: ${command} --help`)
  return value
}

/** `. Did you mean --format?`, or nothing but the full stop. */
export function suggestion(said: string, names: readonly string[], lead = ''): string {
  const meant = nearest(said, names)
  return meant === undefined ? '.' : `. Did you mean ${lead}${meant}?`
}

/** One of a few words. */
export function oneOf<const Word extends string>(flag: string, said: string | true | undefined, words: readonly Word[], fallback: Word): Word {
  if (said === undefined) return fallback
  const found = words.find((w) => w === said)
  if (found === undefined) throw new UsageError(`${flag} is ${words.join(', ')}; not ${String(said)}${suggestion(String(said), words)}`)
  return found
}
