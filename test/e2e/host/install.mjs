#!/usr/bin/env node
/**
 * Installs what code-host.mjs needs: node 24 and code-server from npm into WEIR_VSCODE_HOST (default
 * <project>/.cache/vscode-host), and chromium and a C++ compiler from the Debian packages if they are missing.
 *
 * Running it again costs nothing: a stamp file, written last, says what a finished installation holds. An interrupted
 * one has no stamp and is begun anew.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser, home, isInstalled, nodePackage, paths, stamp, versions } from './lib/home.mjs'

const started = Date.now()

function say(/** @type {string} */ message) {
  console.log(`[vscode-host ${((Date.now() - started) / 1000).toFixed(0)}s] ${message}`)
}

/** An expected failure: its message is for the reader, a stack would only hide it. */
class InstallError extends Error {}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
function run(command, args, options = {}) {
  const result = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })
  if (result.error) throw new InstallError(`${command} did not start: ${result.error.message}`)
  if (result.status !== 0) {
    throw new InstallError(`${command} ${args.join(' ')} failed (${result.signal ?? `exit code ${result.status}`})`)
  }
}

/** @param {string} command */
function hasCommand(command) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return folders.some((folder) => folder && fs.existsSync(path.join(folder, command)))
}

/** @returns {string[]} the Debian packages that are still to be installed */
function missingSystemPackages() {
  const missing = findBrowser() ? [] : ['chromium']
  // node-gyp builds two small native modules of VS Code's server; once they are built, no compiler is wanted.
  if (!isInstalled()) {
    for (const [command, name] of [
      ['g++', 'g++'],
      ['make', 'make'],
      ['python3', 'python3'],
    ]) {
      if (command && name && !hasCommand(command)) missing.push(name)
    }
  }
  return missing
}

function installSystemPackages() {
  const missing = missingSystemPackages()
  if (missing.length === 0) return
  const byHand = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.env['WEIR_VSCODE_CHROMIUM'] && missing.includes('chromium')) {
    throw new InstallError(`WEIR_VSCODE_CHROMIUM names ${process.env['WEIR_VSCODE_CHROMIUM']}, which does not exist`)
  }
  if (!hasCommand('apt-get')) throw new InstallError(`missing: ${missing.join(', ')}, and there is no apt-get to install them with`)
  if (process.getuid?.() !== 0) throw new InstallError(`missing: ${missing.join(', ')}. Run as root:\n  ${byHand}`)
  say(`installing Debian packages: ${missing.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Someone else's apt-get may hold the lock just now.
  const patience = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', '-qq']
  run('apt-get', [...patience, 'update'], { env })
  run('apt-get', [...patience, '-y', '--no-install-recommends', 'install', ...missing], { env })
  if (!findBrowser()) throw new InstallError('chromium was installed, but /usr/bin/chromium is not there; set WEIR_VSCODE_CHROMIUM')
}

/**
 * The environment for npm, free of what an enclosing `npm run` left in it: those variables describe the project's own
 * package and would lead the inner npm astray.
 *
 * @returns {NodeJS.ProcessEnv}
 */
function npmEnvironment() {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^npm_(package_|lifecycle_|command$|execpath$|node_execpath$|config_(local_prefix|user_agent|nodedir|omit|include|workspaces?)$)/i.test(name)) delete env[name]
  }
  return env
}

/** npm and node-gyp run on node 24 from here on, with the headers of node 24 (not those of the machine's node). */
function npmEnvironmentOnNode24() {
  const env = npmEnvironment()
  env['PATH'] = `${path.join(paths.nodeHome, 'bin')}${path.delimiter}${env['PATH'] ?? ''}`
  env['npm_config_nodedir'] = paths.nodeHome
  return env
}

function installFromNpm() {
  say(`installing node ${versions.node} and code-server ${versions.codeServer} into ${home} (about 800 MB, one minute)`)
  fs.rmSync(paths.stamp, { force: true })
  fs.rmSync(path.join(home, 'node_modules'), { recursive: true, force: true })
  fs.rmSync(path.join(home, 'package-lock.json'), { force: true })
  // A package.json makes npm take this folder, and not the project around it, for the package to install into.
  fs.writeFileSync(path.join(home, 'package.json'), '{ "name": "vscode-host", "private": true }\n')

  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  run('npm', ['install', '--save-exact', ...quiet, `${nodePackage}@${versions.node}`], { cwd: home, env: npmEnvironment() })

  // code-server's own install script would build modules that no test needs (kerberos wants system libraries). Without
  // it, the packages of VS Code's server and of its built-in extensions have to be fetched one by one.
  const env = npmEnvironmentOnNode24()
  const bare = ['--ignore-scripts', ...quiet]
  run('npm', ['install', '--save-exact', ...bare, `code-server@${versions.codeServer}`], { cwd: home, env })
  say("installing the packages of VS Code's server")
  run('npm', ['install', '--omit=dev', ...bare], { cwd: paths.vscode, env })
  // Without these two the server runs, but fills the log with stacks.
  run('npm', ['rebuild', ...quiet, '@vscode/spdlog', '@vscode/native-watchdog'], { cwd: paths.vscode, env })
  run('npm', ['install', '--omit=dev', ...bare], { cwd: path.join(paths.vscode, 'extensions'), env })
}

/** Proves that the thing starts before the stamp says so. */
function check() {
  // Told no configuration file, code-server writes one into the home folder.
  const configuration = path.join(home, 'config.yaml')
  fs.writeFileSync(configuration, 'auth: none\n')
  const version = execFileSync(paths.node, [paths.codeServer, '--config', configuration, '--version'], { encoding: 'utf8' }).trim()
  if (!version.includes(versions.codeServer)) throw new InstallError(`code-server reports "${version}"`)
  say(`code-server ${version}`)
}

/** Two installations at once would ruin each other: the second waits for the first (and then finds its stamp). */
function relaunchUnderLock() {
  if (process.env['WEIR_VSCODE_HOST_LOCKED'] || !hasCommand('flock')) return false
  const env = { ...process.env, WEIR_VSCODE_HOST_LOCKED: '1' }
  const result = spawnSync('flock', [paths.lock, process.execPath, fileURLToPath(import.meta.url)], { stdio: 'inherit', env })
  process.exitCode = result.status ?? 1
  return true
}

function main() {
  if (process.platform !== 'linux') throw new InstallError('the stand-in for VS Code runs on Linux only; use desktop VS Code here')
  if (isInstalled() && findBrowser()) return say(`up to date: ${home}`)
  fs.mkdirSync(home, { recursive: true })
  if (relaunchUnderLock()) return
  installSystemPackages()
  if (!isInstalled()) {
    installFromNpm()
    check()
    fs.writeFileSync(paths.stamp, `${stamp}\n`)
  }
  say(`ready: ${home}, browser ${findBrowser()}`)
}

try {
  main()
} catch (error) {
  console.error(`[vscode-host] ${error instanceof InstallError ? error.message : error instanceof Error ? error.stack : error}`)
  process.exitCode = 1
}
