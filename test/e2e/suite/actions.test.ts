import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import * as ui from '../host/ui.ts'
import { actionsAt, change, closeAll, eventually, onDisk, placeOf, putOnDisk, rulesBecome, show, there } from './support.ts'

const CHARGEBACKS = 'larkhill/payments/chargebacks.producer.properties'
const BOTH = ['idempotence-conflict', 'delivery-timeout-inconsistent']

async function actionCalled(title: string, document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction> {
  return there(`“${title}”`, async () => (await actionsAt(document, range)).find((action) => action.title === title))
}

/** Applies an action as VS Code does that has nothing but an edit. */
async function apply({ edit, title }: vscode.CodeAction): Promise<void> {
  assert.ok(edit, `“${title}” has no edit`)
  assert.ok(await vscode.workspace.applyEdit(edit))
}

/** Undoes in the active editor. */
const undo = (): Thenable<unknown> => vscode.commands.executeCommand('undo')

describe('actions', () => {
  afterEach(closeAll)

  it('at a finding: its fix, silence, and the pages', async () => {
    const { document } = await show(CHARGEBACKS)
    await rulesBecome(document.uri, BOTH)
    const actions = await actionsAt(document, placeOf(document, '0', 12), vscode.CodeActionKind.QuickFix.value)
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => `${isPreferred ? '* ' : ''}${title}`),
      [
        '* Remove retries=0',
        'Ignore idempotence-conflict here',
        'Ignore idempotence-conflict in this file',
        'Open the incident “Duplicates despite exactly-once”',
        'Open the page of idempotence-conflict',
      ],
    )
  })

  it('a fix ends its finding, and undoing it brings it back', async () => {
    const { document } = await show(CHARGEBACKS)
    await rulesBecome(document.uri, BOTH)
    const before = document.getText()
    await apply(await actionCalled('Remove retries=0', document, placeOf(document, '0', 12)))
    assert.equal(document.getText(), before.replace('retries=0\n', ''))
    await rulesBecome(document.uri, BOTH.slice(1))
    await undo()
    assert.equal(document.getText(), before)
    await rulesBecome(document.uri, BOTH)
  })

  it('a fix in YAML', async () => {
    const { document } = await show('larkhill/platform/topics/orders.yaml')
    const rules = ['topic-single-partition', 'min-isr-exceeds-rf']
    await rulesBecome(document.uri, rules)
    const [fix] = await actionsAt(document, placeOf(document, '3', 45), vscode.CodeActionKind.QuickFix.value)
    await apply(fix!)
    assert.equal(document.lineAt(44).text, '    min.insync.replicas: 1')
    await rulesBecome(document.uri, rules.slice(0, 1))
    await undo()
    await rulesBecome(document.uri, rules)
  })

  it('a fix in Python', async () => {
    const { document } = await show('larkhill/analytics/jobs/delivery_eta.py')
    const rules = ['watermark-stale-column', 'checkpoint-not-durable']
    await rulesBecome(document.uri, rules)
    const [fix] = await actionsAt(document, placeOf(document, 'stops.arrived_at'), vscode.CodeActionKind.QuickFix.value)
    await apply(fix!)
    assert.equal(document.lineAt(23).text, '    .groupBy(F.window("arrived_at", "10 minutes"), "depot")')
    await rulesBecome(document.uri, rules.slice(1))
    await undo()
    await rulesBecome(document.uri, rules)
  })

  it('“fix all” takes everything that is safe, in one step', async () => {
    const { document } = await show(CHARGEBACKS)
    await rulesBecome(document.uri, BOTH)
    const before = document.getText()
    await vscode.commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.weir', apply: 'first' })
    await rulesBecome(document.uri, [])
    assert.doesNotMatch(document.getText(), /^retries=0$/m)
    await undo()
    assert.equal(document.getText(), before)
    await rulesBecome(document.uri, BOTH)
  })

  it('“fix all” on saving, for those who ask for it', async () => {
    const before = await onDisk(CHARGEBACKS)
    const editing = vscode.workspace.getConfiguration('editor')
    await editing.update('codeActionsOnSave', { 'source.fixAll.weir': 'explicit' }, vscode.ConfigurationTarget.Workspace)
    try {
      const editor = await show(CHARGEBACKS)
      await rulesBecome(editor.document.uri, BOTH)
      await change(editor, 'rather fail than hang', 'fail rather than hang')
      assert.ok(await editor.document.save())
      await rulesBecome(editor.document.uri, [])
      assert.equal(await onDisk(CHARGEBACKS), editor.document.getText())
      assert.doesNotMatch(editor.document.getText(), /^retries=0$/m)
    } finally {
      await editing.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace)
      await closeAll()
      await putOnDisk(CHARGEBACKS, before)
    }
  })

  it('silence here, and in the whole file', async () => {
    const { document } = await show('own/invoices.producer.properties')
    await rulesBecome(document.uri, ['acks-one'])
    const before = document.getText()
    await apply(await actionCalled('Ignore acks-one here', document, placeOf(document, '1', 5)))
    assert.equal(document.getText(), before.replace('acks=1', '# weir-disable-next-line acks-one\nacks=1'))
    await rulesBecome(document.uri, [])
    await undo()
    await rulesBecome(document.uri, ['acks-one'])
    await apply(await actionCalled('Ignore acks-one in this file', document, placeOf(document, '1', 5)))
    assert.equal(document.getText(), `# weir-disable-file acks-one\n${before}`)
    await rulesBecome(document.uri, [])
    await undo()
    await rulesBecome(document.uri, ['acks-one'])
  })

  it('silence in Python, beside the code', async () => {
    const { document } = await show('larkhill/analytics/jobs/payment_facts.py')
    await rulesBecome(document.uri, ['dedup-state-unbounded'])
    await apply(await actionCalled('Ignore dedup-state-unbounded here', document, placeOf(document, 'dropDuplicates', 29)))
    assert.equal(document.lineAt(28).text, '    .dropDuplicates(["event_id"])  # weir-disable-line dedup-state-unbounded')
    await rulesBecome(document.uri, [])
    await undo()
    await rulesBecome(document.uri, ['dedup-state-unbounded'])
  })

  it('state how long a record takes, and are held to it', async () => {
    const editor = await show('own/invoices.consumer.properties')
    const { document } = editor
    const state = await actionCalled('State how long a record takes…', document, placeOf(document, 'invoices', 3))
    assert.ok(state.kind && vscode.CodeActionKind.Refactor.contains(state.kind))
    await apply(state)
    assert.match(document.getText(), /^# weir: record-time=50ms$/m)
    await rulesBecome(document.uri, [])
    assert.ok(!(await actionsAt(document, placeOf(document, 'invoices', document.lineCount === 9 ? 4 : 3))).some(({ title }) => title === state.title))
    await change(editor, 'record-time=50ms', 'record-time=700ms')
    await rulesBecome(document.uri, ['poll-batch-exceeds-interval'])
    await change(editor, 'record-time=700ms', 'record-time=7ms')
    await rulesBecome(document.uri, [])
    await change(editor, 'record-time=7ms', 'record-time=7')
    await rulesBecome(document.uri, ['fact-unreadable'])
  })

  it('are in the menu of the light bulb, and do what they say', async function () {
    ui.requireUi(this)
    const editor = await show(CHARGEBACKS)
    const { document } = editor
    await rulesBecome(document.uri, BOTH)
    const before = document.getText()
    editor.selection = new vscode.Selection(placeOf(document, '15000').start, placeOf(document, '15000').start)
    await vscode.commands.executeCommand('editor.action.quickFix')
    const row = { selector: '.action-widget .monaco-list-row' }
    await ui.waitFor({ ...row, text: 'Open the page of delivery-timeout-inconsistent' })
    await ui.screenshot('quick-fix')
    await ui.click({ ...row, text: 'Give a record 2 min to be delivered' })
    await rulesBecome(document.uri, BOTH.slice(0, 1))
    await undo()
    assert.equal(document.getText(), before)
    await rulesBecome(document.uri, BOTH)
  })

  it('open the incident behind a finding', async function () {
    ui.requireUi(this)
    const { document } = await show(CHARGEBACKS)
    await rulesBecome(document.uri, BOTH)
    const { command } = await actionCalled('Open the incident “Duplicates despite exactly-once”', document, placeOf(document, '0', 12))
    assert.ok(command)
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as readonly unknown[]))
    await eventually(async () => assert.equal((await ui.text({ selector: 'h1', frame: 'webview' })).value, '3. Duplicates despite exactly-once'))
  })

  it('leave files alone that are none of ours', async () => {
    const { document } = await show('larkhill/web/log4j.properties')
    assert.deepEqual(
      (await actionsAt(document, new vscode.Range(0, 0, 5, 0))).map(({ title }) => title).filter((title) => /ignore|weir/i.test(title)),
      [],
    )
  })
})
