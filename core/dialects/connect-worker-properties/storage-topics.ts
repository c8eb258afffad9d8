import type { Catalogued } from '../../catalogue/kinds.ts'
import { recordOf } from '../../catalogue/lookup.ts'
import type { Component } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import { flatComponent, plainText } from '../shared/flat-components.ts'
import { setElsewhere } from '../shared/connect-clients.ts'

const STORAGES = ['config.storage.', 'offset.storage.', 'status.storage.'] as const
const WORKERS: readonly Catalogued[] = ['connect-distributed', 'connect-standalone']

/** The topics that a worker creates for itself: what follows the beginning is a setting of the topic, but for what the worker knows as a key of its own. */
export function storageTopics(document: FlatDocument, parent: Component, dialect: string): Component[] {
  const isTopicKey = (prefix: string, key: string): boolean => !WORKERS.some((worker) => recordOf(worker, prefix + key))
  return STORAGES.filter((prefix) => document.entries.some(({ key }) => key.text.startsWith(prefix) && isTopicKey(prefix, key.text.slice(prefix.length)))).map((prefix) =>
    flatComponent(document, {
      kind: 'topic',
      dialect,
      prefixes: { read: [prefix], add: prefix },
      takes: (key) => isTopicKey(prefix, key),
      name: plainText(document, `${prefix}topic`),
      parent,
      // Connect itself says how the topic is cleaned up, into how many partitions and copies it goes.
      below: [setElsewhere('Kafka Connect', 'Connect creates the topic')],
    }),
  )
}
