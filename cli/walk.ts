import { dirname, join } from 'node:path'
import type ignoreFactory from 'ignore'
import type { Io } from './io.ts'
import { within } from './paths.ts'

/** Folders that hold what others made: never looked into unless they are named. */
const SKIPPED = new Set(['node_modules', 'target', '.venv', '.git', '.hg', '.svn', '__pycache__'])

export interface Walked {
  /** Absolute. */
  readonly files: readonly string[]
  readonly unreadable: readonly { readonly path: string; readonly error: unknown }[]
}

/** A `.gitignore`, and the folder that it speaks of. */
interface Layer {
  readonly folder: string
  readonly rules: ignoreFactory.Ignore
}
type IgnoreFactory = typeof ignoreFactory

/** The files below a folder that `takes` by their names, in the order of names; what a `.gitignore` leaves out is left out, and links to folders are not followed. */
export async function walk(folder: string, io: Io, takes: (name: string) => boolean): Promise<Walked> {
  const { default: ignore } = await import('ignore')
  const walker = new Walker(io, takes, ignore)
  walker.visit(folder, walker.above(folder))
  return walker
}

class Walker implements Walked {
  readonly files: string[] = []
  readonly unreadable: { path: string; error: unknown }[] = []
  readonly #io: Io
  readonly #takes: (name: string) => boolean
  readonly #ignore: IgnoreFactory

  constructor(io: Io, takes: (name: string) => boolean, ignore: IgnoreFactory) {
    this.#io = io
    this.#takes = takes
    this.#ignore = ignore
  }

  /** The layers that already hold in a folder. One that leaves the folder itself out is left out, since the user has named it. */
  above(folder: string): readonly Layer[] {
    const layers: Layer[] = []
    for (const outer of this.#ancestors(folder)) {
      const layer = this.#layer(outer)
      if (layer && !isLeftOut([layer], folder, true)) layers.push(layer)
    }
    return layers
  }

  /** From the root of the repository, or from the working folder where there is none, down to the parent. */
  #ancestors(folder: string): string[] {
    const chain: string[] = []
    for (let at = folder; ; at = dirname(at)) {
      if (at !== folder) chain.unshift(at)
      if (this.#io.kind(join(at, '.git')) !== undefined) return chain
      if (dirname(at) === at) break
    }
    return chain.filter((c) => c === this.#io.cwd || within(this.#io.cwd, c) !== undefined)
  }

  visit(folder: string, outer: readonly Layer[]): void {
    let entries
    try {
      entries = this.#io.list(folder)
    } catch (error) {
      this.unreadable.push({ path: folder, error })
      return
    }
    const own = entries.some((e) => e.name === '.gitignore') ? this.#layer(folder) : undefined
    const layers = own ? [...outer, own] : outer
    for (const { name, kind } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, name)
      if (kind === 'folder') {
        if (!SKIPPED.has(name) && !isLeftOut(layers, path, true)) this.visit(path, layers)
      } else if (this.#takes(name) && (kind === 'file' || (kind === 'link' && this.#io.kind(path) === 'file')) && !isLeftOut(layers, path, false)) this.files.push(path)
    }
  }

  #layer(folder: string): Layer | undefined {
    const path = join(folder, '.gitignore')
    if (this.#io.kind(path) !== 'file') return undefined
    try {
      return { folder, rules: this.#ignore({ ignorecase: false }).add(Buffer.from(this.#io.readFile(path)).toString('utf8')) }
    } catch {
      return undefined
    }
  }
}

/** The innermost layer that has a say decides, as in git. */
function isLeftOut(layers: readonly Layer[], path: string, isFolder: boolean): boolean {
  for (const { folder, rules } of layers.toReversed()) {
    const steps = within(folder, path)
    if (steps === undefined) continue
    const said = rules.test(isFolder ? `${steps}/` : steps)
    if (said.ignored || said.unignored) return said.ignored
  }
  return false
}
