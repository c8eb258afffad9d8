import type { Version } from '../text/version.ts'
import { at, type KeyRecord } from './record.ts'

/** Where a key stands in the releases that the catalogue knows, seen from one of them. */
export type Life =
  | { readonly state: 'known'; readonly deprecated: boolean }
  /** Some release before had it, this one and all that follow have not. */
  | { readonly state: 'removed'; readonly in: Version }
  /** This release does not have it, a later one does. */
  | { readonly state: 'later'; readonly from: Version }

/** Nothing for a key that the component knows in no release. Exceptions by patch count: a key may be in 4.2.2 and 4.4 and not in 4.3. */
export function lifeOf(record: KeyRecord | undefined, v: Version): Life | undefined {
  if (!record) return undefined
  const known = record.known
  if (known === undefined || at(known, v)) return { state: 'known', deprecated: at(record.deprecated, v) === true }
  const later = known.find(([release, knows]) => release > v && knows)
  if (later) return { state: 'later', from: later[0] }
  const gone = known.findLast(([release, knows]) => release <= v && !knows)
  return gone && { state: 'removed', in: gone[0] }
}
