import type { KeyRow } from './dump-rows.ts'

/** There is no flag for it: the documentation begins with the word, or has a sentence that says it of the whole key and not of one of its values. */
const says = [/^(?:<[^>]*>|\W)*deprecated\b/i, /\bthis config(?:uration)? (?:is|has been) deprecated\b/i, /[.>] *deprecated;/i]

export const isDeprecated = ({ documentation }: KeyRow): boolean => says.some((pattern) => pattern.test(documentation ?? ''))

/** Sentences that say what to use in its place; "it will use the value of …" does not. */
const advice = /^\W*(?:deprecated\W+)?(?:please )?use\b|\binstead\b|\breplaced by\b|\bin favou?r of\b/i

/** The one key of the component that the documentation of a deprecated key says to use instead. */
export function replacementOf(row: KeyRow, keys: ReadonlySet<string>): string | undefined {
  if (!isDeprecated(row)) return undefined
  const sentences = (row.documentation ?? '').replace(/<\/?code>/g, '`').split(/\.(?=\s|$)|;/)
  const named = new Set(sentences.filter((sentence) => advice.test(sentence)).flatMap((sentence) => keysIn(sentence, keys)))
  named.delete(row.key)
  return named.size === 1 ? [...named][0] : undefined
}

/** A bare word may be a key's name by chance (`listeners`): it counts in quotes only, a name with a dot counts anywhere. */
const keysIn = (sentence: string, keys: ReadonlySet<string>): string[] =>
  [...sentence.matchAll(/[`'"]([\w.-]+)[`'"]|([a-z][\w-]*(?:\.[\w-]+)+)/g)].map(([, quoted, dotted]) => quoted ?? dotted ?? '').filter((name) => keys.has(name))
