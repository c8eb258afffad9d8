import type { Kind } from '../../catalogue/kinds.ts'
import { kafkaNames } from '../../catalogue/kafka-tables.ts'
import { recordOf } from '../../catalogue/lookup.ts'
import { isReadByStreams } from '../../catalogue/streams-clients.ts'
import type { Component, Layer } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import type { Dialect } from '../dialect.ts'
import { flatComponent, hasPrefix, plainText } from '../shared/flat-components.ts'
import { prefixedLayer } from '../shared/flat-values.ts'
import type { Prefixes } from '../shared/flat-writer.ts'
import { ownFramework, streamsFramework, type Client } from './framework.ts'
import { ID, recogniseStreams } from './recognise.ts'

/** The clients inside an application of Kafka Streams, with the beginnings of their keys, strongest first (StreamsConfig.getClientPropsWithPrefix and its callers). */
const CLIENTS: readonly { readonly client: Client; readonly kind: Kind; readonly prefixes: Prefixes; readonly where?: readonly string[] }[] = [
  { client: 'main-consumer', kind: 'consumer', prefixes: { read: ['main.consumer.', 'consumer.', ''], add: 'consumer.' } },
  /* What is said for the main consumer alone leaves the others with the rest. */
  {
    client: 'restore-consumer',
    kind: 'consumer',
    prefixes: { read: ['restore.consumer.', 'consumer.', ''], add: 'restore.consumer.' },
    where: ['restore.consumer.', 'main.consumer.'],
  },
  { client: 'global-consumer', kind: 'consumer', prefixes: { read: ['global.consumer.', 'consumer.', ''], add: 'global.consumer.' }, where: ['global.consumer.'] },
  { client: 'producer', kind: 'producer', prefixes: { read: ['producer.', ''], add: 'producer.' } },
  { client: 'admin', kind: 'admin', prefixes: { read: ['admin.', ''], add: 'admin.' }, where: ['admin.'] },
]
/** `topic.` speaks of the application's own changelog and repartition topics. */
const PREFIX = /^(?:main\.consumer|restore\.consumer|global\.consumer|consumer|producer|admin|topic)\./

/** An application of Kafka Streams in one file of properties: itself, and the clients that it starts. */
export const streamsProperties: Dialect<FlatDocument> = {
  id: ID,
  recognise: recogniseStreams,
  read(document, as) {
    if (as?.split(' ')[0] !== ID) return []
    const application = flatComponent(document, {
      kind: 'streams',
      dialect: ID,
      prefixes: { read: [''], add: '' },
      takes: isOwn,
      below: [readByStreams(document)],
      framework: ({ layers, at }) => ownFramework(layers, at),
      name: plainText(document, 'application.id'),
    })
    const clients = CLIENTS.filter(({ where }) => where?.some((prefix) => hasPrefix(document, prefix)) ?? true)
    return [application, ...clients.map((client) => embedded(document, application, client)), ...ownTopics(document, application)]
  },
}

const own = new Set<string>()

/** What no client knows is the application's business too: somebody may have misspelt a key of its own. */
function isOwn(key: string): boolean {
  if (own.size === 0) for (const name of kafkaNames('streams')) own.add(name)
  return own.has(key) || !(PREFIX.test(key) || isOfClient(key))
}

/** Keys of clients that Streams reads itself: what it makes of them is judged here, what they are is judged at the client. */
const readByStreams = (document: FlatDocument): Layer => ({ ...prefixedLayer(document, '', isReadByStreams), name: 'clients', quoted: true })

/** A bare key goes to every client that knows it. */
const isOfClient = (key: string): boolean => CLIENTS.some(({ kind }) => recordOf(kind, key))

function embedded(document: FlatDocument, parent: Component, { client, kind, prefixes }: (typeof CLIENTS)[number]): Component {
  return flatComponent(document, {
    kind,
    dialect: ID,
    prefixes,
    parent,
    name: parent.name,
    takes: (key, prefix) => prefix !== '' || recordOf(kind, key) !== undefined,
    framework: () => streamsFramework(client, parent),
  })
}

function ownTopics(document: FlatDocument, parent: Component): Component[] {
  if (!hasPrefix(document, 'topic.')) return []
  const name = `${parent.name ?? ''}-changelog`
  return [flatComponent(document, { kind: 'topic', dialect: ID, prefixes: { read: ['topic.'], add: 'topic.' }, parent, name })]
}
