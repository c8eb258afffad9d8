import fc from 'fast-check'
import { at, type KeyRecord } from '../../core/catalogue/record.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { version } from '../../core/text/version.ts'
import { SPELLINGS, type Entry } from './questions.ts'
import { entryOfKeys, isAsked } from './value-questions.ts'

export const CONNECT = ['connect-distributed', 'connect-standalone', 'source-connector', 'sink-connector', 'mirror-maker'] as const
export type ConnectComponent = (typeof CONNECT)[number]

/** A file without what `without` names. */
export interface ConnectQuestion {
  readonly component: ConnectComponent
  readonly without: readonly string[]
  readonly entries: readonly Entry[]
}

const STRING = 'org.apache.kafka.connect.storage.StringConverter'
const WORKER = ['bootstrap.servers=127.0.0.1:9', `key.converter=${STRING}`, `value.converter=${STRING}`]
const BASE: Readonly<Record<ConnectComponent, readonly string[]>> = {
  'connect-distributed': [...WORKER, 'group.id=connect', 'config.storage.topic=connect-configs', 'offset.storage.topic=connect-offsets', 'status.storage.topic=connect-status'],
  'connect-standalone': [...WORKER, 'offset.storage.file.filename=/var/lib/connect/offsets'],
  'source-connector': ['name=orders', 'connector.class=com.acme.OrdersSourceConnector'],
  'sink-connector': ['name=orders', 'connector.class=com.acme.OrdersSinkConnector', 'topics=orders'],
  'mirror-maker': ['clusters=a,b', 'a.bootstrap.servers=127.0.0.1:9', 'b.bootstrap.servers=127.0.0.1:9', 'a->b.enabled=true'],
}
/** What a file may lack and still be told for what it is. The `name` of a connector is not asked: tools take it from the command line. */
const MAY_LACK: Readonly<Record<ConnectComponent, readonly string[]>> = {
  'connect-distributed': ['group.id', 'value.converter', 'status.storage.topic', 'config.storage.topic', 'bootstrap.servers'],
  'connect-standalone': ['value.converter', 'bootstrap.servers'],
  'source-connector': [],
  'sink-connector': ['topics'],
  'mirror-maker': ['clusters'],
}
export const FILE: Readonly<Record<ConnectComponent, string>> = {
  'connect-distributed': 'connect-distributed.properties',
  'connect-standalone': 'connect-standalone.properties',
  'source-connector': 'orders-source.properties',
  'sink-connector': 'orders-sink.properties',
  'mirror-maker': 'mm2.properties',
}

export function connectText({ component, without, entries }: ConnectQuestion): string {
  const base = BASE[component].filter((line) => !without.some((key) => line.startsWith(`${key}=`)))
  return [...base, ...entries.map(({ key, value, spelling }) => SPELLINGS[spelling]!(key, value, '\n')), ''].join('\n')
}

/** Not by any value: what decides is the machine (its algorithms, its classes), a grammar of its own (headers), or the key would make the file another kind's. */
const NOT_BY_VALUE = /^(?:inter\.worker\.(?:key\.|signature|verification)|connector\.class$|config\.providers$|clusters$|response\.http\.headers\.config$|.*\.plugin\.version$)/

const oneOf = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
const HMAC = oneOf('HmacSHA256', 'HmacSHA512', 'HmacSHA384')
/** It demands no key of its own. */
const TRANSFORM = 'org.apache.kafka.connect.transforms.Flatten$Value'
const aliases = oneOf('', 'a', 'a,b', 'a, a', 'b', 'b,', ',', 'c', ' a ')
const transforms: Readonly<Record<string, fc.Arbitrary<string>>> = {
  transforms: aliases,
  'transforms.a.type': fc.constant(TRANSFORM),
  'transforms.b.type': fc.constant(TRANSFORM),
  'transforms.a.negate': oneOf('true', 'false'),
  'transforms.a.predicate': oneOf('p', 'q'),
  predicates: oneOf('', 'p', 'p,q', 'p,p', 'q'),
  'predicates.p.type': fc.constant('org.apache.kafka.connect.transforms.predicates.RecordIsTombstone'),
}
const count = oneOf('1', '3', '-1', '0', '-2', '+1', ' 3 ', '')

/** Keys that are judged together, or that no ConfigDef lists. */
const TOGETHER: Readonly<Record<ConnectComponent, Readonly<Record<string, fc.Arbitrary<string>>>>> = {
  'connect-distributed': {
    'inter.worker.signature.algorithm': HMAC,
    'inter.worker.verification.algorithms': fc.array(HMAC, { maxLength: 3 }).map((names) => names.join(',')),
    'session.timeout.ms': oneOf('0', '3000', '3001', '10000', '30000'),
    'heartbeat.interval.ms': oneOf('0', '2999', '3000', '9999', '10000', '30000'),
    'consumer.max.poll.records': oneOf('500'),
  },
  'connect-standalone': { 'consumer.max.poll.records': oneOf('100'), 'key.converter.schemas.enable': oneOf('false') },
  'source-connector': {
    ...transforms,
    'topic.creation.default.partitions': count,
    'topic.creation.default.replication.factor': count,
    'topic.creation.groups': oneOf('', 'g', 'g,g', 'h,g'),
    'topic.creation.g.include': oneOf('orders.*'),
  },
  'sink-connector': {
    ...transforms,
    topics: oneOf('', ' ', 'orders', 'orders,returns', 'orders, dlq', ',', 'orders,'),
    'topics.regex': oneOf('', ' ', 'orders.*', 'dlq', 'd.q', '.*', 'x'),
    'errors.deadletterqueue.topic.name': oneOf('', 'dlq', 'orders', 'dead', ' dlq '),
  },
  'mirror-maker': { 'a->b.topics': oneOf('.*'), 'replication.factor': oneOf('3') },
}

function knownKeys(component: ConnectComponent, release: string): (readonly [string, KeyRecord])[] {
  const v = version(release)
  return [...tables[component]()].filter(([key, record]) => isAsked(key, record) && !NOT_BY_VALUE.test(key) && (record.known === undefined || at(record.known, v) === true))
}

/** One to three keys with any value, or keys that are judged together; in one of six something that is required is missing. */
export function connectQuestions(component: ConnectComponent, release: string, seed: number, count: number): ConnectQuestion[] {
  const keys = knownKeys(component, release)
  const together = TOGETHER[component]
  const byValue = fc.oneof({ weight: 3, arbitrary: fc.tuple(entryOfKeys(keys)) }, { weight: 1, arbitrary: fc.array(entryOfKeys(keys), { minLength: 2, maxLength: 3 }) })
  const combined = fc
    .shuffledSubarray(Object.keys(together), { minLength: 1 })
    .chain((names) => fc.tuple(...names.map((key) => together[key]!.map((value): Entry => ({ key, value, spelling: 0 })))))
  const without = fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...MAY_LACK[component]]) })
  const one = fc.record({ component: fc.constant(component), without, entries: fc.oneof(byValue, combined) })
  const sampled = fc.sample(one, { seed, numRuns: 2 * count })
  return [...new Map(sampled.map((q) => [connectText(q), q])).values()].slice(0, count)
}

/** One pair less, or nothing left out of what a sound file has. */
export const smaller = (q: ConnectQuestion): ConnectQuestion[] => [
  ...(q.without.length === 0 ? [] : [{ ...q, without: [] }]),
  ...q.entries.map((_, i) => ({ ...q, entries: q.entries.toSpliced(i, 1) })),
]
