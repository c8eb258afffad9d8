import { compareReleases, minorOf } from './releases.ts'

/** Rows of [release, value]: from this release on, in the order of versions, until the next row. */
export type History<T> = readonly (readonly [from: string, value: T])[]

/** What never changed is written as the value alone. No value is itself a list. */
export type Told<T> = T | History<T>

/**
 * The rows in which a value changes. `undefined` stands for a release that has no value and makes no row:
 * that the key is unknown there is told by another history.
 */
export function historyOf<T>(releases: readonly string[], values: readonly (T | undefined)[]): History<T> {
  const rows: [string, T][] = []
  releases.forEach((release, i) => {
    const value = values[i]
    if (value === undefined) return
    const last = rows.at(-1)
    if (last === undefined || !same(last[1], value)) rows.push([nameOf(releases, release), value])
  })
  return rows
}

/** Undefined where there never was a value. */
export const tell = <T>(history: History<T>): Told<T> | undefined => (history.length > 1 ? history : history[0]?.[1])

/** The value that holds in a release; undefined before the first row. */
export function valueAt<T>(history: Told<T> | undefined, release: string): T | undefined {
  return Array.isArray(history) ? (history as History<T>).findLast(([from]) => compareReleases(from, release) <= 0)?.[1] : (history as T | undefined)
}

/** A change seen in the first dumped patch of a minor is dated to the minor: nothing says that an earlier patch lacks it. */
function nameOf(releases: readonly string[], release: string): string {
  const minor = minorOf(release)
  return releases.find((other) => minorOf(other) === minor) === release ? minor : release
}

/** Values are plain data whose properties always come in the same order. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
