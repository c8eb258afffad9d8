import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  type CancellationToken,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver'
import type { Rule } from '../core/engine/define-rule.ts'
import { rules as registry } from '../rules/index.ts'
import { ACTION_KINDS, clientOf, type Client } from './client.ts'
import { Documents, type OpenFile } from './documents.ts'
import type { Host } from './host.ts'
import { describe } from './log.ts'
import { Pusher } from './push.ts'
import { codeActions, resolveAction } from './requests/code-action.ts'
import { ConfigBoard, pullDiagnostics } from './requests/diagnostics.ts'
import { commandsFor, executeCommand } from './requests/execute-command.ts'
import { hover } from './requests/hover.ts'
import { Cancelled, Session } from './session.ts'
import { STATUS, statusOf } from './status.ts'

export interface ServerOptions {
  readonly rules?: readonly Rule[]
  readonly version?: string
}

/** Wires the requests of a connection to what answers them; the caller listens. Holds no logic of its own. */
export function startServer(connection: Connection, host: Host, { rules = registry, version }: ServerOptions = {}): void {
  const documents = new Documents()
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params)
    wire(new Session(connection, host, rules, client, documents), documents)
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'weir', ...(version === undefined ? {} : { version }) } }
  })
  connection.listen()
}

function capabilitiesFor(client: Client): InitializeResult['capabilities'] {
  const commands = commandsFor(client)
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [...ACTION_KINDS], resolveProvider: true },
    ...(client.pulls ? { diagnosticProvider: { identifier: 'weir', interFileDependencies: false, workspaceDiagnostics: false } } : {}),
    ...(commands.length === 0 ? {} : { executeCommandProvider: { commands: [...commands] } }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  }
}

function wire(session: Session, documents: Documents): void {
  const { connection, client } = session
  const pusher = client.pulls ? undefined : new Pusher(session)
  const board = new ConfigBoard(session)
  session.onJudged = (judged, configUri) => {
    board.update()
    if (client.wantsStatus) void connection.sendNotification(STATUS, statusOf(judged, configUri))
  }
  const judgeAll = (): void => {
    if (pusher) for (const file of documents.all()) pusher.now(file)
    else if (client.refreshes) connection.languages.diagnostics.refresh().catch(logged(session, 'Refresh'))
  }
  const reload = async (): Promise<void> => {
    session.configs.forget()
    await Promise.all(documents.all().map(({ document }) => session.configs.governing(document.uri)))
    board.update()
    judgeAll()
  }
  const configChanged = (): void => void reload().catch(logged(session, 'Configuration'))
  documents.listen(connection, {
    opened(file) {
      board.update()
      pusher?.now(file)
    },
    changed: (file) => pusher?.soon(file),
    saved: (file) => wasSaved(file, session, configChanged, () => pusher?.now(file)),
    closed(uri) {
      session.forgetFile(uri)
      pusher?.closed(uri)
      board.update()
    },
  })
  wireRequests(session)
  wireChanges(session, judgeAll, configChanged)
}

/** A client that watches no files still tells what was saved in it. */
function wasSaved(file: OpenFile, session: Session, configChanged: () => void, push: () => void): void {
  if (session.configs.concerns(file.document.uri)) configChanged()
  else push()
}

function wireRequests(session: Session): void {
  const { connection } = session
  connection.languages.diagnostics.on(guarded(session, 'Diagnostics', { kind: 'full', items: [] }, pullDiagnostics))
  connection.onHover(guarded(session, 'Hover', null, hover))
  connection.onCodeAction(guarded(session, 'Code actions', null, codeActions))
  connection.onCodeActionResolve((action, token) => guarded(session, 'Code action', action, resolveAction)(action, token))
  connection.onExecuteCommand(guarded(session, 'Command', null, executeCommand))
}

const logged =
  ({ connection }: Session, what: string) =>
  (error: unknown): void =>
    connection.console.error(describe(what, error))

type Handler<P, R> = (session: Session, params: P, token: CancellationToken) => Promise<R>

/** Nothing is thrown at the client: what fails is logged and answered with nothing. */
function guarded<P, R>(session: Session, name: string, nothing: R, handler: Handler<P, R>): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>> {
  return async (params, token) => {
    try {
      return await handler(session, params, token)
    } catch (error) {
      if (error instanceof Cancelled) return new ResponseError(LSPErrorCodes.RequestCancelled, error.message)
      session.connection.console.error(describe(name, error))
      return nothing
    }
  }
}

/** Settings, configuration files and workspace folders may change at any time. */
function wireChanges(session: Session, judgeAll: () => void, configChanged: () => void): void {
  const { connection, client, configs } = session
  connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
    session.forgetSettings(settings)
    judgeAll()
  })
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(({ uri }) => configs.concerns(uri))) configChanged()
  })
  connection.onInitialized(() => {
    const failed = logged(session, 'Registration')
    if (client.registersConfiguration) connection.client.register(DidChangeConfigurationNotification.type, { section: 'weir' }).catch(failed)
    if (client.watches) connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.{yaml,yml}' }] }).catch(failed)
    if (!client.folderEvents) return
    let folders = [...client.folders]
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      folders = [...folders.filter((f) => !removed.some((r) => r.uri === f)), ...added.map((a) => a.uri)]
      configs.setFolders(folders)
      judgeAll()
    })
  })
}
