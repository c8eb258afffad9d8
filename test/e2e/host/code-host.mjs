#!/usr/bin/env node
/**
 * A stand-in for the `code` executable of desktop VS Code, for machines where that cannot be downloaded: takes the same
 * command line, runs the real VS Code as code-server, shows it in chromium, and ends with the suite's exit code.
 * README.md tells how to use it.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArguments } from './lib/arguments.mjs'
import { startBridge } from './lib/bridge.mjs'
import { openWorkbench, startBrowser } from './lib/browser.mjs'
import { manageExtensions, prepareExtensions, versionText } from './lib/extensions.mjs'
import { assertReady } from './lib/home.mjs'
import { Cleanup, HostError, interruption, within } from './lib/run.mjs'
import { startServer } from './lib/server.mjs'
import { prepareUserData } from './lib/settings.mjs'
import { uiCommands } from './lib/ui-commands.mjs'

const out = process.env['WEIR_VSCODE_OUT'] && path.resolve(process.env['WEIR_VSCODE_OUT'])
const timeout = 1000 * Number(process.env['WEIR_VSCODE_TIMEOUT'] || 600)
const suiteWrapper = path.join(path.dirname(fileURLToPath(import.meta.url)), 'lib/suite-wrapper.cjs')
const started = performance.now()
let logsKept = false

function say(/** @type {string} */ message) {
  if (process.env['WEIR_VSCODE_VERBOSE']) console.error(`[code-host ${((performance.now() - started) / 1000).toFixed(2)}s] ${message}`)
}

/**
 * @param {import('./lib/arguments.mjs').Options} options
 * @param {string} scratch
 * @param {Cleanup} cleanup
 * @returns {Promise<number>} the exit code
 */
async function runWorkbench(options, scratch, cleanup) {
  const interrupted = interruption()
  const dataDir = path.join(scratch, 'data')
  prepareUserData(dataDir, options.userDataDir)
  const extensionsDir = prepareExtensions(options, scratch)
  const mark = path.join(scratch, 'suite-ended')
  if (out) {
    fs.mkdirSync(out, { recursive: true })
    cleanup.add(() => keepLogs(scratch))
  }

  const bridge = await startBridge()
  cleanup.add(() => bridge.stop())
  const env = { WEIR_VSCODE_UI: bridge.url, WEIR_VSCODE_SUITE: options.testsPath ?? '', WEIR_VSCODE_MARK: mark }
  const [server, browser] = await bothUp(startServer({ scratch, dataDir, extensionsDir, locale: options.locale, env }), startBrowser(scratch), cleanup)
  if (out) cleanup.add(() => browser.keep(out))
  say(`server on ${server.authority}, browser up`)

  bridge.serve(uiCommands(browser, out))
  const failed = Promise.race([server.failed, browser.failed, interrupted])
  const { developmentPaths, open } = options
  const opening = openWorkbench(browser, server.authority, { developmentPaths, open, testsPath: options.testsPath && suiteWrapper })
  const { url, suiteEnded, workbenchLog } = await Promise.race([opening, failed])
  if (out) cleanup.add(() => fs.writeFileSync(path.join(out, 'workbench.log'), workbenchLog.join('')))
  say('workbench up')

  if (!options.testsPath) {
    console.error(`[code-host] VS Code at ${url}\n[code-host] UI commands by POST to ${bridge.url}\n[code-host] until Ctrl+C`)
    return failed
  }
  const code = await within(timeout, Promise.race([suiteEnded, failed]), 'the suite did not end')
  say(`the suite ended with ${code}`)
  if (code === 0 && !fs.existsSync(mark)) throw new HostError('VS Code reports success, but the suite did not come to its end (was the extension host killed?)')
  return code
}

/**
 * Each takes a second and needs nothing of the other. When one fails, the other is still waited for: it has to be stopped.
 *
 * @template {{ stop: () => Promise<void> }} A
 * @template {{ stop: () => Promise<void> }} B
 * @param {Promise<A>} first
 * @param {Promise<B>} second
 * @param {Cleanup} cleanup
 * @returns {Promise<[A, B]>}
 */
async function bothUp(first, second, cleanup) {
  for (const start of await Promise.allSettled([first, second])) {
    if (start.status === 'fulfilled') cleanup.add(start.value.stop)
  }
  return Promise.all([first, second])
}

/** @param {string} scratch */
function keepLogs(scratch) {
  const folder = /** @type {string} */ (out)
  for (const [from, to] of [
    ['server.log', 'server.log'],
    ['data/logs', 'logs'],
  ]) {
    const source = path.join(scratch, from ?? '')
    const target = path.join(folder, to ?? '')
    fs.rmSync(target, { recursive: true, force: true })
    if (fs.existsSync(source)) fs.cpSync(source, target, { recursive: true })
  }
  logsKept = true
}

async function main() {
  const options = parseArguments(process.argv.slice(2))
  assertReady()
  if (options.version) {
    console.log(versionText())
    return 0
  }
  const cleanup = new Cleanup()
  // In the system's temporary folder, whose path is short: there are sockets in it.
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'weir-code-'))
  cleanup.add(() => fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  try {
    if (options.management.length > 0) return manageExtensions(options, scratch)
    if (options.ignored.length > 0) console.error(`[code-host] ignored: ${options.ignored.join(' ')}`)
    return await runWorkbench(options, scratch, cleanup)
  } finally {
    await cleanup.run()
    say('cleaned up')
  }
}

try {
  process.exit(await main())
} catch (error) {
  console.error(`[code-host] ${error instanceof HostError ? error.message : error instanceof Error ? error.stack : error}`)
  if (logsKept) console.error(`[code-host] logs and the last screenshot are in ${out}`)
  process.exit(error instanceof HostError ? error.exitCode : 70)
}
