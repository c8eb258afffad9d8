import { afterEach, describe, expect, it } from 'vitest'
import { PLAIN, Talk } from '../support/protocol.ts'

let talk: Talk
afterEach(() => talk.end())

const uri = 'file:///srv/app/consumer.properties'
const text = `bootstrap.servers=broker:9092
group.id=billing
client.id=\${HOST}
client.rack=r
session.timeout.ms=6000
heartbeat.interval.ms=7000
max.poll.records=\${RECORDS:100}
enable.auto.commit=true
enable.auto.commit=false
sasl.jaas.config=x required password="c4n4ry";
isolation.level=read_committed
my.own.key=1
`
const at = async (part: string): Promise<string> => {
  talk = await Talk.start()
  await talk.open(uri, 'properties', text)
  return talk.hoverText(uri, part)
}

describe('the hover of a setting', () => {
  it('says what it will be, what it would be, and what hangs on it', async () => {
    const said = await at('session.timeout')
    expect(said).toMatch(/^\*\*`session\.timeout\.ms`\*\* of the consumer `billing`/)
    expect(said).toContain('- value: `6000` (6 s), set here')
    expect(said).toMatch(/- default: `45000` \(45 s\) in Kafka client \d\.\d+ \(assumed, since no version is stated\)/)
    expect(said).toContain('- type: time in milliseconds')
    expect(said).toContain(
      '- The heartbeat is not below the session timeout · [test-heartbeat](file:///opt/weir/docs/rules/test-heartbeat.md)\n\nIncident: [2. Rebalancing storms stop processing](file:///opt/weir/docs/scenarios/02-rebalancing-storms.md)',
    )
  })

  it.each([
    ['6000', 'set here'],
    ['${RECORDS', '- value: `100`, the default in `${RECORDS:100}`, as long as nothing replaces it'],
    ['${HOST}', '- value: not known, since it holds a placeholder'],
    ['true', '- value: `false`, set here; what is written here has no effect, since line 9 wins'],
    ['sasl.jaas', '- value: ‹secret›, set here'],
    ['isolation', '- type: text; `read_committed`, `read_uncommitted`'],
    ['bootstrap', '- type: list, parted by commas'],
    ['max.poll.records', '- type: whole number; at least 1'],
  ])('at %s: %s', async (part, says) => {
    expect(await at(part)).toContain(says)
  })

  it('covers the key or the value that is pointed at', async () => {
    await at('session')
    expect((await talk.hover(uri, '6000'))?.range).toEqual({ start: { line: 4, character: 19 }, end: { line: 4, character: 23 } })
    expect((await talk.hover(uri, 'session'))?.range).toEqual({ start: { line: 4, character: 0 }, end: { line: 4, character: 18 } })
  })

  it('says nothing of what no rule and no catalogue knows', async () => {
    expect(await at('my.own.key')).toBe('')
  })
})

describe('the hover of a finding', () => {
  it('says what is behind it before it speaks of the setting', async () => {
    const said = await at('7000')
    const [finding, setting] = said.split('\n\n---\n\n')
    expect(finding).toBe(
      '**The heartbeat is not below the session timeout**\n\n**What to do:** Set heartbeat.interval.ms to 2000\n\nThe coordinator takes the member for dead.\n\n[2. Rebalancing storms stop processing](file:///opt/weir/docs/scenarios/02-rebalancing-storms.md) · [test-heartbeat](file:///opt/weir/docs/rules/test-heartbeat.md)',
    )
    expect(setting).toContain('- value: `7000` (7 s), set here')
  })

  it('is plain for a client that reads no Markdown', async () => {
    talk = await Talk.start({ capabilities: PLAIN })
    await talk.open(uri, 'properties', text)
    const hover = await talk.hover(uri, '7000')
    expect(hover?.contents).toMatchObject({ kind: 'plaintext' })
    expect(JSON.stringify(hover)).not.toMatch(/\*\*|`|\]\(/)
  })
})

describe('what configures two things at once', () => {
  it('is told for the first, and the other is named', async () => {
    talk = await Talk.start()
    const both = 'file:///srv/app/kafka.properties'
    await talk.open(both, 'properties', 'bootstrap.servers=b:9092\nclient.id=c\nkey.serializer=S\nkey.deserializer=D\nacks=all\ngroup.id=g\n')
    expect(await talk.hoverText(both, 'bootstrap')).toMatch(/of the consumer `g`[^]*The same line also speaks of the producer `c`\./)
  })
})
