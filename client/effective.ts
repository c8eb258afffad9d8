import type { Disposable } from 'vscode'
import { EventEmitter, languages, Uri, ViewColumn, window, workspace, type TextDocument, type TextDocumentContentProvider } from 'vscode'
import type { Server } from './server.ts'
import type { Tracker } from './tracker.ts'

const SCHEME = 'weir-effective'
/** Comments and `key = value`, in the colours of such files. */
const LANGUAGE = 'properties'
const NOTHING = 'no configuration of Kafka or Spark that Weir reads'

/** Read-only documents with what will hold for a file: as many as are asked for, each renewed when the verdict about its file is. */
export class EffectiveView implements TextDocumentContentProvider {
  readonly #tracker: Tracker
  readonly #server: () => Promise<Server>
  readonly #changes = new EventEmitter<Uri>()
  readonly #registration: Disposable
  readonly onDidChange = this.#changes.event

  constructor(tracker: Tracker, server: () => Promise<Server>) {
    this.#tracker = tracker
    this.#server = server
    this.#registration = workspace.registerTextDocumentContentProvider(SCHEME, this)
  }

  /** Of the file with that address, else of the one in front. */
  async show(address: unknown): Promise<void> {
    const source = typeof address === 'string' ? Uri.parse(address) : window.activeTextEditor?.document.uri
    const document = source && (await opened(source))
    if (!document || (await this.#textOf(document)) === undefined) {
      void window.showInformationMessage(document ? `Weir: ${nameOf(document.uri)} is ${NOTHING}.` : 'Weir: open a file that configures Kafka or Spark first.')
      return
    }
    const uri = viewOf(document.uri)
    const view = await workspace.openTextDocument(uri)
    await window.showTextDocument(await coloured(view), { viewColumn: columnOf(uri) ?? ViewColumn.Beside, preview: true })
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const source = sourceOf(uri)
    const document = await opened(source)
    return (document && (await this.#textOf(document))) ?? `# ${nameOf(source)}: ${document ? NOTHING : 'cannot be opened'}\n`
  }

  /** There is a new verdict about the file with that address. */
  refresh(address: string): void {
    const source = Uri.parse(address).toString()
    for (const { uri } of workspace.textDocuments) if (uri.scheme === SCHEME && sourceOf(uri).toString() === source) this.#changes.fire(uri)
  }

  async #textOf(document: TextDocument): Promise<string | undefined> {
    if (!this.#tracker.consider(document)) return undefined
    return (await this.#server()).effective(document)
  }

  dispose(): void {
    this.#registration.dispose()
    this.#changes.dispose()
  }
}

const nameOf = ({ path }: Uri): string => path.slice(path.lastIndexOf('/') + 1)

/** The tab is called by the path; the file itself is named behind it, whatever scheme it has. */
const viewOf = (source: Uri): Uri => Uri.from({ scheme: SCHEME, path: `${source.path} (effective)`, query: source.toString() })
const sourceOf = (view: Uri): Uri => Uri.parse(view.query)

const opened = (uri: Uri): Thenable<TextDocument | undefined> =>
  workspace.openTextDocument(uri).then(
    (document) => document,
    () => undefined,
  )

/** Where it is shown already. */
const columnOf = (uri: Uri): ViewColumn | undefined => window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString())?.viewColumn

/** An editor without that language shows it as it is. */
const coloured = (document: TextDocument): Thenable<TextDocument> =>
  document.languageId === LANGUAGE
    ? Promise.resolve(document)
    : languages.setTextDocumentLanguage(document, LANGUAGE).then(
        (changed) => changed,
        () => document,
      )
