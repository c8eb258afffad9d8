import { describe, expect, it } from 'vitest'
import { lint, linter } from '../support/linter.ts'

const text = (...lines: string[]): string => [...lines, ''].join('\n')
const roleOf = (path: string, ...lines: string[]): string | undefined => linter.recognise({ path, text: text(...lines) })?.recognition.as?.replace('kafka-client-properties ', '')

const HERE = 'bootstrap.servers=broker:9092'

describe('an admin client', () => {
  it.each([
    ['client.properties', 'bootstrap.controllers=controller:9093'],
    ['topics-tool.properties', 'bootstrap.controllers=controller:9093', HERE],
    ['admin.properties', HERE, 'security.protocol=SASL_SSL'],
    ['admin-client.properties', HERE, 'default.api.timeout.ms=60000'],
    ['command-config.properties', HERE, 'sasl.mechanism=PLAIN'],
  ])('%s: %s', (path, ...lines) => {
    expect(roleOf(path, ...lines)).toBe('admin')
  })

  it('is a fragment where the address comes from the command line', () => {
    expect(roleOf('command-config.properties', 'security.protocol=SASL_SSL', 'sasl.mechanism=PLAIN')).toBe('admin fragment')
  })

  it.each<[path: string, role: string | undefined, lines: string[]]>([
    ['admin.properties', 'consumer', [HERE, 'group.id=billing', 'max.poll.records=5']],
    ['admin.properties', 'producer', [HERE, 'acks=all']],
    ['sysadmin.properties', 'client', [HERE, 'security.protocol=SSL']],
    ['commandments.txt', undefined, [HERE]],
    ['admin.properties', undefined, ['admin.user=root', 'admin.password=x']],
  ])('%s is %s by its keys', (path, role, lines) => {
    expect(roleOf(path, ...lines)).toBe(role)
  })
})

describe('a share consumer', () => {
  it.each([
    ['share-consumer.properties', HERE, 'group.id=billing', 'max.poll.records=5'],
    ['orders-share-consumer.properties', HERE, 'share.acknowledgement.mode=explicit'],
    ['share_consumer-prod.properties', HERE, 'group.id=billing'],
  ])('%s: %s', (path, ...lines) => {
    expect(roleOf(path, ...lines)).toBe('share-consumer')
  })

  it.each([
    ['consumer.properties', 'consumer', HERE, 'share.acknowledgement.mode=explicit'],
    ['shared-consumer.properties', 'consumer', HERE, 'group.id=billing', 'auto.offset.reset=latest'],
    ['share-consumer.properties', 'producer', HERE, 'acks=all', 'linger.ms=5'],
    ['share-consumer.properties', 'client', HERE, 'security.protocol=SSL'],
  ])('%s is %s by its keys', (path, role, ...lines) => {
    expect(roleOf(path, ...lines)).toBe(role)
  })

  it('has the settings of one', () => {
    const { components } = lint({ file: 'share-consumer.properties', text: text(HERE, 'group.id=billing', 'share.acknowledgement.mode=explicit'), kafka: '4.1' })
    expect(components.map(({ component }) => [component.kind, component.name])).toEqual([['share-consumer', 'billing']])
  })
})

describe('a template for all clients of a cluster', () => {
  it.each<[role: string, path: string, ...lines: string[]]>([
    ['both', 'client.properties', HERE, 'session.timeout.ms=45000', 'acks=all', 'client.id=orders'],
    ['both', 'java.properties', HERE, 'linger.ms=5', 'max.poll.records=200', 'enable.idempotence=true'],
    ['both fragment', 'common.properties', 'session.timeout.ms=45000', 'acks=all'],
    ['producer', 'producer.properties', HERE, 'session.timeout.ms=45000', 'acks=all'],
    ['consumer', 'orders-consumer.properties', HERE, 'session.timeout.ms=45000', 'acks=all'],
    ['consumer', 'client.properties', HERE, 'group.id=billing', 'session.timeout.ms=45000', 'acks=all'],
    ['producer', 'client.properties', HERE, 'key.serializer=com.acme.S', 'session.timeout.ms=45000'],
    ['producer', 'client.properties', HERE, 'linger.ms=5', 'acks=all'],
  ])('%s: %s', (role, path, ...lines) => {
    expect(roleOf(path, ...lines)).toBe(role)
  })

  it('has nothing in the wrong place, and its values are judged for both', () => {
    const { findings } = lint({ file: 'client.properties', text: text(HERE, 'session.timeout.ms=45 s', 'acks=most', 'fetch.min.bytes=1') })
    expect(findings.map((f) => f.rule)).toEqual(['value-invalid', 'value-invalid'])
  })
})
