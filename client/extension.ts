import { window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode'
import { ActiveContext } from './active.ts'
import { registerCommands } from './commands.ts'
import { EffectiveView } from './effective.ts'
import { PageEditor } from './page-editor.ts'
import { Pages } from './pages.ts'
import type { Server } from './server.ts'
import type { FileStatus } from '../server/status.ts'
import { StatusItem } from './status.ts'
import { Tracker } from './tracker.ts'

/** What runs in VS Code: very little until a file is opened that is really ours. Not even the client's code is loaded before. */
export class Extension {
  readonly #context: ExtensionContext
  readonly #output: LogOutputChannel
  readonly #tracker: Tracker
  readonly #status = new StatusItem()
  readonly #effective: EffectiveView
  #server: Promise<Server> | undefined

  constructor(context: ExtensionContext) {
    this.#context = context
    this.#output = window.createOutputChannel('Weir', { log: true })
    this.#tracker = new Tracker((document) => {
      active.update()
      this.#start()
        .then((server) => server.open(document))
        .catch((error: unknown) => this.#output.error(`A document could not be handed to the server: ${String(error)}`))
    })
    const active = new ActiveContext(this.#tracker)
    this.#effective = new EffectiveView(this.#tracker, () => this.#start())
    const pages = new Pages(context.extensionUri)
    const commands = registerCommands({ pages, effective: this.#effective, output: this.#output, restart: () => this.#restart() })
    context.subscriptions.push(this.#output, this.#tracker, this.#status, this.#effective, active, PageEditor.register(context, pages), ...commands)
    for (const document of workspace.textDocuments) this.#tracker.consider(document)
  }

  async stop(): Promise<void> {
    await (await this.#server)?.stop()
  }

  #start(): Promise<Server> {
    return (this.#server ??= import('./server.ts').then(({ Server }) => new Server(this.#context, this.#output, this.#tracker, (told) => this.#told(told))))
  }

  /** A new verdict: the text has changed, or what it is judged under. */
  #told(status: FileStatus): void {
    this.#status.told(status)
    this.#effective.refresh(status.uri)
  }

  async #restart(): Promise<void> {
    const server = await this.#start()
    await server.restart()
  }
}
