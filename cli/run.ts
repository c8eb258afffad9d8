import { configFor, type ConfigSource } from '../core/engine/config.ts'
import type { Target } from '../core/components/target.ts'
import type { FileInput } from '../core/dialects/dialect.ts'
import { languages, needsPython } from '../core/dialects/index.ts'
import { withTarget, type FileConfig } from '../core/engine/file-config.ts'
import { Linter } from '../core/engine/lint.ts'
import { plainConfig } from '../core/engine/presets.ts'
import type { FileEntry, SkippedFile } from '../core/present/report.ts'
import { Configs, type FoundConfig } from './configs.ts'
import { crashNote } from './crash.ts'
import { decode } from './decode.ts'
import type { Deps } from './deps.ts'
import { UsageError } from './exit.ts'
import { isConfigName, reasonOf, type Input, type Inputs } from './inputs.ts'
import type { Io } from './io.ts'
import { judgedPath, shown, slashed } from './paths.ts'

export interface Outcome {
  readonly entries: readonly FileEntry[]
  readonly skipped: readonly SkippedFile[]
  /** Something failed that is Weir's own fault; the other files were judged. */
  readonly crashed: boolean
}

/** One run over some files: reading, judging, and the configuration that holds for each. */
export class Run {
  readonly #io: Io
  readonly #deps: Deps
  readonly #target: Partial<Target>
  readonly #configs: Configs
  #languages = languages()
  #linter: Linter
  #readsPython = false
  #crashed = false
  /** Configuration files by their whole path, as the user wrote them. */
  readonly #named = new Map<string, string>()

  constructor(io: Io, deps: Deps, { target, config }: { readonly target: Partial<Target>; readonly config?: string }) {
    this.#io = io
    this.#deps = deps
    this.#target = target
    this.#configs = new Configs(io, deps.rules, config)
    this.#linter = this.#makeLinter()
  }

  /** Whether a file may be ours, by its name. */
  takes(name: string): boolean {
    return this.#languages.some((l) => l.takes({ path: name, text: '' }))
  }

  async lintFiles({ inputs, skipped }: Inputs): Promise<Outcome> {
    const entries: FileEntry[] = []
    const unread: SkippedFile[] = [...skipped]
    const plain = withTarget(plainConfig(this.#deps.rules), this.#target)
    for (const input of inputs) {
      let bytes
      try {
        bytes = this.#io.readFile(input.absolute)
      } catch (error) {
        unread.push({ path: input.path, reason: reasonOf(error) })
        continue
      }
      const entry = await this.#guarded(input, unread, () => this.#entry(input, bytes, plain))
      if (entry) entries.push(entry)
    }
    return this.#outcome(entries, unread)
  }

  /** A file whose content somebody else has. */
  async lintText(input: Input, bytes: Uint8Array): Promise<Outcome> {
    const unread: SkippedFile[] = []
    const entry = await this.#guarded(input, unread, () => this.#entry(input, bytes, withTarget(plainConfig(this.#deps.rules), this.#target)))
    return this.#outcome(entry ? [entry] : [], unread)
  }

  /** A reader that fails over one file must not take the others with it. */
  async #guarded(input: Input, skipped: SkippedFile[], work: () => Promise<FileEntry | undefined>): Promise<FileEntry | undefined> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof UsageError) throw error
      this.#crashed = true
      this.#io.stderr(crashNote(error, this.#io.env, input.path))
      skipped.push({ path: input.path, reason: 'Weir failed over it' })
      return undefined
    }
  }

  async #entry(input: Input, bytes: Uint8Array, plain: FileConfig): Promise<FileEntry | undefined> {
    const found = this.#configs.forFile(input.absolute)
    if (input.named && isConfigName(input.absolute)) this.#readNamed(input)
    const { text, bom } = decode(bytes, input.absolute)
    const file: FileInput = { path: judgedPath(input.absolute, this.#io.cwd, found?.folder), text, bom }
    const { config, ignored } = found ? this.#configFor(found, file.path) : { config: plain, ignored: false }
    if (ignored && !input.named) return undefined
    if (!this.#readsPython && needsPython(file)) await this.#readPython()
    const report = this.#linter.lint(file, config)
    return report.dialect === null && !input.named ? undefined : { path: input.path, text, report }
  }

  #configFor({ workspace }: FoundConfig, path: string): { readonly config: FileConfig; readonly ignored: boolean } {
    const { config, ignored } = configFor(workspace, path)
    return { config: withTarget(config, this.#target), ignored }
  }

  /** A configuration file that was itself named: what is wrong in it belongs to the name that the user wrote. */
  #readNamed({ absolute, path }: Input): void {
    this.#named.set(slashed(absolute), path)
    this.#configs.read(absolute)
  }

  async #readPython(): Promise<void> {
    this.#languages = languages(await this.#deps.loadPython())
    this.#readsPython = true
    this.#linter = this.#makeLinter()
  }

  #makeLinter(): Linter {
    return new Linter({ rules: this.#deps.rules, languages: this.#languages, log: (message) => this.#io.stderr(crashNote(message, this.#io.env)) })
  }

  /** Files of configuration come first, once, where something is wrong in them; one that is named appears in its own place. */
  #outcome(entries: readonly FileEntry[], skipped: readonly SkippedFile[]): Outcome {
    const wrong = this.#configs.sources().filter((s) => s.findings.length > 0)
    const entryOf = ({ path, text, findings }: ConfigSource): FileEntry => ({
      path: this.#named.get(path) ?? shown(this.#io.cwd, path),
      text,
      report: { dialect: null, findings, secrets: [] },
    })
    const named = new Map(wrong.filter((s) => this.#named.has(s.path)).map((s) => [this.#named.get(s.path), entryOf(s)]))
    const merged = entries.map((e) => named.get(e.path) ?? e)
    const first = wrong.filter((s) => !this.#named.has(s.path)).map(entryOf)
    return { entries: [...first, ...merged], skipped, crashed: this.#crashed }
  }
}
