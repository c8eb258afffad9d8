import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter, type InitializeResult } from 'vscode-languageserver/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

const elsewhere = mkdtempSync(join(tmpdir(), 'weir-dist-'))
afterAll(() => {
  rmSync(elsewhere, { recursive: true, force: true })
})

const weir = (...args: string[]) => spawnSync(process.execPath, [resolve('dist/cli.cjs'), ...args], { cwd: elsewhere, encoding: 'utf8' })

interface Report {
  readonly files: readonly { readonly dialect: string | null; readonly findings: readonly { readonly rule: string }[] }[]
}
function lint(name: string, text: string): Report {
  writeFileSync(join(elsewhere, name), text)
  const { stdout, stderr } = weir('lint', '--format', 'json', name)
  expect(stderr).toBe('')
  return JSON.parse(stdout) as Report
}

describe('the command', () => {
  it('is a program', () => {
    expect(readFileSync('dist/cli.cjs', 'utf8').split('\n', 2)).toEqual(['#!/usr/bin/env node', expect.not.stringContaining('#!')])
    expect(weir('--version').stdout).toBe(`${manifest.version}\n`)
  })

  it('lints', () => {
    const { files } = lint('consumer.properties', 'bootstrap.servers=a:9092\ngroup.id=b\nsession.timeout.ms=2000\n')
    expect(files.map((f) => [f.dialect, f.findings.map((x) => x.rule)])).toEqual([['kafka-client-properties', ['heartbeat-not-below-session']]])
  })

  it('reads Python, with the grammar that lies beside it', () => {
    const { files } = lint(
      'job.py',
      'from pyspark.sql import SparkSession\n\nspark = SparkSession.builder.getOrCreate()\nspark.readStream.format("rate").load().writeStream.format("console").start()\n',
    )
    expect(files.map((f) => f.dialect)).toEqual(['pyspark'])
  })
})

describe('the launcher', () => {
  const folder = join(elsewhere, 'installed')
  const program = join(folder, 'dist')
  const file = join(elsewhere, 'launched.properties')
  const run = (...args: string[]) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(program, 'cli.cjs'), ...args], { encoding: 'utf8' })
    return { stdout, stderr, status }
  }
  const caches = (): string[] => readdirSync(program).filter((f) => f.endsWith('.cache'))
  beforeAll(() => {
    for (const part of ['dist', 'docs', 'package.json']) cpSync(part, join(folder, part), { recursive: true, filter: (from) => !/\.(?:cache|vsix)$/.test(from) })
    writeFileSync(file, 'bootstrap.servers=a:9092\ngroup.id=b\nsession.timeout.ms=2000\n')
  })

  it('keeps what a lint compiled, and says the same with it', () => {
    run('--version')
    expect(caches()).toEqual([])
    const first = run('lint', file)
    expect(first.status).toBe(1)
    expect(caches()).toEqual([expect.stringContaining(process.version)])
    expect(run('lint', file)).toEqual(first)
  })

  it('loads the grammar from there too', () => {
    const job = join(elsewhere, 'launched.py')
    writeFileSync(
      job,
      'from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nspark.readStream.format("rate").load().writeStream.format("kafka").start()\n',
    )
    expect(caches()).toHaveLength(1)
    expect(run('lint', job).stdout).toContain('checkpoint-missing')
  })

  it('takes no code that is none, and replaces it', () => {
    const [cache = ''] = caches()
    writeFileSync(join(program, cache), 'no code')
    expect(run('lint', file).status).toBe(1)
    expect(statSync(join(program, cache)).size).toBeGreaterThan(10_000)
  })

  it('names the program that it belongs to', () => {
    const hash = createHash('sha256')
      .update(readFileSync(join(program, 'weir.cjs')))
      .digest('hex')
      .slice(0, 16)
    expect(caches()).toEqual([expect.stringContaining(hash)])
  })

  it('tells of an error with its place, as Node does', () => {
    writeFileSync(join(program, 'weir.cjs'), 'throw new Error("broken")')
    expect(run('lint', file)).toMatchObject({ status: 1, stderr: expect.stringContaining('weir.cjs:1') as string })
  })
})

/** Both ways to start the server: its own bundle, and the command that loads it from beside. */
describe.each([
  ['dist/server.cjs', '--stdio'],
  ['dist/cli.cjs', 'lsp', '--stdio'],
])('%s %s', (bundle, ...args) => {
  it('answers and ends when it is told to', async () => {
    const child = spawn(process.execPath, [resolve(bundle), ...args], { cwd: elsewhere, stdio: ['pipe', 'pipe', 'inherit'] })
    const ended = new Promise((done) => child.once('exit', done))
    const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
    connection.listen()
    const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', { processId: process.pid, rootUri: null, capabilities: {} })
    expect(capabilities.hoverProvider).toBeTruthy()
    await connection.sendRequest('shutdown')
    await connection.sendNotification('exit')
    expect(await ended).toBe(0)
    connection.dispose()
  })
})

describe('the client', () => {
  it('loads and can be activated', () => {
    // A `vscode` that has everything: enough to see that nothing else is missing from the bundle.
    const script = `
      const Module = require('node:module')
      const anything = new Proxy(class {}, { get: (target, name) => name === 'prototype' ? target.prototype : anything, apply: () => anything })
      const load = Module._load
      Module._load = (name, ...rest) => name === 'vscode' ? anything : load(name, ...rest)
      console.log(Object.keys(require(${JSON.stringify(resolve('dist/client.cjs'))})).sort().join())`
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: elsewhere, encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout.trim()).toBe('activate,deactivate')
  })
})

describe('what was built', () => {
  // What the launcher keeps is made where it runs, and does not ship.
  const built = readdirSync('dist').filter((f) => !/\.(?:vsix|cache)$/.test(f))

  it('is for shipping, not for development', () => {
    expect(built.filter((f) => f.endsWith('.map'))).toEqual([])
    for (const file of built.filter((f) => f.endsWith('.cjs'))) expect(readFileSync(`dist/${file}`, 'utf8'), file).not.toContain('sourceMappingURL=')
  })

  it('names no place of the machine that built it', () => {
    for (const file of built.filter((name) => name.includes('.'))) expect(readFileSync(`dist/${file}`, 'latin1').includes(`${process.cwd()}/`), file).toBe(false)
  })

  it('brings the licences of what is in it', () => {
    const text = readFileSync('dist/licences.txt', 'utf8')
    for (const name of ['yaml', 'web-tree-sitter', 'tree-sitter-python', 'vscode-languageserver', 'vscode-languageclient', 'picomatch'])
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'))
  })
})
