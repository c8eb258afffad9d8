import { fateOf, frameworkChangesAt, frameworkOf, type FrameworkClient } from '../../catalogue/frameworks.ts'
import type { Kind } from '../../catalogue/kinds.ts'
import type { Layer, Value } from '../../components/component.ts'
import type { Framework } from '../../components/framework.ts'
import type { Span } from '../../text/span.ts'
import { Token } from '../../text/token.ts'

/** The clients that Connect starts for the tasks of its connectors. */
export const CONNECT_CLIENTS = ['consumer', 'producer', 'admin'] as const satisfies readonly Kind[]
export type ConnectClient = (typeof CONNECT_CLIENTS)[number]

/** What Connect gives to a client of its tasks. `why` makes all of it unknown: several clients share the keys of the file, and not all are given the same. */
export const givenTo = (client: FrameworkClient, at: Span, why?: string): Framework => ({
  name: client.startsWith('mirror-maker') ? 'MirrorMaker' : 'Kafka Connect',
  given(key, v) {
    const put = frameworkOf(client, v).get(key)
    if (!put) return undefined
    return { value: put.value === null ? undefined : standIn(at, key, put.value, why), yieldsTo: (layer) => why !== undefined || fateOf(put, layer) !== 'overwritten' }
  },
  changesAt: (key) => frameworkChangesAt(client, key),
})

/** Nobody wrote it, so it stands where the component does; a name that is made of the connector's (`connect-${name}`) is a placeholder here. */
function standIn(at: Span, key: string, text: string, unknown: string | undefined): Value {
  const value: Value = { key: new Token(at, key), text: new Token(at, text) }
  if (unknown !== undefined) return { ...value, unknown }
  return text.includes('${') ? { ...value, placeholder: {} } : value
}

/** What a file cannot show, because another one may say it. */
export const setElsewhere = (name: string, why: string): Layer => ({ name, origin: 'inherited', values: new Map(), open: why })
