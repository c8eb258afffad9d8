import { resolve } from 'node:path'
import { covers } from '../core/catalogue/releases.ts'
import { mergeTargets, type Target } from '../core/components/target.ts'
import { beyond } from '../core/engine/config-values.ts'
import { readRange, targetOf } from '../core/engine/directives.ts'
import { PRODUCT_NAMES, PRODUCTS, type Product } from '../core/engine/products.ts'
import type { Flags, Parsed } from './args.ts'
import type { Deps } from './deps.ts'
import { UsageError } from './exit.ts'
import type { Input } from './inputs.ts'
import type { Io } from './io.ts'
import { slashed } from './paths.ts'
import { Run } from './run.ts'

/** What every command takes that judges files: for which releases, under which configuration, and a text from standard input. */
export const RUN_FLAGS: Flags = {
  ...Object.fromEntries(PRODUCT_NAMES.map((product) => [product, { type: 'string' }] as const)),
  config: { type: 'string' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
}

export function runFor(values: Parsed['values'], io: Io, deps: Deps): Run {
  const target = mergeTargets(...PRODUCT_NAMES.map((product) => flagTarget(product, values[product], io)))
  const config = typeof values['config'] === 'string' ? values['config'] : undefined
  if (config !== undefined && io.kind(resolve(io.cwd, config)) !== 'file') throw new UsageError(`There is no configuration file ${config}.`)
  return new Run(io, deps, { target, ...(config === undefined ? {} : { config }) })
}

export function refuseName(stdinFilename: string | true | undefined): void {
  if (stdinFilename !== undefined) throw new UsageError('--stdin-filename goes with --stdin.')
}

export function stdinInput(name: string | true | undefined, paths: readonly string[], io: Io): Input {
  if (paths.length > 0) throw new UsageError(`--stdin reads one file from standard input, so ${paths[0] ?? ''} cannot be looked at besides.`)
  if (typeof name !== 'string') throw new UsageError('--stdin needs --stdin-filename NAME: the name says what kind of file it is, and which weir.yaml holds for it.')
  return { absolute: resolve(io.cwd, name), path: slashed(name).replace(/^\.\//, ''), named: true }
}

function flagTarget(product: Product, said: string | true | undefined, io: Io): Partial<Target> {
  if (typeof said !== 'string') return {}
  const { lines, release, range } = PRODUCTS[product]
  const [line] = lines
  if (!readRange(said, line, '')) throw new UsageError(`--${product} needs a release such as ${release}, or a range such as ${range}; not ${said}.`)
  const strange = said.split('..').find((v) => !covers(line, v))
  if (strange !== undefined) io.stderr(`weir: --${product}: ${beyond(line, strange)}.\n`)
  return targetOf(lines, said, `--${product}`)
}
