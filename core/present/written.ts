import { ownersOf } from '../catalogue/components.ts'
import { lineOf, plainKey, type Kind } from '../catalogue/kinds.ts'
import { knows, recordOf } from '../catalogue/lookup.ts'
import type { History, KeyRecord } from '../catalogue/record.ts'
import { oldest } from '../catalogue/releases.ts'
import type { Component, Value } from '../components/component.ts'
import { showVersion, type Version } from '../text/version.ts'
import { EMPTY, writtenText } from './held.ts'

/** A value at its place. */
export interface Once {
  readonly shown: string
  /** Counts from 1; absent where it does not stand in the file. */
  readonly line?: number
}
/** A key that is written, and that other releases know. */
export interface Idle extends Once {
  readonly key: string
  readonly known: readonly { readonly from?: string; readonly before?: string }[]
}
/** A key that is written, and that no release knows. Its value may be anything, so it is not shown. */
export interface Stranger {
  readonly key: string
  readonly line: number
  /** Other components that know it, as a person calls them. */
  readonly readBy?: readonly string[]
}
interface Unread {
  readonly idle: readonly Idle[]
  readonly strangers: readonly Stranger[]
}

/** Counts from 1. */
export type LineAt = (offset: number) => number

export const isWritten = ({ layers }: Component, key: string): boolean => layers.some((l) => l.values.has(key))

const shownText = (value: Value, record: KeyRecord | undefined): string => writtenText(value, record) ?? EMPTY

export function shadowedOf(values: readonly Value[], record: KeyRecord | undefined, lineAt: LineAt): { readonly shadowed?: readonly Once[] } {
  return values.length === 0 ? {} : { shadowed: values.map((value) => ({ shown: shownText(value, record), line: lineAt(value.key.start) })) }
}

/** The keys that are written and do nothing in that release. */
export function unread(component: Component, v: Version, lineAt: LineAt): Unread {
  const { kind } = component
  const idle: Idle[] = []
  const strangers: Stranger[] = []
  for (const [key, value] of writtenIn(component)) {
    const record = recordOf(kind, key)
    const line = lineAt(value.key.start)
    if (record) {
      if (!knows(kind, key, v)) idle.push({ key: plainKey(kind, key), shown: shownText(value, record), line, known: knownOf(record.known, kind) })
      continue
    }
    const readBy = ownersOf(kind, key)
    strangers.push({ key: plainKey(kind, key), line, ...(readBy.length > 0 ? { readBy } : {}) })
  }
  return { idle: idle.sort(byLine), strangers: strangers.sort(byLine) }
}

const byLine = (a: { readonly line?: number }, b: { readonly line?: number }): number => (a.line ?? 0) - (b.line ?? 0)

/** Each key that stands in the file, with the value that wins. */
function writtenIn({ layers }: Component): Map<string, Value> {
  const found = new Map<string, Value>()
  for (const { origin, values } of layers) {
    if (origin === 'framework') continue
    for (const [key, [value]] of values) if (value && !found.has(key)) found.set(key, value)
  }
  return found
}

/** The releases that know a key, as stretches with open ends. */
function knownOf(known: History<boolean> = [], kind: Kind): Idle['known'] {
  return known.flatMap(([from, isKnown], i) => {
    if (!isKnown || known[i - 1]?.[1] === true) return []
    const end = known.slice(i + 1).find(([, still]) => !still)
    return [{ ...(from > oldest(lineOf[kind]) ? { from: showVersion(from) } : {}), ...(end ? { before: showVersion(end[0]) } : {}) }]
  })
}
