import type { FileInput, Recognition } from '../dialect.ts'
import { CONSUMER, GROUP, otherKind, PRODUCER } from '../shared/kafka-evidence.ts'
import { baseName, isForeignSyntax, scanKeys } from '../shared/key-scan.ts'
import { ANCHORS, isClient, JAVA, NAMED, STRONG } from './evidence.ts'

export const ID = 'librdkafka'

/** How much of a file is looked at. */
const STRETCH = 65_536
const HEADER = /^[ \t]*\[([^=\]\r\n]+)\][ \t]*$/
/** An address such as `[::1]:9092` on a continued line is none. */
const ANY_HEADER = /^[ \t]*\[[^=\]\r\n]+\][ \t]*\r?$/m
/** Nothing that is ours holds none of these; most files are told by that alone. */
const HINT = /bootstrap\.servers|metadata\.broker\.list|\.(?:ms|kbytes|bytes|location|mechanisms|acks|enable|store|reset|id|codec|messages)\b/

/** Told by keys first. A file with sections is no Java client's; without them a name must be there that only librdkafka knows, or the file's own name. */
export function recogniseLibrdkafka(file: FileInput): Recognition | undefined {
  const text = file.text.length > STRETCH ? file.text.slice(0, STRETCH) : file.text
  if (!HINT.test(text)) return undefined
  const name = baseName(file.path)
  const because = text.includes('[') && ANY_HEADER.test(text) ? inSections(text, name) : inPlain(text, name)
  return because === undefined ? undefined : { dialect: ID, because, as: `${ID} ${/consumer/.test(name) ? 'consumer' : /producer/.test(name) ? 'producer' : 'client'}` }
}

function inPlain(text: string, name: string): string | undefined {
  const keys = scanKeys(text)
  if (isForeignSyntax(text, keys) || has(keys, JAVA)) return undefined
  const strong = strongIn(keys)
  if (NAMED.test(name) || name.endsWith('.ini')) return strong ?? anchorIn(keys) ?? twoOfAClient(keys)
  const other = otherKind(keys, name)
  return strong !== undefined && (other === undefined || other.kind === 'librdkafka') ? strong : undefined
}

/** Sections that name a client or are laid under it; in others (`[session]` of PHP) nothing is looked at. */
function inSections(text: string, name: string): string | undefined {
  const keys = new Set<string>()
  let isOurs = true
  for (const line of text.split(/\r\n|\r|\n/)) {
    const header = HEADER.exec(line)
    if (header) isOurs = isClient((header[1] ?? '').trim())
    const key = isOurs && !header ? /^[ \t]*([^\s=:;#[]+)[ \t]*[=:]/.exec(line)?.[1] : undefined
    if (key !== undefined) keys.add(key.toLowerCase())
  }
  // Nobody gives sections to a Java client, but a line in brackets may be anything in a file that is one's.
  if (has(keys, JAVA) && !name.endsWith('.ini')) return undefined
  return strongIn(keys) ?? anchorIn(keys) ?? twoOfAClient(keys)
}

const has = (keys: ReadonlySet<string>, words: ReadonlySet<string>): boolean => [...keys].some((key) => words.has(key))
const said = (key: string | undefined): string | undefined => (key === undefined ? undefined : `the key ${key}`)
const strongIn = (keys: ReadonlySet<string>): string | undefined => said([...keys].find((key) => STRONG.has(key)))
const anchorIn = (keys: ReadonlySet<string>): string | undefined => said([...keys].find((key) => ANCHORS.has(key)))

function twoOfAClient(keys: ReadonlySet<string>): string | undefined {
  const own = [...keys].filter((key) => key.includes('.') && (CONSUMER.has(key) || PRODUCER.has(key) || GROUP.has(key)))
  return own.length < 2 ? undefined : said(own[0])
}
