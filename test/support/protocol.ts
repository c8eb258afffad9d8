import { PassThrough } from 'node:stream'
import { createConnection, ProposedFeatures } from 'vscode-languageserver'
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type FileChangeType,
  type Hover,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Rule } from '../../core/engine/define-rule.ts'
import type { PythonReader } from '../../core/readers/python.ts'
import type { Host } from '../../server/host.ts'
import { startServer } from '../../server/start-server.ts'
import { testRules } from './test-rules.ts'

/** What an editor such as VS Code can do. */
export const ABLE: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, dataSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: {
      dataSupport: true,
      disabledSupport: true,
      isPreferredSupport: true,
      resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source.fixAll'] } },
    },
  },
  window: { showDocument: { support: true } },
}

/** One that is sent its diagnostics and understands little else. */
export const PLAIN: ClientCapabilities = {
  textDocument: { publishDiagnostics: {}, hover: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } },
}

export interface TalkOptions {
  readonly capabilities?: ClientCapabilities
  readonly rules?: readonly Rule[]
  /** Files on the disk, by address. */
  readonly files?: Readonly<Record<string, string>>
  readonly folders?: readonly string[]
  readonly settings?: unknown
  readonly initializationOptions?: unknown
  readonly python?: () => Promise<PythonReader>
  readonly bom?: boolean
}

/** A conversation between a client and the server over real messages, in one process. */
export class Talk {
  readonly client: ProtocolConnection
  readonly files: Map<string, string>
  readonly logged: string[] = []
  readonly statuses: unknown[] = []
  readonly exits: number[] = []
  readonly unhandled: string[] = []
  readonly published: PublishDiagnosticsParams[] = []
  readonly opened: string[] = []
  readonly registered: string[] = []
  settings: unknown
  result!: InitializeResult
  readonly #texts = new Map<string, TextDocument>()
  readonly #waiting: { readonly what: string; readonly when: () => boolean; readonly go: () => void }[] = []
  refreshes = 0

  private constructor({ rules = testRules, files = {}, settings, python, bom = false }: TalkOptions) {
    const toServer = new PassThrough()
    const toClient = new PassThrough()
    this.files = new Map(Object.entries(files))
    this.settings = settings
    const host: Host = {
      readFile: (uri) => Promise.resolve(this.files.get(uri)),
      hasByteOrderMark: () => Promise.resolve(bom),
      loadPython: python ?? (() => Promise.reject(new Error('no Python in this test'))),
      docs: 'file:///opt/weir/docs',
    }
    const watchDog = {
      shutdownReceived: false,
      initialize: () => undefined,
      exit: (code: number) => {
        this.exits.push(code)
        this.#wake()
      },
    }
    const server = createConnection(
      (logger) => {
        const protocol = createProtocolConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient), logger)
        protocol.onUnhandledNotification((m) => this.unhandled.push(`server: ${m.method}`))
        return protocol
      },
      watchDog,
      ProposedFeatures.all,
    )
    startServer(server, host, { rules })
    this.client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
    this.#listen()
  }

  static async start(options: TalkOptions = {}): Promise<Talk> {
    const talk = new Talk(options)
    const folders = options.folders ?? ['file:///srv/app']
    talk.result = await talk.client.sendRequest('initialize', {
      processId: null,
      rootUri: folders[0] ?? null,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri.slice(uri.lastIndexOf('/') + 1) })),
      capabilities: options.capabilities ?? ABLE,
      initializationOptions: options.initializationOptions,
    })
    await talk.client.sendNotification('initialized', {})
    return talk
  }

  #listen(): void {
    const { client } = this
    client.onUnhandledNotification((m) => this.unhandled.push(`client: ${m.method}`))
    client.onNotification('window/logMessage', ({ message }: { message: string }) => void this.logged.push(message))
    client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => void this.#note(() => this.published.push(params)))
    client.onNotification('weir/status', (status: unknown) => void this.#note(() => this.statuses.push(status)))
    client.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => this.settings ?? null))
    client.onRequest(
      'client/registerCapability',
      ({ registrations }: { registrations: readonly { method: string }[] }) => void this.#note(() => this.registered.push(...registrations.map((r) => r.method))),
    )
    client.onRequest('workspace/diagnostic/refresh', () => void this.#note(() => this.refreshes++))
    client.onRequest('window/showDocument', ({ uri }: { uri: string }) => (this.opened.push(uri), { success: true }))
    client.listen()
  }

  #note(what: () => unknown): null {
    what()
    this.#wake()
    return null
  }

  #wake(): void {
    for (const waiter of [...this.#waiting]) {
      if (!waiter.when()) continue
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
      waiter.go()
    }
  }

  /** Until a message has come that makes it true; the test's own time limit ends the wait. */
  until(what: string, when: () => boolean): Promise<void> {
    return when() ? Promise.resolve() : new Promise((go) => this.#waiting.push({ what, when, go }))
  }

  /* ── what an editor does ── */

  async open(uri: string, languageId: string, text: string): Promise<void> {
    this.#texts.set(uri, TextDocument.create(uri, languageId, 1, text))
    await this.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } })
  }

  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const document = this.document(uri)
    TextDocument.update(document, contentChanges, document.version + 1)
    await this.client.sendNotification('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges })
  }

  async save(uri: string): Promise<void> {
    this.files.set(uri, this.text(uri))
    await this.client.sendNotification('textDocument/didSave', { textDocument: { uri } })
  }

  async close(uri: string): Promise<void> {
    this.#texts.delete(uri)
    await this.client.sendNotification('textDocument/didClose', { textDocument: { uri } })
  }

  async onDisk(uri: string, type: FileChangeType, text?: string): Promise<void> {
    if (text === undefined) this.files.delete(uri)
    else this.files.set(uri, text)
    await this.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] })
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.client.sendRequest('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) })
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri)
    return report.kind === 'full' ? report.items : []
  }

  /** Rules with the text that is underlined. */
  async found(uri: string): Promise<string[]> {
    return (await this.diagnostics(uri)).map((d) => `${String(d.code)} «${this.document(uri).getText(d.range)}»`)
  }

  hover(uri: string, at: string | Position): Promise<Hover | null> {
    return this.client.sendRequest('textDocument/hover', { textDocument: { uri }, position: typeof at === 'string' ? this.place(uri, at) : at })
  }

  async hoverText(uri: string, at: string | Position): Promise<string> {
    const hover = await this.hover(uri, at)
    return hover && typeof hover.contents === 'object' && 'value' in hover.contents ? hover.contents.value : ''
  }

  /** What holds for the keys of an open file, as text. */
  effective(...argument: readonly unknown[]): Promise<string | null> {
    return this.client.sendRequest('workspace/executeCommand', { command: 'weir.effective', arguments: argument })
  }

  async actions(uri: string, range: Range | string, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    const at = typeof range === 'string' ? { start: this.place(uri, range), end: this.place(uri, range) } : range
    return (await this.client.sendRequest<CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri }, range: at, context: { diagnostics: [], ...context } })) ?? []
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.client.sendRequest('codeAction/resolve', action)
  }

  /** Applies an edit as an editor would, all of it at once, and tells the server. */
  async apply(edit: WorkspaceEdit | undefined): Promise<void> {
    const byUri = new Map(Object.entries(edit?.changes ?? {}))
    for (const change of edit?.documentChanges ?? []) {
      if (!('textDocument' in change)) throw new Error('only texts are changed')
      if (change.textDocument.version !== this.document(change.textDocument.uri).version) throw new Error('the edit is for another version')
      byUri.set(
        change.textDocument.uri,
        change.edits.filter((e) => 'newText' in e),
      )
    }
    for (const [uri, edits] of byUri) await this.change(uri, { text: TextDocument.applyEdits(this.document(uri), edits) })
  }

  document(uri: string): TextDocument {
    const document = this.#texts.get(uri)
    if (!document) throw new Error(`${uri} is not open in this test`)
    return document
  }

  text(uri: string): string {
    return this.document(uri).getText()
  }

  /** Where a stretch of the text begins. */
  place(uri: string, part: string): Position {
    const at = this.text(uri).indexOf(part)
    if (at < 0) throw new Error(`${part} does not stand in ${uri}`)
    return this.document(uri).positionAt(at)
  }

  /** Ends as the protocol says, and holds the server to it: no message was left without somebody who takes it. */
  async end(): Promise<void> {
    await this.client.sendRequest('shutdown')
    await this.client.sendNotification('exit')
    await this.until('the exit', () => this.exits.length > 0)
    this.client.dispose()
    if (this.unhandled.length > 0) throw new Error(`nobody took ${this.unhandled.join(', ')}`)
    if (this.exits[0] !== 0) throw new Error(`the server left with ${this.exits.join(', ')}`)
  }
}
