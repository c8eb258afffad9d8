import type { RawValidator, RawValue } from './dump-rows.ts'

/** What a value must satisfy, as far as it can be said without the library's code. */
export interface Valid {
  readonly min?: number
  readonly max?: number
  /** The value is one of these; with `anyCase` in whatever letter case. */
  readonly in?: readonly string[]
  readonly anyCase?: true
  /** Each entry of the list is one of these; null: any entry. The flags are known from 4.2 on. */
  readonly list?: readonly string[] | null
  readonly emptyAllowed?: boolean
  readonly nullAllowed?: boolean
  readonly nonEmpty?: true
  readonly nonNull?: true
  /** The class that checks something else. */
  readonly other?: string
}

/** What every value of the type satisfies, whether a validator says so or not. */
const limits: Record<string, readonly [min: number, max: number]> = {
  short: [-(2 ** 15), 2 ** 15 - 1],
  int: [-(2 ** 31), 2 ** 31 - 1],
  long: [-(2 ** 63), 2 ** 63 - 1],
}

const meanings: Record<string, (raw: RawValidator, type: string) => Valid> = {
  Range: range,
  ValidString: (raw) => ({ in: sortedTexts(raw['validStrings']) }),
  CaseInsensitiveValidString: (raw) => ({ in: sortedTexts(raw['validStrings']), anyCase: true }),
  ValidList: list,
  NonEmptyString: () => ({ nonEmpty: true }),
  NonNullValidator: () => ({ nonNull: true }),
  CompositeValidator: (raw, type) => Object.assign({}, ...parts(raw['validators'], type)) as Valid,
}

export function normaliseValidator(raw: RawValidator | null, type: string): Valid | null {
  if (raw === null) return null
  const name = /ConfigDef\$(\w+)$/.exec(raw.class)?.[1] ?? ''
  const meaning = meanings[name]
  return meaning === undefined ? { other: classNameOf(raw) } : meaning(raw, type)
}

function range(raw: RawValidator, type: string): Valid {
  const [lowest, highest] = limits[type] ?? [-Infinity, Infinity]
  const [min, max] = [bound(raw['min'], -Infinity), bound(raw['max'], Infinity)]
  return { ...(min > lowest && { min }), ...(max < highest && { max }) }
}

function bound(value: RawValue | undefined, open: number): number {
  return typeof value === 'string' ? Number(value) : open
}

function list(raw: RawValidator): Valid {
  const entries = sortedTexts(isValidator(raw['validString']) ? raw['validString']['validStrings'] : [])
  const emptyAllowed = raw['isEmptyAllowed']
  if (emptyAllowed === undefined) return { list: entries }
  return {
    list: entries.length === 0 ? null : entries,
    emptyAllowed: emptyAllowed === 'true',
    nullAllowed: raw['isNullAllowed'] === 'true',
  }
}

function parts(value: RawValue | undefined, type: string): (Valid | null)[] {
  return Array.isArray(value) ? value.filter(isValidator).map((part) => normaliseValidator(part, type)) : []
}

function isValidator(value: RawValue | undefined): value is RawValidator {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Sorted: some releases keep them in a hash set, whose order says nothing. */
function sortedTexts(value: RawValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').sort() : []
}

/** `pkg.Outer$Inner` → `Outer.Inner`; what the compiler numbered, and the `$` of a Scala object, say nothing. */
function classNameOf(raw: RawValidator): string {
  const name = raw.class.slice(raw.class.lastIndexOf('.') + 1)
  return name
    .split('$')
    .filter((part) => part !== '' && part !== 'ConfigDef' && !/^\d+$/.test(part))
    .join('.')
}
