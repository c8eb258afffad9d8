import { describe, expect, it } from 'vitest'
import { parseDump, type KeyRow } from '../../scripts/catalogue/kafka/dump-rows.ts'
import { isDeprecated, replacementOf } from '../../scripts/catalogue/kafka/deprecation.ts'
import { catalogueFiles, readCatalogues } from '../../scripts/catalogue/kafka/files.ts'
import { historyOf, tell, valueAt } from '../../scripts/catalogue/kafka/history.ts'
import { keyTypes } from '../../scripts/catalogue/kafka/key-types.ts'
import { mergeDumps, type KeyRecord } from '../../scripts/catalogue/kafka/merge.ts'
import { compareReleases } from '../../scripts/catalogue/kafka/releases.ts'
import { share, unshare } from '../../scripts/catalogue/kafka/sharing.ts'
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

  it('is told as a value where there is one row, and not at all where there is none', () => {
    const [one, none] = [historyOf(releases, ['a', 'a', 'a', 'a', 'a']), historyOf(releases, [])]
    expect([tell(one), tell(none)]).toEqual(['a', undefined])
    expect(valueAt(tell(one), '3.0.0')).toBe('a')
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
      default: '1',
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
    expect(record?.default).toBe('1')
  })

  it('takes type, importance and the internal flag of the newest release that knows the key', () => {
    const record = merged({ internal: true }, { importance: 'HIGH', type: 'LONG' }, null)
    expect(record).toMatchObject({
      importance: 'high',
      importanceHistory: [
        ['2.8', 'low'],
        ['3.0', 'high'],
      ],
      type: 'long',
      typeHistory: [
        ['2.8', 'int'],
        ['3.0', 'long'],
      ],
      internalHistory: [
        ['2.8', true],
        ['3.0', false],
      ],
    })
    expect(record).not.toHaveProperty('internal')
  })

  it('says without a history what holds for as long as the key is there', () => {
    expect(merged(null, { required: true, documentation: 'Deprecated.' })).toEqual({ type: 'int', importance: 'low', known: [['3.0', true]], deprecated: true, required: true })
    expect(merged(null, { required: true }, {})?.required).toEqual([
      ['3.0', true],
      ['3.0.2', false],
    ])
  })

  it('keeps the row that says that nothing was checked before', () => {
    const checked = { class: 'a.B' }
    expect(merged({ validator: checked })?.valid).toEqual({ other: 'B' })
    expect(merged({}, { validator: checked })?.valid).toEqual([
      ['2.8', null],
      ['3.0', { other: 'B' }],
    ])
  })

  it('dates the update modes of a broker key', () => {
    expect(merged({ update: null }, { update: 'per-broker' })?.update).toEqual([
      ['2.8', null],
      ['3.0', 'per-broker'],
    ])
    expect(merged({ update: 'per-broker' })?.update).toBe('per-broker')
    expect(merged({ update: null })).not.toHaveProperty('update')
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
    expect(merged({ key: 'ssl.protocol', type: 'STRING', default: 'TLSv9' })?.default).toBe('TLSv1.3')
  })

  it('names the classes of a list as a user does', () => {
    expect(merged({ type: 'LIST', default: 'class a.B,class a.C' })?.default).toBe('a.B,a.C')
    expect(merged({ type: 'STRING', default: 'class a.B' })?.default).toBe('class a.B')
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
  const jar = (name: string) => ({ component: 'topic', jar: name })
  const dumps = new Map([
    ['2.8.2', parseDump(toLines(jar('kafka_2.13-2.8.2.jar'), { ...usual, component: 'broker' }, topicKey, ...old))],
    ['3.0.0', parseDump(toLines({ ...usual, component: 'broker' }, topicKey, { ...usual, component: 'group' }))],
    ['4.4.0', parseDump(toLines(jar('kafka-storage-4.4.0.jar'), { ...usual, component: 'broker', key: 'a' }, topicKey, { topicKey: 'k', brokerKeys: [['log.k', 2]] }))],
  ])
  const files = catalogueFiles(dumps)
  const read = (path: string): string => files.get(path) ?? ''

  it('takes the synonyms of the newest release that has them', () => {
    expect(JSON.parse(read('data/kafka-topic-synonyms.json'))).toMatchObject({ synonyms: { gone: [['log.gone', 1]], k: [['log.k', 2]] } })
  })

  it('writes one key a line', () => {
    expect(read('data/kafka-topic.json')).toMatch(/^ {4}"k": \{"type":"string".*\}$/m)
  })

  it('says which jar has it, and what could not be asked', () => {
    expect(JSON.parse(read('data/kafka-topic.json'))).toMatchObject({
      jar: [
        ['2.8', 'kafka_2.13'],
        ['4.4', 'kafka-storage'],
      ],
    })
    expect(JSON.parse(read('data/kafka-topic.json'))).not.toHaveProperty('unserved')
    expect(JSON.parse(read('data/kafka-mirror-maker.json'))).toMatchObject({ unserved: ['3.0.0', '4.4.0'] })
  })

  it('reads back what it wrote', () => {
    expect(readCatalogues(read).get('topic')).toEqual(
      mergeDumps(
        [...dumps.keys()],
        [...dumps.values()].map((dump) => dump.components.get('topic') ?? new Map()),
      ),
    )
  })

  it('takes from a share consumer what it refuses', () => {
    const shares = { ...usual, component: 'share-consumer' }
    const dump = parseDump(toLines(shares, { ...shares, key: 'b' }, { refusedUnder: 'share', keys: ['b'] }))
    expect([...(dump.components.get('share-consumer')?.keys() ?? [])]).toEqual(['k'])
  })
})

describe('equal records', () => {
  const [a, b]: KeyRecord[] = [
    { type: 'int', importance: 'low', default: '1' },
    { type: 'int', importance: 'low', default: '2' },
  ]
  const components = new Map([
    ['x', { k: a!, only: a! }],
    ['y', { k: a! }],
    ['z', { k: b! }],
    ['w', { k: b! }],
  ])
  const { shared, entries } = share(components)

  it('are stored once, by key; those of one component stay there', () => {
    expect(shared).toEqual({ k: [a, b] })
    expect([...entries]).toEqual([
      ['x', { k: 0, only: a }],
      ['y', { k: 0 }],
      ['z', { k: 1 }],
      ['w', { k: 1 }],
    ])
  })

  it('come back', () => {
    for (const [component, found] of entries) expect(unshare(found, shared)).toEqual(components.get(component))
    expect(() => unshare({ k: 2 }, shared)).toThrow('generate the catalogue again')
  })
})

describe('what is deprecated', () => {
  const keys = new Set(['k', 'listeners', 'a.new', 'b.new'])
  const row = (documentation: string): KeyRow => ({ ...usual, documentation })

  it.each([
    ['DEPRECATED: only used when <code>b.new</code> is not set. Use <code>a.new</code> instead.', 'a.new'],
    ['Deprecated. Use a.new instead.', 'a.new'],
    ['Deprecated: use `listeners`.', 'listeners'],
    ['Deprecated: use listeners.', undefined],
    ['Deprecated. Use a.new or b.new instead.', undefined],
    ['Deprecated. Use c.new instead.', undefined],
    ['Deprecated. If this is not set, it will use the value of a.new.', undefined],
    ['This configuration is deprecated and will be removed. Use k and a.new instead.', 'a.new'],
    ['Use a.new instead.', undefined],
  ])('%s → %s', (documentation, expected) => {
    expect(replacementOf(row(documentation), keys)).toBe(expected)
  })

  it.each([
    ['A class. Deprecated; will be removed.', true],
    ['WARNING: This config is deprecated and will be removed.', true],
    ['Deprecated options are `a` and `b`.', true],
    ['The default is `a`. Deprecated options are `b`.', false],
    ['The option can still be used, but it is deprecated.', false],
  ])('%s: %s', (documentation, expected) => {
    expect(isDeprecated(row(documentation))).toBe(expected)
  })
})

function toLines(...rows: object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

describe('key types', () => {
  const base = { type: 'string', importance: 'low' }
  const typeOf = (record: KeyRecord): string => /'k': (.*)/.exec(keyTypes(new Map([['topic', { k: record }]])))?.[1] ?? ''

  it.each<[KeyRecord, string]>([
    [{ ...base, type: 'int', unit: 'ms' }, 'Millis'],
    [{ ...base, type: 'long', unit: 'bytes' }, 'Bytes'],
    [{ ...base, type: 'password' }, 'Secret'],
    [{ ...base, type: 'list', valid: { list: ['a'] } }, 'readonly string[]'],
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

  it('reads words that never changed, and names the interface after the component', () => {
    expect(typeOf({ ...base, valid: { in: ['b', 'a'] } })).toBe(`'a' | 'b'`)
    expect(keyTypes(new Map([['share-consumer', {}]]))).toContain('export interface ShareConsumerKeys {')
  })

  it('refuses a type that it does not know', () => {
    expect(() => typeOf({ ...base, type: 'map' })).toThrow('key-types.ts')
  })
})
