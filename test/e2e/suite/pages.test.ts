import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { scenarios } from '../../../rules/scenarios.ts'
import * as ui from '../host/ui.ts'
import { closeAll, eventually, extension, pageShown, rulesBecome, seen, show } from './support.ts'

const CONSUMER = 'larkhill/payments/fraud-scoring.consumer.properties'
const STORMS = ['scenarios/02-rebalancing-storms.md', '2. Rebalancing storms stop processing'] as const

const tabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs)

/** What a page is made of, as it is on the screen. */
interface Shape {
  readonly heading: string
  readonly sections: number
  readonly tables: number
  readonly blocks: number
  /** Links that lead nowhere. */
  readonly dead: readonly string[]
  /** Characters of Markdown that were not understood. */
  readonly raw: readonly string[]
  /** Whether something sticks out of the page. */
  readonly isWide: boolean
}

const SHAPE = `(main) => {
  const all = (selector) => [...main.querySelectorAll(selector)]
  const prose = all('p, li, td, h1, h2, h3').map((e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(''))
  return {
    heading: main.querySelector('h1').innerText,
    sections: all('h2').length,
    tables: all('table').length,
    blocks: all('pre code').length,
    dead: all('a:not([href])').map((a) => a.innerText),
    raw: prose.filter((text) => /\\*\\*|\\]\\(|^\\s*\\|/.test(text)),
    isWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  }
}`

/** The same, counted in the Markdown. */
function shapeOf(markdown: string, heading: string): Shape {
  const fences = markdown.match(/^ *(`{3,})[\s\S]*?^ *\1 *$/gm) ?? []
  const text = fences.reduce((rest, fence) => rest.replace(fence, ''), markdown)
  const count = (pattern: RegExp): number => (text.match(pattern) ?? []).length
  return { heading, sections: count(/^## /gm), tables: count(/^ *\|(?: *:?-+:? *\|)+ *$/gm), blocks: fences.length, dead: [], raw: [], isWide: false }
}

async function markdownOf(page: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension().extensionUri, 'docs', ...page.split('/'))))
}

async function checkShape(page: string, heading: string): Promise<void> {
  const wanted = shapeOf(await markdownOf(page), heading)
  assert.ok(wanted.sections > 3 && wanted.blocks > 0, `${page} is hardly a page`)
  await eventually(async () => assert.deepEqual(await seen(ui.evaluate<Shape>({ selector: 'main', frame: 'webview' }, SHAPE)), wanted))
}

describe('the pages', () => {
  afterEach(closeAll)

  it('open by a click on the rule’s name in a hover', async function () {
    ui.requireUi(this)
    const { document } = await show(CONSUMER, { preview: true })
    await rulesBecome(document.uri, ['session-timeout-below-processing-time'])
    const link = { selector: '.monaco-hover .code-link', text: 'session-timeout-below-processing-time' }
    await ui.hover({ selector: '.squiggly-warning', shows: link })
    await ui.click(link)
    await pageShown(...STORMS)
    assert.equal(tabs().length, 2, 'the file has lost its tab to the page')
  })

  it('open by a click on the rule’s name in the Problems panel', async function () {
    ui.requireUi(this)
    await show(CONSUMER, { preview: true })
    await vscode.commands.executeCommand('workbench.actions.view.problems')
    await ui.click({ selector: '.markers-panel .code-link, .markers-panel a', text: 'session-timeout-below-processing-time', modifiers: ['Control'] })
    await pageShown(...STORMS)
    await vscode.commands.executeCommand('workbench.action.closePanel')
  })

  for (const [text, page, heading] of [
    ['2. Rebalancing storms', ...STORMS],
    ['session-timeout-below-processing-time', 'rules/session-timeout-below-processing-time.md', 'session-timeout-below-processing-time'],
  ] as const)
    it(`open by the links of our own hover: ${text}`, async function () {
      ui.requireUi(this)
      await show(CONSUMER, { preview: true })
      await ui.hover({ selector: '.squiggly-warning', shows: { selector: '.monaco-hover', text: 'What to do' } })
      const link = { selector: '.monaco-hover .rendered-markdown a', text }
      await ui.evaluate(link, '(a) => a.scrollIntoView({ block: "center" })')
      await ui.click(link)
      await pageShown(page, heading)
      assert.equal(tabs().length, 2, 'the file has lost its tab to the page')
    })

  it('lead from one to another, and back', async function () {
    ui.requireUi(this)
    await vscode.commands.executeCommand('weir.openScenario', 1)
    await pageShown('scenarios/01-consumer-lag-spikes.md', '1. Consumer lag jumps at peak load')
    await ui.click({ selector: 'a', text: 'One hot partition slows everything', frame: 'webview' })
    await pageShown('scenarios/05-partition-imbalance.md', '5. One hot partition slows everything')
    await ui.click({ selector: 'a', text: 'topic-single-partition', frame: 'webview' })
    await pageShown('rules/topic-single-partition.md', 'topic-single-partition')
    await vscode.commands.executeCommand('workbench.action.navigateBack')
    await pageShown('scenarios/05-partition-imbalance.md', '5. One hot partition slows everything')
  })

  for (const { number, slug, title } of scenarios)
    it(`${number}. ${title}`, async () => {
      const page = `scenarios/${slug}.md`
      await vscode.commands.executeCommand('weir.openScenario', number)
      await pageShown(page, `${number}. ${title}`)
      if (ui.available) await checkShape(page, `${number}. ${title}`)
    })

  it('of a rule', async () => {
    await vscode.commands.executeCommand('weir.openRule', 'session-timeout-below-processing-time')
    await pageShown('rules/session-timeout-below-processing-time.md', 'session-timeout-below-processing-time')
    if (ui.available) await checkShape('rules/session-timeout-below-processing-time.md', 'session-timeout-below-processing-time')
  })

  it('are seen, by day and by night', async function () {
    ui.requireUi(this)
    const workbench = vscode.workspace.getConfiguration('workbench')
    const closeSideBar = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeSidebar')
    await closeSideBar()
    await vscode.commands.executeCommand('weir.openScenario', 1)
    await pageShown('scenarios/01-consumer-lag-spikes.md', '1. Consumer lag jumps at peak load')
    for (const [name, theme, mark] of [
      ['light', 'Default Light Modern', 'vscode-light'],
      ['dark', 'Default Dark Modern', 'vscode-dark'],
    ] as const) {
      await workbench.update('colorTheme', theme, vscode.ConfigurationTarget.Global)
      await ui.waitFor({ selector: `body.${mark}`, frame: 'webview' })
      for (const [part, heading] of [
        ['', 'h1'],
        ['-table', 'h2:has-text("What configuration shows")'],
        ['-code', 'h2:has-text("What to do")'],
      ] as const) {
        await ui.evaluate({ selector: heading, frame: 'webview' }, '(h) => h.scrollIntoView()')
        await ui.screenshot(`page-${name}${part}`, { keepMouse: false })
      }
    }
    await show('larkhill/analytics/jobs/delivery_eta.py')
    await ui.waitFor({ selector: '.squiggly-error' })
    await ui.screenshot('squiggles-dark', { keepMouse: false })
    await vscode.commands.executeCommand('weir.openRule', 'acks-one')
    await pageShown('rules/acks-one.md', 'acks-one')
    await ui.screenshot('page-rule-dark', { keepMouse: false })
    await workbench.update('colorTheme', 'Default Light Modern', vscode.ConfigurationTarget.Global)
    await ui.waitFor({ selector: 'body.vscode-light', frame: 'webview' })
    await ui.screenshot('page-rule-light', { keepMouse: false })
    await vscode.commands.executeCommand('workbench.action.toggleSidebarVisibility')
  })
})

describe('a file that is called like a page', () => {
  afterEach(closeAll)

  it('is text for whoever writes it', async () => {
    const copy = await write('mine')
    await vscode.commands.executeCommand('vscode.open', copy)
    await eventually(() => {
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), copy.toString())
      assert.deepEqual(
        tabs().map(({ input }) => input instanceof vscode.TabInputText),
        [true],
      )
    })
  })

  it('is compared as text, too', async () => {
    const [left, right] = await Promise.all(['old', 'new'].map(write))
    await vscode.commands.executeCommand('vscode.diff', left, right)
    await eventually(() => assert.ok(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff))
    assert.equal(tabs().length, 1)
  })
})

async function write(folder: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, folder, 'docs/scenarios/02-rebalancing-storms.md')
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`# Mine, ${folder}\n`))
  return uri
}
