import { commands, Uri, type Disposable, type LogOutputChannel } from 'vscode'
import type { EffectiveView } from './effective.ts'
import type { Pages } from './pages.ts'

/** Opens a page from a link in another one; not in the palette. */
export const OPEN_PAGE = 'weir.openPage'

interface Parts {
  readonly restart: () => Promise<void>
  readonly pages: Pages
  readonly effective: EffectiveView
  readonly output: LogOutputChannel
}

export function registerCommands({ restart, pages, effective, output }: Parts): Disposable[] {
  return [
    commands.registerCommand('weir.openScenario', (number: unknown) => pages.openScenario(number)),
    commands.registerCommand('weir.openRule', (id: unknown) => pages.openRule(id)),
    commands.registerCommand('weir.showEffective', (address: unknown) => effective.show(address)),
    commands.registerCommand('weir.restartServer', () => restart()),
    commands.registerCommand('weir.showOutput', () => output.show()),
    commands.registerCommand(OPEN_PAGE, async (address: unknown) => {
      const uri = typeof address === 'string' ? Uri.parse(address) : undefined
      if (uri && pages.owns(uri)) await pages.open(uri)
    }),
  ]
}
