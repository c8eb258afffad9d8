import { afterEach, describe, expect, it } from 'vitest'
import { PLAIN, Talk } from '../support/protocol.ts'

let talk: Talk
afterEach(() => talk.end())

const uri = 'file:///srv/app/consumer.properties'
const text = 'bootstrap.servers=broker:9092\ngroup.id=billing\nclient.id=b\nclient.rack=r\nsession.timeout.ms=6000\nheartbeat.interval.ms=7000\n'

describe('a file from opening to closing', () => {
  it('is judged, explained, fixed and clean', async () => {
    talk = await Talk.start()
    await talk.open(uri, 'java-properties', text)
    const [diagnostic, ...others] = await talk.diagnostics(uri)
    expect(others).toEqual([])
    expect(diagnostic).toEqual({
      range: { start: { line: 5, character: 22 }, end: { line: 5, character: 26 } },
      severity: 1,
      code: 'test-heartbeat',
      source: 'weir',
      message: 'heartbeat.interval.ms (7000) must be below session.timeout.ms (6000)',
      codeDescription: { href: 'file:///opt/weir/docs/scenarios/02-rebalancing-storms.md' },
      relatedInformation: [{ location: { uri, range: { start: { line: 4, character: 19 }, end: { line: 4, character: 23 } } }, message: 'session.timeout.ms is 6000 (6 s)' }],
      data: { rule: 'test-heartbeat', index: 0, version: 1, fixes: ['Set heartbeat.interval.ms to 2000', 'Leave it to the default'] },
    })
    const hover = await talk.hoverText(uri, '7000')
    expect(hover).toContain('The heartbeat is not below the session timeout')
    const [action] = await talk.actions(uri, diagnostic!.range, { diagnostics: [diagnostic!], only: ['quickfix'] })
    expect(action).toMatchObject({ title: 'Set heartbeat.interval.ms to 2000', isPreferred: true, diagnostics: [{ code: 'test-heartbeat' }] })
    await talk.apply(action!.edit)
    expect(talk.text(uri)).toBe(text.replace('7000', '2000'))
    expect(await talk.diagnostics(uri)).toEqual([])
    await talk.close(uri)
    expect(await talk.diagnostics(uri)).toEqual([])
  })

  it('that is none of ours is left alone', async () => {
    talk = await Talk.start()
    await talk.open('file:///srv/app/server.properties', 'properties', 'motd=A Minecraft server\nlevel-seed=\n')
    expect(await talk.diagnostics('file:///srv/app/server.properties')).toEqual([])
    expect(await talk.hover('file:///srv/app/server.properties', 'motd')).toBeNull()
    expect(await talk.actions('file:///srv/app/server.properties', 'motd')).toEqual([])
    expect(talk.logged).toEqual([])
  })

  it('is not sent a second time while nothing changes', async () => {
    talk = await Talk.start()
    await talk.open(uri, 'java-properties', text)
    const first = await talk.pull(uri)
    expect(await talk.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId })
    await talk.change(uri, { text: `${text}# one more line\n` })
    expect((await talk.pull(uri, first.resultId)).kind).toBe('full')
  })
})

describe('what the server says that it can do', () => {
  it('depends on the client', async () => {
    talk = await Talk.start()
    expect(talk.result).toMatchObject({
      serverInfo: { name: 'weir' },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 2 },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', 'refactor', 'source.fixAll.weir'], resolveProvider: true },
        diagnosticProvider: { identifier: 'weir', interFileDependencies: false, workspaceDiagnostics: false },
        executeCommandProvider: { commands: ['weir.effective', 'weir.openScenario', 'weir.openRule'] },
      },
    })
    await talk.until('the registrations', () => talk.registered.length === 2)
    expect(talk.registered.sort()).toEqual(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles'])
  })

  it('is less for one that can do less', async () => {
    talk = await Talk.start({ capabilities: PLAIN })
    expect(talk.result.capabilities.diagnosticProvider).toBeUndefined()
    expect(talk.result.capabilities.executeCommandProvider).toEqual({ commands: ['weir.effective'] })
    expect(talk.registered).toEqual([])
  })

  it('leaves the commands to our own extension, which has them itself', async () => {
    talk = await Talk.start({ initializationOptions: { opensPages: true } })
    expect(talk.result.capabilities.executeCommandProvider).toBeUndefined()
  })
})

describe('a rule that fails', () => {
  it('is told at its place, and the log quotes nothing', async () => {
    talk = await Talk.start()
    const producer = 'file:///srv/app/producer.properties'
    await talk.open(producer, 'java-properties', 'bootstrap.servers=b:9092\nclient.id=crash\nacks=1\n')
    expect(await talk.found(producer)).toEqual(['internal-error «client.id»', 'test-acks «1»'])
    await talk.until('the log', () => talk.logged.length > 0)
    expect(talk.logged.join()).toContain('test-crash')
    expect(talk.logged.join()).not.toContain('"crash"')
  })
})
