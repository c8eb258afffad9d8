import {
  commands,
  Uri,
  window,
  workspace,
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  type Disposable,
  type ExtensionContext,
  type Webview,
  type WebviewPanel,
} from 'vscode'
import { OPEN_PAGE } from './commands.ts'
import { nameOf, PAGE_VIEW, type Pages } from './pages.ts'

/** Shows a packaged page rendered, offline, without scripts. A file of the same name elsewhere goes to the text editor. */
export class PageEditor implements CustomReadonlyEditorProvider {
  readonly #media: Uri
  readonly #pages: Pages

  static register({ extensionUri }: ExtensionContext, pages: Pages): Disposable {
    return window.registerCustomEditorProvider(PAGE_VIEW, new PageEditor(extensionUri, pages), {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { enableFindWidget: true },
    })
  }

  private constructor(extension: Uri, pages: Pages) {
    this.#media = Uri.joinPath(extension, 'media')
    this.#pages = pages
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined }
  }

  async resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): Promise<void> {
    if (!this.#pages.owns(uri)) {
      await commands.executeCommand('vscode.openWith', uri, 'default', panel.viewColumn)
      panel.dispose()
      return
    }
    panel.webview.options = { enableScripts: false, enableCommandUris: [OPEN_PAGE], localResourceRoots: [this.#media] }
    panel.webview.html = this.#frame(panel.webview, this.#withLinks(uri, await render(uri)))
  }

  /** Links to other pages become commands; links to what is not packaged become plain text. */
  #withLinks(page: Uri, html: string): string {
    return html.replace(/<a\b[^>]*?\shref="([^"]*)"[^>]*>/g, (link, href: string) => {
      if (/^(?:https?:|mailto:|#)/.test(href)) return link
      const uri = this.#pages.linked(page, href)
      // The title keeps VS Code from showing the command.
      return uri ? `<a href="command:${OPEN_PAGE}?${encodeURIComponent(JSON.stringify([uri.toString()]))}" title="${nameOf(uri)}">` : '<a>'
    })
  }

  #frame(webview: Webview, body: string): string {
    const style = webview.asWebviewUri(Uri.joinPath(this.#media, 'page.css')).toString()
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; img-src ${webview.cspSource}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
</head>
<body><main>${body}</main></body>
</html>`
  }
}

/** VS Code's own Markdown renderer; where somebody has switched that off, the text itself. */
async function render(uri: Uri): Promise<string> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(uri))
  try {
    return await commands.executeCommand<string>('markdown.api.render', text)
  } catch {
    return `<pre>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</pre>`
  }
}
