import spark from './data/spark.json' with { type: 'json' }
import type { KeyRecord, ValueType } from './record.ts'

/** What the registries of Spark say about a key; `scripts/catalogue/spark/README.md` has the meaning of each word. */
export interface SparkRecord {
  readonly type: ValueType
  readonly unit?: string
  readonly since?: string
  readonly default?: string
  readonly internal?: true
  readonly session?: true
  readonly static?: true
  readonly fallback?: string
  readonly machine?: true
  readonly alternatives?: readonly string[]
  readonly in?: readonly string[]
  readonly anyCase?: true
  readonly deprecated?: { readonly since: string; readonly note?: string }
  readonly unlisted?: true
}

type Row = readonly [since?: string, defaultText?: string | null, rest?: Partial<SparkRecord>]

/** The generated file as it is; every cast of it stands here and nowhere else. */
export interface SparkFile {
  /** By what all keys of a section have in common: `session internal time ms`. */
  readonly sections: Readonly<Record<string, { readonly prefix: string; readonly keys: Readonly<Record<string, Row>> }>>
  /** Keys of earlier releases that Spark still knows by name, to warn or to refuse. */
  readonly retired: Readonly<Record<string, unknown>>
  readonly openPrefixes: readonly string[]
}
const file = spark as unknown as SparkFile

/** Every key of a file with its record, section by section. */
export function* sparkRecordsOf({ sections }: Pick<SparkFile, 'sections'>): Generator<readonly [key: string, record: SparkRecord]> {
  for (const [name, { prefix, keys }] of Object.entries(sections)) {
    const common = commonOf(name)
    for (const [key, row] of Object.entries(keys)) yield [prefix + key, { ...common, ...saidIn(row) }]
  }
}

function commonOf(section: string): SparkRecord {
  const [scope, visibility, type, unit] = section.split(' ')
  return {
    type: type as ValueType,
    ...(unit === undefined ? {} : { unit }),
    ...(visibility === 'internal' ? { internal: true } : {}),
    ...(scope === 'session' ? { session: true } : scope === 'static' ? { static: true } : {}),
  }
}

const saidIn = ([since = '', text = null, rest = {}]: Row): Partial<SparkRecord> => ({
  ...(since === '' ? {} : { since }),
  ...(text === null ? {} : { default: text }),
  ...rest,
})

const fromSpark = ({ default: text, internal, unit, fallback, type, in: words, anyCase }: SparkRecord): KeyRecord => ({
  type,
  ...(words ? { valid: [[0, { in: words, ...(anyCase ? { anyCase } : {}) }]] } : {}),
  ...(text === undefined ? {} : { default: [[0, text]] }),
  ...(internal ? { internal } : {}),
  ...(unit === undefined ? {} : { unit }),
  ...(fallback === undefined ? {} : { fallback }),
})

/** What a session may be configured with. The registry has one release, so what it says holds in all. */
export function sparkKeys(): Map<string, KeyRecord> {
  const keys = new Map<string, KeyRecord>()
  const read = [...sparkRecordsOf(file)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [key, record] of read) {
    keys.set(key, fromSpark(record))
    for (const old of record.alternatives ?? []) if (!keys.has(old)) keys.set(old, fromSpark({ ...record, internal: true }))
  }
  for (const key of Object.keys(file.retired)) if (!keys.has(key)) keys.set(key, { type: 'string', internal: true })
  return keys
}

/** Families of `spark.*` keys that Spark or its parts read although no registry lists them. */
export const sparkOpenPrefixes = (): readonly string[] => file.openPrefixes
