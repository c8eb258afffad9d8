import type { Known } from '../../core/components/settings.ts'
import type { Span } from '../../core/text/span.ts'
import { Secret } from '../../core/text/secret.ts'

/** Where the given entries of a written list stand; the whole value where they cannot be told apart. */
export function entriesAt(setting: Known<readonly string[]>, wanted: readonly string[]): readonly (Span | Known<readonly string[]>)[] {
  const token = setting.written?.text
  /* Written with escapes or over several lines: the value as a whole is the honest place. */
  if (!token || token instanceof Secret || token.end - token.start !== token.text.length) return [setting]
  const spans: Span[] = []
  let from = 0
  for (const part of token.text.split(',')) {
    const word = part.trim()
    const start = from + part.indexOf(word)
    if (word !== '' && wanted.includes(word)) spans.push(token.slice(start, start + word.length))
    from += part.length + 1
  }
  return spans.length > 0 && spans.every((s) => s.end > s.start) ? spans : [setting]
}
