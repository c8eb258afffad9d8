import { URI, Utils } from 'vscode-uri'
import { configFor, readConfig, type WorkspaceConfig } from '../core/engine/config.ts'
import type { Rule } from '../core/engine/define-rule.ts'
import type { FileConfig } from '../core/engine/file-config.ts'
import type { Finding } from '../core/engine/finding.ts'
import { plainConfig } from '../core/engine/presets.ts'
import type { Host } from './host.ts'

export const CONFIG_NAME = 'weir.yaml'
export const isConfigFile = (uri: string): boolean => Utils.basename(URI.parse(uri)) === CONFIG_NAME

/** What holds for one file. */
export interface Governed {
  /** What recognition and silence see of the address: relative to the workspace, so that a home folder named `dev` says nothing. */
  readonly path: string
  readonly config: FileConfig
  readonly ignored: boolean
  /** The address of the `weir.yaml` that governs it. */
  readonly by?: string
}

/** A configuration file with its problems. */
export interface ConfigProblems {
  readonly uri: string
  readonly text: string
  readonly findings: readonly Finding[]
}

interface Loaded {
  readonly folder: URI
  readonly uri: string
  readonly config: WorkspaceConfig
}

/** How many files may extend each other. */
const CHAIN = 16

/** Finds the `weir.yaml` that governs a file, keeps what was read, and forgets it when something changes. What is saved counts, not what is being typed. */
export class WorkspaceConfigs {
  readonly #host: Host
  readonly #rules: readonly Rule[]
  readonly #plain: FileConfig
  #folders: readonly URI[] = []
  /** The nearest configuration at or above a folder. */
  #nearest = new Map<string, Promise<Loaded | undefined>>()
  #loaded = new Map<string, Loaded>()
  /** Files that were asked for, there or not: when one comes into being, that matters too. */
  #asked = new Set<string>()

  constructor(host: Host, rules: readonly Rule[]) {
    this.#host = host
    this.#rules = rules
    this.#plain = plainConfig(rules)
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = folders.map((f) => URI.parse(f))
    this.forget()
  }

  /** Something on disk is no longer what was read. */
  forget(): void {
    this.#nearest = new Map()
    this.#loaded = new Map()
    this.#asked = new Set()
  }

  async governing(address: string): Promise<Governed> {
    const uri = URI.parse(address)
    const home = this.#folderOf(uri)
    const start = uri.scheme === 'untitled' ? this.#folders[0] : Utils.dirname(uri)
    const found = start ? await this.#find(start, home) : undefined
    /* The folder of weir.yaml before that of the workspace, as the command counts: the two must say the same. */
    const base = found?.folder ?? home
    const path = (base && relativePath(base, uri)) ?? Utils.basename(uri)
    if (!found) return { path, config: this.#plain, ignored: false }
    return { path, ...configFor(found.config, relativePath(found.folder, uri) ?? path), by: found.uri }
  }

  /** The configuration files that were read so far, each with what is wrong in it. */
  get problems(): ConfigProblems[] {
    return [...this.#loaded.values()].flatMap(({ folder, config }) => config.sources.map(({ path, text, findings }) => ({ uri: folder.with({ path }).toString(), text, findings })))
  }

  /** What is wrong in a configuration file as it stands in the editor. */
  async check(address: string, text: string): Promise<readonly Finding[]> {
    const config = await this.#read(URI.parse(address), text)
    return config.sources[0]?.findings ?? []
  }

  /** Files whose change may change a verdict. */
  concerns(address: string): boolean {
    return isConfigFile(address) || this.#asked.has(URI.parse(address).toString())
  }

  #find(folder: URI, top: URI | undefined): Promise<Loaded | undefined> {
    const key = folder.toString()
    const held = this.#nearest.get(key)
    if (held) return held
    const found = this.#load(folder, top)
    this.#nearest.set(key, found)
    return found
  }

  async #load(folder: URI, top: URI | undefined): Promise<Loaded | undefined> {
    const uri = Utils.joinPath(folder, CONFIG_NAME)
    const board = this.#loaded
    const text = await this.#host.readFile(uri.toString())
    if (text === undefined) {
      const above = Utils.dirname(folder)
      return folder.path === top?.path || above.path === folder.path ? undefined : this.#find(above, top)
    }
    const loaded = { folder, uri: uri.toString(), config: await this.#read(uri, text) }
    board.set(loaded.uri, loaded)
    return loaded
  }

  /** `extends` is asked for while reading, which is synchronous: what was missing is fetched and the file read once more. */
  async #read(uri: URI, text: string): Promise<WorkspaceConfig> {
    const fetched = new Map<string, string | undefined>()
    for (let round = 0; ; round++) {
      const missing: string[] = []
      const config = readConfig(text, uri.path, {
        rules: this.#rules,
        read(path) {
          if (!fetched.has(path)) missing.push(path)
          return fetched.get(path)
        },
      })
      if (missing.length === 0 || round >= CHAIN) return config
      for (const path of missing) fetched.set(path, await this.#fetch(uri, path))
    }
  }

  /** Nothing outside of the workspace is read for a file inside of it; beside a lone file, nothing outside of its folder. */
  #fetch(uri: URI, path: string): Promise<string | undefined> {
    const wall = this.#folderOf(uri) ?? Utils.dirname(uri)
    const wanted = uri.with({ path })
    this.#asked.add(wanted.toString())
    return relativePath(wall, wanted) === undefined ? Promise.resolve(undefined) : this.#host.readFile(wanted.toString())
  }

  /** The innermost workspace folder that holds the file. */
  #folderOf(uri: URI): URI | undefined {
    const holding = this.#folders.filter((f) => relativePath(f, uri) !== undefined)
    return holding.sort((a, b) => b.path.length - a.path.length)[0]
  }
}

/** The path of a file from a folder, with `/`; nothing where it does not lie in it. */
function relativePath(folder: URI, file: URI): string | undefined {
  const base = comparable(folder).replace(/\/?$/, '/')
  const path = comparable(file)
  const isInside = folder.scheme === file.scheme && folder.authority === file.authority && path.startsWith(base)
  return isInside ? path.slice(base.length) : undefined
}

/** Clients disagree about the case of a drive's letter. */
const comparable = ({ path }: URI): string => path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase())
