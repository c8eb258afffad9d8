/** How much of a file is looked at to tell what it is: three hundred lines and more, where the median client file has eight. */
const STRETCH = 16_384

/** The keys that a flat file seems to have, without reading it: good enough to tell what it is, cheap enough for every file that a person opens. */
export function scanKeys(text: string): ReadonlySet<string> {
  const keys = new Set<string>()
  const line = /^[ \t\f]*(?![#!])((?:[^\s=:\\]|\\.)+)/gm
  const stretch = text.length > STRETCH ? text.slice(0, STRETCH) : text
  for (let m = line.exec(stretch); m; m = line.exec(stretch)) {
    const key = m[1] ?? ''
    keys.add(key.includes('\\') ? unescaped(key) : key)
  }
  return keys
}

const unescaped = (key: string): string =>
  key.replace(/\\u([0-9a-fA-F]{4})|\\(.)/g, (_, hex: string | undefined, c: string | undefined) => (hex ? String.fromCharCode(parseInt(hex, 16)) : (c ?? '')))

/** Signs of a file of another kind under a flat file's name: sections, blocks with braces, JSON, shell. */
export function isForeignSyntax(text: string): boolean {
  /* Most files hold none of these characters and words at all, and that is told at once. */
  if (!text.includes('[') && !text.includes('{') && !text.includes('export') && !text.includes('include')) return false
  return /^[ \t]*(?:\[[\w .-]+\][ \t]*$|\w[\w.-]*[ \t]*\{[ \t\r]*$|\{(?![{%#])|export[ \t]|include[ \t]["(])/m.test(text.slice(0, STRETCH))
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase()
