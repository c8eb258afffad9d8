import { existsSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { PythonReader } from '../core/readers/python.ts'
import type { Host } from './host.ts'

/** The folder of the bundle (`dist`), or of this file where nothing is bundled; both have the package's folder above them. */
const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..')

/** Beside the bundle, where the build puts them; among the dependencies, where nothing was built. */
function wasm(name: string, module: string): string {
  const beside = join(here, name)
  return existsSync(beside) ? beside : createRequire(join(root, 'package.json')).resolve(`${module}/${name}`)
}

async function loadPython(): Promise<PythonReader> {
  const { PythonReader: Reader } = await import('../core/readers/python.ts')
  const [runtime, grammar] = await Promise.all([readFile(wasm('web-tree-sitter.wasm', 'web-tree-sitter')), readFile(wasm('tree-sitter-python.wasm', 'tree-sitter-python'))])
  return Reader.load(runtime, grammar)
}

async function read(uri: string): Promise<string | undefined> {
  if (!uri.startsWith('file:')) return undefined
  try {
    return await readFile(fileURLToPath(uri), 'utf8')
  } catch {
    return undefined
  }
}

async function hasByteOrderMark(uri: string): Promise<boolean> {
  try {
    const file = await open(fileURLToPath(uri))
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(3), 0, 3)
      return bytesRead === 3 && buffer.equals(Buffer.from([0xef, 0xbb, 0xbf]))
    } finally {
      await file.close()
    }
  } catch {
    return false
  }
}

export const nodeHost: Host = {
  readFile: read,
  hasByteOrderMark,
  loadPython,
  docs: existsSync(join(root, 'docs', 'scenarios')) ? pathToFileURL(join(root, 'docs')).href : undefined,
}
