import { afterEach, expect, it } from 'vitest'
import { Talk } from '../support/protocol.ts'
import { testRules } from '../support/test-rules.ts'

const CANARY = 'c4n4ry-s3cr3t'
let talk: Talk
afterEach(() => talk.end())

/** Everything that a person can point at, in a file full of secrets: nothing that the server says may quote one. */
it('no secret leaves the server', async () => {
  talk = await Talk.start({ rules: testRules, initializationOptions: { status: true }, files: { 'file:///srv/app/weir.yaml': `kafka: "${CANARY}\n` } })
  const uri = 'file:///srv/app/consumer.properties'
  const lines = [
    'bootstrap.servers=b:9092',
    'group.id=g',
    `sasl.jaas.config=x required username="u" password="${CANARY}";`,
    `ssl.keystore.password=${CANARY}`,
    `ssl.keystore.passwrod=${CANARY}`,
    `ssl.key.password=${CANARY}`,
    `ssl.key.password=${CANARY}`,
    `basic.auth.user.info=user:${CANARY}`,
    `schema.registry.url=http://user:${CANARY}@registry:8081`,
    `client.rack=password=${CANARY}`,
    `client.id=\${X:password=${CANARY}}`,
    `ssl.truststore.password=\${TRUST:${CANARY}}`,
    `acme.licence=${CANARY}`,
    'heartbeat.interval.ms=70000',
  ]
  await talk.open(uri, 'properties', lines.join('\n'))
  const said: unknown[] = [await talk.diagnostics(uri)]
  for (const [line, text] of lines.entries()) {
    for (const character of [0, text.indexOf('=') + 2, text.length]) {
      said.push(await talk.hover(uri, { line, character }))
      said.push((await talk.actions(uri, { start: { line, character }, end: { line, character } })).map(({ edit: _, ...action }) => action))
    }
  }
  const effective = await talk.effective(uri)
  expect(effective).toContain('ssl.key.password')
  said.push(effective)
  expect(said.length).toBeGreaterThan(30)
  expect(JSON.stringify([said, talk.logged, talk.statuses])).not.toContain(CANARY)
  expect(JSON.stringify(talk.published)).not.toContain(CANARY)
  expect(talk.statuses).not.toEqual([])
})
