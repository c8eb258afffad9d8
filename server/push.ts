import type { OpenFile } from './documents.ts'
import { describe } from './log.ts'
import { diagnosticsOf } from './requests/diagnostics.ts'
import type { Session } from './session.ts'

/** How long after the last change diagnostics are sent: keys that come in a burst are judged once. Judging a change takes a tenth of it, so longer would only be felt. */
const QUIET_MS = 50

/** Sends diagnostics to clients that do not ask for them. */
export class Pusher {
  readonly #session: Session
  readonly #waiting = new Map<string, NodeJS.Timeout>()

  constructor(session: Session) {
    this.#session = session
  }

  soon(file: OpenFile): void {
    this.#drop(file.document.uri)
    this.#waiting.set(
      file.document.uri,
      setTimeout(() => this.now(file), QUIET_MS),
    )
  }

  now(file: OpenFile): void {
    this.#drop(file.document.uri)
    this.#send(file).catch((error: unknown) => this.#session.connection.console.error(describe('Diagnostics', error)))
  }

  closed(uri: string): void {
    this.#drop(uri)
    void this.#session.connection.sendDiagnostics({ uri, diagnostics: [] })
  }

  async #send(file: OpenFile): Promise<void> {
    const judged = await this.#session.judge(file)
    const { uri, version } = judged
    if (this.#session.documents.get(uri) !== file || file.document.version !== version) return
    await this.#session.connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(this.#session, judged) })
  }

  #drop(uri: string): void {
    clearTimeout(this.#waiting.get(uri))
    this.#waiting.delete(uri)
  }
}
