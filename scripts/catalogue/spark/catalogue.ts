import type { SparkRecord } from '../../../core/catalogue/spark-table.ts'
import type { Dump, SparkType } from './dump-rows.ts'
import { connector } from './environment.ts'
import { lineOf, lived, type Lived } from './lived.ts'
import { openPrefixes, unlisted } from './open-keys.ts'
import { packed, type Section } from './packing.ts'

/** What is known of one key. What is false, empty or undefined is left out. */
export type Key = Omit<SparkRecord, 'type'> & { readonly type: SparkType }

/** A key without an entry that Spark still has a word for. */
type Deprecation = NonNullable<SparkRecord['deprecated']>
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
  /** All that were asked, oldest first. */
  readonly releases: readonly string[]
  readonly keys: Readonly<Record<string, Key>>
  readonly retired: Readonly<Record<string, Retired>>
  readonly openPrefixes: readonly string[]
}

/** Of dumps in the order of their releases. What is said of a key is the word of the newest release that has it. */
export function catalogueOf(dumps: readonly Dump[]): SparkCatalogue {
  const dump = dumps.at(-1)
  if (!dump) throw new Error('There is no dump: ask at least one pyspark.')
  const names = alternativesOf(dump)
  const entries = lived(dumps)
  const deprecations = new Map(dump.deprecated.map(({ deprecated: key, since, note }) => [key, { since, note }]))
  return {
    generated: 'by scripts/catalogue/spark/generate.ts; do not edit',
    source: `pyspark ${dump.version}`,
    connector: `${connector.artifact} ${connector.version}`,
    release: lineOf(dump),
    releases: dumps.map(({ version }) => version),
    keys: sorted([
      ...unlisted.map(unlistedKey),
      ...entries.map((life): [string, Key] => [life.row.key, keyOf(life, names.get(life.row.key) ?? life.row.alternatives, deprecations.get(life.row.key))]),
    ]),
    retired: retiredOf(dump, new Set([...entries.map(({ row }) => row.key), ...[...names.values()].flat(), ...unlisted.map(({ key }) => key)])),
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

function keyOf({ row, isReadAtStart, isLate, from, gone, judged, defaults }: Lived, alternatives: readonly string[], deprecated: Deprecation | undefined): Key {
  const { type, unit, min, max, over, under, fallback } = row
  const isTrue = (flag: boolean | undefined): true | undefined => (flag ? true : undefined)
  return said<Key>({
    type,
    in: row.in,
    anyCase: isTrue(row.anyCase),
    min,
    max,
    over,
    under,
    odd: isTrue(row.odd),
    start: isTrue(isReadAtStart),
    late: isTrue(isLate),
    default: row.default,
    fallback,
    machine: isTrue(row.machine),
    unit,
    internal: isTrue(row.internal),
    static: isTrue(row.scope === 'static'),
    session: isTrue(row.scope === 'session'),
    since: row.since === '' ? undefined : row.since,
    alternatives: alternatives.length === 0 ? undefined : alternatives,
    deprecated,
    from,
    gone,
    judged,
    defaults,
  })
}

/** Only what there is something to say of; what is left has the type that the fields give, since each is optional or was given. */
const said = <T extends object>(fields: { readonly [Name in keyof T]: T[Name] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T

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
