import type { Key, SparkCatalogue } from './catalogue.ts'

/** What is said of a key in its row: since when, the default (null: none), and what few keys have. What is left out at the end is not there. */
export type Row = readonly [since?: string, defaultText?: string | null, rest?: object]

/** Keys that are alike: the section's name has scope, visibility, type and unit of all. */
export interface Section {
  /** What all keys of the section begin with. */
  readonly prefix: string
  readonly keys: Readonly<Record<string, Row>>
}

/** The catalogue as it is committed: what many keys have in common is said once. `core/catalogue/spark-table.ts` reads it. */
export function packed({ keys, ...others }: SparkCatalogue): Omit<SparkCatalogue, 'keys'> & { readonly sections: Readonly<Record<string, Section>> } {
  const sections = new Map<string, [string, Key][]>()
  for (const [key, record] of Object.entries(keys)) sections.set(nameOf(record), [...(sections.get(nameOf(record)) ?? []), [key, record]])
  const sorted = [...sections].sort(([a], [b]) => (a < b ? -1 : 1))
  return { ...others, sections: Object.fromEntries(sorted.map(([name, rows]) => [name, sectionOf(rows)])) }
}

/** `session internal time ms`; a key without scope is one of the core. */
function nameOf({ session, static: isStatic, internal, type, unit }: Key): string {
  const scope = session ? 'session' : isStatic ? 'static' : 'core'
  return [scope, internal ? 'internal' : 'public', type, ...(unit === undefined ? [] : [unit])].join(' ')
}

function sectionOf(rows: readonly (readonly [string, Key])[]): Section {
  const prefix = commonPrefix(rows.map(([key]) => key))
  return { prefix, keys: Object.fromEntries(rows.map(([key, record]) => [key.slice(prefix.length), rowOf(record)])) }
}

/** To the last dot before which all names are the same. */
function commonPrefix(names: readonly string[]): string {
  const first = names[0] ?? ''
  let end = first.lastIndexOf('.') + 1
  while (!names.every((name) => name.startsWith(first.slice(0, end)))) end = first.lastIndexOf('.', end - 2) + 1
  return first.slice(0, end)
}

/** What the name of the section says already. */
const OF_SECTION: ReadonlySet<string> = new Set(['type', 'unit', 'internal', 'session', 'static', 'since', 'default'])

function rowOf(record: Key): Row {
  const { since = '', default: text } = record
  const rest = Object.fromEntries(Object.entries(record).filter(([name]) => !OF_SECTION.has(name)))
  if (Object.keys(rest).length > 0) return [since, text ?? null, rest]
  if (text !== undefined) return [since, text]
  return since === '' ? [] : [since]
}
