import { window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode'
import { registerCommands } from './commands.ts'
import { PageEditor } from './page-editor.ts'
import { Pages } from './pages.ts'
import type { Server } from './server.ts'
import { StatusItem } from './status.ts'
import { Tracker } from './tracker.ts'

/** What runs in VS Code: very little until a file is opened that is really ours. Not even the client's code is loaded before. */
export class Extension {
  readonly #context: ExtensionContext
  readonly #output: LogOutputChannel
  readonly #tracker: Tracker
  readonly #status = new StatusItem()
  #server: Promise<Server> | undefined

  constructor(context: ExtensionContext) {
    this.#context = context
    this.#output = window.createOutputChannel('Weir', { log: true })
    this.#tracker = new Tracker((document) => {
      this.#start()
        .then((server) => server.open(document))
        .catch((error: unknown) => this.#output.error(`A document could not be handed to the server: ${String(error)}`))
    })
    const pages = new Pages(context.extensionUri)
    const commands = registerCommands({ pages, output: this.#output, restart: () => this.#restart() })
    context.subscriptions.push(this.#output, this.#tracker, this.#status, PageEditor.register(context, pages), ...commands)
    for (const document of workspace.textDocuments) this.#tracker.consider(document)
  }

  async stop(): Promise<void> {
    await (await this.#server)?.stop()
  }

  #start(): Promise<Server> {
    return (this.#server ??= import('./server.ts').then(({ Server }) => new Server(this.#context, this.#output, this.#tracker, (told) => this.#status.told(told))))
  }

  async #restart(): Promise<void> {
    const server = await this.#start()
    await server.restart()
  }
}
