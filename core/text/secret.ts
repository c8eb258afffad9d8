import type { Span } from './span.ts'

/**
 * A value that must never be shown: a password, a token, a JAAS entry. It is made the moment a dialect has read it.
 * It can be compared and counted, and nothing that prints can print it: `toString`, `toJSON` and template literals give a mark.
 */
export class Secret implements Span {
  static readonly MARK = '‹secret›'
  readonly start: number
  readonly end: number
  readonly #text: string

  constructor(span: Span, text: string) {
    this.start = span.start
    this.end = span.end
    this.#text = text
  }

  /** What everybody else sees in the place of the text. */
  get text(): string {
    return Secret.MARK
  }

  get length(): number {
    return this.#text.length
  }

  equals(other: { readonly text: string }): boolean {
    return other instanceof Secret ? other.#text === this.#text : other.text === this.#text
  }

  toString(): string {
    return Secret.MARK
  }

  toJSON(): string {
    return Secret.MARK
  }
}

/**
 * Which keys hold secrets, whatever component they belong to (formats.md §1.2; ConfigDef type PASSWORD).
 * Wider than the catalogue on purpose: a misspelt `ssl.keystore.passwrod` is a secret too.
 */
const SECRET_KEY =
  /(?:^|[.\-_])(?:pass(?:word|wd|wrod|phrase)?|pwd|secret|token|credentials?|jaas|sasl\.jaas\.config|private\.?key|api\.?key|access\.?key|account\.?key|user\.info|userinfo)(?:$|[.\-_])|passw?o?r?d|jaas|keystore\.key$|certificate\.chain$|truststore\.certificates$/i
/** Names that speak of secrets without being one. */
const HARMLESS =
  /(?:\.(?:location|type|class|source|ms|seconds|algorithm|url|file|provider)|provider\.path|token\.auth|endpoint\.url|key\.(?:serializer|deserializer|converter|claim\.name))$/i

/** A file is read again at each keystroke with nearly all of its keys the same. */
const told = new Map<string, boolean>()
const MOST = 4096

export function isSecretKey(key: string): boolean {
  let isSecret = told.get(key)
  if (isSecret === undefined) {
    isSecret = SECRET_KEY.test(key) && !HARMLESS.test(key)
    if (told.size >= MOST) told.clear()
    told.set(key, isSecret)
  }
  return isSecret
}

/**
 * Words inside an ordinary value that give a secret away: `password="…"`, `-Djavax.net.ssl.keyStorePassword=…`, `"token": "…"`, a user and password in a URL.
 * A word may end in them, so no boundary is asked for before them; rather too much is hidden than too little.
 */
export const holdsSecret = (value: string): boolean =>
  /(?:passw(?:or)?d|passphrase|secret|token|(?:access|account|api|private)[._-]?key)(?:\s*=|["']\s*:)\s*\S|:\/\/[^\s/:@]+:[^\s/@]+@/i.test(value)
