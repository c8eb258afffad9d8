import { TextDocuments, type Connection } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { URI } from 'vscode-uri'
import { Store, type FileReport } from '../core/engine/lint.ts'
import type { Sheet } from './convert.ts'
import type { Host } from './host.ts'

/** What was last made of an open file, and of what: the same version under the same conditions is not judged again. */
export interface Judged extends Sheet {
  readonly text: string
  readonly report: FileReport
  readonly conditions: string
  /** Names this verdict towards the client. */
  readonly resultId: string
  /** What would be said of another text under the same conditions. */
  again(text: string): FileReport
}

/** An open file with all that is kept for it; it goes as a whole when the file is closed. */
export class OpenFile {
  readonly document: TextDocument
  readonly store = new Store()
  judged: Judged | undefined
  /** The library tells an opening as a change too. */
  isNew = true
  #bom: Promise<boolean> | undefined

  constructor(document: TextDocument) {
    this.document = document
  }

  /** Looked up once, and again when the file was saved. */
  hasByteOrderMark(host: Host): Promise<boolean> {
    return (this.#bom ??= this.document.uri.startsWith('file:') ? host.hasByteOrderMark(this.document.uri) : Promise.resolve(false))
  }

  saved(): void {
    this.#bom = undefined
  }
}

export interface DocumentEvents {
  opened(file: OpenFile): void
  changed(file: OpenFile): void
  saved(file: OpenFile): void
  closed(uri: string): void
}

/** Editors and libraries escape addresses differently. */
const keyOf = (uri: string): string => URI.parse(uri).toString()

/** The texts that the editor has open, kept in step by the changes that it tells. */
export class Documents {
  readonly #files = new Map<string, OpenFile>()

  /** Takes the events of the connection; each one is told on when the text is already the new one. */
  listen(connection: Connection, events: DocumentEvents): void {
    const documents = new TextDocuments(TextDocument)
    documents.onDidOpen(({ document }) => {
      this.#files.set(keyOf(document.uri), new OpenFile(document))
    })
    documents.onDidChangeContent(({ document }) => {
      const file = this.#files.get(keyOf(document.uri))
      if (!file) return
      const isNew = file.isNew
      file.isNew = false
      if (isNew) events.opened(file)
      else events.changed(file)
    })
    documents.onDidSave(({ document }) => {
      const file = this.#files.get(keyOf(document.uri))
      file?.saved()
      if (file) events.saved(file)
    })
    documents.onDidClose(({ document }) => {
      this.#files.delete(keyOf(document.uri))
      events.closed(document.uri)
    })
    documents.listen(connection)
  }

  get(uri: string): OpenFile | undefined {
    return this.#files.get(keyOf(uri))
  }

  all(): OpenFile[] {
    return [...this.#files.values()]
  }
}
