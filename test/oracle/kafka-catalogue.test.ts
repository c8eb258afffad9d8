import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dumpRelease } from '../../scripts/catalogue/kafka/dump.ts'
import type { KeyRow } from '../../scripts/catalogue/kafka/dump-rows.ts'
import { fullComponents, type KafkaCatalogue } from '../../scripts/catalogue/kafka/files.ts'
import { valueAt } from '../../scripts/catalogue/kafka/history.ts'
import { mergeDumps, type KeyRecord } from '../../scripts/catalogue/kafka/merge.ts'
import { newest } from '../../scripts/catalogue/kafka/releases.ts'

const reason = whySkipped()
if (reason !== undefined) console.log(`The Kafka catalogue is not compared with the released jars: ${reason}.`)

function whySkipped(): string | undefined {
  if (process.env['WEIR_ORACLE'] !== '1') return 'WEIR_ORACLE=1 is not set'
  return ['java', 'javac', 'mvn'].map((tool) => (runs(tool) ? undefined : `${tool} does not run`)).find((why) => why !== undefined)
}

function runs(tool: string): boolean {
  try {
    execFileSync(tool, [tool === 'mvn' ? '-v' : '-version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../core/catalogue/data/${name}.json`, import.meta.url), 'utf8'))

/** What the committed catalogue says of one release, in the shape in which a single dump would be merged. */
function catalogueAt(component: string, release: string): Record<string, object> {
  const { keys } = readJson(`kafka-${component}`) as KafkaCatalogue
  const known = Object.entries(keys).filter(([, record]) => record.known === undefined || valueAt(record.known, release))
  return Object.fromEntries(known.map(([key, record]) => [key, stateAt(record, release)]))
}

function stateAt(record: KeyRecord, release: string): object {
  const required = valueAt(record.required ?? [], release) ?? false
  return {
    type: record.type,
    unit: record.unit,
    internal: valueAt(record.internalHistory ?? [], release) ?? record.internal ?? false,
    deprecated: valueAt(record.deprecated ?? [], release) ?? false,
    required,
    default: required ? undefined : valueAt(record.default, release),
    valid: valueAt(record.valid, release),
  }
}

function dumpedAt(rows: ReadonlyMap<string, KeyRow>, release: string): Record<string, object> {
  const merged = Object.entries(mergeDumps([release], [rows]))
  return Object.fromEntries(merged.map(([key, record]) => [key, stateAt(record, release)]))
}

describe.skipIf(reason !== undefined)('the committed Kafka catalogue', () => {
  describe.each(['3.9.2', newest])('at %s', (release) => {
    const dump = reason === undefined ? dumpRelease(release) : undefined

    it.each(fullComponents)('says of %s what the jars say', (component) => {
      const expected = dumpedAt(dump?.components.get(component) ?? new Map(), release)
      expect(Object.keys(expected)).not.toEqual([])
      expect(catalogueAt(component, release)).toEqual(expected)
    })

    it('names every key of the other components', () => {
      const { components } = readJson('kafka-names') as { components: Record<string, string[]> }
      for (const [component, keys] of dump?.components ?? []) {
        if (fullComponents.some((full) => full === component)) continue
        expect(
          [...keys.keys()].filter((key) => !components[component]?.includes(key)),
          component,
        ).toEqual([])
      }
    })

    it('has the broker synonyms of each topic key', () => {
      const { synonyms } = readJson('kafka-topic-synonyms') as { synonyms: object }
      expect(synonyms).toMatchObject(Object.fromEntries(dump?.synonyms ?? []))
    })
  })
})
