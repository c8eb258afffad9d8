import { CancellationError, Uri, window, type CancellationToken, type ExtensionContext, type LogOutputChannel, type TextDocument } from 'vscode'
import { DidOpenTextDocumentNotification, ExecuteCommandRequest, LanguageClient, TransportKind, vsdiag, type Middleware } from 'vscode-languageclient/node'
import type { InitializationOptions } from '../server/client.ts'
import type { FileStatus } from '../server/status.ts'
import { LANGUAGES, SCHEMES, type Tracker } from './tracker.ts'

/** While somebody types, the old squiggles stay: diagnostics are asked for when the keys have been still that long. */
const QUIET_MS = 150

const initializationOptions: InitializationOptions = { opensPages: true, status: true }

/** The language server: started with the first file that is ours, told of such files only. */
export class Server {
  readonly #client: LanguageClient
  readonly #tracker: Tracker
  readonly #output: LogOutputChannel
  /** When a document was last changed. */
  readonly #changed = new Map<string, number>()
  /** What the server was told to be open. */
  readonly #sent = new Set<string>()
  #started: Promise<void> | undefined

  constructor(context: ExtensionContext, output: LogOutputChannel, tracker: Tracker, told: (status: FileStatus) => void) {
    this.#tracker = tracker
    this.#output = output
    const module = context.asAbsolutePath('dist/server.cjs')
    const run = { module, transport: TransportKind.ipc }
    this.#client = new LanguageClient(
      'weir',
      'Weir',
      { run, debug: run },
      {
        documentSelector: SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
        initializationOptions,
        outputChannel: output,
        // What the server sends unasked (problems of a weir.yaml that is not open); the other collection is named by the server.
        diagnosticCollectionName: 'weir.yaml',
        diagnosticPullOptions: { onChange: true, onSave: true },
        markdown: { isTrusted: { enabledCommands: ['weir.openScenario', 'weir.openRule', 'weir.showEffective'] } },
        middleware: this.#middleware(),
      },
    )
    this.#client.onNotification('weir/status', told)
  }

  /** Starts the server if need be, and hands it a document that has become one of ours. */
  async open(document: TextDocument): Promise<void> {
    await this.start()
    if (document.isClosed || this.#sent.has(document.uri.toString()) || !this.#client.isRunning()) return
    await this.#client.getFeature(DidOpenTextDocumentNotification.method).getProvider(document)?.send(document)
  }

  /** What will hold for all that the document configures, as text; nothing for one that configures nothing of ours. */
  async effective(document: TextDocument): Promise<string | undefined> {
    await this.open(document)
    const answer: unknown = await this.#client.sendRequest(ExecuteCommandRequest.type, {
      command: 'weir.effective',
      arguments: [this.#client.code2ProtocolConverter.asUri(document.uri)],
    })
    return typeof answer === 'string' ? answer : undefined
  }

  /** It hears of all open documents that are ours as soon as it runs. */
  start(): Promise<void> {
    return (this.#started ??= this.#client.start().catch((error: unknown) => {
      this.#started = undefined
      this.#output.error(`The language server did not start: ${String(error)}`)
      void window.showErrorMessage('Weir: the language server did not start. “Weir: Show Output” says why.')
    }))
  }

  async restart(): Promise<void> {
    if (this.#started) await this.#client.restart()
    else await this.start()
  }

  async stop(): Promise<void> {
    if (this.#client.needsStop()) await this.#client.stop()
  }

  /** Keeps from the server what is none of ours, and from the person what is half typed. */
  #middleware(): Middleware {
    const ifOurs = <R>(document: TextDocument, then: () => R, otherwise: R): R => (this.#tracker.has(document) ? then() : otherwise)
    return {
      didOpen: (document, next) => {
        if (!this.#tracker.consider(document)) return Promise.resolve()
        this.#sent.add(document.uri.toString())
        return next(document)
      },
      didChange: (event, next) => {
        this.#changed.set(event.document.uri.toString(), Date.now())
        return ifOurs(event.document, () => next(event), Promise.resolve())
      },
      didSave: (document, next) => ifOurs(document, () => next(document), Promise.resolve()),
      didClose: (document, next) => {
        this.#changed.delete(document.uri.toString())
        this.#sent.delete(document.uri.toString())
        return next(document)
      },
      workspace: { didChangeConfiguration: (sections, next) => next(sections).catch((error: unknown) => this.#unlessLeaving(error)) },
      provideHover: (document, position, token, next) => ifOurs(document, () => next(document, position, token), undefined),
      provideCodeActions: (document, range, context, token, next) => ifOurs(document, () => next(document, range, context, token), undefined),
      provideDiagnostics: async (document, previous, token, next) => {
        const uri = document instanceof Uri ? document : document.uri
        if (!this.#tracker.has({ uri })) return { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] }
        await this.#stillness(uri.toString(), token)
        return next(document, previous, token)
      },
    }
  }

  /** Between stop and start of a restart nobody is there to be told; the new server asks for its settings itself. */
  #unlessLeaving(error: unknown): void {
    if (this.#client.isRunning()) throw error
  }

  async #stillness(key: string, token: CancellationToken): Promise<void> {
    const since = Date.now() - (this.#changed.get(key) ?? 0)
    if (since >= QUIET_MS) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, QUIET_MS - since)
      token.onCancellationRequested(() => {
        clearTimeout(timer)
        resolve()
      })
    })
    if (token.isCancellationRequested) throw new CancellationError()
  }
}
