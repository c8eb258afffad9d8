import type { KeyRow } from './dump-rows.ts'
import { isDeprecated, replacementOf } from './deprecation.ts'
import { defaultOf, unitOf, type Unit } from './defaults.ts'
import { historyOf, tell, type History, type Told } from './history.ts'
import { normaliseValidator, type Valid } from './validator.ts'

/** One key of a component over all releases. Optional properties are left out where they would say what is usual. */
export interface KeyRecord {
  readonly type: string
  /** These two only where the word is not the same in all releases. */
  readonly typeHistory?: History<string>
  readonly importanceHistory?: History<string>
  readonly unit?: Unit
  readonly importance: string
  readonly internal?: true
  /** Only where the flag is not the same in all releases. */
  readonly internalHistory?: History<boolean>
  readonly known?: History<boolean>
  readonly deprecated?: Told<boolean>
  /** The key of the same component that the documentation names for it. */
  readonly replacedBy?: string
  /** Without a default, so that the key must be set. */
  readonly required?: Told<boolean>
  readonly default?: Told<string | null>
  /** None: nothing was ever checked beside the type. */
  readonly valid?: Told<Valid | null>
  /** How a broker key may be changed while the broker runs. None: not at all. */
  readonly update?: Told<string | null>
}

export type KeyRows = ReadonlyMap<string, KeyRow>

/** The dumps of one component, in the order of `releases`, put together to one record a key. */
export function mergeDumps(releases: readonly string[], dumps: readonly KeyRows[]): Record<string, KeyRecord> {
  const keys = new Set(dumps.flatMap((dump) => [...dump.keys()]))
  const records = [...keys].sort().map((key): [string, KeyRecord] => [
    key,
    recordOf(
      releases,
      dumps.map((dump) => dump.get(key)),
      keys,
    ),
  ])
  return Object.fromEntries(records)
}

function recordOf(releases: readonly string[], rows: readonly (KeyRow | undefined)[], keys: ReadonlySet<string>): KeyRecord {
  const newest = rows.findLast((row) => row !== undefined)
  if (newest === undefined) throw new Error('A key that no release knows: take the keys from the dumps.')
  const over = <T>(read: (row: KeyRow | undefined) => T | undefined): History<T> => historyOf(releases, rows.map(read))
  const ofRow = <T>(read: (row: KeyRow) => T | undefined): History<T> => over((row) => row && read(row))
  return {
    ...word('type', ofRow(typeOf)),
    ...option('unit', unitOf(newest)),
    ...word('importance', ofRow(importanceOf)),
    ...(isInternal(newest) && { internal: true }),
    ...option('internalHistory', changing(ofRow(isInternal))),
    ...(rows.includes(undefined) && option('known', beginsTrue(over((row) => row !== undefined)))),
    ...option('deprecated', flag(ofRow(isDeprecated))),
    ...option('replacedBy', replacementOf(newest, keys)),
    ...option('required', flag(ofRow((row) => row.required))),
    ...option('default', tell(ofRow(defaultOf))),
    ...option('valid', unlessNull(tell(ofRow((row) => normaliseValidator(row.validator, typeOf(row)))))),
    ...option('update', unlessNull(tell(ofRow((row) => row.update)))),
  } as KeyRecord
}

const typeOf = (row: KeyRow): string => row.type.toLowerCase()
const importanceOf = (row: KeyRow): string => row.importance.toLowerCase()

/** The word of the newest release, and its history where there is one. */
const word = (name: string, history: History<string>): object => ({ [name]: history.at(-1)?.[1], ...option(`${name}History`, changing(history)) })

const option = (name: string, value: unknown): object => (value === undefined ? {} : { [name]: value })
const unlessNull = <T>(value: T): T | undefined => (value === null ? undefined : value)
const changing = <T>(history: History<T>): History<T> | undefined => (history.length > 1 ? history : undefined)

/** What was never true needs no rows, and the rows need not begin by saying that it is not true yet. */
function beginsTrue(rows: History<boolean>): History<boolean> | undefined {
  const kept = rows[0]?.[1] === false ? rows.slice(1) : rows
  return kept.length === 0 ? undefined : kept
}

/** True for as long as the key is there, or the rows in which it becomes true. */
function flag(rows: History<boolean>): Told<boolean> | undefined {
  return rows.length === 1 && rows[0]?.[1] === true ? true : beginsTrue(rows)
}

const isInternal = (row: KeyRow): boolean => row.internal || row.key.startsWith('internal.')
