import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { jarOf, kafkaComponents, kafkaReleases, unservedOf, type KafkaComponent } from '../../core/catalogue/kafka-tables.ts'
import { knows, recordOf } from '../../core/catalogue/lookup.ts'
import { at } from '../../core/catalogue/record.ts'
import { REGISTRY_CLIENT } from '../../core/catalogue/schema-registry.ts'
import { tables } from '../../core/catalogue/tables.ts'
import { version } from '../../core/text/version.ts'
import { components, releasesOf } from '../../scripts/catalogue/kafka/components.ts'
import { readCatalogues } from '../../scripts/catalogue/kafka/files.ts'
import { keyTypes } from '../../scripts/catalogue/kafka/key-types.ts'
import { lastPatches, releases } from '../../scripts/catalogue/kafka/releases.ts'

/**
 * `configKeys().size()` of each last patch, counted once by hand on the jars; internal keys count too. `null`: not served.
 * A share consumer has the consumer's keys less those that it refuses (ten from 4.1 on).
 */
const counts: Readonly<Record<KafkaComponent, readonly (number | null)[]>> = {
  producer: [71, 70, 84, 84, 87, 88, 88, 88, 90, 94, 95, 95, 112, 113, 113, 120],
  consumer: [77, 77, 91, 91, 91, 92, 92, 92, 96, 97, 98, 98, 115, 116, 116, 120],
  'share-consumer': [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 98, 98, 105, 106, 106, 110],
  admin: [54, 54, 68, 68, 68, 69, 69, 69, 72, 73, 74, 74, 90, 91, 91, 95],
  streams: [47, 49, 49, 52, 52, 54, 55, 58, 60, 61, 63, 66, 68, 71, 74, 79],
  topic: [26, 29, 29, 29, 29, 29, 29, 31, 31, 34, 36, 33, 34, 35, 34, 38],
  broker: [233, 249, 263, 263, 265, 270, 282, 289, 295, 313, 329, 306, 336, 342, 360, 379],
  group: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 10, 11, 17, 27],
  'client-metrics': [0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3, 3, 3, 3],
  'client-quota': [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
  'ip-quota': [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  'connect-distributed': [98, 94, 108, 108, 109, 110, 110, 111, 112, 113, 114, 114, 133, 133, 133, 138],
  'connect-standalone': [52, 48, 48, 48, 48, 49, 49, 50, 50, 50, 50, 49, 52, 52, 52, 52],
  'source-connector': [15, 15, 15, 15, 19, 19, 19, 19, 19, 20, 20, 20, 24, 24, 24, 24],
  'sink-connector': [19, 19, 19, 19, 19, 19, 19, 19, 19, 20, 20, 20, 24, 24, 24, 24],
  'mirror-maker': [36, 36, 50, null, 50, 50, null, 59, 59, 59, 60, 60, 76, null, 76, null],
  'mirror-source': [86, 87, 101, null, 101, 89, null, 92, 92, 93, 95, 91, 111, null, 113, null],
  'mirror-checkpoint': [86, 87, 101, null, 101, 85, null, 86, 86, 87, 88, 86, 106, null, 108, null],
  'mirror-heartbeat': [86, 87, 101, null, 101, 74, null, 75, 75, 76, 77, 76, 96, null, 97, null],
}
/** Last patches of which connect-mirror is not served, by another patch of the same minor. */
const standIns = { '3.2.0': [50, 101, 101, 101], '3.5.1': [59, 91, 85, 74], '4.2.0': [76, 112, 107, 97] }
const mirrors = ['mirror-maker', 'mirror-source', 'mirror-checkpoint', 'mirror-heartbeat'] as const

const read = (path: string): string => readFileSync(new URL(`../../core/catalogue/${path}`, import.meta.url), 'utf8')
const catalogues = readCatalogues(read)

const knownAt = (component: KafkaComponent, release: string): string[] =>
  [...tables[component]().keys()].filter((key) => key in catalogues.get(component)! && knows(component, key, version(release)))

describe.each(components)('%s', (component) => {
  const unserved = unservedOf(component)

  describe.each(lastPatches.map((release, i) => ({ release, count: counts[component][i] })))('$release', ({ release, count }) => {
    it.skipIf(count === null)(count === null ? 'is not served: not counted' : 'has as many keys as its ConfigDef', () => {
      expect(knownAt(component, release)).toHaveLength(count ?? 0)
      expect(unserved).not.toContain(release)
    })
  })

  it('says which releases could not be asked', () => {
    expect(unserved).toEqual(releases.filter((release) => !releasesOf(component).includes(release)))
    expect(counts[component].map((count, i) => (count === null ? lastPatches[i] : undefined)).filter(Boolean)).toEqual(unserved.filter((release) => lastPatches.includes(release)))
  })

  it('has for each known key a default or the word that it is required', () => {
    for (const release of releases) {
      const v = version(release)
      const silent = knownAt(component, release).filter((key) => at(recordOf(component, key)?.default, v) === undefined && !at(recordOf(component, key)?.required, v))
      expect(silent, release).toEqual([])
    }
  })

  it('names the jar wherever it is there', () => {
    for (const release of releasesOf(component)) {
      if (knownAt(component, release).length > 0) expect(jarOf(component, version(release)), release).toMatch(/^(?:kafka|connect)[-_][\w.-]*[a-z\d]$/)
    }
  })
})

describe('the whole', () => {
  it('has every component', () => {
    expect([...kafkaComponents].sort()).toEqual([...components].sort())
  })

  it('is made of every release', () => {
    expect(kafkaReleases()).toEqual(releases)
  })

  it.each(Object.entries(standIns))('%s speaks for the last patch of MirrorMaker that is not served', (release, expected) => {
    expect(mirrors.map((component) => knownAt(component, release).length)).toEqual(expected)
  })

  /** The defaults in question were found by dumping with other processors, temporary directory, home, language, zone and security properties. */
  it('has no default of the machine that generated it', () => {
    const texts = [...catalogues.values()].flatMap((records) => Object.entries(records).map(([key, record]) => [key, JSON.stringify(record.default ?? '')] as const))
    expect(texts.filter(([, text]) => /\/(?:work|root|home|Users|var)\b|localhost\.localdomain/.test(text))).toEqual([])
    const fixed = [recordOf('streams', 'state.dir'), recordOf('broker', 'log.dir'), recordOf('consumer', 'ssl.keymanager.algorithm'), recordOf('broker', 'ssl.protocol')]
    expect(fixed.map((record) => record?.default?.map(([, text]) => text))).toEqual([['/tmp/kafka-streams'], ['/tmp/kafka-logs'], ['SunX509'], ['TLSv1.3']])
  })
})

describe('what hangs on a patch', () => {
  it('a backport is in 4.2.2 and 4.4, not between', () => {
    const asked = ['4.2.1', '4.2.2', '4.3.0', '4.3.1', '4.4.0']
    expect(asked.map((release) => knows('topic', 'max.decompressed.message.bytes', version(release)))).toEqual([false, true, false, false, true])
  })

  it('security.protocol minds the case from 3.3.0 to 3.5.0', () => {
    const valid = recordOf('consumer', 'security.protocol')?.valid
    const asked = ['3.2.3', '3.3.2', '3.5.0', '3.5.1', '4.4.0']
    expect(asked.map((release) => at(valid, version(release))?.anyCase)).toEqual([undefined, undefined, undefined, true, true])
    expect(at(valid, version('3.2.3'))).toBeNull()
  })

  it('a topic had no floor under its segments in 4.0, a broker had', () => {
    const floor = (component: 'broker' | 'topic', key: string) => ['3.9.2', '4.0.2', '4.1.0'].map((release) => at(recordOf(component, key)?.valid, version(release))?.min)
    expect(floor('broker', 'log.segment.bytes')).toEqual([14, 1048576, 1048576])
    expect(floor('topic', 'segment.bytes')).toEqual([14, 14, 1048576])
  })
})

describe('broker keys', () => {
  it.each([
    ['log.retention.ms', 'cluster-wide'],
    ['ssl.keystore.location', 'per-broker'],
    ['log.dirs', undefined],
    ['process.roles', undefined],
  ])('%s changes at run time: %s', (key, mode) => {
    expect(at(recordOf('broker', key)?.update, version('3.9.2')) ?? undefined).toBe(mode)
  })

  it('no other component has update modes', () => {
    const others = components.filter((component) => component !== 'broker')
    expect(others.filter((component) => [...tables[component]().values()].some((record) => record.update !== undefined))).toEqual([])
  })
})

describe('the schema registry', () => {
  it('has keys in its clients and of its own, none of which is judged', () => {
    const ofClients = [...REGISTRY_CLIENT]
    expect(ofClients.map(([key]) => key)).toContain('latest.compatibility.strict')
    expect(ofClients.filter(([key, record]) => tables.consumer().get(key) !== record || tables.producer().get(key) !== record)).toEqual([])
    const all = [...ofClients, ...tables['schema-registry']()]
    expect(at(tables['schema-registry']().get('schema.compatibility.level')?.default, version('3.9.2'))).toBe('backward')
    expect(all.filter(([, record]) => record.documented !== true)).toEqual([])
  })
})

describe('generated files', () => {
  it('keys.ts fits the committed catalogues', () => {
    expect(read('keys.ts')).toBe(keyTypes(catalogues))
  })

  it('a factor is stated for each broker synonym', () => {
    const { synonyms } = JSON.parse(read('data/kafka-topic-synonyms.json')) as { synonyms: Record<string, unknown> }
    expect(synonyms['retention.ms']).toEqual([
      ['log.retention.ms', 1],
      ['log.retention.minutes', 60_000],
      ['log.retention.hours', 3_600_000],
    ])
    expect(Object.keys(synonyms).filter((key) => !tables.topic().has(key))).toEqual([])
  })
})
