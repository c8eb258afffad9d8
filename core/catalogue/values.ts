import type { Version } from '../text/version.ts'
import type { Kind } from './kinds.ts'
import { parseKafka, type Parsed } from './kafka-values.ts'
import { isLibrdkafka } from './librdkafka.ts'
import { parseLibrdkafka } from './librdkafka-values.ts'
import { validAt } from './lookup.ts'
import type { KeyRecord } from './record.ts'
import { showBytes, showMillis } from './units.ts'

/** Spark checks its own values where they are used; what rules read of them is text, a plain number or a boolean. */
function parseSpark(record: KeyRecord, written: string): Parsed {
  const text = written.trim()
  switch (record.type) {
    case 'int':
    case 'long':
      return /^[+-]?\d+$/.test(text) ? { value: Number(text) } : { bad: 'not a whole number' }
    case 'boolean':
      return /^(?:true|false)$/i.test(text) ? { value: text.toLowerCase() === 'true' } : { bad: 'neither true nor false' }
    default:
      return { value: text }
  }
}

/** The typed value of a text, as the library of that kind reads it in that release. */
export function parseValue(kind: Kind, record: KeyRecord, text: string, v: Version): Parsed {
  if (isLibrdkafka(kind)) return parseLibrdkafka(record, text, validAt(record, v))
  return kind.startsWith('spark') ? parseSpark(record, text) : parseKafka(record, text, validAt(record, v))
}

/** The largest int, where no end is meant. */
const FOREVER = 2 ** 31 - 1

/** A value for people: `45000 (45 s)`, `67108864 (64 MiB)`, anything else as it is. */
export function showValue(record: KeyRecord | undefined, value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  const text = String(value)
  if (typeof value !== 'number') return text
  if (record?.unit === 'ms' && value >= 1000 && value !== FOREVER && Number.isSafeInteger(value)) return `${text} (${showMillis(value)})`
  if (record?.unit === 'bytes' && value >= 1024) return `${text} (${showBytes(value)})`
  return text
}
