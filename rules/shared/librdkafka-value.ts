import { droppedFrom } from '../../core/catalogue/librdkafka-values.ts'
import { knows, recordOf } from '../../core/catalogue/lookup.ts'
import type { KeyRecord } from '../../core/catalogue/record.ts'
import { parseValue } from '../../core/catalogue/values.ts'
import { safe, setFound, unsafe, type WrittenKey } from '../../core/engine/define-rule.ts'
import { Secret } from '../../core/text/secret.ts'
import type { Version } from '../../core/text/version.ts'

/** A key of the other role is looked at as well. */
const ROLES = ['librdkafka-consumer', 'librdkafka-producer'] as const

/** What `rd_kafka_conf_set` makes of a value: refused, or read in part only. */
export function librdkafkaValue(found: WrittenKey, v: Version) {
  const { key, value } = found
  const kind = ROLES.find((role) => recordOf(role, key) && knows(role, key, v))
  const record = kind && recordOf(kind, key)
  if (!kind || !record) return undefined
  if (record.internal) return { message: 'function', said: { data: { key }, at: [value.key], key } } as const
  if (value.placeholder || value.unknown !== undefined || value.text instanceof Secret) return undefined
  const { text } = value.text
  const parsed = parseValue(kind, record, text, v)
  if ('bad' in parsed)
    return { message: 'unset', said: { data: { key, bad: parsed.bad }, at: [text === '' ? value.key : value.text], key, fixes: fixesFor(found, record) } } as const
  const dropped = droppedFrom(record, text)
  if (dropped === '') return undefined
  const read = String(parsed.value)
  const fixes = [unsafe(`Write ${read}, which is what holds now`, setFound(found, read))]
  return { message: 'cut', said: { data: { key, read, dropped }, at: [value.text], key, severity: 'warning', refusal: false, fixes } } as const
}

const WORDS: Readonly<Record<string, boolean>> = { yes: true, on: true, enabled: true, no: false, off: false, disabled: false }

function fixesFor(found: WrittenKey, record: KeyRecord) {
  const word = found.value.text.text.toLowerCase()
  const meant = record.type === 'boolean' ? WORDS[word] : found.key === 'auto.offset.reset' && word === 'none' ? 'error' : undefined
  return meant === undefined ? [] : [safe(`Write ${meant}`, setFound(found, meant))]
}
