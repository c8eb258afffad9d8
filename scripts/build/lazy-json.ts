import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Plugin } from 'esbuild'

/** Where the data lie beside the bundles that read them. */
export const FOLDER = 'catalogue'

/**
 * The generated data as text that is parsed when somebody first asks for one of its fields. As object literals the catalogues
 * are compiled at every start, though most files need two of them: a third of what a start costs beside Node's own.
 */
export const lazyJson: Plugin = lazily((_, text) => JSON.stringify(text))

/** The same from files beside the bundle, in the folder `FOLDER`: the command and the server share them. */
export const lazyJsonBeside: Plugin = lazily(
  (path) => `require("node:fs").readFileSync(require("node:path").join(__dirname, ${JSON.stringify(FOLDER)}, ${JSON.stringify(basename(path))}), "utf8")`,
)

function lazily(textOf: (path: string, text: string) => string): Plugin {
  return {
    name: 'lazy-json',
    setup(build) {
      build.onLoad({ filter: /[\\/]core[\\/].*\.json$/ }, async ({ path }) => ({ loader: 'js', contents: moduleOf(await readFile(path, 'utf8'), (text) => textOf(path, text)) }))
    },
  }
}

function moduleOf(text: string, expression: (compact: string) => string): string {
  const data: unknown = JSON.parse(text)
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new Error('a data file is an object: its fields are what is asked for')
  const fields = Object.keys(data).map((name) => `get ${JSON.stringify(name)}() { return data()[${JSON.stringify(name)}] }`)
  return `let made; const data = () => made ??= JSON.parse(${expression(JSON.stringify(data))}); export default { ${fields.join(', ')} }`
}
