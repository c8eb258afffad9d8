import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node'
import { ABLE } from '../test/support/protocol.ts'

/** A language server as an editor starts it. */
export interface Server {
  readonly name: string
  readonly script: string
  /** What the editor answers when it is asked for a section of its settings. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** An editor that asks for diagnostics, where the server lets it; and one that waits until they are sent. */
export type Manner = 'pull' | 'push'
const { diagnostic: _, ...rest } = ABLE.textDocument ?? {}
const MANNERS: Readonly<Record<Manner, ClientCapabilities>> = { pull: ABLE, push: { ...ABLE, textDocument: rest } }

const GIVEN_UP_MS = 60_000

/** One editor with one server, over the standard streams of a process of its own. */
export class Editor {
  readonly #process: ChildProcess
  readonly #connection: ProtocolConnection
  readonly #uri: string
  #version = 1
  #pulls = false
  #waiting: ((sent: PublishDiagnosticsParams) => void) | undefined

  private constructor({ script, settings }: Server, uri: string) {
    this.#uri = uri
    this.#process = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] })
    const { stdin, stdout } = this.#process
    if (!stdin || !stdout) throw new Error('the process has no streams')
    this.#connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin))
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) => items.map(({ section = '' }) => settings[section] ?? null))
    this.#connection.onRequest('client/registerCapability', () => null)
    this.#connection.onRequest('workspace/diagnostic/refresh', () => null)
    this.#connection.onUnhandledNotification(() => undefined)
    this.#connection.onNotification('textDocument/publishDiagnostics', (sent: PublishDiagnosticsParams) => {
      if (sent.uri === this.#uri) this.#waiting?.(sent)
    })
    this.#connection.listen()
  }

  /** From before the process until it is ready for a file. */
  static async start(server: Server, manner: Manner, uri: string): Promise<Editor> {
    const editor = new Editor(server, uri)
    const { capabilities } = await editor.#connection.sendRequest<InitializeResult>('initialize', { processId: process.pid, rootUri: null, capabilities: MANNERS[manner] })
    editor.#pulls = manner === 'pull' && capabilities.diagnosticProvider !== undefined
    await editor.#connection.sendNotification('initialized', {})
    return editor
  }

  async open(languageId: string, text: string): Promise<readonly Diagnostic[]> {
    return this.#after(() => this.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri: this.#uri, languageId, version: 1, text } }))
  }

  async change(...contentChanges: TextDocumentContentChangeEvent[]): Promise<readonly Diagnostic[]> {
    const version = ++this.#version
    return this.#after(() => this.#connection.sendNotification('textDocument/didChange', { textDocument: { uri: this.#uri, version }, contentChanges }))
  }

  /** What the server says of the text once it was told something. */
  async #after(tell: () => Promise<void>): Promise<readonly Diagnostic[]> {
    const sent = this.#pulls ? undefined : this.#sent(this.#version)
    await tell()
    if (sent) return sent
    const report = await this.#connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: this.#uri } })
    return report.kind === 'full' ? report.items : []
  }

  /** Servers that name no version send nothing while they are waited for but what was asked. */
  #sent(version: number): Promise<readonly Diagnostic[]> {
    return new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error(`no diagnostics within ${GIVEN_UP_MS} ms`)), GIVEN_UP_MS)
      this.#waiting = (sent) => {
        if (sent.version !== undefined && sent.version !== version) return
        clearTimeout(late)
        this.#waiting = undefined
        done(sent.diagnostics)
      }
    })
  }

  /** The most memory that the process ever held, in MB; Linux alone tells. */
  peakMemory(): number {
    const status = readFileSync(`/proc/${String(this.#process.pid)}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? NaN) / 1024
  }

  async end(): Promise<void> {
    const ended = new Promise((done) => this.#process.once('exit', done))
    await this.#connection.sendRequest('shutdown')
    await this.#connection.sendNotification('exit')
    await ended
    this.#connection.dispose()
  }
}
