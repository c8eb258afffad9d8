import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fullComponents, type KafkaCatalogue } from '../../scripts/catalogue/kafka/files.ts'
import { valueAt } from '../../scripts/catalogue/kafka/history.ts'
import { keyTypes } from '../../scripts/catalogue/kafka/key-types.ts'
import { lastPatches, releases } from '../../scripts/catalogue/kafka/releases.ts'

/** `configKeys().size()` of each last patch, counted once by hand on the jars; internal keys count too. */
const counts = {
  producer: [71, 70, 84, 84, 87, 88, 88, 88, 90, 94, 95, 95, 112, 113, 113, 120],
  consumer: [77, 77, 91, 91, 91, 92, 92, 92, 96, 97, 98, 98, 115, 116, 116, 120],
  topic: [26, 29, 29, 29, 29, 29, 29, 31, 31, 34, 36, 33, 34, 35, 34, 38],
}

const read = (path: string): string => readFileSync(new URL(`../../core/catalogue/${path}`, import.meta.url), 'utf8')
const catalogues = new Map(fullComponents.map((component) => [component, JSON.parse(read(`data/kafka-${component}.json`)) as KafkaCatalogue]))

describe.each(fullComponents)('%s', (component) => {
  const keys = Object.entries(catalogues.get(component)?.keys ?? {})
  const knownAt = (release: string) => keys.filter(([, { known }]) => known === undefined || valueAt(known, release))

  it('knows as many keys as each release', () => {
    expect(lastPatches.map((release) => knownAt(release).length)).toEqual(counts[component])
  })

  it('is made of every release', () => {
    expect(catalogues.get(component)?.releases).toEqual(releases)
  })

  it('has for each known key a default or the word that it is required', () => {
    for (const release of releases) {
      const without = knownAt(release).filter(([, record]) => valueAt(record.default, release) === undefined && !valueAt(record.required ?? [], release))
      expect(
        without.map(([key]) => key),
        release,
      ).toEqual([])
    }
  })
})

describe('what hangs on a patch', () => {
  it('a backport is in 4.2.2 and 4.4, not between', () => {
    const known = catalogues.get('topic')?.keys['max.decompressed.message.bytes']?.known ?? []
    const asked = ['4.2.1', '4.2.2', '4.3.0', '4.3.1', '4.4.0']
    expect(asked.map((release) => valueAt(known, release) ?? false)).toEqual([false, true, false, false, true])
  })

  it('security.protocol minds the case from 3.3.0 to 3.5.0', () => {
    const valid = catalogues.get('consumer')?.keys['security.protocol']?.valid ?? []
    const asked = ['3.2.3', '3.3.2', '3.5.0', '3.5.1', '4.4.0']
    expect(asked.map((release) => valueAt(valid, release)?.anyCase)).toEqual([undefined, undefined, undefined, true, true])
    expect(valueAt(valid, '3.2.3')).toBeNull()
  })
})

describe('generated files', () => {
  it('keys.ts fits the committed catalogues', () => {
    expect(read('keys.ts')).toBe(keyTypes(catalogues))
  })

  it('the full catalogues stay small', () => {
    const size = fullComponents.reduce((sum, component) => sum + read(`data/kafka-${component}.json`).length, 0)
    expect(size).toBeLessThan(120_000)
  })

  it('a factor is stated for each broker synonym', () => {
    const { synonyms } = JSON.parse(read('data/kafka-topic-synonyms.json')) as { synonyms: Record<string, unknown> }
    expect(synonyms['retention.ms']).toEqual([
      ['log.retention.ms', 1],
      ['log.retention.minutes', 60_000],
      ['log.retention.hours', 3_600_000],
    ])
    expect(Object.keys(synonyms).filter((key) => !(key in (catalogues.get('topic')?.keys ?? {})))).toEqual([])
  })
})
