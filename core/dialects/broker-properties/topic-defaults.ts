import { topicSynonyms } from '../../catalogue/tables.ts'
import type { Layer, Value } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import { Secret } from '../../text/secret.ts'
import { Token } from '../../text/token.ts'
import { flatLayer } from '../shared/flat-values.ts'

/** A broker's key, and with what its number must be multiplied to be the topic's. */
export type Synonym = readonly [broker: string, factor: number]

/** Beside what topics are configured with: how many replicas one gets that is created without a number. */
const SHAPE: Readonly<Record<string, readonly Synonym[]>> = { 'topic.replicas': [['default.replication.factor', 1]] }

/** The broker's keys that say the same for all topics, strongest first. */
export const synonymsOf = (topicKey: string): readonly Synonym[] => SHAPE[topicKey] ?? topicSynonyms()[topicKey] ?? []

/** The broker's entries under the topics' names: one layer for each strength, since `log.retention.ms` holds over `log.retention.hours` wherever it stands. */
export function defaultsLayers(document: FlatDocument, takes: (topicKey: string) => boolean): Layer[] {
  const { values, open } = flatLayer(document)
  const layers: Map<string, readonly Value[]>[] = []
  for (const key of [...Object.keys(SHAPE), ...Object.keys(topicSynonyms())].filter(takes))
    synonymsOf(key).forEach(([broker, factor], strength) => {
      const held = values.get(broker)
      if (held)
        (layers[strength] ??= new Map()).set(
          key,
          held.map((v) => converted(v, factor)),
        )
    })
  return layers.filter((l) => l.size > 0).map((l) => ({ name: 'file', origin: 'explicit', values: l, ...(open === undefined ? {} : { open }) }))
}

/** The same place in the file, the number in the topic's unit. */
function converted(value: Value, factor: number): Value {
  const { text, placeholder } = value
  if (factor === 1 || text instanceof Secret) return value
  const byDefault = placeholder?.default === undefined ? undefined : times(placeholder.default, factor)
  if (placeholder) return { ...value, placeholder: byDefault === undefined ? {} : { default: byDefault } }
  const number = times(text.text, factor)
  return number === undefined ? { ...value, unknown: 'its value is no whole number' } : { ...value, text: whole(text, number) }
}

const times = (text: string, factor: number): string | undefined => (/^[+-]?\d+$/.test(text) ? String(BigInt(text) * BigInt(factor)) : undefined)

/** No part of the converted number stands for a part of what is written. */
const whole = ({ start, end }: Token, text: string): Token => new Token({ start, end }, text, (i) => (i <= 0 ? start : end))
