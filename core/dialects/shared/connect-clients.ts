import { fateOf, frameworkOf, type FrameworkClient, type Put } from '../../catalogue/frameworks.ts'
import { kafkaReleases } from '../../catalogue/kafka-tables.ts'
import type { Kind } from '../../catalogue/kinds.ts'
import type { Layer, Value } from '../../components/component.ts'
import type { Framework } from '../../components/framework.ts'
import type { Span } from '../../text/span.ts'
import { Token } from '../../text/token.ts'
import { version, type Version } from '../../text/version.ts'

/** The clients that Connect starts for the tasks of its connectors. */
export const CONNECT_CLIENTS = ['consumer', 'producer', 'admin'] as const satisfies readonly Kind[]
export type ConnectClient = (typeof CONNECT_CLIENTS)[number]

/** What Connect gives to a client of its tasks. `why` makes all of it unknown: several clients share the keys of the file, and not all are given the same. */
export const givenTo = (client: FrameworkClient, at: Span, why?: string): Framework => ({
  name: client.startsWith('mirror-maker') ? 'MirrorMaker' : 'Kafka Connect',
  given(key, v) {
    const put = putsOf(client, v).get(key)
    if (!put) return undefined
    return { value: put.value === null ? undefined : standIn(at, key, put.value, why), yieldsTo: (layer) => why !== undefined || fateOf(put, layer) !== 'overwritten' }
  },
  changesAt: (key) => changesOf(client, key),
})

/** Nobody wrote it, so it stands where the component does; a name that is made of the connector's (`connect-${name}`) is a placeholder here. */
function standIn(at: Span, key: string, text: string, unknown: string | undefined): Value {
  const value: Value = { key: new Token(at, key), text: new Token(at, text) }
  if (unknown !== undefined) return { ...value, unknown }
  return text.includes('${') ? { ...value, placeholder: {} } : value
}

const puts = new Map<string, ReadonlyMap<string, Put>>()
function putsOf(client: FrameworkClient, v: Version): ReadonlyMap<string, Put> {
  const name = `${client} ${v}`
  const held = puts.get(name) ?? frameworkOf(client, v)
  puts.set(name, held)
  return held
}

/** Releases at which something else is given than in the one before. */
function changesOf(client: FrameworkClient, key: string): Version[] {
  const releases = kafkaReleases().map((release) => version(release))
  const given = releases.map((v) => JSON.stringify(putsOf(client, v).get(key)))
  return releases.filter((_, i) => i > 0 && given[i] !== given[i - 1])
}

/** What a file cannot show, because another one may say it. */
export const setElsewhere = (name: string, why: string): Layer => ({ name, origin: 'inherited', values: new Map(), open: why })
