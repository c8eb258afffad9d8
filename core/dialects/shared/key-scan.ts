/** How much of a file is looked at to tell what it is, however much of it is comments. */
const STRETCH = 65_536
/** The median client file has eight keys. */
const ENOUGH_KEYS = 128

let last: { readonly text: string; readonly keys: ReadonlySet<string> } | undefined

/** The keys that a flat file seems to have, without reading it: good enough to tell what it is, cheap enough for every file that a person opens. Every dialect asks in turn. */
export function scanKeys(text: string): ReadonlySet<string> {
  if (last?.text !== text) last = { text, keys: scanned(text) }
  return last.keys
}

function scanned(text: string): ReadonlySet<string> {
  const keys = new Set<string>()
  const line = /^[ \t\f]*(?![#!])((?:[^\s=:\\]|\\.)+)/gm
  const stretch = text.length > STRETCH ? text.slice(0, STRETCH) : text
  for (let m = line.exec(stretch); m && keys.size < ENOUGH_KEYS; m = line.exec(stretch)) {
    const key = m[1] ?? ''
    keys.add(key.includes('\\') ? unescaped(key) : key)
  }
  return keys
}

const unescaped = (key: string): string =>
  key.replace(/\\u([0-9a-fA-F]{4})|\\(.)/g, (_, hex: string | undefined, c: string | undefined) => (hex ? String.fromCharCode(parseInt(hex, 16)) : (c ?? '')))

/** Signs of a file of another kind under a flat file's name: sections, blocks with braces, JSON, shell. */
export function isForeignSyntax(text: string, keys: ReadonlySet<string>): boolean {
  /* Most files hold none of these at all, and that is told at once. */
  if (!text.includes('[') && !text.includes('{') && !keys.has('export') && !keys.has('include')) return false
  return /^[ \t]*(?:\[[\w .-]+\][ \t]*$|\w[\w.-]*[ \t]*\{[ \t\r]*$|\{(?![{%#])|export[ \t]|include[ \t]["(])/m.test(text.slice(0, STRETCH))
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase()
