import { describe, expect, it } from 'vitest'
import { keysOf, ownersOf } from '../../core/catalogue/components.ts'
import { librdkafkaKey, librdkafkaReleases } from '../../core/catalogue/librdkafka.ts'
import { droppedFrom } from '../../core/catalogue/librdkafka-values.ts'
import { defaultAt, knows, recordOf } from '../../core/catalogue/lookup.ts'
import { newest, oldest } from '../../core/catalogue/releases.ts'
import { parseValue } from '../../core/catalogue/values.ts'
import type { Kind } from '../../core/catalogue/kinds.ts'

const at = newest('librdkafka')
const parse = (kind: Kind, key: string, text: string): unknown => {
  const parsed = parseValue(kind, recordOf(kind, key) ?? { type: 'string' }, text, at)
  return 'bad' in parsed ? parsed : parsed.value
}

describe('the librdkafka catalogue', () => {
  it('judges for the newest release that it was made from', () => {
    expect(librdkafkaReleases()).toEqual(['2.0.2', '2.16.0'])
    expect(knows('librdkafka-consumer', 'group.protocol', oldest('librdkafka'))).toBe(false)
    expect(knows('librdkafka-consumer', 'group.protocol', at)).toBe(true)
  })
  it('keeps the roles apart', () => {
    expect(keysOf('librdkafka-consumer').has('linger.ms')).toBe(false)
    expect(keysOf('librdkafka-client').has('linger.ms')).toBe(true)
    expect(ownersOf('librdkafka-consumer', 'linger.ms')).toEqual(['the producer'])
    expect(ownersOf('librdkafka-consumer', 'buffer.memory')).toEqual([])
  })
  it('has the defaults that differ from those of the Java client', () => {
    const shown = (kind: Kind, key: string): string | undefined => defaultAt(kind, key, at)
    expect(shown('librdkafka-producer', 'enable.idempotence')).toBe('false')
    expect(shown('librdkafka-producer', 'max.in.flight.requests.per.connection')).toBe('1000000')
    expect(shown('librdkafka-consumer', 'isolation.level')).toBe('read_committed')
    expect(shown('librdkafka-consumer', 'auto.offset.reset')).toBe('largest')
  })
  it('knows the other names', () => {
    expect(['request.required.acks', 'queue.buffering.max.ms', 'metadata.broker.list', 'group.id'].map(librdkafkaKey)).toEqual([
      'acks',
      'linger.ms',
      'bootstrap.servers',
      'group.id',
    ])
  })
})

describe('values as rd_kafka_conf_set reads them', () => {
  it.each([
    ['5000ms', 5000],
    ['0x10', 16],
    ['010', 8],
    ['4294972296', 5000],
    ['99999999999999999999', { bad: 'below 1' }],
    ['', { bad: 'empty' }],
    ['abc', { bad: 'not a whole number' }],
    ['3600001', { bad: 'above 3600000' }],
  ])('a session of %s', (text, expected) => {
    expect(parse('librdkafka-consumer', 'session.timeout.ms', text)).toEqual(expected)
  })
  it.each([
    ['T', true],
    ['0', false],
    ['yes', { bad: 'neither true nor false' }],
  ])('a switch set to %s', (text, expected) => {
    expect(parse('librdkafka-consumer', 'enable.auto.commit', text)).toEqual(expected)
  })
  it('words in any case, and those of the partitioner as they are', () => {
    expect(parse('librdkafka-consumer', 'auto.offset.reset', 'Earliest')).toBe('earliest')
    expect(parse('librdkafka-consumer', 'auto.offset.reset', 'none')).toMatchObject({ bad: expect.stringContaining('not one of') as string })
    expect(parse('librdkafka-producer', 'partitioner', 'Murmur2')).toMatchObject({ bad: expect.any(String) as string })
    expect(parse('librdkafka-client', 'debug', '+broker, -topic')).toEqual(['+broker', '-topic'])
    expect(parse('librdkafka-client', 'debug', 'all,foo')).toMatchObject({ bad: expect.any(String) as string })
  })
  it('acks as text, as the Java producer has it', () => {
    expect(['all', 'ALL', '-1', '01', '1001', 'some'].map((text) => parse('librdkafka-producer', 'acks', text))).toEqual([
      'all',
      'all',
      '-1',
      '1',
      { bad: 'above 1000' },
      { bad: 'not one of all' },
    ])
  })
  it('says what is dropped behind a number', () => {
    const of = (text: string): string => droppedFrom({ type: 'int' }, text)
    expect([of('7d'), of('1.5'), of('0x10'), of('12 ')]).toEqual(['d', '.5', '', ''])
    expect(droppedFrom({ type: 'double' }, '0.5ms')).toBe('ms')
  })
})
