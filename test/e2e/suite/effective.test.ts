import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { SECRETS } from '../../examples/expected.ts'
import * as ui from '../host/ui.ts'
import { change, closeAll, eventually, onDisk, putOnDisk, seen, show, there } from './support.ts'

const CONSUMER = 'larkhill/payments/fraud-scoring.consumer.properties'
const PRODUCER = 'larkhill/payments/payment-events.producer.properties'
const OWN = 'own/invoices.producer.properties'
const CONFIG = 'larkhill/weir.yaml'
const rows = { selector: '.quick-input-widget .monaco-list-row' }

/** The text beside the file in front, once the command has shown it. */
async function effective(...address: readonly string[]): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('weir.showEffective', ...address)
  return there('the effective configuration', () => {
    const editor = vscode.window.activeTextEditor
    return editor?.document.uri.scheme === 'weir-effective' ? editor.document : undefined
  })
}

const becomes = (document: vscode.TextDocument, says: RegExp): Promise<void> => eventually(() => assert.match(document.getText(), says))

describe('the effective configuration', () => {
  afterEach(closeAll)

  it('is shown beside its file: what is set, then the defaults', async () => {
    await show(CONSUMER)
    const document = await effective()
    const text = document.getText()
    assert.match(
      text,
      /^# Effective configuration of fraud-scoring\.consumer\.properties {2}Kafka client properties\n\n# The consumer fraud-scoring {2}Kafka client 3\.9 \(weir\.yaml\)\n\n# Set here, or changed by what is\n/,
    )
    assert.match(text, /\nsession\.timeout\.ms += 12000 \(12 s\) +# explicit, line \d+; default 45000 \(45 s\)\n/)
    assert.match(text, /\n# Defaults \(\d+\)\n[\s\S]*\nfetch\.max\.bytes += 52428800 \(50 MiB\)\n/)
    assert.equal(document.languageId, 'properties')
    assert.equal(vscode.window.visibleTextEditors.length, 2)
    assert.ok(vscode.languages.getDiagnostics(document.uri).length === 0, 'it is judged itself')
    await ui.screenshot('effective')
  })

  it('cannot be written in', async function () {
    ui.requireUi(this)
    await show(CONSUMER)
    const document = await effective()
    const before = document.getText()
    await ui.type('x')
    assert.deepEqual([document.getText(), document.isDirty], [before, false])
  })

  it('follows its file and its weir.yaml', async () => {
    const editor = await show(CONSUMER)
    const document = await effective()
    await becomes(document, /session\.timeout\.ms += 12000/)
    await change(editor, 'session.timeout.ms=12000', 'session.timeout.ms=13000')
    await becomes(document, /session\.timeout\.ms += 13000 \(13 s\)/)
    const config = await onDisk(CONFIG)
    try {
      await putOnDisk(CONFIG, config.replace(/^kafka:.*$/m, 'kafka: "4.1"'))
      await becomes(document, /Kafka client 4\.1 \(weir\.yaml\)/)
    } finally {
      await putOnDisk(CONFIG, config)
    }
    await becomes(document, /Kafka client 3\.9 \(weir\.yaml\)/)
  })

  it('is shown once for a file, however often it is asked for', async () => {
    const { document } = await show(OWN)
    const first = await effective()
    const again = await effective(document.uri.toString())
    assert.equal(again, first)
    assert.equal(vscode.window.visibleTextEditors.filter((e) => e.document === first).length, 1)
  })

  it('holds no secret', async () => {
    await show(PRODUCER)
    const text = (await effective()).getText()
    assert.match(text, /\nssl\.truststore\.password += ‹secret›/)
    for (const secret of SECRETS) assert.ok(!text.includes(secret), 'a secret is shown')
  })

  it('is in the palette where a file of ours is in front, and nowhere else', async function () {
    ui.requireUi(this)
    const names = async (): Promise<string[]> => {
      await vscode.commands.executeCommand('workbench.action.quickOpen', '>Weir: Show')
      await ui.waitFor({ ...rows, text: 'Weir: Show Output' })
      const found = (await seen(ui.texts(rows))).map((text) => text.split('\n')[0]?.trim() ?? '')
      await ui.press('Escape')
      return found.filter((name) => name.startsWith('Weir: Show')).sort()
    }
    await show(CONSUMER)
    assert.deepEqual(await eventually(names), ['Weir: Show Effective Configuration', 'Weir: Show Output'])
    await show(CONFIG)
    assert.deepEqual(await names(), ['Weir: Show Output'])
    await show('larkhill/web/log4j.properties')
    assert.deepEqual(await names(), ['Weir: Show Output'])
  })

  it('is reached from a hover', async function () {
    ui.requireUi(this)
    await show(CONSUMER)
    await ui.hover({ selector: '.view-line span', text: 'isolation.level', index: 1, shows: { selector: '.monaco-hover', text: 'All effective settings' } })
    await ui.click({ selector: '.monaco-hover a', text: 'All effective settings' })
    await there('the view', () => vscode.window.visibleTextEditors.find((e) => e.document.uri.scheme === 'weir-effective'))
  })
})
