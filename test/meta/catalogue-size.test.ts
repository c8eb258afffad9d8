import { readdirSync, readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { lazyJson } from '../../scripts/build/lazy-json.ts'

const data = new URL('../../core/catalogue/data/', import.meta.url)
const sizes = readdirSync(data).map((name): [string, number] => [name, Buffer.byteLength(JSON.stringify(JSON.parse(readFileSync(new URL(name, data), 'utf8'))))])

describe('the catalogue in a bundle', () => {
  it('has at most 400 KB', () => {
    expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBeLessThanOrEqual(400_000)
  })
})

/** What a bundle parses, and what is asked of it in turn: a file is parsed when its first field is. */
describe('a bundle parses', () => {
  let code = ''

  beforeAll(async () => {
    const contents = `import { tables } from './core/catalogue/tables.ts'; import { newest } from './core/catalogue/releases.ts'; globalThis.catalogue = { tables, newest }`
    const result = await build({
      stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
      bundle: true,
      write: false,
      format: 'iife',
      plugins: [lazyJson],
      logLevel: 'silent',
    })
    code = result.outputFiles[0]?.text ?? ''
  })

  /** The files that are parsed when the code runs; by their sizes, since a text has no name. */
  function parsedBy(ask: string): string[] {
    const parsed: string[] = []
    const parse = (text: string): unknown => {
      parsed.push(sizes.find(([, size]) => size === Buffer.byteLength(text))?.[0] ?? 'another text')
      return JSON.parse(text)
    }
    runInNewContext(`${code};${ask}`, { JSON: { ...JSON, parse, stringify: JSON.stringify }, globalThis: {} })
    return parsed.sort()
  }

  it.each([
    ['', []],
    ["catalogue.newest('kafkaClient')", ['kafka-releases.json']],
    ['catalogue.tables.admin()', ['kafka-admin.json', 'kafka-shared.json']],
    ['catalogue.tables.admin(); catalogue.tables.admin(); catalogue.tables.broker()', ['kafka-admin.json', 'kafka-broker.json', 'kafka-shared.json']],
    ["catalogue.tables['spark-session']()", ['spark.json']],
    ["catalogue.tables['spark-query']()", []],
  ])('for %j: %j', (ask, expected) => {
    expect(parsedBy(`const { catalogue } = globalThis;${ask}`)).toEqual(expected)
  })
})
