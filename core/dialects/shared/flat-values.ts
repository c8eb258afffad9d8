import type { Layer, Value } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import { addValue, valueOf } from './value.ts'

/** The entries of a flat file as one layer. Where it branches (a template, an unfinished merge) a repeated key may stand in branches of which only one is meant. */
export function flatLayer(document: FlatDocument, open: string | undefined = document.branching): Layer {
  return layerOf(document, 'file', open, (key) => key)
}

/** The entries whose key begins so, under what is left of it; of all of them those that `takes` names. */
export function prefixedLayer(document: FlatDocument, prefix: string, takes: (key: string) => boolean = () => true): Layer {
  const canonical = (key: string): string | undefined => (key.startsWith(prefix) && takes(key.slice(prefix.length)) ? key.slice(prefix.length) : undefined)
  return layerOf(document, prefix === '' ? 'file' : prefix, document.branching, canonical)
}

function layerOf({ entries, branching }: FlatDocument, name: string, open: string | undefined, canonical: (key: string) => string | undefined): Layer {
  const values = new Map<string, Value[]>()
  for (const { key, value } of entries) {
    const own = canonical(key.text)
    if (own !== undefined) addValue(values, own, valueOf(own, key, value))
  }
  if (branching)
    for (const [key, held] of values)
      if (held.length > 1)
        values.set(
          key,
          held.map((v) => ({ ...v, unknown: branching })),
        )
  return { name, origin: 'explicit', values, ...(open === undefined ? {} : { open }) }
}
