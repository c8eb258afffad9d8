import type { ExtensionContext } from 'vscode'
import { Extension } from './extension.ts'

let extension: Extension | undefined

/** VS Code calls it when a file is opened that may be ours, or a command is run. */
export function activate(context: ExtensionContext): void {
  extension = new Extension(context)
}

export async function deactivate(): Promise<void> {
  await extension?.stop()
}
