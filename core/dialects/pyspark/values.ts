import type { Layer, Value } from '../../components/component.ts'
import { holdsSecret, isSecretKey, Secret } from '../../text/secret.ts'
import type { Span } from '../../text/span.ts'
import { Token } from '../../text/token.ts'
import { placeholderOf } from '../shared/placeholder.ts'
import { addValue } from '../shared/value.ts'
import type { Job } from './job.ts'
import { kafkaKey } from './names.ts'
import { NOT_UNDERSTOOD, type Entry } from './things.ts'

/** A setting with its canonical key: what the component shows, and what the writer changes. */
export interface Setting {
  readonly key: string
  readonly entry: Entry
  readonly value: Value
}

export function settingOf(job: Job, key: string, entry: Entry, isShared: boolean): Setting {
  const shared = isShared ? { shared: true } : {}
  // What is no constant is let go: it may hold on to the tree.
  const { value } = entry
  return {
    key,
    entry: value.is === 'const' ? entry : { ...entry, value: NOT_UNDERSTOOD },
    value: { ...written(job, key, entry), ...shared, ...(entry.isLive ? { live: true as const } : {}) },
  }
}

/** Where the name stands; of a client's key, the part that the client sees. */
export function nameSpan({ name, nameAt, nameIs }: Entry): Span {
  const isLiteral = nameIs === 'string' && nameAt.end - nameAt.start === name.length
  return kafkaKey(name) !== undefined && isLiteral ? { start: nameAt.start + 'kafka.'.length, end: nameAt.end } : nameAt
}

/** The squiggle goes to the characters of the literal, also where it stands elsewhere under a name. */
function valueSpan({ value, use }: Entry): Span {
  return (value.is === 'const' ? value.literal : undefined) ?? use
}

function written(job: Job, key: string, entry: Entry): Value {
  const { name, value, use } = entry
  const keyToken = new Token(job.place(nameSpan(entry)), kafkaKey(name) ?? name)
  const at = job.place(valueSpan(entry))
  if (value.is !== 'const') {
    const text = job.text.slice(use.start, use.end)
    const shown = guarded(name, new Token(at, text, inside(at)))
    // What is said of a secret must not quote it.
    return { key: keyToken, text: shown, unknown: value.is === 'unknown' && !(shown instanceof Secret) ? value.because : 'it is not in sight' }
  }
  const text = key === 'outputMode' ? value.text.toLowerCase() : value.text
  const placeholder = placeholderOf(text)
  return { key: keyToken, text: guarded(name, new Token(at, text, at.end - at.start === text.length ? undefined : inside(at))), ...(placeholder ? { placeholder } : {}) }
}

const inside =
  ({ start, end }: Span) =>
  (index: number): number =>
    Math.min(start + index, end)

const guarded = (name: string, token: Token): Token | Secret => (isSecretKey(name) || holdsSecret(token.text) ? new Secret(token, token.text) : token)

export function layerOf(name: string, origin: Layer['origin'], settings: readonly Setting[], open: string | undefined): Layer {
  const values = new Map<string, Value[]>()
  for (const { key, value } of settings) addValue(values, key, value)
  return { name, origin, values, ...(open === undefined ? {} : { open }) }
}
