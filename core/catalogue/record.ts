import { version, type Version } from '../text/version.ts'

export type ValueType = 'boolean' | 'string' | 'int' | 'short' | 'long' | 'double' | 'list' | 'class' | 'password' | 'time' | 'bytes' | 'enum'

/** What the library refuses beside the type. `other` names a check that cannot be expressed here and is not judged. */
export interface Valid {
  readonly min?: number
  readonly max?: number
  /** Bounds that are themselves refused (fractions of Spark). */
  readonly over?: number
  readonly under?: number
  readonly in?: readonly string[]
  readonly anyCase?: boolean
  readonly list?: readonly string[] | null
  readonly emptyAllowed?: boolean
  readonly nullAllowed?: boolean
  readonly nonEmpty?: boolean
  readonly nonNull?: boolean
  readonly other?: string
}

/** `set`: by the session, when it is built and at each `SET`; `start`: when the application starts; `use`: when the part that needs it does, if any does. */
export type ReadWhen = 'set' | 'start' | 'use'

/** Rows of [release, value]: in force from that release on, in version order, until the next row. The generated files have the releases as text. */
export type History<T> = readonly (readonly [release: Version, value: T])[]

/** How a broker key can be changed while the broker runs: for one broker, or only for all of them. */
export type UpdateMode = 'per-broker' | 'cluster-wide'

/** Everything that the libraries say about a key; no judgement. The generators write it, see `scripts/catalogue`. */
export interface KeyRecord {
  /** Of the newest release that knows the key. */
  readonly type: ValueType
  /** These where the newest word does not hold in all releases. */
  readonly typeHistory?: History<ValueType>
  readonly importanceHistory?: History<string>
  readonly internalHistory?: History<boolean>
  /** What a bare number counts. */
  readonly unit?: string
  readonly importance?: string
  /** As text; `null`: there is a default and it is null. No row: no default. */
  readonly default?: History<string | null>
  readonly required?: History<boolean>
  readonly valid?: History<Valid | null>
  /** Where the key exists; absent: in every release that the catalogue knows. */
  readonly known?: History<boolean>
  /** Typed from documentation: no library was asked, so its values are not judged. */
  readonly documented?: boolean
  /** Hidden in the library's own documentation: known, never offered. */
  readonly internal?: boolean
  readonly deprecated?: History<boolean>
  /** The key of the same component that the library's documentation says to use instead. */
  readonly replacedBy?: string
  /** Broker keys: how it can be changed at run time; null or absent: only by a restart. */
  readonly update?: History<UpdateMode | null>
  /** Spark: when the entry itself reads a value, and refuses one that is wrong; absent: nothing reads it as an entry. */
  readonly readWhen?: ReadWhen
  /** Spark: what a session that runs makes of it: it reads it, or refuses it as a setting of the core or a static one of SQL; absent: it takes it and does not look at it. */
  readonly whenLive?: 'read' | 'core' | 'static'
  /** Spark: the release from which on the entry reads its values as the newest one does; absent: always. */
  readonly judgedSince?: Version
  /** Another key whose value is taken where this one is absent. */
  readonly fallback?: string
}

/** A history as the generated files have it, with releases as text. */
export type Rows<T> = readonly (readonly [release: string, value: T])[]
/** Releases become numbers once, so that a look-up compares and does not parse. */
export const numbered = <T>(rows: Rows<T>): History<T> => rows.map(([release, value]) => [version(release), value])

export function at<T>(history: History<T> | undefined, v: Version): T | undefined {
  let found: T | undefined
  for (const [release, value] of history ?? []) {
    if (release > v) break
    found = value
  }
  return found
}

/** Releases at which a history changes what it says, the first row not counted. */
export const changesOf = (history: History<unknown> | undefined): Version[] => (history ?? []).slice(1).map(([release]) => release)
