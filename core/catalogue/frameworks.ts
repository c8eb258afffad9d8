import frameworks from './data/kafka-frameworks.json' with { type: 'json' }
import { version, type Version } from '../text/version.ts'
import { kafkaReleases } from './kafka-tables.ts'
import { at, numbered, type Rows } from './record.ts'

/** What becomes of a user's own value: it comes through, the framework's stands anyway, or the framework does not start. */
export type Fate = 'kept' | 'overwritten' | 'refused'

/** What a framework gives to a client for one key. */
export interface Put {
  /** As text, in the key's own unit; null: nothing. `${app}` and its like stand for what the user chose (`scripts/catalogue/kafka/README.md`). */
  readonly value: string | null
  /** One fate wherever the user sets the key, else one by the prefix with which he does: `''`, `consumer.`, `main.consumer.`. */
  readonly user: Fate | Readonly<Record<string, Fate>>
}

/** A client that a framework makes, by framework, mode and role. Streams: the mode is `processing.guarantee`; Connect: the connector's; MirrorMaker: its source connector. */
export type FrameworkClient =
  | `streams ${'at_least_once' | 'exactly_once_v2'} ${'main-consumer' | 'restore-consumer' | 'global-consumer' | 'producer' | 'admin'}`
  | 'connect source producer'
  | 'connect exactly-once-source producer'
  | 'connect exactly-once-source offsets-consumer'
  | 'connect sink consumer'
  | 'connect sink admin'
  | 'mirror-maker source source-consumer'
  | 'mirror-maker source offset-syncs-producer'

/** Under what a client refuses keys: a consumer's `group.protocol`, a share consumer, a Streams application with `group.protocol=streams`. */
export type Protocol = 'classic' | 'consumer' | 'share' | 'streams'

/** The generated file as it is; the cast stands here and nowhere else. Source: `StreamsConfig`, Connect's `Worker`, MirrorMaker's and the consumers' config classes, asked. */
const file = frameworks as unknown as {
  readonly puts: Readonly<Partial<Record<FrameworkClient, Readonly<Record<string, Rows<Put | null>>>>>>
  readonly refusedUnder: Readonly<Partial<Record<Protocol, Readonly<Record<string, Rows<boolean>>>>>>
}

const given = new Map<string, ReadonlyMap<string, Put>>()

/** What the framework gives its client beside, or against, the client's own defaults in that release; keys that it leaves alone are not there. Asked for each key of each component, so it is worked out once. */
export function frameworkOf(client: FrameworkClient, v: Version): ReadonlyMap<string, Put> {
  const name = `${client} ${v}`
  const held = given.get(name) ?? putsIn(client, v)
  given.set(name, held)
  return held
}

function putsIn(client: FrameworkClient, v: Version): ReadonlyMap<string, Put> {
  const puts = new Map<string, Put>()
  for (const [key, rows] of Object.entries(file.puts[client] ?? {})) {
    const put = at(numbered(rows), v)
    if (put) puts.set(key, put)
  }
  return puts
}

/** Releases at which something else is given for the key than in the one before. */
export function frameworkChangesAt(client: FrameworkClient, key: string): Version[] {
  const releases = kafkaReleases().map(version)
  const told = releases.map((v) => JSON.stringify(frameworkOf(client, v).get(key)))
  return releases.filter((_, i) => i > 0 && told[i] !== told[i - 1])
}

/** What becomes of a value that the user sets with a prefix. */
export const fateOf = ({ user }: Put, prefix: string): Fate => (typeof user === 'string' ? user : (user[prefix] ?? 'kept'))

/** The keys that are refused there in that release, whatever their value. */
export function refusedUnder(protocol: Protocol, v: Version): ReadonlySet<string> {
  const rows = Object.entries(file.refusedUnder[protocol] ?? {})
  return new Set(rows.filter(([, history]) => at(numbered(history), v)).map(([key]) => key))
}
