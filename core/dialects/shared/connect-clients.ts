import type { Kind } from '../../catalogue/kinds.ts'
import type { Layer, Value } from '../../components/component.ts'
import type { Span } from '../../text/span.ts'
import { Token } from '../../text/token.ts'

/** The clients that Connect starts for the tasks of its connectors. */
export const CONNECT_CLIENTS = ['consumer', 'producer', 'admin'] as const satisfies readonly Kind[]
type ConnectClient = (typeof CONNECT_CLIENTS)[number]

/**
 * What Connect itself puts into the clients of its tasks, beneath what files say (Worker.baseProducerConfigs, Worker.baseConsumerConfigs).
 * The values differ by release, so a rule may not fall back on the client's own default for any of them.
 */
const SET_BY_CONNECT: Readonly<Record<ConnectClient, readonly string[]>> = {
  producer: [
    'key.serializer',
    'value.serializer',
    'acks',
    'delivery.timeout.ms',
    'enable.idempotence',
    'max.block.ms',
    'max.in.flight.requests.per.connection',
    'request.timeout.ms',
    'transactional.id',
    'client.id',
  ],
  consumer: ['key.deserializer', 'value.deserializer', 'auto.offset.reset', 'enable.auto.commit', 'isolation.level', 'client.id'],
  admin: ['client.id'],
}
const UNKNOWN = 'Connect puts in a value of its own'

/** The layer beneath: those values, unknown; and the group of a sink's consumers, which is always there and named after its connector. */
export function setByConnect(client: ConnectClient, at: Span, inGroup: boolean): Layer {
  const values = new Map<string, readonly Value[]>(SET_BY_CONNECT[client].map((key) => [key, [standIn(at, key, { unknown: UNKNOWN })]]))
  if (inGroup) values.set('group.id', [standIn(at, 'group.id', { placeholder: {} })])
  return { name: 'Kafka Connect', origin: 'framework', values }
}

const standIn = (at: Span, key: string, more: Partial<Value>): Value => ({ key: new Token(at, key), text: new Token(at, ''), ...more })

/** What a file cannot show, because another one may say it. */
export const setElsewhere = (name: string, why: string): Layer => ({ name, origin: 'inherited', values: new Map(), open: why })
