import { Disposable, languages, LanguageStatusSeverity, window, workspace, type LanguageStatusItem } from 'vscode'
import type { FileStatus } from '../server/status.ts'
import { LANGUAGES, SCHEMES } from './tracker.ts'

/** Beside the language in the status bar: what the file was taken for, and for which releases it is judged. */
export class StatusItem {
  readonly #told = new Map<string, FileStatus>()
  readonly #listeners: Disposable
  #item: LanguageStatusItem | undefined

  constructor() {
    this.#listeners = Disposable.from(
      window.onDidChangeActiveTextEditor(() => this.#show()),
      workspace.onDidCloseTextDocument(({ uri }) => this.#told.delete(uri.toString())),
    )
  }

  told(status: FileStatus): void {
    this.#told.set(status.uri, status)
    this.#show()
  }

  #show(): void {
    const uri = window.activeTextEditor?.document.uri.toString()
    const status = uri === undefined ? undefined : this.#told.get(uri)
    if (!status || (status.dialect === undefined && status.because === undefined)) {
      this.#item?.dispose()
      this.#item = undefined
      return
    }
    const item = (this.#item ??= makeItem())
    const releases = releasesOf(status)
    const because = status.because === undefined ? [] : [status.because]
    item.text = status.dialect ?? 'not judged'
    // One line beside the command: why it was taken for that is left out where releases are to be shown.
    item.detail = (releases.length > 0 ? releases : because).join(' · ')
    item.accessibilityInformation = { label: `Weir: ${item.text}. ${[...releases, ...because].join(' · ')}` }
  }

  dispose(): void {
    this.#listeners.dispose()
    this.#item?.dispose()
  }
}

function makeItem(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem(
    'weir.status',
    SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
  )
  item.name = 'Weir'
  item.severity = LanguageStatusSeverity.Information
  item.command = { title: 'Output', command: 'weir.showOutput' }
  return item
}

/** `Kafka client 3.9`, `Spark 3.5 (weir.yaml)`: the origin once where all have the same. */
function releasesOf({ targets }: FileStatus): string[] {
  const told = targets.map(({ product, version, from, assumed }) => ({ release: `${product} ${version}`, origin: assumed ? 'assumed' : from }))
  const isSame = told.every(({ origin }) => origin === told[0]?.origin)
  return told.map(({ release, origin }, i) => (isSame && i < told.length - 1 ? release : `${release} (${origin})`))
}
