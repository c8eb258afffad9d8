import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What goes into the package or decides what does. */
const SOURCES = [
  ...['core', 'rules', 'server', 'client', 'cli', 'docs', 'schemas', 'syntaxes', 'media', 'scripts/build'],
  ...['package.json', 'package-lock.json', '.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE'],
]

/** The .vsix that is to be tested: the one that WEIR_VSIX names, else the project's own, made anew where it is older than what it is made of. */
export function packaged(root: string): string {
  const named = process.env['WEIR_VSIX']
  if (named) return named
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const vsix = join(root, 'dist', `weir-${version}.vsix`)
  if (!existsSync(vsix) || statSync(vsix).mtimeMs < newest(SOURCES.map((path) => join(root, path)))) {
    console.log('[e2e] npm run package')
    execFileSync('npm', ['run', '--silent', 'package'], { cwd: root, stdio: 'inherit' })
  }
  return vsix
}

const newest = (paths: readonly string[]): number => Math.max(0, ...paths.filter((path) => existsSync(path)).map(changed))

function changed(path: string): number {
  const { mtimeMs } = statSync(path)
  const isFolder = statSync(path).isDirectory()
  return isFolder ? Math.max(mtimeMs, newest(readdirSync(path).map((name) => join(path, name)))) : mtimeMs
}
