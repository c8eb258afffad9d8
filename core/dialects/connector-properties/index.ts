import type { Component } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import type { Dialect } from '../dialect.ts'
import { CONNECT_CLIENTS, givenTo, setElsewhere } from '../shared/connect-clients.ts'
import { flatComponent, hasPrefix, plainText } from '../shared/flat-components.ts'
import { ID, recogniseConnector } from './recognise.ts'
import { roleOf } from './role.ts'

/** A connector: itself, what it says to the clients of its own tasks, and the topics that a source has Connect create. */
export const connectorProperties: Dialect<FlatDocument> = {
  id: ID,
  recognise: recogniseConnector,
  read(document, as) {
    if (as !== ID) return []
    const { kind, uncertain } = roleOf(
      plainText(document, 'connector.class'),
      document.entries.map(({ key }) => key.text),
    )
    const connector = flatComponent(document, {
      kind,
      dialect: ID,
      prefixes: { read: [''], add: '' },
      takes: (key) => !OVERRIDE.test(key) && !isTopicSetting(key),
      name: plainText(document, 'name'),
      uncertain,
    })
    return [connector, ...overrides(document, connector), ...createdTopics(document, connector)]
  },
}

const CLIENT = { consumer: 'connect sink consumer', producer: 'connect source producer', admin: 'connect sink admin' } as const
const OVERRIDE = /^(?:consumer|producer|admin)\.override\./

/** The worker's file says more to the same clients, and a policy of the worker may forbid all of this. */
function overrides(document: FlatDocument, parent: Component): Component[] {
  return CONNECT_CLIENTS.filter((kind) => hasPrefix(document, `${kind}.override.`)).map((kind) =>
    flatComponent(document, {
      kind,
      dialect: ID,
      prefixes: { read: [`${kind}.override.`], add: `${kind}.override.` },
      parent,
      below: [setElsewhere('the worker', 'the worker may say it')],
      framework: () => givenTo(CLIENT[kind], parent.at),
    }),
  )
}

/** `topic.creation.<group>.<key>`: but for these the key is one of the topic's own. */
const GROUP_KEY = /^(?:include|exclude|partitions|replication\.factor)$/
const IN_GROUP = /^topic\.creation\.([^.]+)\.(.+)$/
function isTopicSetting(key: string): boolean {
  const [, , setting] = IN_GROUP.exec(key) ?? []
  return setting !== undefined && !GROUP_KEY.test(setting)
}

function createdTopics(document: FlatDocument, parent: Component): Component[] {
  if (parent.kind !== 'source-connector') return []
  const groups = new Set(document.entries.flatMap(({ key }) => (isTopicSetting(key.text) ? (IN_GROUP.exec(key.text)?.[1] ?? []) : [])))
  return [...groups].map((group) => {
    const prefix = `topic.creation.${group}.`
    return flatComponent(document, { kind: 'topic', dialect: ID, prefixes: { read: [prefix], add: prefix }, takes: (key) => !GROUP_KEY.test(key), parent })
  })
}
