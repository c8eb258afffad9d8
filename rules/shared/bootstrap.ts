import { version, type Version } from '../../core/text/version.ts'

/** `Utils.HOST_PORT_PATTERN`: what a client takes for an address now, and what it took before, where anything may stand in front of the last one. */
const STRICT = /^(?:[0-9a-zA-Z\-%._]*:\/\/)?\[?([0-9a-zA-Z\-%._:]*)\]?:([0-9]+)$/
const LOOSE = /^.*?\[?([0-9a-zA-Z\-%._:]*)\]?:([0-9]+)$/
const MAX_PORT = 65_535

const from = (text: string): Version => version(text)
/** The stricter pattern came with 3.8.0, was taken back for 3.9.1 and is in every release from 4.0 on (executed on each patch). */
export const STRICTER = ['3.8', '3.9.1', '4.0'] as const
const [CAME, BACK, STAYED] = [from(STRICTER[0]), from(STRICTER[1]), from(STRICTER[2])]
const isStrict = (v: Version): boolean => v >= STAYED || (v >= CAME && v < BACK)

export type Trouble = 'separator' | 'noPort' | 'badPort' | 'malformed'

/** What somebody fills in before the client sees it, in ways that are no placeholder of any format. */
const isFilledIn = (entry: string): boolean => /[<>{}$]|%[sd]/.test(entry) || /^[A-Z][A-Z0-9_]*$/.test(entry)
/** Several addresses in the place of one. */
export const partsOf = (entry: string): string[] => entry.split(/[\s;|]+/).filter(Boolean)
const isAddress = (text: string): boolean => STRICT.test(text) || isHost(text)
const isHost = (text: string): boolean => /^[0-9a-zA-Z][0-9a-zA-Z\-._]*$/.test(text)

/** What is wrong with one entry of `bootstrap.servers` by its letters alone, and whether a client of that release refuses it; no host is ever looked up. */
export function troubleOf(entry: string, v: Version): { readonly is: Trouble; readonly refused: boolean } | undefined {
  if (entry === '' || isFilledIn(entry)) return undefined
  const match = (isStrict(v) ? STRICT : LOOSE).exec(entry)
  const port = match && Number(match[2])
  const refused = port === null || port > MAX_PORT
  const parts = partsOf(entry)
  if (parts.length > 1 && parts.every(isAddress)) return { is: 'separator', refused }
  if (port !== null) return refused ? { is: 'badPort', refused } : undefined
  return { is: isHost(entry) ? 'noPort' : 'malformed', refused }
}

/** The same without quotes, brackets of a list and a slash at the end, where that makes an address of it. */
export function cleaned(entry: string): string | undefined {
  const plain = entry.replace(/^["'[]+|["'\]/]+$/g, '')
  return plain !== entry && STRICT.test(plain) ? plain : undefined
}
