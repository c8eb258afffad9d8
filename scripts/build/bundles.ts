import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { lazyJson } from './lazy-json.ts'
import { licencesOf } from './licences.ts'

/** What is built, and from where. The root is `type: module`, so a bundle that is no module must be called `.cjs`. */
const BUNDLES: Readonly<Record<string, string>> = {
  'dist/cli.cjs': 'cli/index.ts',
  'dist/server.cjs': 'server/node.ts',
  'dist/client.cjs': 'client/node.ts',
}
const COMMAND = 'dist/cli.cjs'

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
  plugins: [lazyJson, serverBeside],
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions

/** Everything in `dist/`. `forDevelopment`: readable and with source maps; such a build is never packaged. */
export async function buildAll(forDevelopment: boolean): Promise<void> {
  rmSync('dist', { recursive: true, force: true })
  mkdirSync('dist')
  const shape: Pick<BuildOptions, 'minify' | 'sourcemap'> = forDevelopment ? { sourcemap: 'linked' } : { minify: true }
  const results = await Promise.all(Object.entries(BUNDLES).map(([outfile, entry]) => build({ ...common, ...shape, entryPoints: [entry], outfile })))
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
