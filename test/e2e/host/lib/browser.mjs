/**
 * Shows the workbench in chromium.
 */
import fs from 'node:fs'
import path from 'node:path'
import util from 'node:util'
import { chromium } from 'playwright-core'
import { HostError, within } from './run.mjs'
import { findBrowser } from './home.mjs'

/** As in suite-wrapper.cjs. */
const lineMark = '\u2063suite\u2063'

/**
 * @typedef {object} ConsoleLine
 * @property {string} type error, warning, log, …
 * @property {string} text
 * @property {string} url the script or page it comes from
 *
 * @typedef {object} Browser
 * @property {import('playwright-core').Page} page
 * @property {ConsoleLine[]} consoleLines of the page and of all webviews
 * @property {string[]} openedUrls pages outside VS Code that it wanted to open
 * @property {Promise<never>} failed rejects when the page crashes or the browser closes
 * @property {(folder: string) => Promise<void>} keep writes the last screenshot and the logs into a folder
 * @property {() => Promise<void>} stop
 */

/** @returns {{ width: number, height: number }} */
function windowSize() {
  const [width, height] = (process.env['WEIR_VSCODE_SIZE'] || '1280x800').split('x').map(Number)
  if (!width || !height) throw new HostError('WEIR_VSCODE_SIZE is to look like 1280x800', 64)
  return { width, height }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Request} request
 */
function belongsTo(page, request) {
  try {
    return request.frame().page() === page
  } catch {
    // The first request of a page that is just being made has no frame yet.
    return false
  }
}

/**
 * @param {string} scratch
 * @returns {Promise<Browser>}
 */
export async function startBrowser(scratch) {
  const executablePath = findBrowser()
  const context = await chromium.launchPersistentContext(path.join(scratch, 'profile'), {
    ...(executablePath ? { executablePath } : {}),
    headless: true,
    viewport: windowSize(),
    deviceScaleFactor: Number(process.env['WEIR_VSCODE_SCALE'] || 1),
    locale: 'en-US',
    // Playwright would end this process at a signal, and with it the cleaning up.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  const isForeign = (/** @type {URL} */ url) => /^https?:$/.test(url.protocol) && url.hostname !== '127.0.0.1'

  /** @type {string[]} */
  const openedUrls = []
  // VS Code opens a link to the outside in a new page. It is enough to know that: a test run loads nothing from outside.
  await context.route(isForeign, async (route) => {
    const request = route.request()
    if (!request.isNavigationRequest() || belongsTo(page, request)) return route.abort()
    openedUrls.push(request.url())
    // An empty page, since the browser would try again after a failure.
    return route.fulfill({ status: 200, contentType: 'text/plain', body: '' })
  })
  context.on(
    'page',
    (other) =>
      void other
        .waitForLoadState()
        .then(() => other.close())
        .catch(() => {}),
  )

  /** @type {ConsoleLine[]} */
  const consoleLines = []
  page.on('console', (message) => {
    // The suite's own lines come by here as well, on their way to codeAutomationLog.
    if (!message.text().includes(lineMark)) consoleLines.push({ type: message.type(), text: message.text(), url: message.location().url })
  })
  page.on('pageerror', (error) => consoleLines.push({ type: 'error', text: error.stack ?? String(error), url: '' }))

  let stopping = false
  /** @type {Promise<never>} */
  const failed = new Promise((_, reject) => {
    page.on('crash', () => reject(new HostError('the page crashed')))
    context.on('close', () => stopping || reject(new HostError('the browser closed')))
  })
  failed.catch(() => {})

  return {
    page,
    consoleLines,
    openedUrls,
    failed,
    async keep(folder) {
      const lines = consoleLines.map(({ type, text, url }) => `${type}: ${text}${url ? ` (${url})` : ''}\n`)
      fs.writeFileSync(path.join(folder, 'browser-console.log'), lines.join(''))
      await page.screenshot({ path: path.join(folder, 'last.png'), timeout: 5000 }).catch((error) => console.error(`[code-host] no last.png: ${error.message}`))
    },
    async stop() {
      stopping = true
      await within(5000, context.close(), 'the browser did not close').catch(() => {})
    },
  }
}

/**
 * The page's address: what is open in it.
 *
 * @param {string} authority
 * @param {string[]} open
 */
function workbenchUrl(authority, open) {
  const payload = []
  const query = new URLSearchParams()
  for (const file of open) {
    if (file.endsWith('.code-workspace')) query.set('workspace', file)
    else if (fs.existsSync(file) && fs.statSync(file).isDirectory()) query.set('folder', file)
    else payload.push(['openFile', `vscode-remote://${authority}${file.split('/').map(encodeURIComponent).join('/')}`])
  }
  if (payload.length > 1) console.error('[code-host] only the last of several files is opened')
  if (!query.has('folder') && !query.has('workspace')) query.set('ew', 'true')
  query.set('payload', JSON.stringify(payload))
  return `http://${authority}/?${query}`
}

/**
 * Puts the extensions under development and the suite into the configuration that the workbench's page carries, before a
 * script of the page reads it.
 *
 * The page's address could name them too, but a built VS Code listens to that only with its smoke-test driver on, which
 * takes away notifications and more that a user sees. And the page has to come from the server as it is: chromium takes
 * one that was changed on the way for a foreign one, which may not talk to this machine.
 *
 * @param {import('playwright-core').Page} page
 * @param {Record<string, unknown>} developmentOptions
 */
async function addDevelopmentOptions(page, developmentOptions) {
  await page.addInitScript((options) => {
    if (window !== window.top) return
    const observer = new MutationObserver(() => {
      const meta = document.getElementById('vscode-workbench-web-configuration')
      if (!meta) return
      observer.disconnect()
      const configuration = JSON.parse(meta.getAttribute('data-settings') ?? '{}')
      configuration.developmentOptions = { ...configuration.developmentOptions, ...options }
      meta.setAttribute('data-settings', JSON.stringify(configuration))
      document.documentElement.setAttribute('data-weir-configured', '')
    })
    observer.observe(document, { childList: true, subtree: true })
  }, developmentOptions)
}

/**
 * Opens the workbench.
 *
 * @param {Browser} browser
 * @param {string} authority
 * @param {{ developmentPaths: string[], testsPath: string | undefined, open: string[] }} what
 * @returns {Promise<{ url: string, suiteEnded: Promise<number>, workbenchLog: string[] }>} suiteEnded resolves with the exit
 *   code that the extension host reports
 */
export async function openWorkbench({ page }, authority, { developmentPaths, testsPath, open }) {
  /** @type {string[]} */
  const workbenchLog = []
  // The two hooks of VS Code's own automation: lines of the console, and the suite's result.
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ values) => {
    const line = util.format(...(values ?? [])).trimEnd()
    const at = line.indexOf(lineMark)
    if (at < 0) return void workbenchLog.push(`${type}: ${line}\n`)
    ;(type === 'error' ? console.error : console.log)(line.slice(at + lineMark.length))
  })
  /** @type {(code: number) => void} */
  let onExit = () => {}
  /** @type {Promise<number>} */
  const suiteEnded = new Promise((resolve) => (onExit = resolve))
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => onExit(code))

  const remote = (/** @type {string} */ file) => ({ scheme: 'vscode-remote', authority, path: file })
  await addDevelopmentOptions(page, {
    extensions: developmentPaths.map(remote),
    ...(testsPath ? { extensionTestsPath: remote(testsPath) } : {}),
  })
  const url = workbenchUrl(authority, open)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin })
  await page.goto(url)
  await page.waitForSelector('.monaco-workbench', { timeout: 60_000 })
  if ((await page.locator('html[data-weir-configured]').count()) === 0) throw new HostError('the page of this code-server has no configuration to be found')
  return { url, suiteEnded, workbenchLog }
}
