import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { librdkafkaKey } from '../../../core/catalogue/librdkafka.ts'
import { valueAt } from '../../../scripts/catalogue/kafka/history.ts'
import { dumpOf } from '../../../scripts/catalogue/librdkafka/dump.ts'
import { catalogueFiles } from '../../../scripts/catalogue/librdkafka/files.ts'
import { mergeDumps, type LibrdkafkaRecord } from '../../../scripts/catalogue/librdkafka/merge.ts'
import { openLibraries } from './libraries.ts'

const libraries = openLibraries('The librdkafka catalogue is not compared with the library')
const committed = (path: string): string => readFileSync(new URL(`../../../core/catalogue/${path}`, import.meta.url), 'utf8')

/** What the committed catalogue says of one release, in the shape in which a single dump would be merged. */
function catalogueAt(release: string): Record<string, object> {
  const { keys } = JSON.parse(committed('data/librdkafka.json')) as { keys: Record<string, LibrdkafkaRecord> }
  const known = Object.entries(keys).filter(([, record]) => record.known === undefined || valueAt(record.known, release))
  return Object.fromEntries(known.map(([key, record]) => [key, stateAt(record, release)]))
}

/** What a history does not show is that of the newest release: its role, its aliases. */
const stateAt = (record: LibrdkafkaRecord, release: string): object => ({
  type: record.type,
  default: valueAt(record.default, release),
  valid: valueAt(record.valid ?? [], release) ?? null,
  deprecated: valueAt(record.deprecated ?? [], release) ?? false,
})

describe.skipIf(libraries.length === 0)('the committed librdkafka catalogue', () => {
  // An older release may know a key by fewer names.
  it.each(libraries)('says of $release what the library says', ({ release, path }) => {
    const { keys } = JSON.parse(committed('data/librdkafka.json')) as { keys: Record<string, LibrdkafkaRecord> }
    const merged = mergeDumps([dumpOf(path)], (name) => Object.hasOwn(keys, name))
    expect(Object.keys(merged).length).toBeGreaterThan(100)
    expect(catalogueAt(release)).toEqual(Object.fromEntries(Object.entries(merged).map(([key, record]) => [librdkafkaKey(key), stateAt(record, release)])))
  })

  it.skipIf(libraries.length < 2)('is what the generator writes', () => {
    const files = catalogueFiles(libraries.map(({ path }) => dumpOf(path)))
    for (const [path, text] of files) expect(committed(path), path).toBe(text)
  })
})
