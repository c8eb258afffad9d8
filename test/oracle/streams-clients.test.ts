import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { knows, recordOf } from '../../core/catalogue/lookup.ts'
import type { Component } from '../../core/components/component.ts'
import { Settings } from '../../core/components/settings.ts'
import { pointAt } from '../../core/components/target.ts'
import { Token } from '../../core/text/token.ts'
import { version } from '../../core/text/version.ts'
import { lint } from '../support/linter.ts'
import { ask, whySkipped } from './jvm.ts'
import { classPath } from './streams-verdicts.ts'

const reason = whySkipped(['java', 'javac', 'mvn'])
if (reason !== undefined) console.log(`The clients inside Kafka Streams are not compared with what it gives them: ${reason}.`)

const RELEASES = ['2.8.2', '3.9.2', '4.1.2', '4.4.0']
const COUNT = 300
const oneOf = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values)

/** Keys that Streams gives, overwrites or leaves alone, with values that every client takes. */
const KEYS: Readonly<Record<string, readonly [prefixes: readonly string[], value: fc.Arbitrary<string>]>> = {
  'max.poll.records': [['', 'consumer.', 'main.consumer.', 'restore.consumer.', 'global.consumer.'], oneOf('7', '500')],
  'auto.offset.reset': [['', 'consumer.', 'main.consumer.', 'restore.consumer.'], oneOf('latest', 'none')],
  'enable.auto.commit': [['', 'consumer.', 'main.consumer.', 'restore.consumer.'], oneOf('true', 'false')],
  'isolation.level': [['', 'consumer.', 'main.consumer.', 'restore.consumer.'], oneOf('read_uncommitted', 'read_committed')],
  'allow.auto.create.topics': [['', 'consumer.', 'main.consumer.', 'restore.consumer.'], oneOf('true', 'false')],
  'group.id': [['', 'consumer.', 'main.consumer.'], oneOf('other')],
  'session.timeout.ms': [['', 'consumer.', 'main.consumer.'], oneOf('60000')],
  'request.timeout.ms': [['', 'consumer.', 'producer.', 'admin.'], oneOf('20000', '25000')],
  'linger.ms': [['', 'producer.'], oneOf('0', '5')],
  'delivery.timeout.ms': [['', 'producer.'], oneOf('100000')],
  'transaction.timeout.ms': [['', 'producer.'], oneOf('30000')],
  'enable.idempotence': [['', 'producer.'], oneOf('true', 'false')],
  acks: [['', 'producer.'], oneOf('all')],
  'processing.guarantee': [[''], oneOf('at_least_once', 'exactly_once')],
}

const entry = fc.constantFrom(...Object.keys(KEYS)).chain((key) => {
  const [prefixes, value] = KEYS[key]!
  return fc.record({ key: fc.constantFrom(...prefixes).map((prefix) => prefix + key), value })
})

function texts(release: string): string[] {
  const word = release.startsWith('2.') ? 'exactly_once_beta' : 'exactly_once_v2'
  const lists = fc.sample(fc.uniqueArray(entry, { minLength: 1, maxLength: 7, selector: (e) => e.key }), { seed: 20_261_126, numRuns: COUNT })
  const line = ({ key, value }: { key: string; value: string }): string => `${key}=${value === 'exactly_once' ? word : value}`
  return lists.map((list) => ['application.id=payments', 'bootstrap.servers=127.0.0.1:9', ...list.map(line), ''].join('\n'))
}

type Theirs = Readonly<Record<string, Readonly<Record<string, string | null>>>>

const NAMES: Readonly<Record<string, string>> = {
  'main.consumer.': 'main-consumer',
  'restore.consumer.': 'restore-consumer',
  'global.consumer.': 'global-consumer',
  'producer.': 'producer',
  'admin.': 'admin',
}
const nameOf = ({ layers }: Component): string | undefined => NAMES[layers[0]?.name ?? '']
/** Names that Streams makes up, lists and classes, which print as something else, and what the client hides from a ConfigDef. */
const isCompared = (kind: Component['kind'], key: string, release: string): boolean => {
  const record = recordOf(kind, key)
  return (
    record !== undefined &&
    knows(kind, key, version(release)) &&
    !record.documented &&
    !['class', 'list', 'password'].includes(record.type) &&
    !/^client\.id$|^internal\./.test(key)
  )
}

function differences(text: string, release: string, theirs: Theirs): string[] {
  const { components, target } = lint({ file: 'streams.properties', text, kafka: release })
  return components.flatMap(({ component }) => {
    const client = nameOf(component)
    const given = client === undefined ? undefined : theirs[client]
    if (!given) return []
    const settings = new Settings(component, pointAt(target))
    return Object.keys(given)
      .filter((key) => isCompared(component.kind, key, release))
      .flatMap((key) => {
        const ours = shown(settings, key)
        return plain(ours) === plain(given[key] ?? 'nothing') || isDerivedLater(key, release) ? [] : [`${client ?? ''} ${key}: ${ours}, Streams gives ${given[key] ?? 'nothing'}`]
      })
  })
}

/** Two words for one thing, and letter case where the class does not mind it. */
const plain = (text: string): string => (text === 'all' ? '-1' : text.toLowerCase())

/** KafkaProducer and KafkaAdminClient raise these when they are made, which is later than what is asked here; 2.8 makes the two others up in the producer too. */
const isDerivedLater = (key: string, release: string): boolean =>
  key === 'delivery.timeout.ms' || key === 'default.api.timeout.ms' || ((key === 'enable.idempotence' || key === 'acks') && release.startsWith('2.'))

function shown(settings: Settings, key: string): string {
  const setting = settings.of(key)
  if (setting.state !== 'known') return setting.state === 'absent' ? 'nothing' : setting.state
  return setting.value instanceof Token ? setting.value.text : String(setting.value)
}

describe.skipIf(reason !== undefined)('what holds for a client inside Kafka Streams', () => {
  it.each(RELEASES)('%s', async (release) => {
    const all = texts(release)
    const lines = all.map((text) => JSON.stringify({ component: 'streams', text, client: false, clients: true }))
    const replies = (await ask('StreamsJudge', classPath(release), lines)).map((line) => JSON.parse(line) as { clients?: Theirs })
    const told = replies.flatMap(({ clients }, i) => (clients ? differences(all[i]!, release, clients).map((d) => [d, all[i]!] as const) : []))
    const asked = replies.filter(({ clients }) => clients).length
    console.log(`${release}: the clients of ${asked} applications compared, ${new Set(told.map(([, text]) => text)).size} differ`)
    expect(asked).toBeGreaterThan(COUNT / 2)
    expect([...new Map(told)].slice(0, 12)).toEqual([])
  })
})
