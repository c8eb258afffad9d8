import { commands, FileType, TabInputCustom, Uri, ViewColumn, window, workspace, type QuickPickItem } from 'vscode'

export const PAGE_VIEW = 'weir.page'

type Folder = 'scenarios' | 'rules'
interface PageItem extends QuickPickItem {
  readonly uri: Uri
}

/** The packaged pages: the incidents and the rules. */
export class Pages {
  readonly #docs: Uri

  constructor(extension: Uri) {
    this.#docs = Uri.joinPath(extension, 'docs')
  }

  /** Whether the file is one of the packaged pages, and not one of the same name in somebody's project. */
  owns(uri: Uri): boolean {
    return uri.scheme === this.#docs.scheme && uri.path.startsWith(`${this.#docs.path}/`)
  }

  /** The packaged page that a link in another one leads to. */
  linked(from: Uri, href: string): Uri | undefined {
    const [path = ''] = href.split('#', 1)
    if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined
    const uri = Uri.joinPath(from, '..', decodeURIComponent(path))
    return this.owns(uri) && uri.path.endsWith('.md') ? uri : undefined
  }

  async openScenario(number: unknown): Promise<void> {
    const prefix = typeof number === 'number' ? `${String(number).padStart(2, '0')}-` : undefined
    const items = await this.#list('scenarios')
    await this.#openOne(prefix === undefined ? undefined : items.find(({ uri }) => nameOf(uri).startsWith(prefix)), items, 'An incident')
  }

  async openRule(id: unknown): Promise<void> {
    const items = await this.#list('rules')
    await this.#openOne(typeof id === 'string' ? items.find(({ uri }) => nameOf(uri) === id) : undefined, items, 'A rule')
  }

  /** Shows a page where pages are shown already; the file that led to it keeps its tab. */
  async open(uri: Uri): Promise<void> {
    const tab = window.tabGroups.activeTabGroup.activeTab
    if (tab?.isPreview && !(tab.input instanceof TabInputCustom && tab.input.viewType === PAGE_VIEW)) await commands.executeCommand('workbench.action.keepEditor')
    await commands.executeCommand('vscode.openWith', uri, PAGE_VIEW, { viewColumn: ViewColumn.Active, preview: true })
  }

  /** The one that was named, else one that the person chooses. */
  async #openOne(named: PageItem | undefined, items: readonly PageItem[], what: string): Promise<void> {
    const chosen = named ?? (await window.showQuickPick(items, { placeHolder: what, matchOnDescription: true }))
    if (chosen) await this.open(chosen.uri)
  }

  async #list(folder: Folder): Promise<PageItem[]> {
    const home = Uri.joinPath(this.#docs, folder)
    const entries = await workspace.fs.readDirectory(home).then(
      (found) => found,
      () => [],
    )
    const names = entries.flatMap(([name, type]) => (type === FileType.File && name.endsWith('.md') && name !== 'README.md' ? [name] : []))
    return Promise.all(names.sort().map((name) => itemOf(Uri.joinPath(home, name))))
  }
}

export const nameOf = (uri: Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/\.md$/, '')

/** A page begins with its title and, in italics or plain, what it is about. */
async function itemOf(uri: Uri): Promise<PageItem> {
  const [title = '', ...lines] = new TextDecoder().decode(await workspace.fs.readFile(uri)).split(/\r?\n/, 12)
  const about = lines.find((line) => /^[*\w]/.test(line)) ?? ''
  return { uri, label: title.replace(/^#+\s*/, ''), detail: about.replace(/[*`]/g, '') }
}
