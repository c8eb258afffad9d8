import { describe, expect, it } from 'vitest'
import { parseDump, type KeyRow } from '../../scripts/catalogue/kafka/dump-rows.ts'
import { catalogueFiles } from '../../scripts/catalogue/kafka/files.ts'
import { historyOf, valueAt } from '../../scripts/catalogue/kafka/history.ts'
import { keyTypes } from '../../scripts/catalogue/kafka/key-types.ts'
import { mergeDumps, type KeyRecord } from '../../scripts/catalogue/kafka/merge.ts'
import { compareReleases } from '../../scripts/catalogue/kafka/releases.ts'
import { normaliseValidator } from '../../scripts/catalogue/kafka/validator.ts'

const releases = ['2.8.2', '3.0.0', '3.0.2', '3.1.2', '4.10.0']

const usual: KeyRow = {
  component: 'topic',
  key: 'k',
  type: 'INT',
  required: false,
  default: '1',
  validator: null,
  importance: 'LOW',
  internal: false,
  documentation: 'Says what it does.',
}

/** The record of one key that looks so in each of the releases; null where it is not known. */
function merged(...rows: (Partial<KeyRow> | null)[]): KeyRecord | undefined {
  const key = rows.find((row) => row?.key !== undefined)?.key ?? usual.key
  const dumps = rows.map((row) => new Map(row === null ? [] : [[key, { ...usual, ...row }]]))
  return mergeDumps(releases.slice(0, rows.length), dumps)[key]
}

describe('history', () => {
  it('names the minor for its first dumped patch, and the patch for a later one', () => {
    expect(historyOf(releases, [1, 2, 3, 4, 4])).toEqual([
      ['2.8', 1],
      ['3.0', 2],
      ['3.0.2', 3],
      ['3.1', 4],
    ])
  })

  it('makes no row for a release without a value, nor for an old value after a gap', () => {
    expect(historyOf(releases, [undefined, 1, undefined, 1, 2])).toEqual([
      ['3.0', 1],
      ['4.10', 2],
    ])
  })

  it('compares lists and objects by what they hold', () => {
    expect(historyOf(releases, [{ in: ['a'] }, { in: ['a'] }, { in: ['b'] }, null, null])).toHaveLength(3)
  })

  it('gives back every value it was made of', () => {
    const values = [1, 1, 2, null, 3]
    const history = historyOf(releases, values)
    expect(releases.map((release) => valueAt(history, release))).toEqual(values)
  })

  it('has no value before its first row, and the last one for releases to come', () => {
    const history = historyOf(releases, [undefined, 1, 1, 1, 1])
    expect([valueAt(history, '2.8.2'), valueAt(history, '5.0.0')]).toEqual([undefined, 1])
  })

  it('counts 4.10 after 4.9', () => {
    expect(['4.10.0', '4.9', '4.9.1', '4.9.0'].sort(compareReleases)).toEqual(['4.9', '4.9.0', '4.9.1', '4.10.0'])
  })
})

describe('record', () => {
  it('is short for a key that never changed', () => {
    expect(merged({}, {}, {})).toEqual({
      type: 'int',
      importance: 'low',
      default: [['2.8', '1']],
      valid: [['2.8', null]],
    })
  })

  it('dates a key that came, went and came back', () => {
    expect(merged(null, {}, null, null, {})?.known).toEqual([
      ['3.0', true],
      ['3.0.2', false],
      ['4.10', true],
    ])
  })

  it('says from when on a key is known that was later removed', () => {
    const record = merged({}, { default: '2' }, null)
    expect(record?.known).toEqual([
      ['2.8', true],
      ['3.0.2', false],
    ])
    expect(record?.default).toEqual([
      ['2.8', '1'],
      ['3.0', '2'],
    ])
  })

  it('keeps a default of null apart from none', () => {
    const record = merged({ default: null }, { default: '' }, { required: true, default: null })
    expect(record?.default).toEqual([
      ['2.8', null],
      ['3.0', ''],
    ])
    expect(record?.required).toEqual([['3.0.2', true]])
  })

  it('tells when a required key got a default', () => {
    const record = merged({ required: true, default: null }, {})
    expect(record?.required).toEqual([
      ['2.8', true],
      ['3.0', false],
    ])
    expect(record?.default).toEqual([['3.0', '1']])
  })

  it('takes type, importance and the internal flag of the newest release that knows the key', () => {
    const record = merged({ internal: true }, { importance: 'HIGH', type: 'LONG' }, null)
    expect(record).toMatchObject({
      importance: 'high',
      type: 'long',
      internalHistory: [
        ['2.8', true],
        ['3.0', false],
      ],
    })
    expect(record).not.toHaveProperty('internal')
  })

  it('hides keys that are internal by flag or by name', () => {
    expect([merged({ internal: true })?.internal, merged({ key: 'internal.x' })?.internal]).toEqual([true, true])
  })

  it('reads a deprecation at the start of the documentation only', () => {
    const texts = ['Use it.', '[DEPRECATED] Use it.', '<b>Deprecated</b>. Use it.']
    expect(merged(...texts.map((documentation) => ({ documentation })))?.deprecated).toEqual([['3.0', true]])
    expect(merged({ documentation: 'Takes `default` (deprecated) too.' })).not.toHaveProperty('deprecated')
  })

  it('does not follow the machine', () => {
    expect(merged({ key: 'ssl.protocol', type: 'STRING', default: 'TLSv9' })?.default).toEqual([['2.8', 'TLSv1.3']])
  })

  it('names the classes of a list as a user does', () => {
    expect(merged({ type: 'LIST', default: 'class a.B,class a.C' })?.default).toEqual([['2.8', 'a.B,a.C']])
    expect(merged({ type: 'STRING', default: 'class a.B' })?.default).toEqual([['2.8', 'class a.B']])
  })

  it('gives a unit to numbers only', () => {
    expect(merged({ key: 'a.ms' })?.unit).toBe('ms')
    expect(merged({ key: 'batch.size' })?.unit).toBe('bytes')
    expect(merged({ key: 'b.bytes', type: 'STRING' })).not.toHaveProperty('unit')
  })

  it('sorts the keys', () => {
    const dump = new Map(['b', 'a.c', 'a'].map((key) => [key, { ...usual, key }]))
    expect(Object.keys(mergeDumps(['2.8.2'], [dump]))).toEqual(['a', 'a.c', 'b'])
  })
})

const def = 'org.apache.kafka.common.config.ConfigDef$'
const words = { class: `${def}ValidString`, validStrings: ['b', 'a'] }

describe('validator', () => {
  it.each([
    ['int', { class: `${def}Range`, min: '0' }, { min: 0 }],
    ['int', { class: `${def}Range`, min: '0', max: '2147483647' }, { min: 0 }],
    ['long', { class: `${def}Range`, min: '0', max: '2147483647' }, { min: 0, max: 2147483647 }],
    ['double', { class: `${def}Range`, min: '0.5', max: '1.0' }, { min: 0.5, max: 1 }],
    ['string', words, { in: ['a', 'b'] }],
    ['string', { ...words, class: `${def}CaseInsensitiveValidString` }, { in: ['a', 'b'], anyCase: true }],
    ['string', { class: `${def}NonEmptyString` }, { nonEmpty: true }],
    ['list', { class: `${def}ValidList`, validString: words }, { list: ['a', 'b'] }],
    [
      'list',
      { class: `${def}ValidList`, validString: { ...words, validStrings: [] }, isEmptyAllowed: 'false', isNullAllowed: 'true' },
      { list: null, emptyAllowed: false, nullAllowed: true },
    ],
    ['string', { class: `${def}CompositeValidator`, validators: [{ class: `${def}NonNullValidator` }, words] }, { nonNull: true, in: ['a', 'b'] }],
    ['int', { class: `${def}LambdaValidator` }, { other: 'LambdaValidator' }],
    ['int', { class: 'a.b.CompressionType$1$1' }, { other: 'CompressionType' }],
    ['string', { class: 'kafka.server.ThrottledReplicaListValidator$' }, { other: 'ThrottledReplicaListValidator' }],
    ['string', { class: 'a.b.AutoOffsetResetStrategy$Validator' }, { other: 'AutoOffsetResetStrategy.Validator' }],
  ])('of type %s: %j', (type, raw, expected) => {
    expect(normaliseValidator(raw, type)).toEqual(expected)
  })
})

describe('files', () => {
  const topicKey = { ...usual, validator: words, type: 'STRING' }
  const old = [
    { topicKey: 'gone', brokerKeys: [['log.gone', 1]] },
    { topicKey: 'k', brokerKeys: [['log.old', 1]] },
  ]
  const dumps = new Map([
    ['2.8.2', parseDump(toLines({ ...usual, component: 'broker' }, topicKey, ...old))],
    ['4.2.1', parseDump(toLines({ ...usual, component: 'broker', key: 'only.in.an.earlier.patch' }))],
    ['4.4.0', parseDump(toLines({ ...usual, component: 'broker', key: 'a' }, topicKey, { topicKey: 'k', brokerKeys: [['log.k', 2]] }))],
  ])
  const files = catalogueFiles(dumps)

  it('names what the last patches know', () => {
    expect(JSON.parse(files.get('data/kafka-names.json') ?? '')).toMatchObject({ components: { broker: ['a', 'k'] } })
  })

  it('takes the synonyms of the newest release that has them', () => {
    const expected = { synonyms: { gone: [['log.gone', 1]], k: [['log.k', 2]] } }
    expect(JSON.parse(files.get('data/kafka-topic-synonyms.json') ?? '')).toMatchObject(expected)
  })

  it('writes one key a line', () => {
    expect(files.get('data/kafka-topic.json')).toMatch(/^ {4}"k": \{"type":"string".*\}$/m)
  })
})

function toLines(...rows: object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

describe('key types', () => {
  const base = { type: 'string', importance: 'low', default: [] }
  const typeOf = (record: KeyRecord): string => {
    const catalogue = { generated: '', source: '', releases: [], keys: { k: record } }
    return /'k': (.*)/.exec(keyTypes(new Map([['topic', catalogue]])))?.[1] ?? ''
  }

  it.each<[KeyRecord, string]>([
    [{ ...base, type: 'int', unit: 'ms', valid: [] }, 'Millis'],
    [{ ...base, type: 'long', unit: 'bytes', valid: [] }, 'Bytes'],
    [{ ...base, type: 'password', valid: [] }, 'Secret'],
    [{ ...base, type: 'list', valid: [['2.8', { list: ['a'] }]] }, 'readonly string[]'],
    [
      {
        ...base,
        valid: [
          ['2.8', { in: ['a', 'b'] }],
          ['3.0', { in: ['b', 'c'] }],
        ],
      },
      `'a' | 'b' | 'c'`,
    ],
    [
      {
        ...base,
        valid: [
          ['2.8', { in: ['A'] }],
          ['3.0', { in: ['A', 'B'], anyCase: true }],
        ],
      },
      `'a' | 'b'`,
    ],
    [
      {
        ...base,
        valid: [
          ['2.8', { in: ['a'] }],
          ['3.0', { other: 'Code' }],
        ],
      },
      'string',
    ],
  ])('of %j', (record, expected) => {
    expect(typeOf(record)).toBe(expected)
  })

  it('refuses a type that it does not know', () => {
    expect(() => typeOf({ ...base, type: 'map', valid: [] })).toThrow('key-types.ts')
  })
})
