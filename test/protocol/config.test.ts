import { FileChangeType } from 'vscode-languageserver/node'
import { afterEach, describe, expect, it } from 'vitest'
import { ABLE, PLAIN, Talk } from '../support/protocol.ts'

let talk: Talk
afterEach(() => talk.end())

const config = 'file:///srv/app/weir.yaml'
const uri = 'file:///srv/app/app/producer.properties'
const text = 'bootstrap.servers=b:9092\nclient.id=a\nacks=1\n'
const severities = async (): Promise<unknown[]> => (await talk.diagnostics(uri)).map((d) => d.severity)

describe('weir.yaml', () => {
  it('is found above the file, and watched', async () => {
    talk = await Talk.start({ files: { [config]: 'rules: { test-acks: error }\n' } })
    await talk.open(uri, 'properties', text)
    expect(await severities()).toEqual([1])
    await talk.onDisk(config, FileChangeType.Changed, 'rules: { test-acks: hint }\n')
    await talk.until('a refresh', () => talk.refreshes === 1)
    expect(await severities()).toEqual([4])
    await talk.onDisk(config, FileChangeType.Deleted)
    await talk.until('a refresh', () => talk.refreshes === 2)
    expect(await severities()).toEqual([2])
  })

  it('counts from when it comes into being, the nearest one', async () => {
    talk = await Talk.start({ files: { [config]: 'rules: { test-acks: error }\n' } })
    await talk.open(uri, 'properties', text)
    expect(await severities()).toEqual([1])
    await talk.onDisk('file:///srv/app/app/weir.yaml', FileChangeType.Created, 'rules: { test-acks: info }\n')
    await talk.until('a refresh', () => talk.refreshes === 1)
    expect(await severities()).toEqual([3])
  })

  it('outside of the workspace is not looked at, but beside a lone file', async () => {
    talk = await Talk.start({ files: { 'file:///weir.yaml': 'rules: { test-acks: error }\n' } })
    await talk.open(uri, 'properties', text)
    expect(await severities()).toEqual([2])
    await talk.open('file:///elsewhere/producer.properties', 'properties', text)
    expect((await talk.diagnostics('file:///elsewhere/producer.properties')).map((d) => d.severity)).toEqual([1])
  })

  it('may extend another file, which is watched too', async () => {
    const base = 'file:///srv/app/shared/base.yaml'
    talk = await Talk.start({ files: { [config]: 'extends: ./shared/base.yaml\n', [base]: 'rules: { test-acks: error }\n' } })
    await talk.open(uri, 'properties', text)
    expect(await severities()).toEqual([1])
    await talk.onDisk(base, FileChangeType.Changed, 'rules: { test-acks: off }\n')
    await talk.until('a refresh', () => talk.refreshes === 1)
    expect(await severities()).toEqual([])
  })

  it('may not extend what lies outside of the workspace', async () => {
    talk = await Talk.start({ files: { [config]: 'extends: ../secrets.yaml\n', 'file:///secrets.yaml': 'rules: { test-acks: off }\n' } })
    await talk.open(uri, 'properties', text)
    expect(await severities()).toEqual([2])
    await talk.until('the problem', () => talk.published.length > 0)
    expect(talk.published[0]).toMatchObject({ uri: config, diagnostics: [{ code: 'config-problem' }] })
  })

  it('leaves files out', async () => {
    talk = await Talk.start({ files: { [config]: 'ignore: ["app/**"]\n' } })
    await talk.open(uri, 'properties', text)
    expect(await severities()).toEqual([])
  })

  it('and other files of that kind change nothing', async () => {
    talk = await Talk.start({ files: { [config]: '' } })
    await talk.open(uri, 'properties', text)
    await severities()
    await talk.onDisk('file:///srv/app/other.yaml', FileChangeType.Changed, 'a: 1\n')
    await severities()
    expect(talk.refreshes).toBe(0)
  })
})

describe('what is wrong in weir.yaml', () => {
  it('is shown at its place while it is open, and counts when it is saved', async () => {
    talk = await Talk.start({ files: { [config]: 'rules: { test-acks: error }\n' } })
    await talk.open(uri, 'properties', text)
    expect(await severities()).toEqual([1])
    await talk.open(config, 'yaml', 'rules: { test-acks: error }\n')
    expect(await talk.diagnostics(config)).toEqual([])
    await talk.change(config, { text: 'rules: { test-aks: hint }\n' })
    const [problem] = await talk.diagnostics(config)
    expect(problem).toMatchObject({ code: 'config-problem', range: { start: { line: 0, character: 9 }, end: { line: 0, character: 17 } } })
    expect(await severities()).toEqual([1])
    const [fix] = await talk.actions(config, problem!.range, { diagnostics: [problem!] })
    await talk.apply(fix?.edit)
    expect(talk.text(config)).toBe('rules: { test-acks: hint }\n')
    await talk.save(config)
    await talk.until('a refresh', () => talk.refreshes === 1)
    expect(await severities()).toEqual([4])
    expect(talk.published).toEqual([])
  })

  it('is shown when it is not open, and goes when it is mended', async () => {
    talk = await Talk.start({ files: { [config]: 'kafka: "x"\n' } })
    await talk.open(uri, 'properties', text)
    await talk.diagnostics(uri)
    await talk.until('the problem', () => talk.published.length === 1)
    expect(talk.published[0]).toMatchObject({ uri: config, diagnostics: [{ code: 'config-problem' }] })
    await talk.onDisk(config, FileChangeType.Changed, 'kafka: "3.9"\n')
    await talk.until('an empty list', () => talk.published.length === 2)
    expect(talk.published[1]).toEqual({ uri: config, diagnostics: [] })
  })

  it('moves over to the editor when it is opened', async () => {
    talk = await Talk.start({ files: { [config]: 'kafka: "x"\n' } })
    await talk.open(uri, 'properties', text)
    await talk.diagnostics(uri)
    await talk.until('the problem', () => talk.published.length === 1)
    await talk.open(config, 'yaml', 'kafka: "x"\n')
    await talk.until('an empty list', () => talk.published.length === 2)
    expect(await talk.diagnostics(config)).toHaveLength(1)
    await talk.close(config)
    await talk.until('the problem again', () => talk.published.length === 3)
    expect(talk.published[2]?.diagnostics).toHaveLength(1)
  })

  it('reaches a client that is sent everything', async () => {
    talk = await Talk.start({ capabilities: PLAIN, files: { [config]: 'rules: { test-acks: off }\n' } })
    await talk.open(uri, 'properties', text)
    await talk.until('nothing found', () => talk.published.some((p) => p.uri === uri && p.diagnostics.length === 0))
    await talk.open(config, 'yaml', 'rules: { test-acks: off }\n')
    await talk.change(config, { text: 'rules: { test-acks: eror }\n' })
    await talk.until('the problem', () => talk.published.some((p) => p.uri === config && p.diagnostics.length === 1))
    await talk.change(config, { text: 'rules: { test-acks: error }\n' })
    await talk.save(config)
    await talk.until('an error', () => talk.published.some((p) => p.uri === uri && p.diagnostics[0]?.severity === 1))
  })
})

describe('settings', () => {
  const consumer = 'file:///srv/app/consumer.properties'
  const session = 'group.id=a\nclient.id=a\nclient.rack=a\nheartbeat.interval.ms=20000\n'

  it('are asked for, and stronger than weir.yaml', async () => {
    talk = await Talk.start({ settings: { kafka: '2.8' }, files: { [config]: 'kafka: "3.9"\n' } })
    await talk.open(consumer, 'properties', session)
    expect(await talk.found(consumer)).toEqual(['test-heartbeat «20000»'])
    talk.settings = { kafka: '' }
    await talk.client.sendNotification('workspace/didChangeConfiguration', { settings: null })
    await talk.until('a refresh', () => talk.refreshes === 1)
    expect(await talk.found(consumer)).toEqual([])
    expect(await talk.hoverText(consumer, '20000')).toContain('Kafka client 3.9 (weir.yaml)')
  })

  it('that make no sense are left out with a word in the log', async () => {
    talk = await Talk.start({ settings: { kafka: 'newest', environment: 'moon' } })
    await talk.open(uri, 'properties', text)
    expect(await severities()).toEqual([2])
    expect(talk.logged.join('\n')).toContain('weir.kafka is a release such as "3.7"')
    expect(talk.logged.join('\n')).toContain('weir.environment is auto, production or development')
  })

  it('soften what is found in development', async () => {
    talk = await Talk.start({ settings: { environment: 'development' } })
    await talk.open(uri, 'properties', text)
    expect(await severities()).toEqual([3])
  })
})

describe('the path that a verdict hangs on', () => {
  it('counts from the workspace folder', async () => {
    talk = await Talk.start({ folders: ['file:///srv/app'] })
    const inside = 'file:///srv/app/producer.properties'
    await talk.open(inside, 'properties', text)
    expect((await talk.diagnostics(inside)).map((d) => d.severity)).toEqual([2])
    const development = 'file:///srv/app/deploy/dev/producer.properties'
    await talk.open(development, 'properties', text)
    expect((await talk.diagnostics(development)).map((d) => d.severity)).toEqual([3])
  })

  it('changes with the folders', async () => {
    talk = await Talk.start({ folders: [], files: { 'file:///a/weir.yaml': 'rules: { test-acks: error }\n' }, capabilities: ABLE })
    await talk.open('file:///a/dev/producer.properties', 'properties', text)
    expect((await talk.diagnostics('file:///a/dev/producer.properties')).map((d) => d.severity)).toEqual([1])
    await talk.client.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: 'file:///a/dev', name: 'dev' }], removed: [] } })
    await talk.until('a refresh', () => talk.refreshes === 1)
    expect((await talk.diagnostics('file:///a/dev/producer.properties')).map((d) => d.severity)).toEqual([2])
  })

  it('is the name alone for what was never saved', async () => {
    talk = await Talk.start()
    await talk.open('untitled:Untitled-1', 'properties', text)
    expect(await talk.found('untitled:Untitled-1')).toEqual(['test-acks «1»'])
  })
})
