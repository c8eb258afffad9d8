import { window, workspace, type ExtensionContext } from 'vscode'
import { registerCommands } from './commands.ts'
import { PageEditor } from './page-editor.ts'
import { Pages } from './pages.ts'
import { Server } from './server.ts'
import { StatusItem } from './status.ts'
import { Tracker } from './tracker.ts'

/** What runs in VS Code: very little until a file is opened that is really ours. */
export class Extension {
  readonly #server: Server

  constructor(context: ExtensionContext) {
    const output = window.createOutputChannel('Weir', { log: true })
    const tracker = new Tracker((document) => {
      this.#server.open(document).catch((error: unknown) => output.error(`A document could not be sent to the server: ${String(error)}`))
    })
    const status = new StatusItem()
    const pages = new Pages(context.extensionUri)
    this.#server = new Server(context, output, tracker, (told) => status.told(told))
    context.subscriptions.push(output, tracker, status, PageEditor.register(context, pages), ...registerCommands({ server: this.#server, pages, output }))
    for (const document of workspace.textDocuments) tracker.consider(document)
  }

  stop(): Promise<void> {
    return this.#server.stop()
  }
}
