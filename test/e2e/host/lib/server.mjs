/**
 * Starts and stops code-server, which is VS Code's server with its extension host.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { HostError, within } from './run.mjs'
import { paths } from './home.mjs'

/**
 * @typedef {object} Server
 * @property {string} authority host and port of the workbench's page
 * @property {Promise<never>} failed rejects when the server or its extension host dies
 * @property {() => Promise<void>} stop
 */

/** What a surrounding VS Code or code-server left in our environment would be taken for the new one's own. */
const foreign = /^(?:VSCODE_(?:IPC_|GIT_|PID$|CWD$|NLS_|INJECTION$|ESM_|PROXY_URI$|HANDLES_|AMD_|CODE_CACHE|CRASH)|ELECTRON_|CODE_SERVER_|PASSWORD$|HASHED_PASSWORD$|PORT$)/

/**
 * @param {string} scratch
 * @param {Record<string, string>} additions
 */
function environment(scratch, additions) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
  return {
    ...env,
    // Heartbeats, logs and sockets go where they are cleared away.
    XDG_DATA_HOME: path.join(scratch, 'share'),
    XDG_RUNTIME_DIR: scratch,
    // An extension gallery without address: nothing is asked of the network.
    EXTENSIONS_GALLERY: '{}',
    ...additions,
  }
}

/**
 * @param {object} settings
 * @param {string} settings.scratch
 * @param {string} settings.dataDir
 * @param {string} settings.extensionsDir
 * @param {string | undefined} settings.locale
 * @param {Record<string, string>} settings.env for the extension host
 * @returns {Promise<Server>}
 */
export async function startServer({ scratch, dataDir, extensionsDir, locale, env }) {
  const config = path.join(scratch, 'config.yaml')
  fs.writeFileSync(config, 'auth: none\ncert: false\n')
  const args = [
    paths.codeServer,
    '--config',
    config,
    '--bind-addr',
    '127.0.0.1:0',
    '--auth',
    'none',
    '--user-data-dir',
    dataDir,
    '--extensions-dir',
    extensionsDir,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
    // VS Code shows no dialogs while tests run, so the question whether to open a link would only fail.
    '--link-protection-trusted-domains',
    '*',
    // An extension host must not outlive its page for hours, nor the server us if we are killed.
    '--reconnection-grace-time',
    '5',
    '--idle-timeout-seconds',
    '61',
  ]
  if (locale) args.push('--locale', locale)
  // A process group of its own: the extension host and whatever it started can be ended together.
  const child = spawn(paths.node, args, { env: environment(scratch, env), stdio: ['ignore', 'pipe', 'pipe'], detached: true })

  const log = fs.createWriteStream(path.join(scratch, 'server.log'))
  /** @type {Promise<string>} */
  let listening
  /** @type {Promise<never>} */
  let failed
  {
    /** @type {(authority: string) => void} */
    let onListening = () => {}
    /** @type {(error: Error) => void} */
    let onFailure = () => {}
    listening = new Promise((resolve) => (onListening = resolve))
    failed = new Promise((_, reject) => (onFailure = reject))
    failed.catch(() => {})
    const onLine = (/** @type {string} */ line) => {
      log.write(`${line}\n`)
      const address = /listening on http:\/\/(127\.0\.0\.1:\d+)/.exec(line)?.[1]
      if (address) onListening(address)
      const death = /Extension Host Process exited with code: (?!0,).*/.exec(line)?.[0]
      if (death) onFailure(new HostError(`the extension host died: ${death}`))
    }
    for (const stream of [child.stdout, child.stderr]) readline.createInterface({ input: stream }).on('line', onLine)
    child.on('error', (error) => onFailure(error))
    child.on('exit', (code, signal) => onFailure(new HostError(`code-server ended early (${signal ?? `exit code ${code}`})`)))
  }
  const closed = new Promise((resolve) => child.on('close', resolve))

  const signalGroup = (/** @type {NodeJS.Signals} */ signal) => {
    try {
      if (child.pid) process.kill(-child.pid, signal)
    } catch {
      // The group is gone, which is what was wanted.
    }
  }
  const stop = async () => {
    signalGroup('SIGTERM')
    await within(3000, closed).catch(() => {})
    signalGroup('SIGKILL')
    await within(3000, closed).catch(() => {})
    await new Promise((resolve) => log.end(resolve))
  }

  try {
    const authority = await within(60_000, Promise.race([listening, failed]), 'code-server did not start')
    return { authority, failed, stop }
  } catch (error) {
    await stop()
    throw new HostError(`${error instanceof Error ? error.message : error}\n${fs.readFileSync(path.join(scratch, 'server.log'), 'utf8')}`)
  }
}
