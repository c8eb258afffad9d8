import { CodeActionKind, MarkupKind, type ClientCapabilities, type InitializeParams } from 'vscode-languageserver'

/** What the editor on the other side can do, and where it is. */
export interface Client {
  /** Asks for diagnostics itself; else they are pushed. */
  readonly pulls: boolean
  /** Can be told to ask for all diagnostics again. */
  readonly refreshes: boolean
  readonly related: boolean
  readonly codeDescription: boolean
  readonly data: boolean
  readonly markdown: boolean
  /** Understands code actions rather than bare commands only. */
  readonly actions: boolean
  readonly disabled: boolean
  readonly resolvesEdits: boolean
  readonly documentChanges: boolean
  readonly configuration: boolean
  readonly registersConfiguration: boolean
  readonly watches: boolean
  readonly folderEvents: boolean
  readonly showsDocuments: boolean
  /** Has the commands that open pages (our own extension), so that links may use them. */
  readonly opensPages: boolean
  /** Wants to be told what each file was taken for. */
  readonly wantsStatus: boolean
  readonly folders: readonly string[]
}

/** What our own extension says about itself when it starts the server. */
export interface InitializationOptions {
  readonly opensPages?: boolean
  readonly status?: boolean
}

export function clientOf(params: InitializeParams): Client {
  const { capabilities } = params
  const options = optionsOf(params.initializationOptions)
  return {
    ...ofDiagnostics(capabilities),
    ...ofActions(capabilities),
    ...ofWorkspace(capabilities),
    markdown: capabilities.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    showsDocuments: capabilities.window?.showDocument?.support === true,
    opensPages: options.opensPages === true,
    wantsStatus: options.status === true,
    folders: foldersOf(params),
  }
}

function ofDiagnostics({ textDocument, workspace }: ClientCapabilities): Pick<Client, 'pulls' | 'refreshes' | 'related' | 'codeDescription' | 'data'> {
  const can = [textDocument?.diagnostic, textDocument?.publishDiagnostics]
  return {
    pulls: textDocument?.diagnostic !== undefined,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    related: can.some((d) => d?.relatedInformation === true),
    codeDescription: can.some((d) => d?.codeDescriptionSupport === true),
    data: can.some((d) => d?.dataSupport === true),
  }
}

function ofActions({ textDocument, workspace }: ClientCapabilities): Pick<Client, 'actions' | 'disabled' | 'resolvesEdits' | 'documentChanges'> {
  const action = textDocument?.codeAction
  return {
    actions: action?.codeActionLiteralSupport !== undefined,
    disabled: action?.disabledSupport === true,
    resolvesEdits: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
  }
}

const ofWorkspace = ({ workspace }: ClientCapabilities): Pick<Client, 'configuration' | 'registersConfiguration' | 'watches' | 'folderEvents'> => ({
  configuration: workspace?.configuration === true,
  registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  folderEvents: workspace?.workspaceFolders === true,
})

// eslint-disable-next-line @typescript-eslint/no-deprecated -- a client without workspace folders says nothing else
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  return workspaceFolders?.map((f) => f.uri) ?? (rootUri ? [rootUri] : [])
}

const optionsOf = (raw: unknown): InitializationOptions => (typeof raw === 'object' && raw !== null ? raw : {})

/** The kinds that the server offers, for the client to ask by. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.weir`
export const ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, CodeActionKind.Refactor, FIX_ALL]
