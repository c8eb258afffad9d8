import type { KeyRecord } from './merge.ts'

/** A record, or the number of the one in the shared table that stands under the same key. */
export type Entry = KeyRecord | number
export type Entries = Readonly<Record<string, Entry>>
/** Key → the different records that more than one component has for it. */
export type SharedRecords = Readonly<Record<string, readonly KeyRecord[]>>

type Records = Readonly<Record<string, KeyRecord>>

/** Takes out what components have in common: a tenth of all keys stands in ten of them, word for word. */
export function share(components: ReadonlyMap<string, Records>): { readonly shared: SharedRecords; readonly entries: ReadonlyMap<string, Entries> } {
  const owners = new Map<string, number>()
  for (const records of components.values()) for (const [key, record] of Object.entries(records)) owners.set(nameOf(key, record), (owners.get(nameOf(key, record)) ?? 0) + 1)
  const shared: Record<string, KeyRecord[]> = {}
  const entryOf = (key: string, record: KeyRecord): Entry => (owners.get(nameOf(key, record)) === 1 ? record : numberOf((shared[key] ??= []), record))
  const entries = new Map([...components].map(([component, records]) => [component, mapped(records, entryOf)]))
  return { shared: Object.fromEntries(Object.entries(shared).sort(([a], [b]) => (a < b ? -1 : 1))), entries }
}

/** The other way round. */
export const unshare = (entries: Entries, shared: SharedRecords): Records =>
  mapped(entries, (key, entry) => {
    const record = typeof entry === 'number' ? shared[key]?.[entry] : entry
    if (record === undefined) throw new Error(`The shared table lacks a record of ${key}: generate the catalogue again.`)
    return record
  })

const mapped = <A, B>(table: Readonly<Record<string, A>>, make: (key: string, value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [key, make(key, value)]))

function numberOf(records: KeyRecord[], record: KeyRecord): number {
  const found = records.findIndex((other) => same(other, record))
  return found === -1 ? records.push(record) - 1 : found
}

const same = (a: KeyRecord, b: KeyRecord): boolean => JSON.stringify(a) === JSON.stringify(b)
const nameOf = (key: string, record: KeyRecord): string => key + JSON.stringify(record)
