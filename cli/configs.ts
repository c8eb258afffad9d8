import { dirname, join, resolve } from 'node:path'
import { readConfig, type ConfigSource, type WorkspaceConfig } from '../core/engine/config.ts'
import type { Rule } from '../core/engine/define-rule.ts'
import { decode } from './decode.ts'
import { UsageError } from './exit.ts'
import { CONFIG_NAME, reasonOf } from './inputs.ts'
import type { Io } from './io.ts'
import { shown, slashed, within } from './paths.ts'

export interface FoundConfig {
  readonly workspace: WorkspaceConfig
  /** The folder that its patterns count from. */
  readonly folder: string
}

/** The `weir.yaml` of each file: found upwards from it, read once. */
export class Configs {
  readonly #io: Io
  readonly #rules: readonly Rule[]
  readonly #byFolder = new Map<string, FoundConfig | undefined>()
  readonly #read = new Map<string, FoundConfig>()
  readonly #explicit: FoundConfig | undefined

  /** `explicit`: the one that the user named, which then holds for every file. */
  constructor(io: Io, rules: readonly Rule[], explicit?: string) {
    this.#io = io
    this.#rules = rules
    this.#explicit = explicit === undefined ? undefined : this.read(resolve(io.cwd, explicit))
  }

  forFile(path: string): FoundConfig | undefined {
    return this.#explicit ?? this.#forFolder(dirname(path))
  }

  #forFolder(folder: string): FoundConfig | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder)
    const here = join(folder, CONFIG_NAME)
    const parent = dirname(folder)
    const found = this.#io.kind(here) === 'file' ? this.read(here) : parent === folder ? undefined : this.#forFolder(parent)
    this.#byFolder.set(folder, found)
    return found
  }

  read(path: string): FoundConfig {
    const held = this.#read.get(path) ?? this.#load(path)
    this.#read.set(path, held)
    return held
  }

  #load(path: string): FoundConfig {
    const text = this.#text(path)
    const root = this.#rootFor(dirname(path))
    const read = (named: string): string | undefined => (within(root, named) !== undefined && this.#io.kind(named) === 'file' ? this.#text(named) : undefined)
    return { workspace: readConfig(text, slashed(path), { rules: this.#rules, read }), folder: dirname(path) }
  }

  #text(path: string): string {
    try {
      return decode(this.#io.readFile(path), path).text
    } catch (error) {
      throw new UsageError(`The configuration ${shown(this.#io.cwd, path)} cannot be read: ${reasonOf(error)}.`)
    }
  }

  /** How far `extends` may reach: the repository, else the working folder, else the folder of `weir.yaml` itself. */
  #rootFor(folder: string): string {
    for (let at = folder; dirname(at) !== at; at = dirname(at)) if (this.#io.kind(join(at, '.git')) !== undefined) return at
    return within(this.#io.cwd, folder) === undefined ? folder : this.#io.cwd
  }

  /** Every file of configuration that was read, once, in the order of their paths. */
  sources(): ConfigSource[] {
    const byPath = new Map<string, ConfigSource>()
    for (const { workspace } of this.#read.values()) for (const source of workspace.sources) byPath.set(source.path, source)
    return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
  }
}
