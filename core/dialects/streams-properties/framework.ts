import { fateOf, frameworkChangesAt, frameworkOf } from '../../catalogue/frameworks.ts'
import type { Component, Layer, Value } from '../../components/component.ts'
import { isExactlyOnce } from '../../components/derivations.ts'
import type { Framework, Given } from '../../components/framework.ts'
import { Token } from '../../text/token.ts'
import { version } from '../../text/version.ts'

export type Client = 'main-consumer' | 'restore-consumer' | 'global-consumer' | 'producer' | 'admin'

const MODES = ['at_least_once', 'exactly_once_v2'] as const
type Mode = (typeof MODES)[number]

/** What Streams makes out of the user's own value (`billing-1`): no value stands in its place. */
const MADE_OF: ReadonlySet<string> = new Set(['client.id', 'group.instance.id'])
/** Where the catalogue says that a value is the user's own of another key. */
const SOURCES: Readonly<Record<string, string>> = { '${app}': 'application.id', '${bootstrap}': 'bootstrap.servers' }
/** Under `group.protocol=streams` the group's own settings hold for these (`streams.session.timeout.ms`), the consumer's do nothing (KIP-1071). */
const OF_THE_GROUP: ReadonlySet<string> = new Set(['session.timeout.ms', 'heartbeat.interval.ms'])
const STREAMS_PROTOCOL = version('4.1')

/** What Kafka Streams puts into one of its clients; which of two lists depends on `processing.guarantee`. */
export function streamsFramework(client: Client, { layers, at }: Pick<Component, 'layers' | 'at'>): Framework {
  const written = (key: string): Value | undefined => layers.find((l) => l.values.has(key))?.values.get(key)?.[0]
  const modes = modesOf(written('processing.guarantee'))
  const stand = new Token({ start: at.start, end: at.start }, '')
  const valueOf = (key: string, text: string): Value => {
    const source = SOURCES[text]
    if (source === undefined) return { key: new Token(stand, key), text: new Token(stand, text) }
    return written(source) ?? unknown(key, stand, `it is the ${source}, which the file does not have`)
  }
  return {
    name: 'Kafka Streams',
    given(key, v) {
      if (client === 'main-consumer' && OF_THE_GROUP.has(key) && v >= STREAMS_PROTOCOL && textOf(written('group.protocol'))?.toLowerCase() === 'streams') return NOTHING
      if (MADE_OF.has(key) && client !== 'restore-consumer' && client !== 'global-consumer') return undefined
      const puts = modes.map((mode) => frameworkOf(`streams ${mode} ${client}`, v).get(key))
      const [put] = puts
      if (puts.some((p) => p?.value !== put?.value)) return { value: unknown(key, stand, 'it depends on processing.guarantee'), yieldsTo: () => true }
      if (!put) return undefined
      return { value: put.value === null ? undefined : valueOf(key, put.value), yieldsTo: (layer) => fateOf(put, layer === 'file' ? '' : layer) !== 'overwritten' }
    },
    changesAt: (key) => (OF_THE_GROUP.has(key) ? [STREAMS_PROTOCOL] : [...new Set(modes.flatMap((mode) => frameworkChangesAt(`streams ${mode} ${client}`, key)))]),
  }
}

const NOTHING: Given = { value: undefined, yieldsTo: () => false }
const unknown = (key: string, stand: Token, because: string): Value => ({ key: new Token(stand, key), text: stand, unknown: because })

const textOf = (value: Value | undefined): string | undefined =>
  value?.text instanceof Token && !value.placeholder && value.unknown === undefined ? value.text.text.trim() : undefined

/** Both, where the file does not say which of them holds. */
function modesOf(guarantee: Value | undefined): readonly Mode[] {
  if (!guarantee) return ['at_least_once']
  const text = textOf(guarantee)
  return text === undefined ? MODES : isExactlyOnce(text) ? ['exactly_once_v2'] : ['at_least_once']
}

const [OUTER, INNER] = ['producer.transaction.timeout.ms', 'transaction.timeout.ms']

/** Where the file does not name the producer's timeout, `StreamsConfig` compares with what it gives to the producer. */
export function ownFramework(layers: readonly Layer[], at: Component['at']): Framework {
  const producer = streamsFramework('producer', { layers, at })
  return {
    name: producer.name,
    given: (key, v) => (key === OUTER ? producer.given(INNER, v) : undefined),
    changesAt: (key) => (key === OUTER ? producer.changesAt(INNER) : []),
  }
}
