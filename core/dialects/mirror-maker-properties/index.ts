import { isOwnKey } from '../../catalogue/components.ts'
import type { Kind } from '../../catalogue/kinds.ts'
import { recordOf } from '../../catalogue/lookup.ts'
import type { Component } from '../../components/component.ts'
import type { Framework } from '../../components/framework.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import type { Dialect } from '../dialect.ts'
import { CONNECT_CLIENTS, givenTo, type ConnectClient } from '../shared/connect-clients.ts'
import { flatComponent, hasPrefix, type FlatPart } from '../shared/flat-components.ts'
import { aliasesIn, type Aliases } from './aliases.ts'
import { ID, recogniseMirrorMaker } from './recognise.ts'

/** MirrorMaker 2 as a process of its own: what holds for all flows, the clients of each cluster, and the flows. */
export const mirrorMakerProperties: Dialect<FlatDocument> = {
  id: ID,
  recognise: recogniseMirrorMaker,
  read(document, as) {
    if (as !== ID) return []
    const aliases = aliasesIn(document)
    const maker = flatComponent(document, { kind: 'mirror-maker', dialect: ID, prefixes: { read: [''], add: '' }, takes: ownKeys(aliases) })
    return [maker, ...aliases.ofCluster.flatMap((prefix) => clusterOf(document, maker, prefix)), ...aliases.ofFlow.flatMap((prefix) => flowOf(document, maker, prefix))]
  },
}

/** Where no names are known, a key may be any cluster's. */
function ownKeys({ clusters, ofCluster, ofFlow }: Aliases): (key: string) => boolean {
  if (clusters.length === 0) return (key) => isOwnKey('mirror-maker', key) || key.includes('->')
  return (key) => isOwnKey('mirror-maker', key) || !(key.includes('->') || [...ofFlow, ...ofCluster].some((prefix) => key.startsWith(prefix)))
}

/** What all clients of one cluster share, and what only its consumers, producers or admin clients are told (MirrorMakerConfig.clusterProps). */
function clusterOf(document: FlatDocument, parent: Component, prefix: string): Component[] {
  const shared = flatComponent(document, { kind: 'client', dialect: ID, prefixes: { read: [prefix], add: prefix }, takes: isOfClient, parent, uncertain: true })
  const clients = clientsOf(document, parent, prefix, (kind) => ({
    prefixes: { read: [`${prefix}${kind}.`, prefix], add: `${prefix}${kind}.` },
    takes: (key, under) => under !== prefix || isOfClient(key),
  }))
  return [...(isEmpty(shared) ? [] : [shared]), ...clients]
}

/** A flow is a set of connectors; of their keys those are judged that every connector has. */
function flowOf(document: FlatDocument, parent: Component, prefix: string): Component[] {
  const flow = flatComponent(document, {
    kind: 'source-connector',
    dialect: ID,
    prefixes: { read: [prefix], add: prefix },
    takes: (key) => recordOf('source-connector', key) !== undefined,
    name: prefix.slice(0, -1),
    parent,
    uncertain: true,
  })
  const clients = clientsOf(document, parent, prefix, (kind) => ({
    prefixes: { read: [`${prefix}${kind}.override.`, `${prefix}${kind}.`], add: `${prefix}${kind}.` },
    takes: (key) => !key.startsWith('override.'),
  }))
  return [...(isEmpty(flow) ? [] : [flow]), ...clients]
}

/** The consumers of MirrorMaker assign their partitions themselves: they are in no group. Its producers are the worker's, and one of its own that is given less. */
function frameworkFor(kind: ConnectClient, { at }: Component): Framework {
  if (kind === 'consumer') return givenTo('mirror-maker source source-consumer', at)
  return kind === 'admin' ? givenTo('connect sink admin', at) : givenTo('connect source producer', at, 'the producers of MirrorMaker are not given the same')
}

function clientsOf(document: FlatDocument, parent: Component, prefix: string, part: (kind: Kind) => Pick<FlatPart, 'prefixes' | 'takes'>): Component[] {
  return CONNECT_CLIENTS.filter((kind) => hasPrefix(document, `${prefix}${kind}.`)).map((kind) =>
    flatComponent(document, { ...part(kind), kind, dialect: ID, parent, framework: () => frameworkFor(kind, parent) }),
  )
}

const isOfClient = (key: string): boolean => recordOf('client', key) !== undefined
const isEmpty = ({ layers }: Component): boolean => layers.every(({ values }) => values.size === 0)
