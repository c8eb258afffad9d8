import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as vscode from 'vscode'
import * as ui from '../host/ui.ts'

let failures = 0

/** How long something may take on a machine that has other things to do. */
const SECONDS = 30

/**
 * Looks again and again until the assertions hold, and returns what was found; fails with the last complaint, and leaves a picture of it.
 * Nothing else in the suite waits for time to pass.
 */
export async function eventually<T>(look: () => T | Promise<T>, seconds = SECONDS): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() > end) {
        await ui.screenshot(`not-${++failures}`)
        throw error
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

/** As `eventually`, for a value that is there or is not. */
export const there = <T>(what: string, look: () => T | undefined | Promise<T | undefined>, seconds = SECONDS): Promise<T> =>
  eventually(async () => {
    const found = await look()
    assert.ok(found !== undefined, `${what} is not there after ${seconds} s`)
    return found
  }, seconds)

/* ── the extension ── */

export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('weir.weir')
  assert.ok(found, 'the extension is not installed')
  return found
}

/** The language servers that the extension has started; undefined where nobody can look. */
export function serverProcesses(): number[] | undefined {
  if (process.platform !== 'linux') return undefined
  const server = join(extension().extensionPath, 'dist', 'server.cjs')
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes(server))
    .map(Number)
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/* ── files ── */

/** The folder that is open. */
export const root = (): vscode.Uri => vscode.workspace.workspaceFolders![0]!.uri
export const fileAt = (path: string): vscode.Uri => vscode.Uri.joinPath(root(), ...path.split('/'))
export const onDisk = (path: string): Promise<string> => readFile(fileAt(path).fsPath, 'utf8')
export const putOnDisk = (path: string, text: string): Promise<void> => writeFile(fileAt(path).fsPath, text)

/** Opens a file in an editor as a person does. (A document that an extension opens is kept open for minutes after its tab is closed.) */
export async function show(path: string, options: vscode.TextDocumentShowOptions = {}): Promise<vscode.TextEditor> {
  const uri = fileAt(path)
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false, ...options })
  return there(path, () => {
    const editor = vscode.window.activeTextEditor
    return editor?.document.uri.toString() === uri.toString() ? editor : undefined
  })
}

/** Replaces text in the editor, as by hand: `what` is to be found once. */
export async function change(editor: vscode.TextEditor, what: string, by: string): Promise<void> {
  const range = placeOf(editor.document, what)
  assert.ok(await editor.edit((edit) => edit.replace(range, by)), 'the text was not changed')
}

/** Where a text stands, on a line counted from 1, else where it stands in the file, once. */
export function placeOf(document: vscode.TextDocument, what: string, line?: number): vscode.Range {
  const text = line === undefined ? document.getText() : document.lineAt(line - 1).text
  const at = text.indexOf(what)
  assert.ok(at >= 0, `“${what}” is not in ${basename(document.fileName)}${line === undefined ? '' : `:${line}`}`)
  assert.equal(text.indexOf(what, at + 1), -1, `“${what}” is more than once in ${basename(document.fileName)}`)
  const start = line === undefined ? document.positionAt(at) : new vscode.Position(line - 1, at)
  return new vscode.Range(start, document.positionAt(document.offsetAt(start) + what.length))
}

/** Everything closed, and nothing of it kept. */
export async function closeAll(): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors) {
    if (!editor.document.isDirty) continue
    await vscode.window.showTextDocument(editor.document, editor.viewColumn)
    await vscode.commands.executeCommand('workbench.action.files.revert')
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors')
}

/* ── findings ── */

/** What our own diagnostics say of a file, in the order of the text. */
export const diagnostics = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter((d) => d.source === 'weir')
    .sort((a, b) => a.range.start.compareTo(b.range.start) || a.range.end.compareTo(b.range.end))

export const ruleOf = ({ code }: vscode.Diagnostic): string => (typeof code === 'object' ? String(code.value) : String(code))
export const rulesIn = (uri: vscode.Uri): string[] => diagnostics(uri).map(ruleOf)

/** Waits until these rules speak of the file, and no others. */
export const rulesBecome = (uri: vscode.Uri, rules: readonly string[]): Promise<void> => eventually(() => assert.deepEqual(rulesIn(uri), rules))

export const SEVERITY = ['error', 'warning', 'info', 'hint'] as const

/* ── actions ── */

export async function actionsAt(document: vscode.TextDocument, range: vscode.Range, kind?: string): Promise<vscode.CodeAction[]> {
  const found = await vscode.commands.executeCommand<(vscode.CodeAction | vscode.Command)[]>('vscode.executeCodeActionProvider', document.uri, range, kind, 100)
  return found.filter((action): action is vscode.CodeAction => typeof action.command !== 'string')
}

/* ── the user interface ── */

/** The value that the bridge has brought; tests that get here have asked for it with `ui.requireUi`. */
export async function seen<T>(outcome: Promise<ui.Outcome<T>>): Promise<T> {
  const { available, value } = await outcome
  assert.ok(available)
  return value
}

/** Waits for a page of ours in the active tab and, where there is a user interface, for its heading in it. */
export async function pageShown(page: string, heading: string): Promise<void> {
  const uri = vscode.Uri.joinPath(extension().extensionUri, 'docs', ...page.split('/')).toString()
  await eventually(() => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input
    assert.ok(input instanceof vscode.TabInputCustom, 'the active tab is no page')
    assert.deepEqual([input.viewType, input.uri.toString()], ['weir.page', uri])
  })
  if (!ui.available) return
  await eventually(async () => assert.equal(await seen(ui.text({ selector: 'h1', frame: 'webview' })), heading))
}
