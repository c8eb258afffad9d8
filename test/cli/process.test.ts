import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONSUMER } from './world.ts'

const ENTRY = join(import.meta.dirname, '../../cli/index.ts')
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const MANY = Array.from({ length: 6 }, (_, i) => `many-${i}.properties`)
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-process-'))
  writeFileSync(join(folder, 'consumer.properties'), CONSUMER)
  const keys = Array.from({ length: 3000 }, (_, i) => `session.timeout.mz${i}=${i}`)
  for (const name of MANY) writeFileSync(join(folder, name), `${CONSUMER}${keys.join('\n')}\n`)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The real process. `read` says what is done with its output. */
function weir(
  args: readonly string[],
  { input, read }: { readonly input?: string; readonly read?: (stdout: NodeJS.ReadableStream) => void } = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', TSX, ENTRY, ...args], { cwd: folder })
  let out = ''
  let err = ''
  if (read) read(child.stdout)
  else child.stdout.on('data', (d: Buffer) => void (out += d.toString()))
  child.stderr.on('data', (d: Buffer) => void (err += d.toString()))
  child.stdin.end(input ?? '')
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })))
}

describe('the process', () => {
  it('ends with the code of what was found', async () => {
    expect(await weir(['lint', 'consumer.properties'])).toMatchObject({ code: 1, out: expect.stringMatching(/^consumer\.properties:3:/) as unknown })
    expect(await weir(['lint', 'nowhere.properties'])).toMatchObject({ code: 3, out: '' })
    expect(await weir(['lint'])).toMatchObject({ code: 2, out: '' })
  })

  it('reads standard input', async () => {
    const { code, out } = await weir(['lint', '--format', 'json', '--stdin', '--stdin-filename', 'consumer.properties'], { input: CONSUMER })
    expect([code, (JSON.parse(out) as { files: unknown[] }).files.length]).toEqual([1, 1])
  })

  it('hands over all of a long report, however slowly it is read', async () => {
    let out = ''
    const slowly = (stdout: NodeJS.ReadableStream): void => {
      stdout.on('data', (d: Buffer) => {
        out += d.toString()
        stdout.pause()
        setTimeout(() => stdout.resume(), 1)
      })
    }
    const lint = ['lint', '--format', 'json', ...MANY]
    await weir(lint, { read: slowly })
    // A pipe holds 64 KiB: the report has to be longer for a slow reader to matter.
    expect(out.length).toBeGreaterThan(4 * 65_536)
    expect(out).toBe((await weir(lint)).out)
  })

  it('ends quietly where nobody reads on', async () => {
    const { err } = await weir(['lint', '--format', 'json', ...MANY], {
      read: (stdout) => void stdout.once('data', () => (stdout as unknown as { destroy(): void }).destroy()),
    })
    expect(err).not.toMatch(/EPIPE|\n\s+at /)
  })

  it('an error of the file system is no stack', async () =>
    expect((await weir(['lint', '--config', '.', 'consumer.properties'])).err).toBe('weir: There is no configuration file ..\n'))
})
