import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * The generated data as text that is parsed when somebody first asks for one of its fields. As object literals the catalogues
 * are compiled at every start, though most files need two of them: a third of what a start costs beside Node's own.
 */
export const lazyJson: Plugin = {
  name: 'lazy-json',
  setup(build) {
    build.onLoad({ filter: /[\\/]core[\\/].*\.json$/ }, async ({ path }) => ({ loader: 'js', contents: moduleOf(await readFile(path, 'utf8')) }))
  },
}

function moduleOf(text: string): string {
  const data: unknown = JSON.parse(text)
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new Error('a data file is an object: its fields are what is asked for')
  const fields = Object.keys(data).map((name) => `get ${JSON.stringify(name)}() { return data()[${JSON.stringify(name)}] }`)
  return `let made; const data = () => made ??= JSON.parse(${JSON.stringify(JSON.stringify(data))}); export default { ${fields.join(', ')} }`
}
