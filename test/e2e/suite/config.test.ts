import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { change, closeAll, diagnostics, eventually, fileAt, onDisk, putOnDisk, rulesBecome, ruleOf, SEVERITY, show } from './support.ts'

const CONFIG = 'own/service/weir.yaml'
const PRODUCER = 'own/service/billing.producer.properties'
const OLD = ['idempotence-silently-disabled']
const NEW = ['idempotence-inflight-4x']

describe('weir.yaml', () => {
  let original = ''
  before(async () => {
    original = await onDisk(CONFIG)
  })
  afterEach(async () => {
    await closeAll()
    await putOnDisk(CONFIG, original)
  })

  it('edited here, changes what is said of files that are open', async () => {
    const { document } = await show(PRODUCER)
    await rulesBecome(document.uri, OLD)
    const config = await show(CONFIG, { viewColumn: vscode.ViewColumn.Beside })
    await change(config, '3.9', '4.1')
    await config.document.save()
    await rulesBecome(document.uri, NEW)
    await change(config, 'environment: production', 'environment: production\nrules:\n  idempotence-inflight-4x: off')
    await config.document.save()
    await rulesBecome(document.uri, [])
  })

  it('changed by another program, too', async () => {
    const { document } = await show(PRODUCER)
    await rulesBecome(document.uri, OLD)
    await putOnDisk(CONFIG, original.replace('3.9', '4.1'))
    await rulesBecome(document.uri, NEW)
  })

  it('that is not there any more has no say, and has it again when it is back', async () => {
    await putOnDisk(CONFIG, original.replace('3.9', '4.1'))
    const { document } = await show(PRODUCER)
    await rulesBecome(document.uri, NEW)
    await vscode.workspace.fs.delete(fileAt(CONFIG))
    await eventually(() =>
      assert.notDeepEqual(
        diagnostics(document.uri).map(({ message }) => message),
        [],
      ),
    )
    await putOnDisk(CONFIG, original)
    await rulesBecome(document.uri, OLD)
  })

  it('shows its own mistakes at their place', async () => {
    const config = await show(CONFIG)
    await change(config, 'environment: production', 'environment: produktion\nrules: { acks-oen: off }')
    await eventually(() =>
      assert.deepEqual(
        diagnostics(config.document.uri).map((d) => [d.range.start.line + 1, config.document.getText(d.range), ruleOf(d), SEVERITY[d.severity]]),
        [
          [3, 'produktion', 'config-problem', 'error'],
          [4, 'acks-oen', 'config-problem', 'error'],
        ],
      ),
    )
    await vscode.commands.executeCommand('undo')
    await rulesBecome(config.document.uri, [])
  })

  it('shows its mistakes where it is not open itself', async () => {
    await putOnDisk(CONFIG, `${original}rules: { acks-oen: off }\n`)
    const { document } = await show(PRODUCER)
    await rulesBecome(document.uri, OLD)
    await eventually(() =>
      assert.deepEqual(
        diagnostics(fileAt(CONFIG)).map((d) => [d.range.start.line + 1, d.range.start.character + 1]),
        [[5, 10]],
      ),
    )
    await putOnDisk(CONFIG, original)
    await rulesBecome(fileAt(CONFIG), [])
  })
})

describe('the settings', () => {
  afterEach(closeAll)

  it('are stronger than weir.yaml, and hold at once', async () => {
    const settings = vscode.workspace.getConfiguration('weir')
    const { document } = await show(PRODUCER)
    await rulesBecome(document.uri, OLD)
    try {
      await settings.update('kafka', '4.1', vscode.ConfigurationTarget.Workspace)
      await rulesBecome(document.uri, NEW)
    } finally {
      await settings.update('kafka', undefined, vscode.ConfigurationTarget.Workspace)
    }
    await rulesBecome(document.uri, OLD)
  })
})
