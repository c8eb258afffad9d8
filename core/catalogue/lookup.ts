import type { Version } from '../text/version.ts'
import type { Catalogued } from './kinds.ts'
import { at, changesOf, type KeyRecord, type Valid } from './record.ts'
import { tables } from './tables.ts'

export const recordOf = (kind: Catalogued, key: string): KeyRecord | undefined => tables[kind]().get(key)

/** Whether the component knows the key in that release. */
export function knows(kind: Catalogued, key: string, v: Version): boolean {
  const record = recordOf(kind, key)
  return record !== undefined && isKnown(record, v)
}

export const isKnown = ({ known }: KeyRecord, v: Version): boolean => known === undefined || at(known, v) === true

/** The default in force, as text; `null` and `undefined`: the key has none and may stay absent. */
export function defaultAt(kind: Catalogued, key: string, v: Version): string | undefined {
  const record = recordOf(kind, key)
  if (!record || !knows(kind, key, v) || at(record.required, v)) return undefined
  return at(record.default, v) ?? (record.fallback === undefined ? undefined : defaultAt(kind, record.fallback, v))
}

export const validAt = (record: KeyRecord, v: Version): Valid | undefined => at(record.valid, v) ?? undefined

/** Releases at which what holds for the key by itself may change. */
export function changePointsOf(kind: Catalogued, key: string): Version[] {
  const record = recordOf(kind, key)
  return record ? [...changesOf(record.default), ...rowsOf(record.known), ...changesOf(record.valid), ...changesOf(record.deprecated)] : []
}

/** Where a key first comes is a change too, unless the oldest release has it. */
const rowsOf = (known: KeyRecord['known']): Version[] => (known ?? []).map(([release]) => release)
