import type { KeyRecord } from '../catalogue/record.ts'
import { showValue } from '../catalogue/values.ts'
import type { Value } from '../components/component.ts'
import { holdsSecret, Secret } from '../text/secret.ts'

/** A value that holds, for programs and for people: `604800000` and `604800000 (7 d)`. */
export interface Held {
  readonly value?: string | number | boolean | readonly string[]
  readonly shown: string
}

/** What stands in the place of a value without a character. */
export const EMPTY = '(empty)'
const HIDDEN: Held = { value: Secret.MARK, shown: Secret.MARK }

/** No secret is in what comes out, neither one that the key gives away nor one inside an ordinary value. `source`: the text that the value was read from. */
export function heldValue(value: unknown, record: KeyRecord | undefined, source?: string): Held {
  if (value instanceof Secret || record?.type === 'password') return HIDDEN
  const isTooLarge = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  const exact = source !== undefined && (isTooLarge || isSameWord(value, source)) ? source.trim() : undefined
  const shown = exact ?? showValue(record, value)
  if (holdsSecret(shown)) return HIDDEN
  return { value: exact ?? plain(value), shown: shown === '' ? EMPTY : shown }
}

/** A word whose case does not matter is shown as it was written. */
const isSameWord = (value: unknown, source: string): boolean => typeof value === 'string' && value.toLowerCase() === source.trim().toLowerCase()

function plain(value: unknown): Exclude<Held['value'], undefined> {
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}

/** A value letter by letter, as it is written; a secret as its mark. */
export function writtenText({ text }: Value, record: KeyRecord | undefined): string | undefined {
  if (text instanceof Secret || record?.type === 'password' || holdsSecret(text.text)) return Secret.MARK
  return text.text === '' ? undefined : text.text
}
