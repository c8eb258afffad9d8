import { parseTime } from '../catalogue/units.ts'
import { showMillis } from '../catalogue/units.ts'

/** One descriptor of an option gives its type, default, validation, schema and the row in the rule's page. */
interface Descriptor<T> {
  readonly default: T
  readonly doc: string
  /** The value, or what is wrong with it. */
  read(raw: unknown): { readonly value: T } | { readonly bad: string }
  readonly schema: Readonly<Record<string, unknown>>
  /** The default as a page shows it. */
  readonly shownDefault: string
}
export type OptionSpec = Readonly<Record<string, Descriptor<unknown>>>
export type OptionsOf<O> = { readonly [P in keyof O]: O[P] extends Descriptor<infer T> ? T : never }

/** A stretch of time in milliseconds, written `2s`, `500ms`, `1h`. */
export function duration(fallback: number, doc: string): Descriptor<number> {
  return {
    default: fallback,
    doc,
    read(raw) {
      const value = typeof raw === 'string' ? parseTime(raw) : undefined
      return value === undefined ? { bad: 'expected a time with a unit, such as 2s' } : { value }
    },
    schema: { type: 'string', pattern: '^(\\d+(\\.\\d+)?\\s*[a-z]+\\s*)+$' },
    shownDefault: showMillis(fallback),
  }
}

export function texts(fallback: readonly string[], doc: string): Descriptor<readonly string[]> {
  return {
    default: fallback,
    doc,
    read: (raw) => (Array.isArray(raw) && raw.every((r) => typeof r === 'string') ? { value: raw } : { bad: 'expected a list of texts' }),
    schema: { type: 'array', items: { type: 'string' } },
    shownDefault: fallback.length === 0 ? 'none' : fallback.join(', '),
  }
}

export function defaultsOf(spec: OptionSpec | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec ?? {}).map(([name, o]) => [name, o.default]))
}
