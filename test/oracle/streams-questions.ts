import fc from 'fast-check'
import { at, type KeyRecord } from '../../core/catalogue/record.ts'
import type { Kind } from '../../core/catalogue/kinds.ts'
import { kafkaNames } from '../../core/catalogue/kafka-tables.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { version } from '../../core/text/version.ts'
import { SPELLINGS, type Entry } from './questions.ts'
import { entryOfKeys } from './value-questions.ts'

/** Files of applications of Kafka Streams, admin clients and share consumers, asked by `java/StreamsJudge.java`. */
export const APPLICATIONS = ['streams', 'admin', 'share-consumer'] as const
export type Application = (typeof APPLICATIONS)[number]

export interface Asked {
  readonly application: Application
  readonly entries: readonly Entry[]
}

const HERE = 'bootstrap.servers=127.0.0.1:9'
const BYTES = 'org.apache.kafka.common.serialization.ByteArrayDeserializer'
const BASE: Readonly<Record<Application, readonly string[]>> = {
  streams: ['application.id=payments', HERE],
  admin: ['client.id=topic-keeper'],
  'share-consumer': [HERE, `key.deserializer=${BYTES}`, `value.deserializer=${BYTES}`],
}
export const FILE_OF: Readonly<Record<Application, string>> = { streams: 'streams.properties', admin: 'admin.properties', 'share-consumer': 'share-consumer.properties' }

export const textOfAsked = ({ application, entries }: Asked): string => [...BASE[application], ...entries.map((e) => SPELLINGS[e.spelling]!(e.key, e.value, '\n')), ''].join('\n')

const oneOf = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
const INT_MAX = '2147483647'
const GUARANTEE = oneOf('at_least_once', 'exactly_once_v2', 'exactly_once_v2', 'exactly_once_v2', 'exactly_once_beta', 'EXACTLY_ONCE_V2')
const TAG = oneOf('a', 'b', 'abcdefghijabcdefghij')
const METRICS = oneOf('true', 'false', 'TRUE')
const BEATS = { 'session.timeout.ms': oneOf('10000', '45000', '3000'), 'heartbeat.interval.ms': oneOf('3000', '9999', '10000', '45000', '0') }
const under = <T>(prefix: string, keys: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(keys).map(([key, value]) => [prefix + key, value]))

/** By the check that they belong to: usual values, and both sides of each boundary. */
const FAMILIES: Readonly<Record<Application, readonly Readonly<Record<string, fc.Arbitrary<string>>>[]>> = {
  streams: [
    {
      'processing.guarantee': GUARANTEE,
      'commit.interval.ms': oneOf('0', '100', '9999', '10000', '10001', '30000', '60000'),
      'producer.transaction.timeout.ms': oneOf('99', '100', '10000', '30000', '60000', INT_MAX),
      'transaction.timeout.ms': oneOf('50', '60000'),
    },
    {
      'processing.guarantee': GUARANTEE,
      'max.in.flight.requests.per.connection': oneOf('5', '6', '12'),
      'producer.max.in.flight.requests.per.connection': oneOf('1', '5', '6'),
      'enable.idempotence': oneOf('true', 'false'),
      'producer.acks': oneOf('all', '1', '0', '-1'),
      acks: oneOf('all', '1'),
      'producer.retries': oneOf('0', '3'),
      'producer.transactional.id': oneOf('ledger'),
    },
    { 'topic.segment.bytes': oneOf('1048576', '1048577', '2000000'), 'batch.size': oneOf('16384', '0', '1048577'), 'producer.batch.size': oneOf('1048576', '1048577', '2000001') },
    {
      'group.protocol': oneOf('classic', 'streams', 'STREAMS', 'consumer', 'Classic'),
      'group.instance.id': oneOf('pod-1'),
      'consumer.group.instance.id': oneOf('pod-2'),
      'main.consumer.group.instance.id': oneOf('pod-3'),
      'consumer.group.protocol': oneOf('classic', 'consumer', 'nonsense'),
      'main.consumer.group.protocol': oneOf('classic', 'nonsense'),
      ...BEATS,
    },
    { ...under('consumer.', BEATS), ...under('main.consumer.', BEATS), ...BEATS, 'restore.consumer.max.poll.records': oneOf('0', '1') },
    { 'upgrade.from': oneOf('0.10.0', '2.3', '2.4', '2.7', '3.2', '3.8', '3.9', '4.0', '4.1', '4.3', '4.4', '5.0', '3.9.1') },
    {
      'rack.aware.assignment.tags': fc.array(oneOf('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 }).map((tags) => tags.join(',')),
      ...Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((tag) => [`client.tag.${tag}`, oneOf('1', 'abcdefghijabcdefghijabcdefghij', 'abcdefghijabcdefghijabcdefghijk')])),
      'client.tag.abcdefghijabcdefghijk': TAG,
    },
    {
      'enable.metrics.push': METRICS,
      'consumer.enable.metrics.push': METRICS,
      'main.consumer.enable.metrics.push': METRICS,
      'admin.enable.metrics.push': METRICS,
      'producer.enable.metrics.push': METRICS,
      'restore.consumer.enable.metrics.push': METRICS,
      'global.consumer.enable.metrics.push': METRICS,
    },
    {
      'topology.optimization': oneOf(
        'all',
        'none',
        'reuse.ktable.source.topics',
        'all,none',
        'all,all',
        '',
        'none,merge.repartition.topics',
        'merge.repartition.topics,single.store.self.join',
        'ALL',
        'all,',
        ',',
        'nonsense',
      ),
      'application.server': oneOf('', 'host:80', 'host', ':80', 'host:b', '[::1]:80', 'PLAINTEXT://host:80'),
    },
  ],
  admin: [
    {
      'bootstrap.servers': oneOf('127.0.0.1:9', '127.0.0.1:9', '127.0.0.1:9', ''),
      'bootstrap.controllers': oneOf('127.0.0.1:9', ''),
      'default.api.timeout.ms': oneOf('0', '29999', '30000', '60000', '59999'),
      'request.timeout.ms': oneOf('0', '30000', '60000', '60001', INT_MAX),
    },
  ],
  'share-consumer': [
    {
      'group.id': oneOf('payments', 'payments', '', ' '),
      'share.acknowledgement.mode': oneOf('implicit', 'explicit', 'EXPLICIT'),
      'share.acquire.mode': oneOf('batch_optimized', 'record_limit', 'none'),
      'auto.offset.reset': oneOf('latest'),
      'enable.auto.commit': oneOf('true'),
      'group.instance.id': oneOf('a'),
      'isolation.level': oneOf('read_committed'),
      'session.timeout.ms': oneOf('45000'),
      'heartbeat.interval.ms': oneOf('3000'),
      'group.protocol': oneOf('classic'),
      'max.poll.records': oneOf('100'),
    },
    { 'group.id': oneOf('payments'), 'max.poll.records': oneOf('0', '100'), 'fetch.min.bytes': oneOf('1'), 'group.remote.assignor': oneOf('uniform') },
  ],
}

/** Not the one with blanks at the end: Streams hands texts on as they are, and makes `pod-1 -2` of an identity. */
const spelling = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(SPELLINGS.length - 1).map((n) => (n === 3 ? 0 : n)) })

/** Any keys of one family, in any order. */
function pairs(application: Application): fc.Arbitrary<Asked> {
  const family = fc.constantFrom(...FAMILIES[application])
  const entries = family.chain((keys) =>
    fc.shuffledSubarray(Object.keys(keys), { minLength: 1 }).chain((names) => fc.tuple(...names.map((key) => fc.record({ key: fc.constant(key), value: keys[key]!, spelling })))),
  )
  return entries.map((list) => ({ application, entries: list }))
}

/** What only the machine can know, what a family asks, and the number of threads, which KafkaStreams would start one by one. */
const isAsked = (key: string, { type, documented }: KeyRecord): boolean =>
  type !== 'class' &&
  documented !== true &&
  !/^bootstrap\.|^state\.dir$|^application\.id$|^upgrade\.from$|^rack\.aware\.assignment\.tags$|^num\.stream\.threads$|^application\.server$|^(?:(?:main\.)?consumer\.|producer\.)?(?:metric\.reporters|interceptor\.classes|security\.protocol)$/.test(
    key,
  )

/** Asked of plain consumers (`refusals.test.ts`), classes, and what up to 4.1 only the restore consumer sees, for which no file needs to speak. */
const ASKED_ELSEWHERE = /^(?:share\.|group\.remote\.assignor$|partition\.assignment\.strategy$|allow\.auto\.create\.topics$)/
const PREFIXES: readonly (readonly [prefix: string, kind: Kind])[] = [
  ['consumer.', 'consumer'],
  ['main.consumer.', 'consumer'],
  ['producer.', 'producer'],
  ['', 'consumer'],
  ['', 'producer'],
]

/** Keys of the release, those of the embedded clients with their prefixes, each with a value that may be right or wrong for it. */
function byKey(application: Application, release: string): fc.Arbitrary<Asked> {
  const v = version(release)
  const keysOf = (kind: Kind, names: Iterable<string>, prefix: string): (readonly [string, KeyRecord])[] =>
    [...names].flatMap((key) => {
      const record = tables[kind]().get(key)
      return record && isAsked(key, record) && (record.known === undefined || at(record.known, v) === true) ? [[prefix + key, record] as const] : []
    })
  const own = keysOf(application, kafkaNames(application), '')
  const clients =
    application === 'streams'
      ? PREFIXES.flatMap(([prefix, kind]) =>
          keysOf(
            kind,
            kafkaNames(kind as 'consumer').filter((key) => !ASKED_ELSEWHERE.test(key)),
            prefix,
          ),
        )
      : []
  const one = clients.length === 0 ? entryOfKeys(own) : fc.oneof({ weight: 2, arbitrary: entryOfKeys(own) }, { weight: 1, arbitrary: entryOfKeys(clients) })
  const rest: readonly Entry[] =
    application === 'share-consumer'
      ? [{ key: 'group.id', value: 'payments', spelling: 0 }]
      : application === 'admin'
        ? [{ key: 'bootstrap.servers', value: '127.0.0.1:9', spelling: 0 }]
        : []
  return fc.array(one, { minLength: 1, maxLength: 2 }).map((entries) => ({ application, entries: [...rest, ...entries] }))
}

/** So many different ones, half of them by family, the same for each run. */
export function askedOf(application: Application, release: string, seed: number, count: number): Asked[] {
  const one = fc.oneof(pairs(application), byKey(application, release))
  return [...new Map(fc.sample(one, { seed, numRuns: 2 * count }).map((q) => [textOfAsked(q), q])).values()].slice(0, count)
}

export function smallerAsked(q: Asked): Asked[] {
  const less = q.entries.map((_, i) => ({ ...q, entries: q.entries.toSpliced(i, 1) }))
  const plainer = q.entries.flatMap((e, i) => (e.spelling === 0 ? [] : [{ ...q, entries: q.entries.with(i, { ...e, spelling: 0 }) }]))
  return [...less, ...plainer]
}
