'use strict'
/**
 * Loaded by the extension host in place of the suite, which it runs and reports about.
 *
 * - The workbench reports exit code 0 for an extension host that was killed. So a mark is left when run() has really
 *   come to its end; without it, the stand-in takes no 0 for a pass.
 * - The console lines of the extension host reach the stand-in mixed with the workbench's own log. Ours are marked.
 */
const fs = require('node:fs')
const util = require('node:util')
const { pathToFileURL } = require('node:url')

const lineMark = '\u2063suite\u2063'

// The methods of VS Code's console cannot be assigned to; the console as a whole can.
globalThis.console = new Proxy(console, {
  get(target, property) {
    const method = Reflect.get(target, property)
    if (!['log', 'info', 'warn', 'error', 'debug'].includes(String(property))) return method
    return (...values) => method.call(target, '%s', lineMark + util.format(...values))
  },
})

async function load(file) {
  if (file.endsWith('.mjs')) return import(pathToFileURL(file).href)
  try {
    return require(file)
  } catch (error) {
    if (!['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE'].includes(error?.code)) throw error
    return import(pathToFileURL(file).href)
  }
}

async function runSuite(file) {
  const module = await load(file)
  const run = module.run ?? module.default?.run
  if (typeof run !== 'function') throw new Error(`${file} exports no run()`)
  if (run.length < 2) return run()
  // The older form: run(root, (error, numberOfFailures) => …)
  return new Promise((resolve, reject) => {
    run(file, (error, failures) => (error || failures ? reject(error || new Error(`${failures} tests failed`)) : resolve()))
  })
}

exports.run = async () => {
  await runSuite(process.env.WEIR_VSCODE_SUITE)
  fs.writeFileSync(process.env.WEIR_VSCODE_MARK, 'run() resolved')
}
