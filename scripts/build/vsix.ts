export const vsixPath = (version: string): string => `dist/weir-${version}.vsix`

/** One file in a zip: its name and its size before and after compression. */
export interface Entry {
  readonly name: string
  readonly size: number
  readonly packed: number
}

const END = 0x06054b50
const ENTRY = 0x02014b50

/** The list at the end of a zip file: enough to know what it holds, without opening it. */
export function entriesOf(zip: Buffer): Entry[] {
  let end = zip.length - 22
  while (end >= 0 && zip.readUInt32LE(end) !== END) end--
  if (end < 0) throw new Error('not a zip file')
  const entries: Entry[] = []
  let at = zip.readUInt32LE(end + 16)
  while (zip.readUInt32LE(at) === ENTRY) {
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [number, number, number]
    entries.push({ name: zip.toString('utf8', at + 46, at + 46 + nameLength), size: zip.readUInt32LE(at + 24), packed: zip.readUInt32LE(at + 20) })
    at += 46 + nameLength + extra + comment
  }
  return entries
}
