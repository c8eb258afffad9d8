import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PythonReader } from '../core/readers/python.ts'

/** The folder of the bundle, or of this source file; both have the package's folder above them. */
const HERE = import.meta.dirname

/** Where files lie that are not code: beside the bundle, above it, or, from source, in the packages that they come from. */
const firstOf = (paths: readonly string[]): string | undefined => paths.find((p) => existsSync(p))

function wasm(name: string, fromPackage: string): Uint8Array {
  const path = firstOf([join(HERE, name), join(HERE, '..', 'dist', name), join(HERE, '..', 'node_modules', fromPackage, name)])
  if (path === undefined) throw new Error(`${name} is missing beside the program: install Weir again`)
  return readFileSync(path)
}

let python: Promise<PythonReader> | undefined

/** The reader for Python: its grammar takes longer to load than everything else, so it is loaded when the first such file is met, and once. */
export function loadPython(): Promise<PythonReader> {
  return (python ??= (async () => {
    const { PythonReader } = await import('../core/readers/python.ts')
    return PythonReader.load(wasm('web-tree-sitter.wasm', 'web-tree-sitter'), wasm('tree-sitter-python.wasm', 'tree-sitter-python'))
  })())
}

/** The version in the manifest, which lies above the bundle in every package. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(HERE, '..', 'package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown'
}

let docs: string | false | undefined

/** The folder of the packaged pages; looked for once. */
export const docsFolder = (): string | undefined => (docs ??= firstOf([join(HERE, '..', 'docs'), join(HERE, 'docs')]) ?? false) || undefined

/** The address of a scenario's page, where pages are packaged. */
export function scenarioAddress(slug: string): string | undefined {
  const folder = docsFolder()
  return folder === undefined ? undefined : pathToFileURL(join(folder, 'scenarios', `${slug}.md`)).href
}
