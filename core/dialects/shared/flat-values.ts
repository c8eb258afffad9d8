import type { Layer, Value } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import { addValue, valueOf } from './value.ts'

/** The entries of a flat file as one layer. In a template a repeated key stands in branches of which only one is written out. */
export function flatLayer({ entries, templated }: FlatDocument, open?: string): Layer {
  const values = new Map<string, Value[]>()
  for (const { key, value } of entries) addValue(values, key.text, valueOf(key.text, key, value))
  if (templated) for (const [key, held] of values) if (held.length > 1) values.set(key, held.map((v) => ({ ...v, unknown: 'it stands in several branches of a template' })))
  const why = open ?? (templated ? 'the file is a template' : undefined)
  return { name: 'file', origin: 'explicit', values, ...(why === undefined ? {} : { open: why }) }
}
