import spark from './data/spark.json' with { type: 'json' }
import type { History, KeyRecord, ReadWhen, Valid, ValueType } from './record.ts'
import { minorOf, version, type Version } from '../text/version.ts'

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
  /** From the hand-written list: no registry has it, so nothing is known about its values. */
  readonly unlisted?: true
  readonly min?: number
  readonly max?: number
  readonly over?: number
  readonly under?: number
  readonly odd?: true
  readonly start?: true
  readonly late?: true
  /** Releases: the first that has the key, the first that has it no more, the first that reads its values as the newest does. */
  readonly from?: string
  readonly gone?: string
  readonly judged?: string
  readonly defaults?: readonly (readonly [release: string, text: string | null])[]
}

type Row = readonly [since?: string, defaultText?: string | null, rest?: Partial<SparkRecord>]

/** The generated file as it is; every cast of it stands here and nowhere else. */
export interface SparkFile {
  /** By what all keys of a section have in common: `session internal time ms`. */
  readonly sections: Readonly<Record<string, { readonly prefix: string; readonly keys: Readonly<Record<string, Row>> }>>
  /** Keys of earlier releases that Spark still knows by name, to warn or to refuse. */
  readonly retired: Readonly<Record<string, unknown>>
  readonly openPrefixes: readonly string[]
  /** All that were asked, oldest first. */
  readonly releases: readonly string[]
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

const fromSpark = (record: SparkRecord): KeyRecord => {
  const { internal, unit, fallback, type, judged } = record
  const [readWhen, whenLive] = [readWhenOf(record), whenLiveOf(record)]
  const [valid, known, defaults] = [validOf(record), knownOf(record), defaultsOf(record)]
  return {
    type,
    ...(valid ? { valid } : {}),
    ...(defaults ? { default: defaults } : {}),
    ...(known ? { known } : {}),
    ...(internal ? { internal } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(fallback === undefined ? {} : { fallback }),
    ...(readWhen ? { readWhen } : {}),
    ...(whenLive ? { whenLive } : {}),
    ...(judged === undefined ? {} : { judgedSince: version(judged) }),
  }
}

const validOf = ({ in: words, anyCase, min, max, over, under }: SparkRecord): History<Valid> | undefined => {
  const valid = Object.fromEntries(Object.entries({ in: words, anyCase, min, max, over, under }).filter(([, value]) => value !== undefined))
  return Object.keys(valid).length === 0 ? undefined : [[0, valid]]
}

/** A session reads all its keys when it is built; of a core key that no start reads, whoever needs it does. */
function readWhenOf({ unlisted, odd, session, static: isStatic, start }: SparkRecord): ReadWhen | undefined {
  if (unlisted || odd) return undefined
  return session || isStatic ? 'set' : start ? 'start' : 'use'
}

/** A session looks at what it has heard of. */
function whenLiveOf({ unlisted, late, session, static: isStatic }: SparkRecord): KeyRecord['whenLive'] {
  if (unlisted || late) return undefined
  return session ? 'read' : isStatic ? 'static' : 'core'
}

/** Lines stand for their last patch. */
function knownOf({ unlisted, from, since, gone }: SparkRecord): History<boolean> | undefined {
  const first = version(from ?? (unlisted ? undefined : since) ?? '0')
  const isOld = minorOf(first) <= version(file.releases[0] ?? '0')
  if (isOld && gone === undefined) return undefined
  return [[isOld ? 0 : minorOf(first), true], ...(gone === undefined ? [] : [[version(gone), false] as const])]
}

function defaultsOf({ default: text, defaults }: SparkRecord): History<string | null> | undefined {
  if (!defaults) return text === undefined ? undefined : [[0, text]]
  return defaults.map(([release, written], i): readonly [Version, string | null] => [i === 0 ? 0 : version(release), written?.startsWith('<value of ') ? null : written])
}

/** What a session may be configured with. */
export function sparkKeys(): Map<string, KeyRecord> {
  const keys = new Map<string, KeyRecord>()
  const read = [...sparkRecordsOf(file)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [key, record] of read) {
    keys.set(key, fromSpark(record))
    for (const old of record.alternatives ?? []) if (!keys.has(old)) keys.set(old, fromSpark({ ...record, internal: true, odd: true, late: true }))
  }
  for (const key of Object.keys(file.retired)) if (!keys.has(key)) keys.set(key, { type: 'string', internal: true })
  return keys
}

/** Families of `spark.*` keys that Spark or its parts read although no registry lists them. */
export const sparkOpenPrefixes = (): readonly string[] => file.openPrefixes
