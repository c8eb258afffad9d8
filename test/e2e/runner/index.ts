import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron'
import { build } from 'esbuild'
import { makeFixture, type Fixture } from './fixture.ts'
import { packaged } from './package.ts'
import type { Result } from '../suite/index.ts'

/** `test/e2e/run`: makes the package, installs it, runs the suite in VS Code, and ends with `N passed, N failed`. See ../README.md. */
const { values: options } = parseArgs({ options: { grep: { type: 'string' }, picture: { type: 'boolean', default: false } } })

const root = join(import.meta.dirname, '../../..')
const out = join(root, 'out/e2e')
const result = join(out, 'result.json')
const started = Date.now()
const say = (what: string): void => console.log(`[e2e ${((Date.now() - started) / 1000).toFixed(1)}s] ${what}`)

/** Desktop VS Code, downloaded; where that cannot be done, its stand-in. */
async function editor(): Promise<string> {
  if (process.env['WEIR_DESKTOP'] === '1') return downloadAndUnzipVSCode()
  execFileSync(process.execPath, [join(root, 'test/e2e/host/install.mjs')], { stdio: 'inherit' })
  return join(root, 'test/e2e/host/code-host.mjs')
}

/** One file for the extension host; mocha is found from where it lies. */
async function bundle(entry: string): Promise<string> {
  const outfile = join(out, `${entry}.cjs`)
  await build({
    entryPoints: [join(root, `test/e2e/suite/${entry}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  })
  return outfile
}

function install(vscodeExecutablePath: string, profile: readonly string[], vsix: string): void {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath, { reuseMachineInstall: true })
  if (cli === undefined) throw new Error(`no command line beside ${vscodeExecutablePath}`)
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  execFileSync(cli, [...args, ...profile, ...asRoot, '--install-extension', vsix, '--force'], { stdio: 'inherit' })
}

async function run(fixture: Fixture, vsix: string, entry: string): Promise<void> {
  const vscodeExecutablePath = await editor()
  const profile = [`--extensions-dir=${fixture.extensions}`, `--user-data-dir=${fixture.user}`]
  install(vscodeExecutablePath, profile, vsix)
  const extensionTestsPath = await bundle(entry)
  say('starting VS Code')
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: fixture.helper,
    extensionTestsPath,
    extensionTestsEnv: {
      WEIR_E2E_EXTENSIONS: fixture.extensions,
      WEIR_E2E_RESULT: result,
      WEIR_E2E_GREP: options.grep,
      WEIR_VSCODE_OUT: out,
      ...(options.picture ? { WEIR_VSCODE_SIZE: '1240x720', WEIR_VSCODE_SCALE: '2' } : {}),
    },
    launchArgs: [fixture.workspace, ...profile],
  })
}

const settings = { 'window.title': 'Weir', 'workbench.colorTheme': 'Default Light Modern' }

/** Nothing but editors. */
const forPicture = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.navigationControl.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'editor.fontFamily': "'JetBrains Mono', monospace",
  'editor.fontLigatures': false,
  'editor.renderLineHighlight': 'none',
  'editor.scrollBeyondLastLine': false,
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
  'editor.hover.above': false,
  'workbench.statusBar.visible': false,
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
let trouble: unknown
try {
  const vsix = packaged(root)
  const fixture = makeFixture(root, options.picture ? { ...settings, ...forPicture } : settings)
  try {
    await run(fixture, vsix, options.picture ? 'picture' : 'index')
  } finally {
    fixture.remove()
  }
} catch (error) {
  trouble = error
}
say('done')

const { passed, failed, skipped }: Result = existsSync(result) ? (JSON.parse(readFileSync(result, 'utf8')) as Result) : { passed: 0, failed: 0, skipped: [] }
if (trouble !== undefined && failed === 0) console.error(trouble)
const bad = trouble === undefined ? failed : Math.max(failed, 1)
process.exitCode = bad === 0 ? 0 : 1
// At exit, so that nothing comes after it.
process.once('exit', () => writeSync(1, [...skipped.map((title) => `Skipped: ${title}`), `${passed} passed, ${bad} failed`, ''].join('\n')))
