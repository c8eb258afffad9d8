/**
 * VS Code's command line, as @vscode/test-electron and people write it.
 */
import path from 'node:path'

/**
 * @typedef {object} Options
 * @property {string[]} developmentPaths folders of extensions to load from source
 * @property {string | undefined} testsPath module that exports run()
 * @property {string | undefined} userDataDir
 * @property {string | undefined} extensionsDir
 * @property {boolean} disableExtensions
 * @property {string | undefined} locale
 * @property {string[]} open folders, files and workspaces to open
 * @property {string[]} management switches about installed extensions: VS Code does what they say and ends
 * @property {boolean} version print the version and end
 * @property {string[]} ignored what is not understood; said aloud, since a test may depend on it
 */

/** Switches of the Electron shell, and such as the stand-in always behaves by. */
const meaningless = new Set([
  'no-sandbox',
  'disable-gpu',
  'disable-gpu-sandbox',
  'disable-updates',
  'skip-welcome',
  'skip-release-notes',
  'disable-workspace-trust',
  'disable-telemetry',
  'no-cached-data',
  'disable-crash-reporter',
  'disable-dev-shm-usage',
  'new-window',
  'n',
  'reuse-window',
  'r',
  'wait',
  'w',
  'verbose',
])

/**
 * A stream of words in which a switch can take its value from "=value" or from the next word.
 *
 * @param {string[]} words
 */
function* switches(words) {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    const match = /^--?([\w-]+)(?:=(.*))?$/s.exec(word)
    if (!match) {
      yield { name: undefined, word, value: () => word }
      continue
    }
    yield { name: match[1], word, value: () => match[2] ?? words[++i] ?? '' }
  }
}

/** @param {string} uri */
const uriToPath = (uri) => decodeURIComponent(new URL(uri).pathname)

/**
 * @param {string[]} words the arguments after the executable
 * @param {string} [cwd] what relative paths are relative to
 * @returns {Options}
 */
export function parseArguments(words, cwd = process.cwd()) {
  const absolute = (/** @type {string} */ file) => path.resolve(cwd, file)
  /** @type {Options} */
  const options = {
    developmentPaths: [],
    testsPath: undefined,
    userDataDir: undefined,
    extensionsDir: undefined,
    disableExtensions: false,
    locale: undefined,
    open: [],
    management: [],
    version: false,
    ignored: [],
  }
  for (const { name, word, value } of switches(words)) {
    switch (name) {
      case undefined:
        options.open.push(absolute(word))
        break
      case 'extensionDevelopmentPath':
        options.developmentPaths.push(absolute(value()))
        break
      case 'extensionTestsPath':
        options.testsPath = absolute(value())
        break
      case 'user-data-dir':
        options.userDataDir = absolute(value())
        break
      case 'extensions-dir':
        options.extensionsDir = absolute(value())
        break
      case 'disable-extensions':
        options.disableExtensions = true
        break
      case 'locale':
        options.locale = value()
        break
      case 'folder-uri':
      case 'file-uri':
        options.open.push(uriToPath(value()))
        break
      case 'goto':
      case 'g':
        options.open.push(absolute(value().replace(/(:\d+){1,2}$/, '')))
        break
      case 'install-extension': {
        const what = value()
        options.management.push('--install-extension', what.endsWith('.vsix') ? absolute(what) : what)
        break
      }
      case 'uninstall-extension':
        options.management.push('--uninstall-extension', value())
        break
      case 'list-extensions':
      case 'show-versions':
      case 'force':
        options.management.push(`--${name}`)
        break
      case 'version':
      case 'v':
        options.version = true
        break
      case 'log':
        value()
        break
      default:
        if (!meaningless.has(name)) options.ignored.push(word)
    }
  }
  return options
}
