import type { Version } from '../text/version.ts'
import { offeredKeys } from './components.ts'
import { normalised } from './did-you-mean.ts'
import type { Kind } from './kinds.ts'

/** How many milliseconds, or bytes, a unit counts. */
export const TIME_UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  millis: 1,
  milliseconds: 1,
  msec: 1,
  msecs: 1,
  s: 1000,
  sec: 1000,
  secs: 1000,
  second: 1000,
  seconds: 1000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
  hour: 3_600_000,
  hours: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
}
export const SIZE_UNITS: Readonly<Record<string, number>> = { bytes: 1, kb: 1024, mb: 1024 ** 2 }
const UNITS = new Set([...Object.keys(TIME_UNITS), ...Object.keys(SIZE_UNITS)])

/** A key without the unit at its end, and the unit. */
export function unitless(normal: string): readonly [stem: string, unit: string | undefined] {
  const dot = normal.lastIndexOf('.')
  const last = normal.slice(dot + 1)
  return dot > 0 && UNITS.has(last) ? [normal.slice(0, dot), last] : [normal, undefined]
}

/** The keys that may be proposed for a misspelt one, in the forms in which they are compared; made once for a kind and a release. */
export interface KeyIndex {
  readonly names: readonly string[]
  readonly normals: readonly string[]
  readonly byNormal: ReadonlyMap<string, readonly string[]>
  /** By the normal form without separators: `maxpollrecords`. */
  readonly byLetters: ReadonlyMap<string, readonly string[]>
  readonly byStem: ReadonlyMap<string, readonly string[]>
  readonly firstWords: ReadonlySet<string>
}

const made = new Map<string, KeyIndex>()

/** `undefined` as release: all keys of all releases. */
export function keyIndex(kind: Kind, v: Version | undefined): KeyIndex {
  const name = `${kind} ${v ?? 'any'}`
  const held = made.get(name)
  if (held) return held
  const names = [...offeredKeys(kind, v)]
  const normals = names.map(normalised)
  const grouped = (by: (normal: string) => string): Map<string, string[]> => {
    const groups = new Map<string, string[]>()
    for (const [i, normal] of normals.entries()) groups.set(by(normal), [...(groups.get(by(normal)) ?? []), names[i] ?? ''])
    return groups
  }
  const index = {
    names,
    normals,
    byNormal: grouped((n) => n),
    byLetters: grouped((n) => n.replaceAll('.', '')),
    byStem: grouped((n) => unitless(n)[0]),
    firstWords: new Set(names.map((n) => n.split('.', 1)[0] ?? n)),
  }
  made.set(name, index)
  return index
}
