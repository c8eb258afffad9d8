import { isUtf8 } from 'node:buffer'

export interface Decoded {
  readonly text: string
  /** A byte order mark stood before the text and was taken off. */
  readonly bom: boolean
}

/** UTF-8; a properties file that is none is read as Java would, as ISO-8859-1, and any other with replacement characters. */
export function decode(bytes: Uint8Array, path: string): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isLatin = /\.(?:properties|conf)$/i.test(path) && !isUtf8(bytes)
  const text = buffer.toString(isLatin ? 'latin1' : 'utf8')
  const bom = text.startsWith('\ufeff')
  return { text: bom ? text.slice(1) : text, bom }
}
