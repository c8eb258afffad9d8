import { writeFileSync } from 'node:fs'
import * as vscode from 'vscode'
import * as ui from '../host/ui.ts'
import type { Result } from './index.ts'
import { pageShown, rulesBecome, show } from './support.ts'

/** `test/e2e/run --picture`: the picture of the README, a file beside the incident that it is heading for. */
export async function run(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeSidebar')
  await vscode.commands.executeCommand('vscode.setEditorLayout', { orientation: 0, groups: [{ size: 0.46 }, { size: 0.54 }] })
  // On the right there is room for the hover over nothing but its own file.
  const { document } = await show('own/payments-scoring.consumer.properties', { viewColumn: vscode.ViewColumn.Two })
  await rulesBecome(document.uri, ['session-timeout-below-processing-time', 'heartbeat-session-ratio', 'poll-batch-exceeds-interval'])
  await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup')
  await vscode.commands.executeCommand('weir.openScenario', 2)
  await pageShown('scenarios/02-rebalancing-storms.md', '2. Rebalancing storms stop processing')
  await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup')
  await ui.hover({ selector: '.squiggly-warning', index: 2, shows: { selector: '.monaco-hover', text: 'What to do' } })
  await ui.screenshot('weir')
  writeFileSync(process.env['WEIR_E2E_RESULT'] ?? 'result.json', JSON.stringify({ passed: 1, failed: 0, skipped: [] } satisfies Result))
}
