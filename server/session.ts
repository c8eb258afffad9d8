import { ConfigurationRequest, type CancellationToken, type Connection } from 'vscode-languageserver'
import { URI } from 'vscode-uri'
import { languages, needsPython } from '../core/dialects/index.ts'
import type { FileInput } from '../core/dialects/dialect.ts'
import type { Rule } from '../core/engine/define-rule.ts'
import type { Finding } from '../core/engine/finding.ts'
import { emptyConfig } from '../core/engine/file-config.ts'
import { Linter, type FileReport, type Store } from '../core/engine/lint.ts'
import type { RuleIndex } from '../core/engine/rule-index.ts'
import type { Client } from './client.ts'
import { Places } from './convert.ts'
import type { Documents, Judged, OpenFile } from './documents.ts'
import type { Host } from './host.ts'
import { describe, withoutQuotes } from './log.ts'
import { filePages, type Pages } from './pages.ts'
import { readSettings, SECTION, withSettings, type Settings } from './settings.ts'
import { isConfigFile, WorkspaceConfigs } from './workspace-config.ts'

/** The client went back on its request. */
export class Cancelled extends Error {}

/** All that the requests share: texts, settings, configuration, the linter. One for a connection. */
export class Session {
  readonly connection: Connection
  readonly host: Host
  readonly rules: readonly Rule[]
  readonly client: Client
  readonly documents: Documents
  readonly configs: WorkspaceConfigs
  readonly pages: Pages
  #linter: Linter
  #python: Promise<void> | undefined
  readonly #settings = new Map<string, Promise<Settings>>()
  /** What the client told by itself, where it cannot be asked. */
  #told: unknown
  #verdicts = 0
  /** Called with each new verdict. */
  onJudged: (judged: Judged, configUri: string | undefined) => void = () => undefined

  constructor(connection: Connection, host: Host, rules: readonly Rule[], client: Client, documents: Documents) {
    this.connection = connection
    this.host = host
    this.rules = rules
    this.client = client
    this.documents = documents
    this.configs = new WorkspaceConfigs(host, rules)
    this.configs.setFolders(client.folders)
    this.pages = filePages(host.docs)
    this.#linter = new Linter({ rules, languages: languages(), log: this.#log })
  }

  /** The rules by their names and by what they touch. */
  get index(): RuleIndex {
    return this.#linter.index
  }

  /** A rule's own words about its failure may quote a user's text. */
  #log = (message: string): void => this.connection.console.error(withoutQuotes(message))

  /** The verdict about an open file as it stands now; the last one again where nothing has changed. */
  async judge(file: OpenFile, token?: CancellationToken): Promise<Judged> {
    return isConfigFile(file.document.uri) ? this.#judgeConfig(file) : this.#judgeFile(file, token)
  }

  async #judgeFile(file: OpenFile, token?: CancellationToken): Promise<Judged> {
    const { document } = file
    if (!this.recognise(file)) return this.#settle(file, 'not ours', () => unjudged())
    const [governed, settings, bom] = await Promise.all([this.configs.governing(document.uri), this.settingsFor(document.uri), file.hasByteOrderMark(this.host)])
    stopIf(token)
    if (needsPython(inputOf(file))) await (this.#python ??= this.#loadPython())
    stopIf(token)
    const config = withSettings(governed.config, settings)
    const conditions = JSON.stringify([governed.path, governed.ignored, bom, config.key])
    const linter = this.#linter
    return this.#settle(
      file,
      conditions,
      (text, store) =>
        governed.ignored ? unjudged({ because: 'weir.yaml leaves it out' }) : linter.lint({ path: governed.path, text, languageId: document.languageId, bom }, config, store),
      governed.by,
    )
  }

  async #judgeConfig(file: OpenFile): Promise<Judged> {
    const findings = await this.configs.check(file.document.uri, file.document.getText())
    return this.#settle(file, 'weir.yaml', () => unjudged({ findings }))
  }

  /** Judges the text of this moment, not of the moment before anybody was waited for. */
  #settle(file: OpenFile, conditions: string, lint: (text: string, store?: Store) => FileReport, configUri?: string): Judged {
    const { uri, version } = file.document
    const held = file.judged
    if (held?.version === version && held.conditions === conditions) return held
    const text = file.document.getText()
    const judged: Judged = {
      uri,
      version,
      text,
      conditions,
      report: lint(text, file.store),
      places: new Places(text),
      resultId: String(++this.#verdicts),
      again: (other) => lint(other),
    }
    file.judged = judged
    this.onJudged(judged, configUri)
    return judged
  }

  async #loadPython(): Promise<void> {
    try {
      const python = await this.host.loadPython()
      this.#linter = new Linter({ rules: this.rules, languages: languages(python), log: this.#log })
    } catch (error) {
      this.connection.console.error(describe('The grammar of Python cannot be loaded, so Python files are not judged', error))
    }
  }

  /** What a file is taken for, without judging it. */
  recognise(file: OpenFile): ReturnType<Linter['recognise']> {
    return this.#linter.recognise(inputOf(file))
  }

  /* ── settings ── */

  settingsFor(uri: string): Promise<Settings> {
    const held = this.#settings.get(uri)
    if (held) return held
    const asked = this.#ask(uri)
    this.#settings.set(uri, asked)
    return asked
  }

  async #ask(scopeUri: string): Promise<Settings> {
    const raw = this.client.configuration ? await this.#pullSettings(scopeUri) : this.#told
    const { settings, problems } = readSettings(raw)
    for (const problem of problems) this.connection.console.warn(`A setting is left out: ${problem}.`)
    return settings
  }

  async #pullSettings(scopeUri: string): Promise<unknown> {
    try {
      const answers: readonly unknown[] = await this.connection.sendRequest(ConfigurationRequest.type, { items: [{ scopeUri, section: SECTION }] })
      return answers[0]
    } catch (error) {
      this.connection.console.error(describe('The settings cannot be asked for', error))
      return undefined
    }
  }

  /** `told` is what a client says that cannot be asked: all sections of its settings. */
  forgetSettings(told: unknown): void {
    this.#settings.clear()
    if (typeof told === 'object' && told !== null && SECTION in told) this.#told = told[SECTION]
  }

  forgetFile(uri: string): void {
    this.#settings.delete(uri)
  }
}

/** Recognition looks at the name only, so the address will do before anybody knows which folder the path counts from. */
const inputOf = ({ document }: OpenFile): FileInput => ({ path: URI.parse(document.uri).path, text: document.getText(), languageId: document.languageId })

/** The report about a file that is not judged: none of ours, left out, or a configuration file of our own. */
function unjudged({ findings = [], because }: { readonly findings?: readonly Finding[]; readonly because?: string } = {}): FileReport {
  const { target, environment } = new Linter({ rules: [], languages: [] }).lint({ path: '', text: '' }, emptyConfig)
  return { dialect: null, target, environment, findings, components: [], secrets: [], unitAt: () => undefined, ...(because === undefined ? {} : { because }) }
}

function stopIf(token: CancellationToken | undefined): void {
  if (token?.isCancellationRequested) throw new Cancelled('the client asks for it no longer')
}
