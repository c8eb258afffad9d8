import { isExactlyOnce } from '../../core/components/derivations.ts'
import type { WrittenKey } from '../../core/engine/define-rule.ts'
import { Token } from '../../core/text/token.ts'

export { isExactlyOnce }

/** The words of `processing.guarantee` before there was `exactly_once_v2`. */
export const FIRST_EXACTLY_ONCE: readonly string[] = ['exactly_once', 'exactly_once_beta']
export const EXACTLY_ONCE = 'exactly_once_v2'

/** Words that a rule of their own judges, and says more of than that the class does not know them. */
export const isJudgedByStreamsRule = (key: string, text: string): boolean =>
  key === 'upgrade.from' || (key === 'processing.guarantee' && (text === EXACTLY_ONCE || FIRST_EXACTLY_ONCE.includes(text)))

export interface Word {
  readonly found: WrittenKey
  readonly text: string
}

/** What holds for a key, as it is written and whether or not the release takes it; nothing where something else is put in first. */
export function wordOf(keys: readonly WrittenKey[], key: string): Word | undefined {
  const found = keys.find((k) => k.key === key)
  if (!(found?.value.text instanceof Token) || found.value.placeholder || found.value.unknown !== undefined) return undefined
  return { found, text: found.value.text.text.trim() }
}
