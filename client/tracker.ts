import { Disposable, workspace, type TextDocument } from 'vscode'
import { recognise } from '../core/dialects/recognise.ts'

/** Languages of editors whose files may be ours; by name alone nobody can tell. */
export const LANGUAGES: readonly string[] = ['properties', 'java-properties', 'spark-properties', 'spring-boot-properties', 'quarkus-properties', 'ini', 'yaml', 'helm', 'python']

/** Texts that a person edits; not the left side of a comparison, not the output of a tool. */
export const SCHEMES: readonly string[] = ['file', 'untitled', 'vscode-vfs']

/** How long after the last change a text that was none of ours is looked at again. */
const QUIET_MS = 300

/** Tells our files from all others, with the question that the server asks too, so that the server hears of ours only. */
export class Tracker {
  readonly #found: (document: TextDocument) => void
  readonly #taken = new Set<string>()
  readonly #waiting = new Map<string, NodeJS.Timeout>()
  readonly #listeners: Disposable

  /** `found` is called once for a document, when it is or becomes one of ours. */
  constructor(found: (document: TextDocument) => void) {
    this.#found = found
    this.#listeners = Disposable.from(
      workspace.onDidOpenTextDocument((document) => this.consider(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#considerSoon(document)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
    )
  }

  has({ uri }: TextDocument | { readonly uri: TextDocument['uri'] }): boolean {
    return this.#taken.has(uri.toString())
  }

  /** Whether the document is ours, now or since it was opened. */
  consider(document: TextDocument): boolean {
    if (this.has(document)) return true
    if (!isOurs(document)) return false
    this.#taken.add(document.uri.toString())
    this.#found(document)
    return true
  }

  #considerSoon(document: TextDocument): void {
    if (this.has(document) || !mayBeOurs(document)) return
    const key = document.uri.toString()
    clearTimeout(this.#waiting.get(key))
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key)
        if (!document.isClosed) this.consider(document)
      }, QUIET_MS),
    )
  }

  #forget({ uri }: TextDocument): void {
    const key = uri.toString()
    clearTimeout(this.#waiting.get(key))
    this.#waiting.delete(key)
    this.#taken.delete(key)
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer)
    this.#listeners.dispose()
  }
}

const mayBeOurs = ({ uri, languageId }: TextDocument): boolean => SCHEMES.includes(uri.scheme) && LANGUAGES.includes(languageId)

function isOurs(document: TextDocument): boolean {
  if (!mayBeOurs(document)) return false
  const { path } = document.uri
  return path.endsWith('/weir.yaml') || Boolean(recognise({ path, text: document.getText(), languageId: document.languageId })?.dialect)
}
