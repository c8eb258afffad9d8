import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { COMMAND, ENVELOPE, overruns, readBudget, shippedSizes, without } from '../../scripts/build/budget.ts'
import { entriesOf, vsixPath, type Entry } from '../../scripts/build/vsix.ts'

/** Without pictures, which are as large as they need to be. */
const MOST = 1_200_000
const PICTURE = /\.(png|jpe?g|gif|svg)$/i

let size = 0
let entries: readonly Entry[] = []
let shipped: ReadonlyMap<string, number> = new Map()

beforeAll(async () => {
  const path = vsixPath(manifest.version)
  if (!existsSync(path)) throw new Error(`${path} is not there: npm run package first`)
  const zip = readFileSync(path)
  size = zip.length
  entries = entriesOf(zip)
  shipped = await shippedSizes()
})

/** The packager calls some files by names of its own: `LICENSE` becomes `LICENSE.txt`, `README.md` `readme.md`. */
const packedAs = (file: string): string => `extension/${file}`.toLowerCase()
const nameOf = ({ name }: Entry): string => [...shipped.keys()].find((f) => [packedAs(f), `${packedAs(f)}.txt`].includes(name.toLowerCase())) ?? name
const sizes = (): Map<string, number> => new Map(entries.map((e): [string, number] => [nameOf(e), e.size]).sort(([a], [b]) => (a < b ? -1 : 1)))

describe('the package', () => {
  it('holds what is meant to ship, to the byte, and nothing else', () => {
    const packed = sizes()
    for (const name of ENVELOPE) packed.delete(name)
    expect([...packed]).toEqual([...shipped])
  })

  it('has a row in the budget for every byte', () => {
    expect(overruns(without(readBudget(), COMMAND), sizes())).toEqual([])
  })

  it('is small', () => {
    const pictures = entries.filter((e) => PICTURE.test(e.name)).reduce((sum, e) => sum + e.packed, 0)
    expect(size - pictures).toBeLessThanOrEqual(MOST)
  })

  it('has what the extension cannot do without', () => {
    const names = [...shipped.keys()]
    expect(names).toEqual(
      expect.arrayContaining([
        'dist/client.cjs',
        'dist/server.cjs',
        'dist/tree-sitter-python.wasm',
        'dist/web-tree-sitter.wasm',
        'package.json',
        'LICENSE',
        'README.md',
        'CHANGELOG.md',
      ]),
    )
    expect(names.filter((f) => f.startsWith('docs/scenarios/'))).toHaveLength(15)
  })

  it('leaves the command to the npm package', () => {
    expect(COMMAND.filter((file) => !existsSync(file) || shipped.has(file))).toEqual([])
  })

  it('has no sources, tests, maps or tools', () => {
    expect(entries.map((e) => e.name).filter((n) => /\.(ts|map|py|java)$|node_modules|test\/|scripts\/|\.cache/.test(n))).toEqual([])
  })
})
