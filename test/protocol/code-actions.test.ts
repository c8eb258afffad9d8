import { afterEach, describe, expect, it } from 'vitest'
import { ABLE, Talk } from '../support/protocol.ts'

let talk: Talk
afterEach(() => talk.end())

const producer = 'file:///srv/app/producer.properties'
const consumer = 'file:///srv/app/consumer.properties'
const both = 'bootstrap.servers=b:9092\nkey.serializer=S\nacks=1\n'
const named = 'group.id=billing\nclient.id=c\nclient.rack=r\n'

describe('the actions at a finding', () => {
  it('begin with the fix and end with the pages', async () => {
    talk = await Talk.start()
    await talk.open(producer, 'properties', both)
    const actions = await talk.actions(producer, '1\n')
    expect(actions.map((a) => `${a.kind ?? ''}${a.isPreferred ? ' *' : ''} ${a.title}`)).toEqual([
      'quickfix * Wait for all in-sync replicas',
      'quickfix Ignore test-acks here',
      'quickfix Ignore test-acks in this file',
      'quickfix Open the incident “Traffic bursts overload the brokers”',
      'quickfix Open the page of test-acks',
    ])
    expect(actions[0]?.edit?.documentChanges).toEqual([
      { textDocument: { uri: producer, version: 1 }, edits: [{ range: { start: { line: 2, character: 5 }, end: { line: 2, character: 6 } }, newText: 'all' }] },
    ])
  })

  it('are offered on the key as well as on the value', async () => {
    talk = await Talk.start()
    await talk.open(producer, 'properties', both)
    expect((await talk.actions(producer, 'acks'))[0]?.title).toBe('Wait for all in-sync replicas')
    expect((await talk.actions(producer, 'bootstrap')).map((a) => a.title)).toEqual([])
  })

  it('say why a fix cannot be done, and prefer the first one that can', async () => {
    talk = await Talk.start()
    await talk.open(consumer, 'properties', `${named}isolation.level=read_uncommitted\n`)
    const [first, second] = await talk.actions(consumer, 'read_unc')
    expect(first).toMatchObject({ title: 'Rename the operator', disabled: { reason: 'a file of settings has no operators' } })
    expect(first?.isPreferred).toBeUndefined()
    expect(second).toMatchObject({ title: 'Read committed records only', isPreferred: true })
  })

  it('leave out what a client cannot show', async () => {
    const { disabledSupport: _, ...codeAction } = ABLE.textDocument!.codeAction!
    talk = await Talk.start({ capabilities: { ...ABLE, textDocument: { ...ABLE.textDocument, codeAction } } })
    await talk.open(consumer, 'properties', `${named}isolation.level=read_uncommitted\n`)
    expect((await talk.actions(consumer, 'read_unc'))[0]).toMatchObject({ title: 'Read committed records only', isPreferred: true })
  })

  it('name the diagnostic that the client showed', async () => {
    talk = await Talk.start()
    await talk.open(producer, 'properties', both)
    const [diagnostic] = await talk.diagnostics(producer)
    const [action] = await talk.actions(producer, diagnostic!.range, { diagnostics: [diagnostic!] })
    expect(action?.diagnostics).toEqual([diagnostic])
  })
})

describe('only what is asked for comes back', () => {
  it.each([
    [['quickfix'], ['quickfix']],
    [['refactor'], ['refactor']],
    [['source.fixAll'], ['source.fixAll.weir']],
    [['source'], ['source.fixAll.weir']],
    [['source.fixAll.weir'], ['source.fixAll.weir']],
    [['source.fixAll.eslint'], []],
    [['source.organizeImports'], []],
  ])('%j', async (only, kinds) => {
    talk = await Talk.start()
    await talk.open(consumer, 'properties', `${named}session.timeout.ms=6000\nheartbeat.interval.ms=7000\n`)
    const actions = await talk.actions(consumer, '7000', { only })
    expect([...new Set(actions.map((a) => a.kind))]).toEqual(kinds)
  })
})

describe('all at once', () => {
  const text = 'group.id=billing\nsession.timeout.ms=6000\nheartbeat.interval.ms=7000\n'

  it('takes all that is safe, though two fixes meet at one place', async () => {
    talk = await Talk.start()
    await talk.open(consumer, 'properties', text)
    expect((await talk.found(consumer)).sort()).toEqual(['test-client-id «billing»', 'test-heartbeat «7000»', 'test-rack «billing»'])
    const [action] = await talk.actions(consumer, '7000', { only: ['source.fixAll.weir'] })
    expect(action?.edit).toBeUndefined()
    await talk.apply((await talk.resolve(action!)).edit)
    expect(await talk.found(consumer)).toEqual([])
    expect(talk.text(consumer)).toBe('group.id=billing\nsession.timeout.ms=6000\nheartbeat.interval.ms=2000\nclient.id=billing-1\nclient.rack=billing-1\n')
  })

  it('is worked out at once for a client that cannot ask again', async () => {
    const { resolveSupport: _, ...codeAction } = ABLE.textDocument!.codeAction!
    talk = await Talk.start({ capabilities: { ...ABLE, textDocument: { ...ABLE.textDocument, codeAction } } })
    await talk.open(consumer, 'properties', text)
    await talk.apply((await talk.actions(consumer, '7000', { only: ['source.fixAll'] }))[0]?.edit)
    expect(await talk.found(consumer)).toEqual([])
  })

  it('is not offered where nothing is safe', async () => {
    talk = await Talk.start()
    await talk.open(producer, 'properties', both)
    expect(await talk.actions(producer, '1\n', { only: ['source.fixAll'] })).toEqual([])
  })
})

describe('silence', () => {
  const cases: readonly (readonly [about: string, text: string, here: string])[] = [
    ['a plain line', 'key.serializer=S\nacks=1\n', 'key.serializer=S\n# weir-disable-next-line test-acks\nacks=1\n'],
    ['an indented line with CRLF', 'key.serializer=S\r\n  acks=1\r\n', 'key.serializer=S\r\n  # weir-disable-next-line test-acks\r\n  acks=1\r\n'],
    ['a continued line', 'key.serializer=S\nacks=\\\n  1\n', 'key.serializer=S\n# weir-disable-next-line test-acks\nacks=\\\n  1\n'],
    ['the first line', 'acks=1\nkey.serializer=S', '# weir-disable-next-line test-acks\nacks=1\nkey.serializer=S'],
  ]
  it.each(cases)('of a rule on %s', async (_, text, here) => {
    talk = await Talk.start()
    await talk.open(producer, 'properties', text)
    const action = (await talk.actions(producer, '1')).find((a) => a.title === 'Ignore test-acks here')
    await talk.apply(action?.edit)
    expect(talk.text(producer)).toBe(here)
    expect(await talk.found(producer)).toEqual([])
  })

  it('of a rule in a file', async () => {
    talk = await Talk.start()
    await talk.open(producer, 'properties', 'key.serializer=S\nacks=1\n')
    const action = (await talk.actions(producer, '1\n')).find((a) => a.title === 'Ignore test-acks in this file')
    await talk.apply(action?.edit)
    expect(talk.text(producer)).toBe('# weir-disable-file test-acks\nkey.serializer=S\nacks=1\n')
    expect(await talk.found(producer)).toEqual([])
  })
})

describe('a consumer about whose records nothing is known', () => {
  it('is offered a place to state it', async () => {
    talk = await Talk.start()
    await talk.open(consumer, 'properties', `${named}max.poll.records=500\n`)
    const [action, ...others] = await talk.actions(consumer, 'max.poll', { only: ['refactor'] })
    expect(action?.title).toBe('State how long a record takes…')
    expect(others).toEqual([])
    await talk.apply(action?.edit)
    expect(talk.text(consumer)).toBe(`# weir: record-time=50ms\n${named}max.poll.records=500\n`)
    expect(await talk.actions(consumer, 'max.poll', { only: ['refactor'] })).toEqual([])
  })

  it('is left in peace where weir.yaml states it', async () => {
    talk = await Talk.start({ files: { 'file:///srv/app/weir.yaml': 'facts: { batch-time: 20s }\n' } })
    await talk.open(consumer, 'properties', named)
    expect(await talk.actions(consumer, 'group', { only: ['refactor'] })).toEqual([])
  })
})

describe('pages', () => {
  it('are opened as documents by an editor without commands of ours', async () => {
    talk = await Talk.start()
    await talk.open(producer, 'properties', both)
    for (const action of await talk.actions(producer, '1\n')) {
      if (action.command) await talk.client.sendRequest('workspace/executeCommand', { command: action.command.command, arguments: action.command.arguments })
    }
    await talk.client.sendRequest('workspace/executeCommand', { command: 'weir.openRule', arguments: ['../../../etc/passwd'] })
    expect(talk.opened).toEqual(['file:///opt/weir/docs/scenarios/11-broker-overload.md', 'file:///opt/weir/docs/rules/test-acks.md'])
  })

  it('are left to the client that has the commands', async () => {
    talk = await Talk.start({ initializationOptions: { opensPages: true } })
    expect(talk.result.capabilities.executeCommandProvider).toBeUndefined()
    await talk.open(producer, 'properties', both)
    expect((await talk.actions(producer, '1\n')).flatMap((a) => a.command?.command ?? [])).toEqual(['weir.openScenario', 'weir.openRule'])
    expect(await talk.hoverText(producer, '1\n')).toContain('(command:weir.openScenario?%5B11%5D)')
    expect((await talk.diagnostics(producer))[0]?.codeDescription?.href).toBe('file:///opt/weir/docs/scenarios/11-broker-overload.md')
  })
})
