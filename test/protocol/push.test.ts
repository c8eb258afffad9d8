import { afterEach, describe, expect, it } from 'vitest'
import { PLAIN, Talk } from '../support/protocol.ts'

let talk: Talk
afterEach(() => talk.end())

const uri = 'file:///srv/app/producer.properties'
const bad = 'bootstrap.servers=b:9092\nclient.id=a\nacks=1\n'

const versions = (): (number | undefined)[] => talk.published.filter((p) => p.uri === uri).map((p) => p.version)
const last = (): string[] | undefined => talk.published.findLast((p) => p.uri === uri)?.diagnostics.map((d) => String(d.code))

describe('a client that does not ask for diagnostics', () => {
  it('gets them at once when a file is opened, and none when it is closed', async () => {
    talk = await Talk.start({ capabilities: PLAIN })
    await talk.open(uri, 'properties', bad)
    await talk.until('diagnostics', () => talk.published.length > 0)
    expect(talk.published).toEqual([
      {
        uri,
        version: 1,
        diagnostics: [
          {
            range: { start: { line: 2, character: 5 }, end: { line: 2, character: 6 } },
            severity: 2,
            code: 'test-acks',
            source: 'weir',
            message: 'acks=1 acknowledges before the replicas have the record',
          },
        ],
      },
    ])
    await talk.close(uri)
    await talk.until('an empty list', () => last()?.length === 0)
  })

  it('gets them once for many changes, for the last one', async () => {
    talk = await Talk.start({ capabilities: PLAIN })
    await talk.open(uri, 'properties', bad)
    await talk.until('the first', () => versions().includes(1))
    for (const text of ['2', '23', '234', '2345']) await talk.change(uri, { range: { start: { line: 1, character: 10 }, end: { line: 1, character: 10 + text.length - 1 } }, text })
    await talk.change(uri, { range: { start: { line: 2, character: 5 }, end: { line: 2, character: 6 } }, text: 'all' })
    await talk.until('the last', () => versions().includes(6))
    expect(versions()).toEqual([1, 6])
    expect(last()).toEqual([])
    expect(talk.text(uri)).toBe(bad.replace('client.id=a', 'client.id=2345a').replace('acks=1', 'acks=all'))
  })

  it('gets them anew when a setting changes', async () => {
    talk = await Talk.start({ capabilities: PLAIN })
    const topic = 'file:///srv/app/consumer.properties'
    await talk.open(topic, 'properties', 'group.id=a\nclient.id=a\nclient.rack=a\nsession.timeout.ms=2000\n')
    await talk.until('the first', () => talk.published.length === 1)
    expect(talk.published[0]?.diagnostics.map((d) => d.code)).toEqual(['test-heartbeat'])
    await talk.client.sendNotification('workspace/didChangeConfiguration', { settings: { weir: { environment: 'development' } } })
    await talk.until('the second', () => talk.published.length === 2)
  })

  it('gets commands only through actions that it understands', async () => {
    talk = await Talk.start({ capabilities: PLAIN })
    await talk.open(uri, 'properties', bad)
    const actions = await talk.actions(uri, '1\n')
    expect(actions.map((a) => a.title)).toEqual(['Wait for all in-sync replicas', 'Ignore test-acks here', 'Ignore test-acks in this file'])
    expect(actions[0]?.edit).toEqual({ changes: { [uri]: [{ range: { start: { line: 2, character: 5 }, end: { line: 2, character: 6 } }, newText: 'all' }] } })
    expect(typeof (await talk.hover(uri, 'acks'))?.contents).toBe('object')
    expect((await talk.hover(uri, 'acks'))?.contents).toMatchObject({ kind: 'plaintext' })
  })
})
