import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a run works on: nobody's own profile, and copies of all files. */
export interface Fixture {
  /** The folder that is opened: `larkhill`, a copy of the examples, and `own`, small files of the tests. */
  readonly workspace: string
  readonly extensions: string
  readonly user: string
  /** An extension that holds nothing, for VS Code to have one under development: ours is installed. */
  readonly helper: string
  remove(): void
}

export function makeFixture(root: string, settings: Readonly<Record<string, unknown>>): Fixture {
  // Short, since VS Code puts sockets into it.
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'weir-e2e-')))
  const [workspace, extensions, user, helper] = ['workspace', 'extensions', 'user', 'helper'].map((name) => join(home, name)) as [string, string, string, string]
  cpSync(join(root, 'examples'), join(workspace, 'larkhill'), { recursive: true })
  cpSync(join(root, 'test/e2e/own'), join(workspace, 'own'), { recursive: true })
  mkdirSync(extensions)
  writeJson(join(user, 'User'), 'settings.json', settings)
  writeJson(helper, 'package.json', { name: 'helper', publisher: 'weir-e2e', version: '0.0.0', engines: { vscode: '*' } })
  return { workspace, extensions, user, helper, remove: () => rmSync(home, { recursive: true, force: true }) }
}

function writeJson(folder: string, name: string, value: unknown): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`)
}
