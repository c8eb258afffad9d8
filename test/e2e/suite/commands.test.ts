import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { scenarios } from '../../../rules/scenarios.ts'
import * as ui from '../host/ui.ts'
import { closeAll, eventually, extension, pageShown, rulesBecome, seen, serverProcesses, show } from './support.ts'

const CONSUMER = 'larkhill/payments/fraud-scoring.consumer.properties'
const RULES = ['session-timeout-below-processing-time']
/** Of the window (WEIR_VSCODE_SIZE). */
const WIDTH = 1280
const rows = { selector: '.quick-input-widget .monaco-list-row' }

describe('the commands', () => {
  afterEach(closeAll)

  it('stand in the palette by names that tell what they do', async function () {
    ui.requireUi(this)
    await vscode.commands.executeCommand('workbench.action.quickOpen', '>Weir: ')
    await ui.waitFor({ ...rows, text: 'Weir: Show Output' })
    const names = (await seen(ui.texts(rows))).map((text) => text.split('\n')[0]?.trim())
    assert.deepEqual(names.filter((name) => name?.startsWith('Weir: ')).sort(), ['Weir: Open Incident…', 'Weir: Open Rule…', 'Weir: Restart Server', 'Weir: Show Output'])
    await ui.press('Escape')
  })

  it('open an incident by its number', async () => {
    await vscode.commands.executeCommand('weir.openScenario', 7)
    await pageShown('scenarios/07-pipeline-backpressure.md', '7. Sink slower than source: uncontrolled backpressure')
  })

  it('open an incident from a list', async function () {
    ui.requireUi(this)
    void vscode.commands.executeCommand('weir.openScenario')
    await ui.waitFor({ ...rows, text: '1. Consumer lag jumps at peak load' })
    await ui.screenshot('pick-incident')
    assert.equal(await seen(ui.attribute(rows, 'aria-setsize')), String(scenarios.length))
    await ui.type('Rebalancing')
    await ui.waitFor({ ...rows, text: '2. Rebalancing storms stop processing' })
    await ui.press('Enter')
    await pageShown('scenarios/02-rebalancing-storms.md', '2. Rebalancing storms stop processing')
  })

  it('open the page of a rule', async () => {
    await vscode.commands.executeCommand('weir.openRule', 'acks-one')
    await pageShown('rules/acks-one.md', 'acks-one')
  })

  it('restart the server, which then knows what is open', async () => {
    const { document } = await show(CONSUMER)
    await rulesBecome(document.uri, RULES)
    const before = serverProcesses()
    await vscode.commands.executeCommand('weir.restartServer')
    await eventually(() => {
      const now = serverProcesses()
      if (before && now) assert.deepEqual([now.length, now.some((pid) => before.includes(pid))], [1, false])
    })
    await rulesBecome(document.uri, RULES)
    const editor = vscode.window.activeTextEditor!
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# weir-disable-file session-timeout-below-processing-time\n'))
    await rulesBecome(document.uri, [])
  })

  it('show the output', async () => {
    await vscode.commands.executeCommand('weir.showOutput')
    const output = await eventually(() => {
      const found = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'output')
      assert.match(found?.document.fileName ?? '', /weir\.weir/i)
      return found
    })
    assert.doesNotMatch(output?.document.getText() ?? '', /\[error\]/)
    await vscode.commands.executeCommand('workbench.action.closePanel')
  })
})

describe('the language status', () => {
  afterEach(closeAll)

  /** Shows what stands behind the braces in the status bar. */
  async function status(path: string, dialect: string): Promise<string> {
    await show(path)
    const item = { selector: '.hover-language-status', text: dialect }
    await ui.hover({ selector: '[id="status.languageStatus"]', shows: item })
    return seen(ui.text(item))
  }

  it('says what a file was taken for, and for which releases it is judged', async function () {
    ui.requireUi(this)
    const cases = [
      [CONSUMER, 'Kafka client properties', 'Kafka client 3.9 (weir.yaml)'],
      ['larkhill/logistics/handhelds/scanner.producer.properties', 'Kafka client properties', 'Kafka client 2.8 (weir.yaml)'],
      ['larkhill/platform/topics/orders.yaml', 'Strimzi KafkaTopic', 'Kafka broker 3.9 (weir.yaml)'],
      ['larkhill/analytics/jobs/order_facts.py', 'PySpark Structured Streaming', 'Spark 3.5 (weir.yaml)'],
      ['own/invoices.consumer.properties', 'Kafka client properties', '(assumed)'],
      ['own/service/left-out.producer.properties', 'not judged', 'weir.yaml leaves it out'],
    ] as const
    for (const [path, dialect, release] of cases) {
      const text = await status(path, dialect)
      assert.ok(text.includes(release), text)
      const { x, width } = await seen(ui.box({ selector: '.hover-language-status a', text: 'Output' }))
      assert.ok(x + width < WIDTH, 'it sticks out of the window')
      await ui.moveAway()
      await ui.waitFor({ selector: '.hover-language-status', state: 'hidden' })
      await closeAll()
    }
  })

  it('is seen', async function () {
    ui.requireUi(this)
    await status(CONSUMER, 'Kafka client properties')
    await ui.screenshot('status')
    await ui.moveAway()
  })

  it('is not there for a look-alike', async function () {
    ui.requireUi(this)
    await show('larkhill/web/log4j.properties')
    await ui.waitFor({ selector: '[id="status.languageStatus"]', state: 'hidden' })
    assert.ok(extension().isActive)
  })
})
