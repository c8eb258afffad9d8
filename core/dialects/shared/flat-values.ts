import type { Layer, Value } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import { addValue, valueOf } from './value.ts'

/** The entries of a flat file as one layer. Where it branches (a template, an unfinished merge) a repeated key may stand in branches of which only one is meant. */
export function flatLayer({ entries, branching }: FlatDocument, open: string | undefined = branching): Layer {
  const values = new Map<string, Value[]>()
  for (const { key, value } of entries) addValue(values, key.text, valueOf(key.text, key, value))
  if (branching)
    for (const [key, held] of values)
      if (held.length > 1)
        values.set(
          key,
          held.map((v) => ({ ...v, unknown: branching })),
        )
  return { name: 'file', origin: 'explicit', values, ...(open === undefined ? {} : { open }) }
}
