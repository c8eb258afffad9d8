import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { components, releasesOf, type Component } from '../../scripts/catalogue/kafka/components.ts'
import { dumpRelease } from '../../scripts/catalogue/kafka/dump.ts'
import type { KeyRow } from '../../scripts/catalogue/kafka/dump-rows.ts'
import { readCatalogues, type KafkaCatalogue } from '../../scripts/catalogue/kafka/files.ts'
import { frameworkPuts, refusedUnder } from '../../scripts/catalogue/kafka/frameworks.ts'
import { valueAt, type History } from '../../scripts/catalogue/kafka/history.ts'
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

const read = (path: string): string => readFileSync(new URL(`../../core/catalogue/${path}`, import.meta.url), 'utf8')
const catalogues = readCatalogues(read)

/** What the committed catalogue says of one release, in the shape in which a single dump would be merged. */
function catalogueAt(component: Component, release: string): Record<string, object> {
  const known = Object.entries(catalogues.get(component) ?? {}).filter(([, record]) => record.known === undefined || valueAt(record.known, release))
  return Object.fromEntries(known.map(([key, record]) => [key, stateAt(record, release)]))
}

function stateAt(record: KeyRecord, release: string): object {
  const required = valueAt(record.required, release) ?? false
  return {
    type: valueAt(record.typeHistory ?? record.type, release),
    unit: record.unit,
    importance: valueAt(record.importanceHistory ?? record.importance, release),
    internal: valueAt(record.internalHistory ?? record.internal ?? false, release),
    deprecated: valueAt(record.deprecated, release) ?? false,
    required,
    default: required ? undefined : valueAt(record.default, release),
    valid: valueAt(record.valid, release) ?? null,
    update: valueAt(record.update, release) ?? null,
  }
}

type Tables = Readonly<Record<string, Readonly<Record<string, History<unknown>>>>>

/** What holds in one release; what holds for nothing is left out. */
function stateOf(tables: Tables, release: string): object {
  const there = Object.entries(tables).map(([name, keys]): [string, [string, unknown][]] => [
    name,
    Object.entries(keys)
      .map(([key, history]): [string, unknown] => [key, valueAt(history, release)])
      .filter(([, value]) => Boolean(value)),
  ])
  return Object.fromEntries(there.filter(([, keys]) => keys.length > 0).map(([name, keys]) => [name, Object.fromEntries(keys)]))
}

const jarOf = (component: Component, release: string): string | undefined => valueAt((JSON.parse(read(`data/kafka-${component}.json`)) as KafkaCatalogue).jar, release)

function dumpedAt(rows: ReadonlyMap<string, KeyRow>, release: string): Record<string, object> {
  const merged = Object.entries(mergeDumps([release], [rows]))
  return Object.fromEntries(merged.map(([key, record]) => [key, stateAt(record, release)]))
}

describe.skipIf(reason !== undefined)('the committed Kafka catalogue', () => {
  describe.each(['3.9.2', newest])('at %s', (release) => {
    const dump = reason === undefined ? dumpRelease(release) : undefined

    it.each(components.filter((component) => releasesOf(component).includes(release)))('says of %s what the jars say', (component) => {
      const rows = dump?.components.get(component)
      expect(catalogueAt(component, release)).toEqual(dumpedAt(rows ?? new Map(), release))
      expect(jarOf(component, release)).toBe(dump?.jars.get(component))
    })

    it('asks for every component that is served', () => {
      const there = components.filter((component) => (dump?.components.get(component)?.size ?? 0) > 0)
      expect(there).toEqual(components.filter((component) => Object.keys(catalogueAt(component, release)).length > 0 && releasesOf(component).includes(release)))
      expect(there.length).toBeGreaterThan(14)
    })

    it('says of frameworks and refused keys what the classes answer', () => {
      const { puts, refusedUnder: refused } = JSON.parse(read('data/kafka-frameworks.json')) as { puts: Tables; refusedUnder: Tables }
      const alone = new Map(dump === undefined ? [] : [[release, dump]])
      // Of a release that is not served the release before speaks.
      const asked = Object.entries(puts).filter(([name]) => !name.startsWith('mirror-maker') || releasesOf('mirror-maker').includes(release))
      expect(stateOf(Object.fromEntries(asked), release)).toEqual(stateOf(frameworkPuts(alone), release))
      expect(stateOf(refused, release)).toEqual(stateOf(refusedUnder(alone), release))
    })

    it('has the broker synonyms of each topic key', () => {
      const { synonyms } = JSON.parse(read('data/kafka-topic-synonyms.json')) as { synonyms: object }
      expect(synonyms).toMatchObject(Object.fromEntries(dump?.synonyms ?? []))
    })
  })
})
