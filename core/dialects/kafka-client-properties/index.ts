import type { Kind } from '../../catalogue/kinds.ts'
import { recordOf } from '../../catalogue/lookup.ts'
import type { Component, Layer } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import type { Dialect } from '../dialect.ts'
import { flatLayer } from '../shared/flat-values.ts'
import { flatWriter } from '../shared/flat-writer.ts'
import { ID, recogniseClient } from './recognise.ts'

/** Plain properties of the Java clients: a consumer, a share consumer, a producer, an admin client, a consumer and a producer in one file, or only how to connect. */
export const kafkaClientProperties: Dialect<FlatDocument> = {
  id: ID,
  recognise: recogniseClient,
  read(document, as) {
    const [dialect, role = 'client', fragment] = as?.split(' ') ?? []
    if (dialect !== ID) return []
    const layer = flatLayer(document, fragment ? 'the file is a fragment that is laid over others' : undefined)
    const kinds: readonly Kind[] = role === 'both' ? ['consumer', 'producer'] : [role as Kind]
    return kinds.map((kind) => component(document, kind, ownLayer(layer, kind, role === 'both'), role))
  },
}

/** In a file of two roles a key that only the other one has is not this one's business. */
function ownLayer(layer: Layer, kind: Kind, shared: boolean): Layer {
  if (!shared) return layer
  const other = kind === 'consumer' ? 'producer' : 'consumer'
  return { ...layer, values: new Map([...layer.values].filter(([key]) => recordOf(kind, key) || !recordOf(other, key))) }
}

function component(document: FlatDocument, kind: Kind, layer: Layer, role: string): Component {
  const identity = layer.values.get(kind === 'producer' ? 'client.id' : 'group.id')?.[0] ?? layer.values.get('client.id')?.[0]
  const named = identity && !identity.placeholder ? identity.text.text : undefined
  const whole = document.source.span(0, document.source.text.length)
  const first = document.entries[0]?.key
  const at = identity?.key ?? first ?? document.source.span(0, 0)
  return {
    kind,
    dialect: ID,
    layers: [layer],
    at,
    extent: whole,
    write: flatWriter(document),
    uncertain: role === 'both' || role === 'client',
    ...(named === undefined ? {} : { name: named }),
  }
}
