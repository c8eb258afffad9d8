import assert from 'node:assert/strict'
import { basename } from 'node:path'
import * as vscode from 'vscode'
import { scenarios } from '../../../rules/scenarios.ts'
import { expected } from '../../examples/expected.ts'
import * as ui from '../host/ui.ts'
import { closeAll, diagnostics, eventually, extension, fileAt, placeOf, ruleOf, rulesBecome, SEVERITY, show } from './support.ts'

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

describe('findings', () => {
  after(closeAll)

  it('in properties', async () => {
    await check('larkhill/payments/chargebacks.producer.properties', [])
  })
  it('in YAML, three resources in one file', async () => {
    await check('larkhill/platform/topics/orders.yaml', [])
  })
  it('in Python', async () => {
    await check('larkhill/analytics/jobs/order_facts.py', [])
    await check('larkhill/analytics/jobs/delivery_eta.py', [])
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
      await eventually(() => assert.deepEqual(diagnostics(uri).map((d) => [d.range.start.line + 1, ruleOf(d), SEVERITY[d.severity]]), expected[path]!.findings, path))
    }
  })
})
