import { commands, Disposable, window, workspace } from 'vscode'
import type { Tracker } from './tracker.ts'

/** True while the active editor shows a file of ours; the palette has commands that need one. */
const KEY = 'weir.activeIsOurs'

/** Tells VS Code whether the editor in front is one of ours. */
export class ActiveContext {
  readonly #tracker: Tracker
  readonly #listeners: Disposable
  #said: boolean | undefined

  constructor(tracker: Tracker) {
    this.#tracker = tracker
    this.#listeners = Disposable.from(
      window.onDidChangeActiveTextEditor(() => this.update()),
      workspace.onDidCloseTextDocument(() => this.update()),
    )
  }

  update(): void {
    const document = window.activeTextEditor?.document
    const isOurs = document !== undefined && this.#tracker.has(document) && !document.uri.path.endsWith('/weir.yaml')
    if (isOurs === this.#said) return
    this.#said = isOurs
    void commands.executeCommand('setContext', KEY, isOurs)
  }

  dispose(): void {
    this.#listeners.dispose()
  }
}
