/**
 * Which extensions VS Code finds, and the switches that install and list them.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { paths, versions } from './home.mjs'

/**
 * @param {import('./arguments.mjs').Options} options
 * @param {string} scratch
 * @returns {string} the folder of installed extensions to run with
 */
export function prepareExtensions({ disableExtensions, extensionsDir }, scratch) {
  const folder = (!disableExtensions && extensionsDir) || path.join(scratch, 'extensions')
  fs.mkdirSync(folder, { recursive: true })
  return folder
}

/**
 * Does what --install-extension, --list-extensions and the like ask.
 *
 * @param {import('./arguments.mjs').Options} options
 * @param {string} scratch
 * @returns {number} the exit code
 */
export function manageExtensions(options, scratch) {
  const config = path.join(scratch, 'config.yaml')
  fs.writeFileSync(config, 'auth: none\n')
  const folders = ['--user-data-dir', path.join(scratch, 'data'), '--extensions-dir', options.extensionsDir ?? path.join(scratch, 'extensions')]
  if (!options.extensionsDir) console.error('[code-host] no --extensions-dir: what is installed now is gone when this command ends')
  const env = { ...process.env, XDG_DATA_HOME: path.join(scratch, 'share') }
  const result = spawnSync(paths.node, [paths.codeServer, '--config', config, ...folders, ...options.management], { stdio: 'inherit', env })
  if (result.error) throw result.error
  return result.status ?? 1
}

/** Desktop VS Code's answer to --version: version, commit, architecture. */
export function versionText() {
  const product = JSON.parse(fs.readFileSync(path.join(paths.vscode, 'product.json'), 'utf8'))
  const { version } = JSON.parse(fs.readFileSync(path.join(paths.vscode, 'package.json'), 'utf8'))
  return [version ?? product.version, product.commit ?? `code-server ${versions.codeServer}`, process.arch].join('\n')
}
