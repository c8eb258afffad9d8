import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fateOf, frameworkOf, refusedUnder, type FrameworkClient, type Protocol } from '../../core/catalogue/frameworks.ts'
import { knows } from '../../core/catalogue/lookup.ts'
import { version } from '../../core/text/version.ts'
import { lastPatches } from '../../scripts/catalogue/kafka/releases.ts'

const put = (client: FrameworkClient, release: string, key: string) => frameworkOf(client, version(release)).get(key)

describe('a framework puts', () => {
  it.each<[FrameworkClient, string, string, object | undefined]>([
    ['streams at_least_once main-consumer', '2.8.2', 'max.poll.records', { value: '1000', user: 'kept' }],
    ['streams at_least_once main-consumer', '4.4.0', 'group.id', { value: '${app}', user: 'overwritten' }],
    ['streams at_least_once main-consumer', '4.4.0', 'auto.offset.reset', { value: 'earliest', user: 'kept' }],
    ['streams at_least_once restore-consumer', '4.4.0', 'auto.offset.reset', { value: 'none', user: 'overwritten' }],
    ['streams at_least_once main-consumer', '4.4.0', 'isolation.level', undefined],
    ['streams at_least_once producer', '4.4.0', 'linger.ms', { value: '100', user: 'kept' }],
    ['streams at_least_once producer', '4.4.0', 'enable.idempotence', undefined],
    ['streams exactly_once_v2 producer', '4.4.0', 'enable.idempotence', { value: 'true', user: 'overwritten' }],
    ['streams exactly_once_v2 producer', '3.9.2', 'transaction.timeout.ms', { value: '10000', user: 'kept' }],
    ['connect source producer', '2.8.2', 'enable.idempotence', undefined],
    ['connect source producer', '3.9.2', 'enable.idempotence', { value: 'false', user: 'kept' }],
    ['connect source producer', '3.9.2', 'max.in.flight.requests.per.connection', { value: '1', user: 'kept' }],
    ['connect exactly-once-source producer', '3.9.2', 'enable.idempotence', { value: 'true', user: 'overwritten' }],
    ['connect exactly-once-source producer', '3.1.2', 'enable.idempotence', undefined],
    ['connect sink consumer', '4.4.0', 'auto.offset.reset', { value: 'earliest', user: 'kept' }],
    ['mirror-maker source source-consumer', '4.1.2', 'enable.auto.commit', { value: 'false', user: 'overwritten' }],
  ])('%s %s %s', (client, release, key, expected) => {
    expect(put(client, release, key)).toEqual(expected)
  })

  it.each([
    ['enable.auto.commit', '3.9.2', 'consumer.', 'overwritten'],
    ['enable.auto.commit', '3.9.2', 'main.consumer.', 'kept'],
    ['group.protocol', '4.0.2', 'consumer.', 'overwritten'],
    ['enable.metrics.push', '4.0.2', 'consumer.', 'refused'],
    ['enable.metrics.push', '4.4.0', 'main.consumer.', 'refused'],
    ['enable.metrics.push', '4.4.0', '', 'kept'],
  ])('%s at %s, set with "%s": %s', (key, release, prefix, fate) => {
    const found = put('streams at_least_once main-consumer', release, key)
    expect(found && fateOf(found, prefix)).toBe(fate)
  })
})

describe('keys that are refused', () => {
  const coordinated = ['heartbeat.interval.ms', 'partition.assignment.strategy', 'session.timeout.ms']
  const shared = ['auto.offset.reset', 'enable.auto.commit', 'group.instance.id', 'group.protocol', 'group.remote.assignor']

  it.each<[Protocol, string, string[]]>([
    ['consumer', '3.9.2', []],
    ['consumer', '4.0.0', coordinated],
    ['consumer', '4.4.0', [...coordinated, 'share.acknowledgement.mode', 'share.acquire.mode']],
    ['classic', '3.7.2', []],
    ['classic', '4.4.0', ['group.remote.assignor', 'share.acknowledgement.mode', 'share.acquire.mode']],
    ['share', '4.0.2', []],
    ['share', '4.1.0', [...shared, 'heartbeat.interval.ms', 'interceptor.classes', 'isolation.level', 'partition.assignment.strategy', 'session.timeout.ms']],
    ['streams', '4.0.2', []],
    ['streams', '4.3.1', ['group.instance.id']],
    ['streams', '4.4.0', []],
  ])('%s at %s', (protocol, release, expected) => {
    expect([...refusedUnder(protocol, version(release))].sort()).toEqual([...expected].sort())
  })

  it('are none that a share consumer has, and all that a consumer has beside', () => {
    for (const release of lastPatches.map(version)) {
      for (const key of refusedUnder('share', release)) expect([knows('share-consumer', key, release), knows('consumer', key, release)]).toEqual([false, true])
    }
  })
})

it('no name that the dumper chose is left', () => {
  const text = readFileSync(new URL('../../core/catalogue/data/kafka-frameworks.json', import.meta.url), 'utf8')
  expect(text).not.toMatch(/weir\.|127\.0\.0/)
})
