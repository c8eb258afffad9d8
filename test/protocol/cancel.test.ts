import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { CancellationTokenSource } from 'vscode-languageserver/node'
import { afterEach, expect, it } from 'vitest'
import { PythonReader } from '../../core/readers/python.ts'
import { Talk } from '../support/protocol.ts'

let talk: Talk
afterEach(() => talk.end())

const require = createRequire(import.meta.url)
const load = (): Promise<PythonReader> =>
  PythonReader.load(readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')), readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')))
const uri = 'file:///srv/app/job.py'
const job =
  'from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nevents = spark.readStream.format("kafka").option("subscribe", "a").load()\nevents.writeStream.format("console").start()\n'

it('a request that the client takes back is not answered', async () => {
  let go: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    go = resolve
  })
  let release: (reader: PythonReader) => void = () => undefined
  talk = await Talk.start({
    python() {
      go()
      return new Promise((resolve) => {
        release = resolve
      })
    },
  })
  await talk.open(uri, 'python', job)
  const source = new CancellationTokenSource()
  const request = talk.client.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token)
  await asked
  source.cancel()
  release(await load())
  await expect(request).rejects.toMatchObject({ code: -32800 })
  expect(await talk.diagnostics(uri)).toEqual([])
})

it('a grammar that cannot be loaded is told in the log, and everything else goes on', async () => {
  talk = await Talk.start()
  await talk.open(uri, 'python', job)
  expect(await talk.diagnostics(uri)).toEqual([])
  await talk.until('the log', () => talk.logged.length > 0)
  expect(talk.logged.join()).toContain('The grammar of Python cannot be loaded')
  const other = 'file:///srv/app/producer.properties'
  await talk.open(other, 'properties', 'client.id=a\nacks=1\n')
  expect(await talk.found(other)).toEqual(['test-acks «1»'])
})

it('a server that is told to go without a shutdown leaves with 1', async () => {
  const abrupt = await Talk.start()
  await abrupt.client.sendNotification('exit')
  await abrupt.until('the exit', () => abrupt.exits.length > 0)
  expect(abrupt.exits).toEqual([1])
  abrupt.client.dispose()
  talk = await Talk.start()
})
