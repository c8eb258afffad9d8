import assert from 'node:assert/strict'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import * as ui from '../host/ui.ts'
import { connections } from './connections.ts'
import { closeAll, rulesBecome, seen, serverProcesses, show } from './support.ts'

/** The last tests: what was to be seen of all the others. */
describe('all the time', () => {
  it('nothing was refused by a content security policy, and no script of ours failed', async function () {
    ui.requireUi(this)
    const lines = await seen(ui.consoleLines())
    // VS Code's own frame around a page without scripts.
    const isOurs = ({ type, text }: ui.ConsoleLine): boolean =>
      /content security policy|refused to/i.test(text) || (type === 'error' && /weir/i.test(text) && !text.startsWith('Blocked script execution'))
    assert.deepEqual(lines.filter(isOurs), [])
  })

  it('nothing was opened or asked for outside', async function () {
    ui.requireUi(this)
    assert.deepEqual(await seen(ui.openedUrls()), [])
    const lines = await seen(ui.consoleLines())
    assert.deepEqual(
      lines.filter(({ text, url }) => /ERR_FAILED|ERR_NAME|ERR_INTERNET/.test(text) && !url.startsWith('http://127.0.0.1')).map(({ text, url }) => `${text} ${url}`),
      [],
    )
  })

  it('the extension host has connected to nothing but this machine', () => {
    if (ui.available) assert.ok(connections.length > 0, 'not even the connection that moves the mouse was seen')
    assert.deepEqual(
      connections.filter((host) => !['127.0.0.1', 'localhost', '::1'].includes(host)),
      [],
    )
  })

  it('the server has no connection to anywhere', async function () {
    const { document } = await show('larkhill/analytics/jobs/delivery_eta.py')
    await rulesBecome(document.uri, ['watermark-stale-column', 'checkpoint-not-durable'])
    const pids = serverProcesses()
    if (!pids) return this.skip()
    assert.equal(pids.length, 1)
    assert.deepEqual(pids.flatMap(connectionsOf), [])
    await closeAll()
  })
})

/** The internet sockets of a process, listening ones included. */
function connectionsOf(pid: number): string[] {
  const own = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => /socket:\[(\d+)\]/.exec(linkOf(`/proc/${pid}/fd/${fd}`))?.[1] ?? [])
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => own.includes(line.trim().split(/\s+/)[9] ?? '?'))
      .map((line) => `${kind} ${line.trim()}`),
  )
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
