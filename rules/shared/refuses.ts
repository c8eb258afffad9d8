import type { Kind } from '../../core/catalogue/kinds.ts'

/** What a person calls each kind, and who says no to it. */
const NAMES: Readonly<Partial<Record<Kind, readonly [noun: string, refuses: string]>>> = {
  topic: ['a topic', 'the broker refuses the topic'],
  group: ['a group', 'the broker refuses the whole change of the group'],
  'client-metrics': ['a metrics subscription', 'the broker refuses the subscription'],
  client: ['a client', 'the client refuses to start'],
  'share-consumer': ['a share consumer', 'the share consumer refuses to start'],
  admin: ['an admin client', 'the admin client refuses to start'],
  streams: ['an application of Kafka Streams', 'Kafka Streams refuses to start'],
  'connect-distributed': ['a Connect worker', 'the worker refuses to start'],
  'connect-standalone': ['a Connect worker', 'the worker refuses to start'],
  'source-connector': ['a source connector', 'Connect refuses the connector'],
  'sink-connector': ['a sink connector', 'Connect refuses the connector'],
  'mirror-maker': ['MirrorMaker 2', 'MirrorMaker refuses to start'],
}

/** `a topic`, `a consumer`. */
export const nounOf = (kind: Kind): string => NAMES[kind]?.[0] ?? `a ${kind}`

/** Who says no, as the end of a sentence. */
export const refuses = (kind: Kind): string => NAMES[kind]?.[1] ?? `the ${kind} refuses to start`

/** Who refuses a key that it does not know: these are stored by the broker, which knows them all. Everybody else takes any key in silence. */
export const refusesUnknown = (kind: Kind): boolean => kind === 'topic' || kind === 'group' || kind === 'client-metrics'
