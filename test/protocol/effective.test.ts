import { afterEach, describe, expect, it } from 'vitest'
import { FileChangeType } from 'vscode-languageserver'
import { PLAIN, Talk } from '../support/protocol.ts'

let talk: Talk
afterEach(() => talk.end())

const uri = 'file:///srv/app/billing%20consumer.properties'
const text = 'bootstrap.servers=broker:9092\ngroup.id=billing\nsession.timeout.ms=6000\nheartbeat.interval.ms=7000\n'

describe('weir.effective', () => {
  it('answers what holds, as text, also to a client that can do little', async () => {
    talk = await Talk.start({ capabilities: PLAIN, files: { 'file:///srv/app/weir.yaml': 'kafka: "3.9"\n' } })
    await talk.open(uri, 'java-properties', text)
    const said = await talk.effective(uri)
    expect(said).toMatch(
      /^# Effective configuration of billing consumer\.properties {2}Kafka client properties\n\n# The consumer billing {2}Kafka client 3\.9 \(weir\.yaml\)\n\n# Set here/,
    )
    expect(said).toMatch(/\nsession\.timeout\.ms += 6000 \(6 s\) +# explicit, line 3; default 45000 \(45 s\)\n/)
    expect(said).toMatch(/\nmax\.poll\.records += 500\n/)
    expect(said?.indexOf('heartbeat.interval.ms')).toBeLessThan(said?.indexOf('# Defaults') ?? 0)
  })

  it('answers by the text and the weir.yaml of the moment', async () => {
    talk = await Talk.start({ files: { 'file:///srv/app/weir.yaml': 'kafka: "3.9"\n' } })
    await talk.open(uri, 'java-properties', text)
    await talk.change(uri, { text: text.replace('6000', '9000') })
    expect(await talk.effective(uri)).toContain('= 9000 (9 s)')
    await talk.onDisk('file:///srv/app/weir.yaml', FileChangeType.Changed, 'kafka: "2.8"\n')
    await talk.until('the refresh', () => talk.refreshes > 0)
    expect(await talk.effective(uri)).toContain('Kafka client 2.8 (weir.yaml)')
  })

  it('answers nothing for what is not open, none of ours, or no address at all', async () => {
    talk = await Talk.start()
    const game = 'file:///srv/app/server.properties'
    await talk.open(game, 'properties', 'motd=A Minecraft server\n')
    await talk.open('file:///srv/app/weir.yaml', 'yaml', 'kafka: "3.9"\n')
    expect([await talk.effective(uri), await talk.effective(game), await talk.effective('file:///srv/app/weir.yaml'), await talk.effective(), await talk.effective(7)]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
    expect(talk.logged).toEqual([])
  })

  it('is told of by the hover in our own extension only', async () => {
    talk = await Talk.start({ initializationOptions: { opensPages: true } })
    await talk.open(uri, 'java-properties', text)
    expect(await talk.hoverText(uri, 'session')).toContain(`[All effective settings of this file](command:weir.showEffective?${encodeURIComponent(JSON.stringify([uri]))})`)
    await talk.end()
    talk = await Talk.start()
    await talk.open(uri, 'java-properties', text)
    expect(await talk.hoverText(uri, 'session')).not.toContain('showEffective')
  })
})
