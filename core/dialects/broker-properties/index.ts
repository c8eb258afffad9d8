import type { Component } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import type { Dialect } from '../dialect.ts'
import { plainText } from '../shared/flat-components.ts'
import { flatLayer } from '../shared/flat-values.ts'
import { flatWriter } from '../shared/flat-writer.ts'
import { ID, recogniseBroker } from './recognise.ts'
import { defaultsLayers } from './topic-defaults.ts'
import { defaultsWriter } from './write-defaults.ts'

/** A broker, a controller or both in one file of properties, and what it says for every topic that says nothing itself. */
export const brokerProperties: Dialect<FlatDocument> = {
  id: ID,
  recognise: recogniseBroker,
  read(document, as) {
    if (as?.split(' ')[0] !== ID) return []
    const broker = server(document)
    return [broker, ...topicDefaults(document, broker)]
  },
}

/** A controller creates topics and keeps none: how many replicas they get is its business, and so is what it refuses; what becomes of their records is not. */
const OF_CONTROLLER: ReadonlySet<string> = new Set(['topic.replicas', 'min.insync.replicas', 'cleanup.policy'])
const isControllerOnly = (document: FlatDocument): boolean => plainText(document, 'process.roles') === 'controller'

function server(document: FlatDocument): Component {
  const { source, entries } = document
  const name = plainText(document, 'node.id') ?? plainText(document, 'broker.id')
  const named = entries.findLast((e) => e.key.text === 'node.id') ?? entries.findLast((e) => e.key.text === 'broker.id')
  return {
    kind: 'broker',
    dialect: ID,
    layers: [flatLayer(document)],
    at: (named ?? entries[0])?.key ?? source.span(0, 0),
    extent: source.span(0, source.text.length),
    write: flatWriter(document),
    ...(name === undefined ? {} : { name }),
  }
}

function topicDefaults(document: FlatDocument, broker: Component): Component[] {
  const layers = defaultsLayers(document, isControllerOnly(document) ? (key) => OF_CONTROLLER.has(key) : () => true)
  const [first] = layers.flatMap(({ values }) => [...values.values()].flat())
  if (!first) return []
  const { dialect, extent } = broker
  return [{ kind: 'topic', dialect, ofBroker: true, parent: broker, layers, at: first.key, extent, write: defaultsWriter(document) }]
}
