import fc from 'fast-check'
import { at, type KeyRecord } from '../../core/catalogue/record.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { version } from '../../core/text/version.ts'
import { SPELLINGS, type Entry } from './questions.ts'
import { entryOfKeys, isAsked } from './value-questions.ts'

const QUORUM = ['controller.quorum.voters=1@127.0.0.1:9093', 'controller.listener.names=CONTROLLER', 'log.dirs=/var/lib/kafka']
/** What a server may be, each with what it needs to start. */
const BASES = {
  zookeeper: ['broker.id=3', 'zookeeper.connect=127.0.0.1:2181', 'log.dirs=/var/lib/kafka'],
  broker: ['process.roles=broker', 'node.id=3', ...QUORUM],
  controller: ['process.roles=controller', 'node.id=1', ...QUORUM, 'listeners=CONTROLLER://127.0.0.1:9093'],
  combined: ['process.roles=broker,controller', 'node.id=1', ...QUORUM, 'listeners=PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093'],
} as const
export type Base = keyof typeof BASES

export interface BrokerQuestion {
  readonly base: Base
  readonly entries: readonly Entry[]
}
export const textOf = ({ base, entries }: BrokerQuestion): string => [...BASES[base], ...entries.map((e) => SPELLINGS[e.spelling]!(e.key, e.value, '\n')), ''].join('\n')

/** No release starts as the other: KRaft was a preview up to 3.0 and checked little, ZooKeeper is gone from 4.0. */
function basesOf(release: string): readonly Base[] {
  const v = version(release)
  const kraft = ['broker', 'controller', 'combined'] as const
  if (v < version('3.1')) return ['zookeeper']
  return v < version('4.0') ? ['zookeeper', ...kraft] : kraft
}

/** Why a key is not asked by its value: what decides is outside the file. */
const NOT_ASKED_OF_BROKERS: Readonly<Record<string, string>> = {
  'log.message.format.version': 'its words are the releases that the broker knows',
  'group.consumer.assignors': 'names of classes',
  'group.share.assignors': 'names of classes',
  'group.streams.assignors': 'names of classes',
  'authorizer.class.name': 'the name of a class',
  'config.providers': 'names of classes, which are asked for values',
}

const own = (release: string): (readonly [string, KeyRecord])[] => {
  const v = version(release)
  return [...tables.broker()].filter(
    ([key, record]) => isAsked(key, record) && isAskedAt([key], release) && !(key in NOT_ASKED_OF_BROKERS) && (record.known === undefined || at(record.known, v) === true),
  )
}

/** Keys that are compared with others, with what they may have: both sides of each boundary. */
const TOGETHER: readonly (readonly string[])[] = [
  ['replica.fetch.wait.max.ms', '0', '499', '500', '10000', '30000', '30001'],
  ['replica.socket.timeout.ms', '499', '500', '10000', '30000'],
  ['replica.lag.time.max.ms', '499', '500', '10000', '30000'],
  ['log.cleaner.dedupe.buffer.size', '0', '1048576', '1048577', '2097152', '2097154', '134217728'],
  ['log.cleaner.threads', '0', '1', '2', '127', '128'],
  ['queued.max.request.bytes', '-1', '0', '1', '104857599', '104857600'],
  ['socket.request.max.bytes', '1', '1000', '104857600'],
  ['max.connections.per.ip', '0', '1', '100'],
  ['max.connections.per.ip.overrides', '', '127.0.0.1:1', 'a:1,b:2', 'a', 'a:b', 'h!:1', 'a:1,'],
  ['connections.max.idle.ms', '-1', '0', '99', '100', '101', '600000'],
  ['connection.failed.authentication.delay.ms', '0', '1', '99', '100', '600000'],
  ['log.retention.ms', '-2', '-1', '0', '1', '604800000'],
  ['log.retention.minutes', '-1', '0', '1'],
  ['log.retention.hours', '-1', '0', '1', '168'],
  ['log.roll.ms', '0', '1', '-1'],
  ['log.roll.jitter.ms', '-1', '0', '1'],
  ['offsets.commit.required.acks', '-2', '-1', '1', '3', '4'],
  ['offsets.topic.replication.factor', '1', '2', '3'],
  ['log.dirs', '', ',', '/a', '/a,/b', '/a,/a', ' , /a'],
  ['log.dir', '/a', '/c'],
  ['cordoned.log.dirs', '', '*', '/a', '/b', '/a/', '/a,/b', '/c', '*,/a', '/var/lib/kafka'],
  [
    'listeners',
    'PLAINTEXT://:9092',
    'PLAINTEXT://0.0.0.0:9092',
    'PLAINTEXT://a:9092,PLAINTEXT://b:9094',
    'PLAINTEXT://:9092,SSL://:9092',
    'PLAINTEXT://:9092,SSL://:9093',
    'SSL://:9092',
  ],
  [
    'listeners',
    'CONTROLLER://:9093',
    'PLAINTEXT://:9092,CONTROLLER://:9093',
    'CONTROLLER://0.0.0.0:9093',
    'INTERNAL://:9092',
    'INTERNAL://:9092,CONTROLLER://:9093',
    'PLAINTEXT://a',
    'a:9092',
  ],
  ['listeners', 'PLAINTEXT://127.0.0.1:9092,SSL://[::1]:9092', 'PLAINTEXT://:0,SSL://:0', 'SASL_SSL://:9092', 'plaintext://:9092', 'PLAINTEXT://h_x:-1', 'PLAINTEXT://h x:1'],
  [
    'advertised.listeners',
    'PLAINTEXT://b:9092',
    'PLAINTEXT://0.0.0.0:9092',
    'SSL://b:9092',
    'PLAINTEXT://b:443,SSL://b:443',
    'CONTROLLER://b:9093',
    'PLAINTEXT://b:9092,PLAINTEXT://c:1',
    'b:9092',
  ],
  ['inter.broker.listener.name', 'PLAINTEXT', 'plaintext', 'INTERNAL', 'SSL', 'CONTROLLER'],
  ['security.inter.broker.protocol', 'PLAINTEXT', 'SSL', 'SASL_SSL'],
  // Only with SASL are the two below looked at.
  ['security.inter.broker.protocol', 'SASL_SSL', 'SASL_PLAINTEXT'],
  ['sasl.enabled.mechanisms', 'PLAIN', 'GSSAPI', 'SCRAM-SHA-512,PLAIN'],
  ['sasl.mechanism.inter.broker.protocol', 'PLAIN', 'GSSAPI'],
  ['listener.name.sasl_ssl.sasl.enabled.mechanisms', 'PLAIN'],
  [
    'listener.security.protocol.map',
    'PLAINTEXT:PLAINTEXT',
    'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'INTERNAL:PLAINTEXT,CONTROLLER:SSL',
    'internal:ssl , controller:plaintext',
    'PLAINTEXT:FOO',
    'PLAINTEXT',
    '',
  ],
  ['controller.listener.names', 'CONTROLLER', 'CONTROLLER,SECOND', 'OTHER', 'controller', 'PLAINTEXT'],
  ['controller.quorum.voters', '1@c:9093', '3@c:9093', '1@c:9093,2@d:9093', '1', 'a@c:1', '1@c:x', ''],
  ['controller.quorum.bootstrap.servers', 'c:9093', 'c', 'c:9093,d:9093', ''],
  ['node.id', '1', '2', '3', '-1'],
  ['broker.id', '1', '3', '-1', '-2', '1000', '1001'],
  ['reserved.broker.max.id', '0', '2', '3', '1000'],
  ['broker.id.generation.enable', 'true', 'false'],
  ['process.roles', 'broker', 'controller', 'broker,controller', 'controller,broker', 'Broker', 'broker,broker'],
  ['control.plane.listener.name', 'PLAINTEXT', 'SSL', 'CONTROLLER'],
  ['zookeeper.connect', 'z:2181'],
  ['zookeeper.metadata.migration.enable', 'true', 'false'],
  ['group.coordinator.rebalance.protocols', 'classic', 'consumer', 'classic,consumer', 'classic,foo', ''],
  ...['consumer', 'share', 'streams'].flatMap((group) =>
    ['session.timeout.ms', 'heartbeat.interval.ms'].flatMap((time) => [
      [`group.${group}.${time}`, '1', '4999', '5000', '5001', '44999', '45000', '60000', '60001'],
      [`group.${group}.min.${time}`, '1', '5000', '5001', '45000', '45001', '60001'],
      [`group.${group}.max.${time}`, '1', '4999', '15000', '44999', '45000', '60000'],
    ]),
  ),
  ['group.share.record.lock.duration.ms', '1000', '14999', '30000', '60000', '60001'],
  ['group.share.min.record.lock.duration.ms', '1000', '15000', '30000', '30001'],
  ['group.share.max.record.lock.duration.ms', '30000', '60000', '1000000'],
]

/** What KRaft was before 3.1 is nobody's question. */
const isAskedAt = ([key]: readonly string[], release: string): boolean => version(release) >= version('3.1') || !/^(?:process\.roles|controller\.)/.test(key ?? '')

const together = (release: string): fc.Arbitrary<Entry> =>
  fc.constantFrom(...TOGETHER.filter((row) => isAskedAt(row, release))).chain(([key, ...values]) =>
    fc.record({
      key: fc.constant(key!),
      value: fc.constantFrom(...values),
      spelling: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(SPELLINGS.length - 1) }),
    }),
  )

/** Half of them a value that may be right or wrong for its key, half of them keys that are compared with each other. */
export function brokerQuestions(release: string, seed: number, count: number): BrokerQuestion[] {
  const one = entryOfKeys(own(release))
  const entries = fc.oneof(fc.tuple(one), fc.array(together(release), { minLength: 1, maxLength: 4 }))
  const question = fc.record({ base: fc.constantFrom(...basesOf(release)), entries })
  return [...new Map(fc.sample(question, { seed, numRuns: 2 * count }).map((q) => [textOf(q), q])).values()].slice(0, count)
}

/** One entry less, or one written plainly. */
export function smaller(q: BrokerQuestion): BrokerQuestion[] {
  const less = q.entries.map((_, i) => ({ ...q, entries: q.entries.toSpliced(i, 1) }))
  return [...less, ...q.entries.flatMap((e, i) => (e.spelling === 0 ? [] : [{ ...q, entries: q.entries.with(i, { ...e, spelling: 0 }) }]))]
}
