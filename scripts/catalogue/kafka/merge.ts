import type { KeyRow } from './dump-rows.ts'
import { historyOf, type History } from './history.ts'
import { normaliseValidator, type Valid } from './validator.ts'

export type Unit = 'ms' | 'bytes'

/** One key of a component over all releases. Optional properties are left out where they would say what is usual. */
export interface KeyRecord {
  readonly type: string
  readonly unit?: Unit
  readonly importance: string
  readonly internal?: true
  /** Only where the flag is not the same in all releases. */
  readonly internalHistory?: History<boolean>
  readonly known?: History<boolean>
  readonly deprecated?: History<boolean>
  /** Without a default, so that the key must be set. */
  readonly required?: History<boolean>
  readonly default: History<string | null>
  readonly valid: History<Valid | null>
}

export type KeyRows = ReadonlyMap<string, KeyRow>

/** The dumps of one component, in the order of `releases`, put together to one record a key. */
export function mergeDumps(releases: readonly string[], dumps: readonly KeyRows[]): Record<string, KeyRecord> {
  const keys = new Set(dumps.flatMap((dump) => [...dump.keys()]))
  const records = [...keys].sort().map((key) => [
    key,
    recordOf(
      releases,
      dumps.map((dump) => dump.get(key)),
    ),
  ])
  return Object.fromEntries(records) as Record<string, KeyRecord>
}

function recordOf(releases: readonly string[], rows: readonly (KeyRow | undefined)[]): KeyRecord {
  const newest = rows.findLast((row) => row !== undefined)
  if (newest === undefined) throw new Error('A key that no release knows: take the keys from the dumps.')
  const over = <T>(read: (row: KeyRow) => T | undefined): History<T> =>
    historyOf(
      releases,
      rows.map((row) => (row === undefined ? undefined : read(row))),
    )
  const unit = unitOf(newest)
  const internal = over(isInternal)
  return {
    type: newest.type.toLowerCase(),
    ...(unit !== undefined && { unit }),
    importance: newest.importance.toLowerCase(),
    ...(isInternal(newest) && { internal: true }),
    ...(internal.length > 1 && { internalHistory: internal }),
    ...(rows.includes(undefined) &&
      sinceTrue(
        'known',
        historyOf(
          releases,
          rows.map((row) => row !== undefined),
        ),
      )),
    ...sinceTrue('deprecated', over(isDeprecated)),
    ...sinceTrue(
      'required',
      over((row) => row.required),
    ),
    default: over(defaultOf),
    valid: over((row) => normaliseValidator(row.validator, row.type.toLowerCase())),
  }
}

/** What was never true needs no rows, and the rows need not begin by saying that it is not true yet. */
function sinceTrue<K extends string>(name: K, rows: History<boolean>): Partial<Record<K, History<boolean>>> {
  const kept = rows[0]?.[1] === false ? rows.slice(1) : rows
  return (kept.length === 0 ? {} : { [name]: kept }) as Partial<Record<K, History<boolean>>>
}

function isInternal(row: KeyRow): boolean {
  return row.internal || row.key.startsWith('internal.')
}

/** There is no flag for it, but the documentation of a deprecated key begins with the word. */
function isDeprecated(row: KeyRow): boolean {
  return /^(?:<[^>]*>|\W)*deprecated\b/i.test(row.documentation ?? '')
}

/** Defaults that follow the machine on which the dump is made; fixed to what Java 17 says. */
const fixedDefaults: Record<string, string> = {
  'ssl.protocol': 'TLSv1.3',
  'ssl.enabled.protocols': 'TLSv1.2,TLSv1.3',
  'ssl.keymanager.algorithm': 'SunX509',
  'ssl.trustmanager.algorithm': 'PKIX',
}

function defaultOf(row: KeyRow): string | null | undefined {
  return row.required ? undefined : (fixedDefaults[row.key] ?? namesOnly(row))
}

/** A list of class objects prints each with the word "class" before it; a user writes the name. */
function namesOnly({ type, default: text }: KeyRow): string | null {
  return type === 'LIST' && text !== null ? text.replace(/(?<=^|,)class /g, '') : text
}

const bytesWithoutSuffix = new Set(['buffer.memory', 'batch.size', 'max.request.size'])

function unitOf({ key, type }: KeyRow): Unit | undefined {
  if (type !== 'INT' && type !== 'LONG') return undefined
  if (key.endsWith('.ms')) return 'ms'
  return key.endsWith('.bytes') || bytesWithoutSuffix.has(key) ? 'bytes' : undefined
}
