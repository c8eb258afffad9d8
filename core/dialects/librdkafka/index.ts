import { librdkafkaRole, type LibrdkafkaKind } from '../../catalogue/librdkafka.ts'
import type { Component, Layer } from '../../components/component.ts'
import type { SectionDocument } from '../../readers/sections.ts'
import type { Span } from '../../text/span.ts'
import type { Dialect } from '../dialect.ts'
import { isBase, isClient, roleIn } from './evidence.ts'
import { groupsOf, layerOf, type Group } from './layers.ts'
import { ID, recogniseLibrdkafka } from './recognise.ts'
import { sectionWriter } from './write.ts'

type Role = 'consumer' | 'producer' | 'client'

/** Clients built on librdkafka: plain `key=value` files, and sections in which `[default]` lies under `[consumer]` and `[producer]`, as Python's examples merge them. */
export const librdkafka: Dialect<SectionDocument> = {
  id: ID,
  recognise: recogniseLibrdkafka,
  read(document, as) {
    const [dialect, hint = 'client'] = as?.split(' ') ?? []
    if (dialect !== ID) return []
    return clientsIn(groupsOf(document)).flatMap(({ own, under }) => componentsOf(document, own, under, hint as Role))
  },
}

interface Client {
  readonly own: Group
  readonly under: readonly Group[]
}

/** Where a section names a role, all that name none lie under it. */
function clientsIn(groups: readonly Group[]): Client[] {
  const ours = groups.filter(({ name }) => isClient(name))
  const withRole = ours.filter(({ name }) => roleIn(name) !== undefined)
  const named = withRole.length > 0 ? withRole : ours.filter(({ name }) => !isBase(name))
  const under = ours.filter((group) => (withRole.length > 0 ? !withRole.includes(group) : isBase(group.name)))
  if (named.length > 0) return named.map((own) => ({ own, under }))
  const [own, ...rest] = under
  return own ? [{ own, under: rest }] : []
}

function componentsOf(document: SectionDocument, own: Group, under: readonly Group[], hint: Role): Component[] {
  const layers = [own, ...under].map((group) => layerOf(group, document.branching))
  const open = document.branching ?? (isFragment(layers) ? 'the file is a fragment that is laid over others' : undefined)
  const said = roleIn(own.name)
  const roles = said ? [said] : rolesOf(layers, hint)
  return roles.map((role) => {
    const kind: LibrdkafkaKind = `librdkafka-${role}`
    const shown = layers.map((layer, i) => withOpen(i > 0 || roles.length > 1 ? ownLayer(layer, kind) : layer, open))
    return component(document, { kind, layers: shown, own, under, uncertain: said === undefined && (role === 'client' || roles.length > 1) })
  })
}

const withOpen = (layer: Layer, open: string | undefined): Layer => (open === undefined ? layer : { ...layer, open })

/** A few keys that are laid over others: nothing says where to connect or who this client is. */
function isFragment(layers: readonly Layer[]): boolean {
  return !['bootstrap.servers', 'group.id', 'client.id', 'transactional.id'].some((key) => layers.some((l) => l.values.has(key)))
}

/** Told by the keys that only one role has; a single stray one beside several of the other makes no second role. */
function rolesOf(layers: readonly Layer[], hint: Role): Role[] {
  const roles = layers.flatMap((l) => [...l.values.keys()].map(librdkafkaRole))
  const consumes = roles.filter((role) => role === 'consumer').length
  const produces = roles.filter((role) => role === 'producer').length
  if (consumes === 0 && produces === 0) return [hint]
  if (Math.min(consumes, produces) >= 2 || consumes === produces) return ['consumer', 'producer']
  return [consumes > produces ? 'consumer' : 'producer']
}

/** What several roles share: a key that only the other one has is not this one's business. */
function ownLayer(layer: Layer, kind: LibrdkafkaKind): Layer {
  const isOwn = (key: string): boolean => (librdkafkaRole(key) ?? 'client') === 'client' || kind === `librdkafka-${librdkafkaRole(key) ?? ''}`
  return { ...layer, values: new Map([...layer.values].filter(([key]) => isOwn(key))) }
}

interface Made extends Client {
  readonly kind: LibrdkafkaKind
  readonly layers: readonly Layer[]
  readonly uncertain: boolean
}

function component(document: SectionDocument, { kind, layers, own, under, uncertain }: Made): Component {
  const valueOf = (key: string) => layers.find((l) => l.values.has(key))?.values.get(key)?.[0]
  const identity = valueOf(kind === 'librdkafka-producer' ? 'client.id' : 'group.id') ?? valueOf('client.id')
  const named = identity && !identity.placeholder ? identity.text.text : undefined
  const header = own.sections.find((s) => s.header)?.header
  const name = named ?? (header ? own.name : undefined)
  return {
    kind,
    dialect: ID,
    layers,
    at: header ?? identity?.key ?? own.entries[0]?.key ?? document.source.span(0, 0),
    extent: extentOf(document, own),
    uncertain,
    write: sectionWriter(document, own, under),
    ...(name === undefined ? {} : { name }),
  }
}

/** From the header to the next one; the whole file where there is none. */
function extentOf({ source, sections }: SectionDocument, { sections: own }: Group): Span {
  const whole = source.span(0, source.text.length)
  const first = own.find((s) => s.header)
  if (!first) return whole
  const start = first.header?.start ?? whole.start
  return { start, end: sections[sections.indexOf(first) + 1]?.header?.start ?? whole.end }
}
