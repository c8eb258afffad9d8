/**
 * Where the stand-in's own software lives, and whether it is all there.
 *
 * Nothing of it belongs to the project's dependencies: it is 800 MB that only an end-to-end run on a machine without
 * desktop VS Code needs, so it has a folder of its own, outside node_modules.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { HostError } from './run.mjs'

/** Exact versions: an end-to-end result should mean the same thing next month. */
export const versions = {
  /** code-server 4.139 accepts node 24 only. */
  node: '24.21.0',
  /** Is VS Code 1.139.1. */
  codeServer: '4.139.1',
}

/** Raise it when install.mjs lays things out differently, so that older folders are made anew. */
const layout = 1

/** What a finished installation writes into its stamp file. */
export const stamp = `layout ${layout}, node ${versions.node}, code-server ${versions.codeServer}`

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..')

/** The folder that install.mjs fills and code-host.mjs runs from. */
export const home = path.resolve(process.env['WEIR_VSCODE_HOST'] || path.join(projectRoot, '.cache/vscode-host'))

/** The npm package that holds the node binary for this processor. */
export const nodePackage = `node-linux-${process.arch}`

const inModules = (/** @type {string} */ name) => path.join(home, 'node_modules', name)

export const paths = {
  stamp: path.join(home, '.stamp'),
  lock: path.join(home, '.lock'),
  nodeHome: inModules(nodePackage),
  node: path.join(inModules(nodePackage), 'bin/node'),
  codeServer: path.join(inModules('code-server'), 'out/node/entry.js'),
  vscode: path.join(inModules('code-server'), 'lib/vscode'),
}

/** @returns {boolean} whether the installation in `home` is complete and of the versions named here */
export function isInstalled() {
  if (!fs.existsSync(paths.stamp) || !fs.existsSync(paths.node) || !fs.existsSync(paths.codeServer)) return false
  return fs.readFileSync(paths.stamp, 'utf8').trim() === stamp
}

/** @returns {string | undefined} the browser to show VS Code in, if there is one */
export function findBrowser() {
  const chosen = process.env['WEIR_VSCODE_CHROMIUM']
  const candidates = chosen ? [chosen] : ['/usr/bin/chromium', '/usr/bin/google-chrome']
  return candidates.find((file) => fs.existsSync(file))
}

/** Stops with a message that says what to do, rather than failing somewhere inside the start. */
export function assertReady() {
  const install = 'node test/e2e/host/install.mjs'
  if (process.platform !== 'linux') throw new HostError('the stand-in for VS Code runs on Linux only; use desktop VS Code here')
  if (!isInstalled()) throw new HostError(`nothing (or another version) is installed in ${home}: run ${install}`)
  if (!findBrowser()) throw new HostError(`no chromium found: run ${install}, or set WEIR_VSCODE_CHROMIUM`)
}
