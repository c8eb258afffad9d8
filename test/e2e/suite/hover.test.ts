import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { SECRETS } from '../../examples/expected.ts'
import * as ui from '../host/ui.ts'
import { closeAll, eventually, placeOf, rulesBecome, show } from './support.ts'

const CONSUMER = 'larkhill/payments/fraud-scoring.consumer.properties'
const PRODUCER = 'larkhill/payments/payment-events.producer.properties'

/** What our hover says there: Markdown. */
async function hoverAt(path: string, text: string, line?: number): Promise<string> {
  const { document } = await show(path)
  return eventually(async () => {
    const said = await hoversAt(document, placeOf(document, text, line).start)
    assert.ok(said !== '', `no hover at ${text}`)
    return said
  })
}

async function hoversAt({ uri }: vscode.TextDocument, at: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at)
  return hovers.flatMap(({ contents }) => contents.flatMap((content) => (content instanceof vscode.MarkdownString ? content.value : []))).join('\n\n')
}

function holds(text: string, ...parts: readonly string[]): void {
  for (const part of parts) assert.ok(text.includes(part), `“${part}” is not in:\n${text}`)
}

describe('the hover', () => {
  after(closeAll)

  it('on a finding says why, what to do, and where to read on', async () => {
    const text = await hoverAt(CONSUMER, '12000')
    holds(text, '**Stalls or processing outlast the session timeout**', '**What to do:** Set the session to 54 s')
    holds(text, '[2. Rebalancing storms stop processing](command:weir.openScenario?%5B2%5D)')
    holds(text, '[session-timeout-below-processing-time](command:weir.openRule?%5B%22session-timeout-below-processing-time%22%5D)')
    holds(text, '- value: `12000` (12 s), set here', '- default: `45000` (45 s) in Kafka client 3.9 (weir.yaml)', '- type: time in milliseconds')
  })

  it('on a key says what holds, what would hold otherwise, and what it may be', async () => {
    const text = await hoverAt(CONSUMER, 'isolation.level')
    holds(text, '**`isolation.level`** of the consumer `fraud-scoring`', '- value: `read_committed`, set here', '- default: `read_uncommitted` in Kafka client 3.9 (weir.yaml)')
    assert.match(text, /- type: .*`read_committed`, `read_uncommitted`/)
  })

  it('on a value that loses says which one wins', async () => {
    holds(await hoverAt(PRODUCER, 'changeit'), 'what is written here has no effect, since line 33 wins')
  })

  it('speaks of the right topic in YAML, and of the right query in Python', async () => {
    holds(await hoverAt('larkhill/platform/topics/orders.yaml', 'min.insync.replicas', 45), '**`min.insync.replicas`** of the topic `orders.cancelled`', '- value: `3`, set here')
    holds(await hoverAt('larkhill/analytics/jobs/order_facts.py', '5 seconds'), 'of the streaming query `order-facts`', '- value: `5 seconds`, set here')
  })

  it('shows no secret, wherever one points', async () => {
    const { document } = await show(PRODUCER)
    await rulesBecome(document.uri, ['idempotence-explicitly-off', 'duplicate-key'])
    for (let line = 0; line < document.lineCount; line++) {
      const { text } = document.lineAt(line)
      for (const at of [0, Math.floor(text.length / 2), text.length - 1]) {
        const said = await hoversAt(document, new vscode.Position(line, Math.max(at, 0)))
        for (const secret of SECRETS) assert.ok(!said.includes(secret), `a secret is shown at line ${line + 1}`)
      }
    }
    holds(await hoverAt(PRODUCER, 'password="', 28), '**`sasl.jaas.config`**', '- value: ‹secret›, set here', '- type: secret')
  })

  it('is shown under the mouse', async function () {
    ui.requireUi(this)
    await closeAll()
    await show(CONSUMER)
    await ui.hover({ selector: '.squiggly-warning', shows: { selector: '.monaco-hover', text: 'What to do' } })
    await ui.waitFor({ selector: '.monaco-hover .code-link', text: 'session-timeout-below-processing-time' })
    await ui.screenshot('hover-finding')
    await ui.press('Escape')
  })

  it('is shown under the mouse on a key', async function () {
    ui.requireUi(this)
    await closeAll()
    await show(CONSUMER)
    await ui.hover({ selector: '.view-line span', text: 'isolation.level', index: 1, shows: { selector: '.monaco-hover', text: 'read_uncommitted' } })
    await ui.screenshot('hover-key')
    await ui.press('Escape')
  })
})
