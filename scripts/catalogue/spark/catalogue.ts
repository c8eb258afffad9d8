import type { Dump, EntryRow, SparkType } from './dump-rows.ts'
import { connector } from './environment.ts'
import { openPrefixes, unlisted } from './open-keys.ts'
import { packed, type Section } from './packing.ts'

interface Deprecation {
  readonly since: string
  readonly note?: string
}

/** What is known of one key. What is false, empty or undefined is left out. */
export interface Key {
  readonly type: SparkType
  readonly in?: readonly string[]
  readonly anyCase?: true
  readonly default?: string
  readonly fallback?: string
  readonly machine?: true
  readonly unit?: string
  readonly internal?: true
  readonly static?: true
  readonly session?: true
  readonly since?: string
  readonly alternatives?: readonly string[]
  readonly deprecated?: Deprecation
  /** From the hand-written list: no registry has it, so nothing is known about its values. */
  readonly unlisted?: true
}

/** A key without an entry that Spark still has a word for. */
interface Retired extends Deprecation {
  /** Read as this key, after a conversion of the value. */
  readonly by?: string
  /** The only value that is not refused. */
  readonly accepts?: string
}

export interface SparkCatalogue {
  readonly generated: string
  readonly source: string
  readonly connector: string
  readonly release: string
  readonly keys: Readonly<Record<string, Key>>
  readonly retired: Readonly<Record<string, Retired>>
  readonly openPrefixes: readonly string[]
}

export function catalogueOf(dump: Dump): SparkCatalogue {
  const names = alternativesOf(dump)
  const deprecations = new Map(dump.deprecated.map(({ deprecated: key, since, note }) => [key, { since, note }]))
  return {
    generated: 'by scripts/catalogue/spark/generate.ts; do not edit',
    source: `pyspark ${dump.version}`,
    connector: `${connector.artifact} ${connector.version}`,
    release: dump.version.split('.').slice(0, 2).join('.'),
    keys: sorted([...unlisted.map(unlistedKey), ...dump.entries.map((row): [string, Key] => [row.key, keyOf(row, names.get(row.key) ?? [], deprecations.get(row.key))])]),
    retired: retiredOf(dump, new Set([...names.keys(), ...[...names.values()].flat(), ...unlisted.map(({ key }) => key)])),
    openPrefixes,
  }
}

/** Key → all its other names: those of its entry, and those that SparkConf reads in its place without changing the value. */
function alternativesOf(dump: Dump): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>(dump.entries.map((row) => [row.key, [...row.alternatives]]))
  for (const { old, of, translated } of dump.oldNames) {
    const known = names.get(of)
    if (known && !translated && !known.includes(old)) known.push(old)
  }
  return names
}

function keyOf(row: EntryRow, alternatives: readonly string[], deprecated: Deprecation | undefined): Key {
  return {
    type: row.type,
    ...(row.in ? { in: row.in } : {}),
    ...(row.anyCase ? { anyCase: true } : {}),
    ...(row.default === undefined ? {} : { default: row.default }),
    ...(row.fallback === undefined ? {} : { fallback: row.fallback }),
    ...(row.machine ? { machine: true } : {}),
    ...(row.unit === undefined ? {} : { unit: row.unit }),
    ...(row.internal ? { internal: true } : {}),
    ...(row.scope === 'static' ? { static: true } : {}),
    ...(row.scope === 'session' ? { session: true } : {}),
    ...(row.since === '' ? {} : { since: row.since }),
    ...(alternatives.length === 0 ? {} : { alternatives }),
    ...(deprecated ? { deprecated } : {}),
  }
}

const unlistedKey = ({ key, internal }: { key: string; internal: boolean }): [string, Key] => [key, { type: 'string', ...(internal ? { internal } : {}), unlisted: true }]

/** What Spark has a word for although it has neither an entry nor an alternative of one. */
function retiredOf(dump: Dump, known: ReadonlySet<string>): Record<string, Retired> {
  const rows: [string, Retired][] = [
    ...dump.oldNames.map(({ old, of, since }): [string, Retired] => [old, { since, by: of }]),
    ...dump.deprecated.map(({ deprecated: key, since, note }): [string, Retired] => [key, { since, note }]),
    ...dump.removed.map(({ removed: key, since, note, accepts }): [string, Retired] => [key, { since, note, accepts }]),
  ]
  const retired = new Map<string, Retired>()
  for (const [key, row] of rows) if (!known.has(key)) retired.set(key, { ...retired.get(key), ...row })
  return sorted([...retired])
}

const sorted = <T>(rows: readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)))

/** One key a line, so that a new release reads well as a difference. */
export function textOf(catalogue: SparkCatalogue): string {
  const { sections, retired, openPrefixes, ...head } = packed(catalogue)
  const lines = [
    ...Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`),
    `  "sections": {\n${Object.entries(sections).map(sectionText).join(',\n')}\n  }`,
    `  "retired": ${table(retired, '    ')}`,
    `  "openPrefixes": [\n${openPrefixes.map((prefix) => `    ${JSON.stringify(prefix)}`).join(',\n')}\n  ]`,
  ]
  return `{\n${lines.join(',\n')}\n}\n`
}

const sectionText = ([name, { prefix, keys }]: [string, Section]): string =>
  `    ${JSON.stringify(name)}: { "prefix": ${JSON.stringify(prefix)}, "keys": ${table(keys, '      ')} }`

const table = (rows: Readonly<Record<string, object>>, indent: string): string =>
  `{\n${Object.entries(rows)
    .map(([key, row]) => `${indent}${JSON.stringify(key)}: ${JSON.stringify(row)}`)
    .join(',\n')}\n${indent.slice(2)}}`
