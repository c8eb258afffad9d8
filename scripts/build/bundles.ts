import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { FOLDER, lazyJson, lazyJsonBeside } from './lazy-json.ts'
import { licencesOf } from './licences.ts'

/** What is built, and from where. The root is `type: module`, so a bundle that is no module must be called `.cjs`. */
const BUNDLES: Readonly<Record<string, string>> = {
  'dist/weir.cjs': 'cli/index.ts',
  'dist/server.cjs': 'server/node.ts',
  'dist/client.cjs': 'client/node.ts',
}
/** What a shell starts, and the program that it starts. */
const COMMAND = 'dist/cli.cjs'
const LAUNCHER = 'cli/launch.ts'
const PROGRAM = 'dist/weir.cjs'
const SERVER = 'dist/server.cjs'

/** The grammar and its runtime: read by the host when a Python file is met. */
const WASM = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm']

/** Sources say `import.meta.url` for where they lie; in a bundle that is where the bundle lies. */
const PLACE = { name: '__moduleUrl', code: 'const __moduleUrl = require("node:url").pathToFileURL(__filename).href;' }

/** `weir lsp` starts the server's own bundle, which lies beside the command's, rather than carry a second copy. */
const serverBeside: Plugin = {
  name: 'server-beside',
  setup({ onResolve }) {
    onResolve({ filter: /[\\/]server[\\/]node\.ts$/ }, ({ kind }) => (kind === 'dynamic-import' ? { path: './server.cjs', external: true } : undefined))
  },
}

/** The runtime of tree-sitter makes a `require` of its own, which would stand before the real one where `import()` becomes `require`. */
const requireOfItsOwn: Plugin = {
  name: 'require-of-its-own',
  setup({ onLoad }) {
    onLoad({ filter: /web-tree-sitter\.js$/ }, ({ path }) => ({ contents: readFileSync(path, 'utf8').replace(/\brequire\b/g, 'ownRequire'), loader: 'js' }))
  },
}

/** `properties-reader` is handed texts. What it would read and write files with loads half of Node's network code at every start. */
const withoutFiles: Plugin = {
  name: 'without-files',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:@kwsites\/file-exists|mkdirp|fs\/promises)$/ }, ({ path, importer }) =>
      /[\\/]properties-reader[\\/]/.test(importer) ? { path, namespace: 'without-files' } : undefined,
    )
    onLoad({ filter: /./, namespace: 'without-files' }, () => ({ contents: 'export const [exists, FOLDER, mkdirp, open] = []', loader: 'js' }))
  },
}

/** Rules as the formatter lays them out: a property of the specification ends at the brace or bracket in its own column. */
const partOf = (names: string): RegExp => new RegExp(`^ {2}(${names}): [{[](?:\\n[\\s\\S]*?^ {2}[}\\]],|.*[}\\]],)$`, 'gm')
/** When a rule is silent stands on its page alone. */
const SILENCE = /^ {4}staysSilent:\s+(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`$]*`),$/gm
const EMPTY: Readonly<Record<string, string>> = { examples: '{ bad: [], good: [] }', sources: '[]', page: "{ why: '', whatToDo: '', staysSilent: '' }" }
/** Rules without what stands on their pages alone, which lie beside the programs: a hover needs some of the prose, the command none. */
const withoutPages = (names: string): Plugin => ({
  name: 'without-pages',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]rules[\\/]\d\d-[\w-]+[\\/][\w-]+\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace(partOf(names), (_, name: string) => `  ${name}: ${EMPTY[name] ?? ''},`)
        .replace(SILENCE, "    staysSilent: '',"),
      loader: 'ts',
    }))
  },
})

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Node's own order would take the UMD builds of some packages, which do not survive bundling.
  mainFields: ['module', 'main'],
  external: ['vscode'],
  define: { 'import.meta.url': PLACE.name, 'import.meta.dirname': '__dirname' },
  banner: { js: PLACE.code },
  plugins: [lazyJsonBeside, serverBeside, requireOfItsOwn, withoutFiles],
  // Code that comes out of a cache has no loader for modules.
  supported: { 'dynamic-import': false },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions

/** The client's bundle reads nothing beside it: it may run where there are no files. */
const PLUGINS: Readonly<Record<string, Pick<BuildOptions, 'plugins'>>> = {
  [PROGRAM]: { plugins: [...common.plugins, withoutPages('examples|sources|page')] },
  [SERVER]: { plugins: [...common.plugins, withoutPages('examples|sources')] },
  'dist/client.cjs': { plugins: [lazyJson, requireOfItsOwn] },
}

/** What the generators and the oracle need of the catalogue, and no program that ships. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['generated', 'source', 'sources', 'jar', 'unserved', 'importance', 'importanceHistory'])
/** The catalogue's files, without that. */
function copyCatalogue(): void {
  const from = 'core/catalogue/data'
  mkdirSync(`dist/${FOLDER}`)
  for (const name of readdirSync(from)) writeFileSync(`dist/${FOLDER}/${name}`, withoutProvenance(readFileSync(`${from}/${name}`, 'utf8')))
}

const withoutProvenance = (text: string): string => JSON.stringify(JSON.parse(text), (name, value: unknown) => (FOR_PEOPLE.has(name) ? undefined : value))

/** Everything in `dist/`. `forDevelopment`: readable and with source maps; such a build is never packaged. */
export async function buildAll(forDevelopment: boolean): Promise<void> {
  rmSync('dist', { recursive: true, force: true })
  mkdirSync('dist')
  const shape: Pick<BuildOptions, 'minify' | 'sourcemap'> = forDevelopment ? { sourcemap: 'linked' } : { minify: true }
  const results = await Promise.all(Object.entries(BUNDLES).map(([outfile, entry]) => build({ ...common, ...shape, ...PLUGINS[outfile], entryPoints: [entry], outfile })))
  const __programHash = JSON.stringify(createHash('sha256').update(readFileSync(PROGRAM)).digest('hex').slice(0, 16))
  await build({ ...common, ...shape, entryPoints: [LAUNCHER], outfile: COMMAND, define: { ...common.define, __programHash } })
  copyCatalogue()
  const require = createRequire(import.meta.url)
  for (const wasm of WASM) copyFileSync(require.resolve(wasm), `dist/${wasm.replace(/^.*\//, '')}`)
  writeFileSync(
    'dist/licences.txt',
    licencesOf(
      results.map(({ metafile }) => metafile),
      WASM,
    ),
  )
  chmodSync(COMMAND, 0o755)
}
