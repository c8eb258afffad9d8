import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { scenarios } from '../../../rules/scenarios.ts'
import { expected } from '../../examples/expected.ts'
import * as ui from '../host/ui.ts'
import { closeAll, diagnostics, eventually, extension, fileAt, placeOf, ruleOf, seen, SEVERITY, show } from './support.ts'

interface Row {
  readonly line: number
  /** What is underlined, to the letter. */
  readonly text: string
  readonly rule: string
  readonly severity: (typeof SEVERITY)[number]
  readonly scenario?: number
  /** Line, underlined text and words of what belongs to it. */
  readonly related?: readonly (readonly [line: number, text: string, message: string])[]
}

async function check(path: string, rows: readonly Row[]): Promise<void> {
  const { document } = await show(path)
  const pages = vscode.Uri.joinPath(extension().extensionUri, 'docs/scenarios')
  const wanted = rows.map(({ line, text, rule, severity, scenario, related = [] }) => ({
    range: rangeOf(placeOf(document, text, line)),
    rule,
    severity,
    source: 'weir',
    target: scenario === undefined ? undefined : vscode.Uri.joinPath(pages, `${scenarios[scenario - 1]?.slug}.md`).toString(),
    related: related.map(([at, words, message]) => ({ uri: document.uri.toString(), range: rangeOf(placeOf(document, words, at)), message })),
  }))
  await eventually(() => assert.deepEqual(diagnostics(document.uri).map(toldOf), wanted))
}

const rangeOf = ({ start, end }: vscode.Range): string => `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`

function toldOf(diagnostic: vscode.Diagnostic): unknown {
  const { code, source, severity, range, relatedInformation = [] } = diagnostic
  return {
    range: rangeOf(range),
    rule: ruleOf(diagnostic),
    severity: SEVERITY[severity],
    source,
    target: typeof code === 'object' ? code.target.toString() : undefined,
    related: relatedInformation.map(({ location, message }) => ({ uri: location.uri.toString(), range: rangeOf(location.range), message })),
  }
}

const PICTURES = [
  ['properties', 'larkhill/payments/payment-events.producer.properties', '.squiggly-warning'],
  ['yaml', 'larkhill/platform/topics/web.yaml', '.squiggly-error'],
  ['python', 'larkhill/analytics/jobs/delivery_eta.py', '.squiggly-error'],
] as const

describe('findings', () => {
  after(closeAll)

  it('in properties', async () => {
    await check('larkhill/payments/chargebacks.producer.properties', [
      { line: 12, text: '0', rule: 'idempotence-conflict', severity: 'error', scenario: 3, related: [[9, 'true', 'enable.idempotence is true']] },
      { line: 13, text: '15000', rule: 'delivery-timeout-inconsistent', severity: 'error', scenario: 15, related: [[14, '50', 'linger.ms is 50']] },
    ])
    await check('larkhill/payments/fraud-scoring.consumer.properties', [
      {
        line: 13,
        text: '12000',
        rule: 'session-timeout-below-processing-time',
        severity: 'warning',
        scenario: 2,
        related: [[3, 'max-pause=18s', 'max-pause is stated here']],
      },
    ])
  })

  it('in YAML, with several resources in one file', async () => {
    await check('larkhill/platform/topics/orders.yaml', [
      { line: 27, text: '1', rule: 'topic-single-partition', severity: 'warning', scenario: 5 },
      { line: 45, text: '3', rule: 'min-isr-exceeds-rf', severity: 'warning', scenario: 11, related: [[42, '2', 'replicas is 2']] },
    ])
    await check('larkhill/platform/topics/web.yaml', [
      { line: 12, text: '"259200"', rule: 'retention-unit-suspect', severity: 'warning', scenario: 14 },
      { line: 22, text: '"compacted"', rule: 'cleanup-policy-invalid', severity: 'error', scenario: 14 },
      { line: 33, text: '"7200000"', rule: 'retention-too-short', severity: 'warning', scenario: 14 },
      { line: 36, text: 'log.cleanup.policy', rule: 'key-of-other-component', severity: 'error', scenario: 12 },
    ])
  })

  it('in Python', async () => {
    await check('larkhill/analytics/jobs/order_facts.py', [
      { line: 66, text: 'spark.streaming.stopGracefullyOnShutdown', rule: 'dstream-setting-has-no-effect', severity: 'warning', scenario: 7 },
      { line: 74, text: 'kafka', rule: 'source-rate-unbounded', severity: 'warning', scenario: 7 },
      { line: 97, text: '5 seconds', rule: 'trigger-interval-small', severity: 'info', scenario: 13 },
      { line: 112, text: 'kafka', rule: 'checkpoint-missing', severity: 'error', scenario: 8 },
    ])
    await check('larkhill/analytics/jobs/delivery_eta.py', [
      { line: 24, text: 'stops.arrived_at', rule: 'watermark-stale-column', severity: 'error', scenario: 6, related: [[19, 'withWatermark', 'together with this']] },
      { line: 32, text: '/tmp/checkpoints/delivery-eta', rule: 'checkpoint-not-durable', severity: 'warning', scenario: 8 },
    ])
  })

  it('about our own comments', async () => {
    await check('larkhill/logistics/depot-inventory.consumer.properties', [
      { line: 2, text: 'record-time=12', rule: 'fact-unreadable', severity: 'warning' },
      {
        line: 9,
        text: '# weir-disable-next-line session-timeout-too-low -- the old cluster lost members at every deployment',
        rule: 'suppression-unused',
        severity: 'info',
      },
    ])
  })

  it('of all examples are the ones that are expected', async () => {
    const paths = Object.keys(expected).sort((a, b) => Number(expected[a]!.findings.length > 0) - Number(expected[b]!.findings.length > 0))
    for (const path of paths) {
      const { document } = await show(`larkhill/${path}`)
      if (expected[path]!.findings.length > 0) await eventually(() => assert.ok(diagnostics(document.uri).length > 0, path))
    }
    // Files without findings were opened first: their verdicts have come too by now.
    for (const path of paths) {
      const uri = fileAt(`larkhill/${path}`)
      await eventually(() =>
        assert.deepEqual(
          diagnostics(uri).map((d) => [d.range.start.line + 1, ruleOf(d), SEVERITY[d.severity]]),
          expected[path]!.findings,
          path,
        ),
      )
    }
  })

  for (const [name, path, selector] of PICTURES)
    it(`are underlined in the editor: ${name}`, async function () {
      ui.requireUi(this)
      await closeAll()
      await show(path)
      await ui.waitFor({ selector })
      await ui.screenshot(`squiggles-${name}`, { keepMouse: false })
    })

  it('stand in the Problems panel with rule and source', async function () {
    ui.requireUi(this)
    await closeAll()
    await show('larkhill/payments/payment-events.producer.properties')
    await show('larkhill/analytics/jobs/order_facts.py')
    await vscode.commands.executeCommand('workbench.actions.view.problems')
    const rows = { selector: '.markers-panel .monaco-list-row' }
    await ui.waitFor({ ...rows, text: 'Idempotence is switched off' })
    const texts = await eventually(async () => {
      const found = await seen(ui.texts(rows))
      assert.equal(found.length, 9, found.join('\n'))
      return found
    })
    assert.match(texts.join('\n'), /weir\s*\(?duplicate-key\)?/)
    await ui.screenshot('problems', { keepMouse: false })
    await vscode.commands.executeCommand('workbench.action.closePanel')
  })
})
