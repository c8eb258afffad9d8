import fc from 'fast-check'
import { librdkafkaRole } from '../../../core/catalogue/librdkafka.ts'
import { REGISTRY_CLIENT } from '../../../core/catalogue/schema-registry.ts'
import { tables } from '../../../core/catalogue/tables.ts'
import type { KeyRecord, Valid } from '../../../core/catalogue/record.ts'
import { validAt } from '../../../core/catalogue/lookup.ts'
import { version } from '../../../core/text/version.ts'
import { isSecretKey } from '../../../core/text/secret.ts'

export type Role = 'consumer' | 'producer'
export const ROLES: readonly Role[] = ['consumer', 'producer']

/** Pairs of a client, in the order in which the file has them. */
export interface Question {
  readonly role: Role
  readonly pairs: readonly (readonly [key: string, value: string])[]
  /** How a file of sections spreads them: so many of the first lie in `[default]`. */
  readonly common: number
}

const BASE = 'bootstrap.servers=127.0.0.1:9'
export const FILE = 'orders.ini'
/** As a file, and as the probe reads it: what `[default]` and the section have, the section's own later. */
export const textOf = ({ role, pairs, common }: Question): string => {
  const line = ([key, value]: readonly [string, string]): string => `${key} = ${value}`
  return ['[default]', BASE, ...pairs.slice(0, common).map(line), `[${role}]`, ...pairs.slice(common).map(line), ''].join('\n')
}
export const lineOf = ({ role, pairs }: Question): string => [role, BASE, ...pairs.map(([key, value]) => `${key}=${value.trim()}`)].join('\t')

/** Names as the library has them; for one alias of each key, since the library has them all by one table. */
const keysAt = (release: string): [key: string, record: KeyRecord][] =>
  [...new Map([...tables['librdkafka-consumer'](), ...tables['librdkafka-producer']()])].filter(([, { known }]) => !known || (known[0]?.[0] ?? 0) <= version(release))

/** What they say hangs on files, plug-ins, the build of the library or the rest of the login, none of which a linter sees. */
const UNSEEN = /^(?:ssl|sasl|https|plugin|security)\.|^(?:topic\.blacklist|builtin\.features|default_topic_conf|enable\.sasl|share\.)|_cb$|^opaque$/
/** What starts something, or waits. */
const DISTURBING = /^(?:internal\.|debug$|log_level$|statistics\.)/
const isAskable = ([key]: readonly [string, unknown]): boolean => !UNSEEN.test(key) && !DISTURBING.test(key) && !isSecretKey(key)

/** Every key by itself: both sides of its bounds, its words, what is none of them. */
export function single(release: string): Question[] {
  return keysAt(release)
    .filter(isAskable)
    .flatMap(([key, record]) =>
      valuesOf(record, validAt(record, version(release))).map((value): Question => ({ role: librdkafkaRole(key) ?? 'consumer', pairs: [[key, value]], common: 0 })),
    )
}

const ODD = [
  '',
  'abc',
  '-1',
  '0',
  '1',
  '010',
  '0x1F',
  '+7',
  '12abc',
  '1.5',
  '4294967297',
  '99999999999999999999',
  '-99999999999999999999',
  'true',
  'F',
  'yes',
  'all',
  '1e3',
  '.5',
  '-',
]

function valuesOf(record: KeyRecord, valid: Valid | undefined): string[] {
  const bounds = [valid?.min, valid?.max].flatMap((n) => (n === undefined ? [] : [n - 1, n, n + 1].map(String)))
  const words = (valid?.in ?? []).flatMap((word) => [word, word.toUpperCase(), `${word}x`])
  const lists = valid?.in && record.type === 'list' ? [`+${valid.in[0] ?? ''}`, `${valid.in[0] ?? ''},x`] : []
  return [...new Set([...ODD, ...bounds, ...words, ...lists])]
}

const oneOf = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values)

/** The keys that pairs of settings hang on, with values at both sides of each boundary; none is invalid by itself. */
const PRODUCER: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'enable.idempotence': oneOf('true', 'false', 'T', '0'),
  'enable.gapless.guarantee': oneOf('true', 'false'),
  'transactional.id': oneOf('ledger', ''),
  acks: oneOf('all', '-1', '0', '1', '2', 'ALL'),
  'request.required.acks': oneOf('-1', '1'),
  retries: oneOf('0', '1', '00'),
  'message.send.max.retries': oneOf('0', '5'),
  'max.in.flight.requests.per.connection': oneOf('1', '5', '6'),
  'max.in.flight': oneOf('5', '100'),
  'queuing.strategy': oneOf('fifo', 'lifo', 'FIFO'),
  'linger.ms': oneOf('0', '5', '5.5', '5000', '60001', '300001'),
  'queue.buffering.max.ms': oneOf('10', '10000'),
  'delivery.timeout.ms': oneOf('0', '4', '5', '6', '5000', '10000', '10001', '60000', '60001', '300000'),
  'message.timeout.ms': oneOf('0', '5001', '10000', '60000'),
  'transaction.timeout.ms': oneOf('1000', '10000', '60000', '300000'),
  'socket.timeout.ms': oneOf('10', '1100', '1101', '10100', '10101', '60000', '60100', '60101'),
  'reconnect.backoff.ms': oneOf('0', '100', '10000', '10001'),
  'reconnect.backoff.max.ms': oneOf('0', '99', '100', '10000'),
}
const CONSUMER: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'group.id': oneOf('billing', 'a b'),
  'session.timeout.ms': oneOf('10', '6000', '45000', '45001', '300000', '300001'),
  'heartbeat.interval.ms': oneOf('3000', '50000'),
  'max.poll.interval.ms': oneOf('5999', '6000', '44999', '45000', '300000', '300001'),
  'fetch.max.bytes': oneOf('0', '999999', '1000000', '1999488', '1999489', '52428800', '99999488', '99999489'),
  'message.max.bytes': oneOf('1000', '1000000', '1000001', '52428801', '100000000'),
  'receive.message.max.bytes': oneOf('1000', '1000512', '2000000', '52429311', '52429312', '100000000'),
  'queued.max.messages.kbytes': oneOf('1', '1024', '65536'),
  'partition.assignment.strategy': oneOf(
    'range',
    'roundrobin',
    'range,roundrobin',
    'cooperative-sticky',
    'cooperative-sticky,range',
    'sticky',
    'Range',
    'range,range',
    'org.apache.kafka.clients.consumer.RangeAssignor',
    'range,,roundrobin',
  ),
  'group.protocol.type': oneOf('consumer'),
  'fetch.wait.max.ms': oneOf('0', '500', '60000'),
  'socket.timeout.ms': oneOf('10', '60000'),
  'reconnect.backoff.ms': oneOf('0', '100', '10000', '10001'),
  'reconnect.backoff.max.ms': oneOf('0', '99', '100', '10000'),
}
/** From 2.4 on. */
const PROTOCOL: Readonly<Record<string, fc.Arbitrary<string>>> = { 'group.protocol': oneOf('classic', 'consumer', 'Consumer'), 'group.remote.assignor': oneOf('uniform') }

/** Names that librdkafka does not know: Java's, other components', misspelt ones. */
const misspelt = fc
  .tuple(fc.constantFrom(...keysAt('99.0').map(([key]) => key)), fc.nat(), oneOf('', 's', '_', 'x.'), fc.nat(1))
  .map(([key, at, letter, gone]) => key.slice(0, at % key.length) + letter + key.slice((at % key.length) + gone))
const ofJava = fc.constantFrom(...[...tables.consumer().keys(), ...tables.producer().keys(), ...tables.topic().keys()])
/** Not asked: words without a dot that no key is near, and families that plug-ins read. Applications take both out before librdkafka sees them, so Weir leaves them alone. */
const isNobodys = (key: string): boolean =>
  !key.includes('.') ||
  REGISTRY_CLIENT.has(key) ||
  /^(?:metrics?|client|confluent|interceptor|auto\.register|use\.latest|schema\.registry|config\.providers|listener|producer|consumer|admin|principal)\b/.test(key)
const nameOf = (names: fc.Arbitrary<string>): fc.Arbitrary<string[]> => names.filter((key) => !isNobodys(key) && isAskable([key, '1'])).map((key) => [key])
const stranger = fc
  .oneof({ weight: 6, arbitrary: fc.constant<string[]>([]) }, { weight: 2, arbitrary: nameOf(misspelt) }, { weight: 2, arbitrary: nameOf(ofJava) })
  .map((keys) => keys.map((key): [string, string] => [key, '1']))

/** A transaction ties these together, and by chance they seldom meet. */
const TRANSACTION = ['transactional.id', 'transaction.timeout.ms', 'socket.timeout.ms', 'delivery.timeout.ms', 'linger.ms']

/** Each name once, as configparser wants it; several names of one key are another matter. */
function chosen(keys: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<[string, string][]> {
  const any = fc.shuffledSubarray(Object.keys(keys), { maxLength: 6 })
  const names = 'transactional.id' in keys ? fc.oneof({ weight: 3, arbitrary: any }, { weight: 1, arbitrary: fc.shuffledSubarray(TRANSACTION, { minLength: 2 }) }) : any
  return names.chain((list) => fc.tuple(...list.map((name) => keys[name]!.map((value): [string, string] => [name, value]))))
}

/** So many different ones, the same for each run. */
export function combined(role: Role, release: string, seed: number, count: number): Question[] {
  const keys = role === 'producer' ? PRODUCER : version(release) >= version('2.4') ? { ...CONSUMER, ...PROTOCOL } : CONSUMER
  const one = fc
    .tuple(chosen(keys), stranger)
    .map(([pairs, strange]) => [...pairs, ...strange])
    .chain((pairs) => fc.record({ role: fc.constant(role), pairs: fc.constant(pairs), common: fc.nat(pairs.length) }))
  return [...new Map(fc.sample(one, { seed, numRuns: 3 * count }).map((q) => [textOf(q), q])).values()].slice(0, count)
}

/** One pair less, nothing common, a plainer value. */
export function smaller(q: Question): Question[] {
  const less = q.pairs.map((_, i) => ({ ...q, pairs: q.pairs.toSpliced(i, 1), common: Math.min(q.common, q.pairs.length - 1) }))
  return [...less, ...(q.common === 0 ? [] : [{ ...q, common: 0 }])]
}
