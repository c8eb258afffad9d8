import { afterEach, expect, it } from 'vitest'
import { Talk } from '../support/protocol.ts'

let talk: Talk
afterEach(() => talk.end())
const uri = 'file:///srv/app/consumer.properties'

it('our own extension hears what a file was taken for, and for which releases it is judged', async () => {
  talk = await Talk.start({ initializationOptions: { status: true }, files: { 'file:///srv/app/weir.yaml': 'kafka: "3.9"\n' } })
  await talk.open(uri, 'properties', 'group.id=a\nmax.poll.records=5\n')
  await talk.diagnostics(uri)
  await talk.until('a status', () => talk.statuses.length === 1)
  expect(talk.statuses).toEqual([
    {
      uri,
      dialect: 'Kafka client properties',
      because: 'the key max.poll.records',
      targets: [{ product: 'Kafka client', version: '3.9', from: 'weir.yaml', assumed: false }],
      config: 'file:///srv/app/weir.yaml',
    },
  ])
  await talk.diagnostics(uri)
  await talk.hover(uri, 'group')
  expect(talk.statuses).toHaveLength(1)
})

it('nobody else hears of it', async () => {
  talk = await Talk.start()
  await talk.open(uri, 'properties', 'group.id=a\nmax.poll.records=5\n')
  await talk.diagnostics(uri)
  expect(talk.statuses).toEqual([])
})
