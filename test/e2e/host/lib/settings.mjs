/**
 * The user settings VS Code starts with: the caller's, over a few that keep a fresh profile quiet.
 */
import fs from 'node:fs'
import path from 'node:path'
import { HostError } from './run.mjs'

/** What would otherwise lie over the editor, or ask the network, in every new profile. The caller's settings win. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'window.confirmBeforeClose': 'never',
}

/**
 * VS Code allows comments and trailing commas in its settings; strings are matched first so that they stay whole.
 *
 * @param {string} text
 * @returns {Record<string, unknown>}
 */
export function parseSettings(text) {
  const bare = text.replace(/("(?:\\.|[^"\\])*")|\/\/.*|\/\*[\s\S]*?\*\//g, '$1')
  return JSON.parse(bare.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, '$1'))
}

/**
 * Fills a fresh data folder for the server from the caller's. The caller's own is not written to: a run leaves the
 * settings of the next one alone, and code-server's sockets need a short path that only we can grant.
 *
 * @param {string} dataDir
 * @param {string | undefined} userDataDir
 */
export function prepareUserData(dataDir, userDataDir) {
  const user = path.join(dataDir, 'User')
  fs.mkdirSync(user, { recursive: true })
  const theirs = userDataDir && path.join(userDataDir, 'User')
  if (theirs && fs.existsSync(theirs)) fs.cpSync(theirs, user, { recursive: true })
  const file = path.join(user, 'settings.json')
  let settings = {}
  if (fs.existsSync(file)) {
    try {
      settings = parseSettings(fs.readFileSync(file, 'utf8'))
    } catch (error) {
      throw new HostError(`cannot read the user settings in ${theirs}: ${error}`)
    }
  }
  fs.writeFileSync(file, JSON.stringify({ ...quiet, ...settings }, undefined, 2))
}
