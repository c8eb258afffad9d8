import { recordOf } from '../../core/catalogue/lookup.ts'
import type { WrittenKey } from '../../core/engine/define-rule.ts'
import { Secret } from '../../core/text/secret.ts'

/** The clients of a connector's tasks whose key this is; a serializer's keys for the schema registry are nobody's here. */
export const clientsWith = (key: string): ('consumer' | 'producer')[] =>
  (['consumer', 'producer'] as const).filter((kind) => {
    const record = recordOf(kind, key)
    return record !== undefined && !record.documented
  })
export const isOfClient = (key: string): boolean => (['consumer', 'producer'] as const).some((kind) => recordOf(kind, key) !== undefined)

/** The text of a key that was found; nothing where it is not known. */
export function textIn(keys: readonly WrittenKey[], key: string): string | undefined {
  const found = keys.find((k) => k.key === key)
  return found && textOf(found)
}
export const textOf = ({ value, open }: WrittenKey): string | undefined =>
  open || value.placeholder || value.unknown !== undefined || value.text instanceof Secret ? undefined : value.text.text

export const isSet = (keys: readonly WrittenKey[], key: string): boolean => keys.some((k) => k.key === key)

/* ── examples ── */

interface File {
  readonly file: string
  readonly text: string
}
const file = (name: string, lines: readonly string[]): File => ({ file: name, text: [...lines, ''].join('\n') })

const WORKER = [
  'bootstrap.servers=broker:9092',
  'group.id=connect-landing',
  'key.converter=org.apache.kafka.connect.storage.StringConverter',
  'value.converter=org.apache.kafka.connect.storage.StringConverter',
  'config.storage.topic=connect-configs',
  'offset.storage.topic=connect-offsets',
  'status.storage.topic=connect-status',
]
export const worker = (...lines: string[]): File => file('connect-distributed.properties', [...WORKER, ...lines])
export const workerWithout = (key: string, ...lines: string[]): File => file('connect-distributed.properties', [...WORKER.filter((line) => !line.startsWith(`${key}=`)), ...lines])
export const sink = (...lines: string[]): File => file('orders-sink.properties', ['name=orders-sink', 'connector.class=com.acme.OrdersSinkConnector', ...lines])
export const source = (...lines: string[]): File => file('orders-source.properties', ['name=orders-source', 'connector.class=com.acme.OrdersSourceConnector', ...lines])
