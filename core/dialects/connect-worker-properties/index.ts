import { recordOf } from '../../catalogue/lookup.ts'
import type { Component } from '../../components/component.ts'
import type { Framework } from '../../components/framework.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import type { Dialect } from '../dialect.ts'
import { CONNECT_CLIENTS, givenTo, type ConnectClient } from '../shared/connect-clients.ts'
import { flatComponent, plainText } from '../shared/flat-components.ts'
import { ID, recogniseWorker, type WorkerKind } from './recognise.ts'
import { storageTopics } from './storage-topics.ts'

/** A Connect worker: itself with bare keys, the clients of its connectors' tasks, and the topics that it keeps its own state in. */
export const connectWorkerProperties: Dialect<FlatDocument> = {
  id: ID,
  recognise: recogniseWorker,
  read(document, as) {
    const [dialect, kind] = as?.split(' ') ?? []
    if (dialect !== ID || !isWorkerKind(kind)) return []
    const worker = flatComponent(document, {
      kind,
      dialect: ID,
      prefixes: { read: [''], add: '' },
      takes: (key) => recordOf(kind, key) !== undefined || !OF_CLIENT.test(key),
      name: plainText(document, 'group.id'),
    })
    return [worker, ...clientsOf(document, worker), ...(kind === 'connect-distributed' ? storageTopics(document, worker, ID) : [])]
  },
}

const isWorkerKind = (kind: string | undefined): kind is WorkerKind => kind === 'connect-distributed' || kind === 'connect-standalone'

/** What these begin is said to the clients of the tasks, or to the topics; `admin.listeners` and `offset.storage.topic` are the worker's own. */
const OF_CLIENT = /^(?:consumer|producer|admin|(?:config|offset|status)\.storage)\./

function clientsOf(document: FlatDocument, parent: Component): Component[] {
  const isOwn = (key: string): boolean => recordOf(parent.kind, key) !== undefined
  return CONNECT_CLIENTS.filter((kind) => document.entries.some(({ key }) => key.text.startsWith(`${kind}.`) && !isOwn(key.text))).map((kind) =>
    flatComponent(document, {
      kind,
      dialect: ID,
      prefixes: { read: [`${kind}.`], add: `${kind}.` },
      takes: (key, prefix) => !isOwn(prefix + key),
      parent,
      framework: () => frameworkFor(document, kind, parent),
    }),
  )
}

/** The producers of sources are given more where exactly-once is on for them (KIP-618). */
function frameworkFor(document: FlatDocument, kind: ConnectClient, { at }: Component): Framework {
  if (kind === 'consumer') return givenTo('connect sink consumer', at)
  if (kind === 'admin') return givenTo('connect sink admin', at)
  const written = document.entries.findLast(({ key }) => key.text === 'exactly.once.source.support')
  const support = plainText(document, 'exactly.once.source.support')
  if (written && support === undefined) return givenTo('connect source producer', at, 'it hangs on exactly.once.source.support')
  return givenTo(support?.toLowerCase() === 'enabled' ? 'connect exactly-once-source producer' : 'connect source producer', at)
}
