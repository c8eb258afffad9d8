import { afterEach, describe, expect, it } from 'vitest'
import { Talk } from '../support/protocol.ts'

let talk: Talk
afterEach(() => talk.end())
const uri = 'file:///srv/app/producer.properties'

const put = (line: number, character: number, text: string, length = 0): Parameters<Talk['change']>[1] => ({
  range: { start: { line, character }, end: { line, character: character + length } },
  text,
})

describe('a text that is changed bit by bit', () => {
  it('keeps its places behind CRLF and characters outside of the basic plane', async () => {
    talk = await Talk.start()
    await talk.open(uri, 'properties', '# 😀 producer\r\nbootstrap.servers=b:9092\r\nclient.id=😀\r\nacks=all\r\n')
    expect(await talk.found(uri)).toEqual([])
    await talk.change(uri, put(3, 5, '1', 3))
    expect(await talk.found(uri)).toEqual(['test-acks «1»'])
    await talk.change(uri, put(0, 4, '😀😀\r\n# '), put(3, 12, ' and more'))
    expect(talk.text(uri)).toBe('# 😀😀😀\r\n#  producer\r\nbootstrap.servers=b:9092\r\nclient.id=😀 and more\r\nacks=1\r\n')
    expect(await talk.found(uri)).toEqual(['test-acks «1»'])
    const [action] = await talk.actions(uri, 'acks')
    await talk.apply(action?.edit)
    expect(talk.text(uri)).toContain('\r\nacks=all\r\n')
    expect(await talk.found(uri)).toEqual([])
  })

  it('keeps a fix in the line ends of the file', async () => {
    talk = await Talk.start()
    const consumer = 'file:///srv/app/consumer.properties'
    await talk.open(consumer, 'properties', 'group.id=😀\r\nclient.id=x\r\nsession.timeout.ms=2000')
    const [fix] = await talk.actions(consumer, '2000')
    await talk.apply(fix?.edit)
    expect(talk.text(consumer)).toBe('group.id=😀\r\nclient.id=x\r\nsession.timeout.ms=2000\r\nheartbeat.interval.ms=666')
  })

  it('gives a fix for the version that was asked about', async () => {
    talk = await Talk.start()
    await talk.open(uri, 'properties', 'client.id=a\nacks=1\n')
    const [old] = await talk.actions(uri, 'acks')
    await talk.change(uri, put(0, 0, '# a line above\n'))
    await expect(talk.apply(old?.edit)).rejects.toThrow('another version')
    const [now] = await talk.actions(uri, 'acks')
    await talk.apply(now?.edit)
    expect(await talk.found(uri)).toEqual([])
  })

  it('is forgotten when it is closed, and read anew', async () => {
    talk = await Talk.start()
    await talk.open(uri, 'properties', 'client.id=a\nacks=1\n')
    expect(await talk.found(uri)).toEqual(['test-acks «1»'])
    await talk.close(uri)
    await talk.open(uri, 'properties', 'client.id=a\nacks=0\n')
    expect(await talk.found(uri)).toEqual(['test-acks «0»'])
  })
})

describe('a byte order mark', () => {
  it('that the editor has taken off is found on the disk', async () => {
    talk = await Talk.start({ bom: true })
    await talk.open(uri, 'properties', 'acks=all\nclient.id=a\n')
    expect(await talk.found(uri)).toEqual(['syntax-problem «acks»'])
  })
})
