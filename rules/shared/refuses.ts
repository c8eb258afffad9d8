import type { Kind } from '../../core/catalogue/kinds.ts'

/** Who says no, as the end of a sentence. */
export const refuses = (kind: Kind): string =>
  kind === 'topic' ? 'the broker refuses the topic' : kind === 'client' ? 'the client refuses to start' : `the ${kind} refuses to start`

/** Who refuses a key that it does not know; all others take it in silence. */
export const refusesUnknown = (kind: Kind): boolean => kind === 'topic'
