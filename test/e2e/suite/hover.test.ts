import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { SECRETS } from '../../examples/expected.ts'
import * as ui from '../host/ui.ts'
import { closeAll, eventually, placeOf, show } from './support.ts'

/** What our hover says there: Markdown. */
async function hoverAt(path: string, text: string, line?: number): Promise<string> {
  const { document } = await show(path)
  const at = placeOf(document, text, line).start
  return eventually(async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at)
    assert.ok(hovers.length > 0, `no hover at ${text}`)
    return hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n\n')
  })
}

describe('the hover', () => {
  after(closeAll)

  it('says', async () => {
    console.log(await hoverAt('larkhill/payments/fraud-scoring.consumer.properties', '12000'))
    console.log(await hoverAt('larkhill/payments/fraud-scoring.consumer.properties', 'session.timeout.ms'))
    console.log(await hoverAt('larkhill/payments/fraud-scoring.consumer.properties', 'isolation.level'))
    console.log(await hoverAt('larkhill/payments/payment-events.producer.properties', 'not-a-real-secret', 28))
    console.log(await hoverAt('larkhill/payments/payment-events.producer.properties', 'changeit'))
    console.log(await hoverAt('larkhill/platform/topics/orders.yaml', 'min.insync.replicas', 45))
    console.log(await hoverAt('larkhill/analytics/jobs/order_facts.py', '5 seconds'))
  })
})
