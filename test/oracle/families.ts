import fc from 'fast-check'
import { ASSIGNORS } from '../../rules/shared/assignors.ts'
import type { Component } from './questions.ts'

/**
 * The keys that the refusals judge, by the check that they belong to, with what they may have: usual values, both sides of each boundary,
 * and other ways to write them. What is invalid by itself is asked elsewhere (`value-questions.ts`).
 */
export const oneOf = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
const INT_MAX = '2147483647'
const LONG_MAX = '9223372036854775807'

export const LOGIN = 'org.apache.kafka.common.security.plain.PlainLoginModule required username="weir" password="weir";'
const SASL = {
  'security.protocol': oneOf('PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL', 'SASL_PLAINTEXT', 'sasl_plaintext'),
  'sasl.mechanism': oneOf('PLAIN', 'SCRAM-SHA-512', 'plain', '', ' ', 'PLAIN'),
}

/** Addresses of this machine, so that nobody is looked up; right ones more often than the rest. */
const address = fc.oneof(
  { weight: 6, arbitrary: oneOf('127.0.0.1:9', '127.0.0.2:9092', '[::1]:9092', 'SSL://127.0.0.1:9', '127.0.0.1:0', '127.0.0.1:65535') },
  {
    weight: 1,
    arbitrary: oneOf('127.0.0.1', '127.0.0.1:65536', '127.0.0.1:99999999999', '127.0.0.1:', '127.0.0.1:-1', '127.0.0.1: 9', '127.0.0.1 :9', '127.0.0.1:9/', '127.0.0.1:9x'),
  },
  {
    weight: 1,
    arbitrary: oneOf('"127.0.0.1:9"', "'127.0.0.1:9'", '["127.0.0.1:9"]', '[127.0.0.1:9]', 'weir@127.0.0.1:9', 'http://127.0.0.1:9/kafka', '//127.0.0.1:9'),
  },
  {
    weight: 1,
    arbitrary: oneOf('127.0.0.1:9 127.0.0.2:9', '127.0.0.1:9;127.0.0.2:9', '127.0.0.1:9|127.0.0.2:9', '127.0.0.1 127.0.0.2:9', '127.0.0.1:9 127.0.0.2', '127.0.0.1;127.0.0.2'),
  },
)
const list = (entry: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(fc.array(entry, { minLength: 1, maxLength: 3 }), oneOf(',', ',', ', ', ' ,')).map(([all, comma]) => all.join(comma))
const ADDRESSES = {
  'bootstrap.servers': fc.oneof({ weight: 9, arbitrary: list(address) }, { weight: 1, arbitrary: oneOf('', ',', '127.0.0.1:9,', ',127.0.0.1:9', ' , ') }),
  'bootstrap.resolve.timeout.ms': oneOf('0', '1000'),
  'client.dns.lookup': oneOf('use_all_dns_ips'),
}

const PARTITIONERS = 'org.apache.kafka.clients.producer'
const producer = [
  {
    acks: oneOf('all', '-1', '0', '1'),
    retries: oneOf('0', '+0', '00', '1', '3', INT_MAX),
    'enable.idempotence': oneOf('true', 'false', 'TRUE', 'False'),
    'max.in.flight.requests.per.connection': oneOf('1', '5', '05', '6', '+6', '12', INT_MAX),
    'transactional.id': oneOf('ledger-writer', '0', 'false'),
    'delivery.timeout.ms': oneOf('0', '1', '29999', '30000', '30004', '30005', '30100', '120000', '2147483646', INT_MAX),
    'linger.ms': oneOf('0', '4', '5', '6', '100', '90000', INT_MAX, '2147483648', LONG_MAX),
    'request.timeout.ms': oneOf('0', '1', '29995', '30000', '30001', '60000', INT_MAX),
  },
  {
    'transactional.id': oneOf('ledger-writer'),
    'transaction.two.phase.commit.enable': oneOf('true', 'true', 'TRUE', 'false'),
    'transaction.timeout.ms': oneOf('60000', '0', '1', '900001', INT_MAX),
    'enable.idempotence': oneOf('true', 'false'),
  },
  {
    'partitioner.class': oneOf(`${PARTITIONERS}.internals.DefaultPartitioner`, `${PARTITIONERS}.UniformStickyPartitioner`, `${PARTITIONERS}.RoundRobinPartitioner`),
    'partitioner.ignore.keys': oneOf('true', 'false'),
    'partitioner.rack.aware': oneOf('true', 'true', 'false'),
    'client.rack': oneOf('a', '0', '', ' '),
  },
  { 'batch.size': oneOf('0', '16384', '16385', INT_MAX), 'buffer.memory': oneOf('0', '16384', '33554432', LONG_MAX) },
  SASL,
  ADDRESSES,
]

const PACKAGE = 'org.apache.kafka.clients.consumer'
const assignor = oneOf(
  ...Object.values(ASSIGNORS),
  ...Object.values(ASSIGNORS),
  ...Object.keys(ASSIGNORS),
  'Range',
  'cooperative_sticky',
  'RangeAssignor',
  `${PACKAGE}.rangeAssignor`,
  `${PACKAGE}.internals.StickyAssignor`,
)
const strategy = fc.oneof(
  { weight: 9, arbitrary: list(assignor) },
  { weight: 1, arbitrary: oneOf('', `${PACKAGE}.RangeAssignor,`, ',', `,${PACKAGE}.RangeAssignor`, 'com.acme.RackAssignor') },
)
const protocol = oneOf('classic', 'CLASSIC', 'Classic', 'classic', 'consumer', 'Consumer', 'consumer')
const GROUP = { 'group.id': oneOf('billing', '0', 'a b', 'billing', '', ' '), 'group.protocol': protocol }
const BEATS = {
  'session.timeout.ms': oneOf('0', '1', '2999', '3000', '3001', '6000', '10000', '10001', '45000', INT_MAX, '-1'),
  'heartbeat.interval.ms': oneOf('0', '1', '2999', '3000', '3001', '9999', '10000', '44999', '45000', INT_MAX, '-1', '-2147483648'),
}
const consumer = [
  { ...GROUP, ...BEATS },
  { ...GROUP, 'enable.auto.commit': oneOf('true', 'TRUE', 'true', 'false'), 'auto.commit.interval.ms': oneOf('0', '5000') },
  { ...GROUP, 'partition.assignment.strategy': strategy },
  { ...GROUP, 'partition.assignment.strategy': strategy, 'group.remote.assignor': oneOf('uniform', 'range', 'Uniform', '', ' '), ...BEATS },
  {
    ...GROUP,
    'share.acknowledgement.mode': oneOf('implicit', 'explicit'),
    'share.acquire.mode': oneOf('batch_optimized', 'record_limit'),
    'auto.offset.reset': oneOf('earliest', 'latest'),
    'isolation.level': oneOf('read_committed'),
    'max.poll.records': oneOf('100'),
  },
  SASL,
  ADDRESSES,
]

const words = fc.array(
  oneOf('compact', 'delete', 'compact', 'delete', 'Compact', 'DELETE', 'compacted', 'remove', 'none', '', ' ', '\u00a0delete', 'delete\u0001', '\u0001compact'),
  { maxLength: 4 },
)
const policies = fc.tuple(words, oneOf(',', ',', ', ', ' ,', ',\t', '\f, ', ';', ' ')).map(([list, separator]) => list.join(separator))

const lag = oneOf('1', '3600000', '3600001', '86400000', LONG_MAX)
const time = oneOf('-1', '0', '1', '86400000', '604800000', '604800001')
const size = oneOf('-1', '-2', '0', '1', '1048576', '1048577', LONG_MAX)
const TIERED = {
  'remote.storage.enable': oneOf('true', 'true', 'TRUE', 'false'),
  'retention.ms': time,
  'local.retention.ms': fc.oneof(time, oneOf('-2')),
  'retention.bytes': size,
  'local.retention.bytes': size,
}
const topic = [
  {
    'cleanup.policy': policies,
    'max.message.bytes': oneOf('1048588'),
    'min.insync.replicas': oneOf('2'),
    'compression.type': oneOf('producer', 'zstd'),
    'segment.ms': oneOf('86400000'),
  },
  { 'min.compaction.lag.ms': fc.oneof(lag, oneOf('0')), 'max.compaction.lag.ms': lag, 'cleanup.policy': oneOf('compact', 'delete') },
  TIERED,
  { 'remote.storage.enable': oneOf('true', 'true', 'false'), 'cleanup.policy': oneOf('compact', 'delete', 'compact,delete', '', 'delete,delete'), 'retention.ms': time },
  { ...TIERED, 'remote.log.copy.disable': oneOf('true', 'true', 'false') },
  { ...TIERED, 'remote.copy.lag.ms': time, 'remote.copy.lag.bytes': oneOf('-1', '0', '1', '1048576', '1048577', LONG_MAX) },
]

export const FAMILIES: Readonly<Record<Component, readonly Readonly<Record<string, fc.Arbitrary<string>>>[]>> = { producer, consumer, topic }
