import type { Parsed } from './kafka-values.ts'
import type { KeyRecord, Valid } from './record.ts'

const bad = (why: string): Parsed => ({ bad: why })

/** A value as `rd_kafka_conf_set` reads it (rdkafka_conf.c), blanks around it taken off by who reads the file. The oracle holds the two together. */
export function parseLibrdkafka(record: KeyRecord, text: string, valid: Valid | undefined): Parsed {
  switch (record.type) {
    case 'boolean':
      return booleanOf(text)
    case 'int':
      return numberOf(text, wholeIn(text), valid, 'not a whole number')
    case 'double':
      return numberOf(text, fractionIn(text), valid, 'not a number')
    case 'list':
      return listOf(text, valid)
    default:
      return valid ? wordOf(text, valid) : { value: text }
  }
}

function booleanOf(text: string): Parsed {
  const [, yes, no] = /^(?:(true|t|1)|(false|f|0))$/i.exec(text) ?? []
  return yes === undefined && no === undefined ? bad('neither true nor false') : { value: yes !== undefined }
}

function numberOf(text: string, n: number | undefined, valid: Valid | undefined, otherwise: string): Parsed {
  if (n === undefined) return bad(text === '' ? 'empty' : otherwise)
  if (valid?.min !== undefined && n < valid.min) return bad(`below ${valid.min}`)
  if (valid?.max !== undefined && n > valid.max) return bad(`above ${valid.max}`)
  return { value: n }
}

/** What `strtol` reads of the text, in any of its bases: digits as far as they go, whatever follows. */
const WHOLE = /^\s*([+-]?)(0x[0-9a-f]+|0[0-7]*|[1-9][0-9]*)/i
const FRACTION = /^\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?/i
const LONG = 2n ** 63n

/** The number becomes an `int` of 32 bits afterwards, however large it was. */
function wholeIn(text: string): number | undefined {
  const [, sign, digits] = WHOLE.exec(text) ?? []
  if (digits === undefined) return undefined
  const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
  const long = sign === '-' ? -size : size
  const held = long >= LONG ? LONG - 1n : long < -LONG ? -LONG : long
  return Number(BigInt.asIntN(32, held))
}

function fractionIn(text: string): number | undefined {
  const [digits] = FRACTION.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits)
}

/** What stands behind the number and is dropped without a word: `5000ms`, `1.5` of a whole number. */
export function droppedFrom(record: KeyRecord, text: string): string {
  const read = record.type === 'int' ? WHOLE.exec(text) : record.type === 'double' ? FRACTION.exec(text) : undefined
  return read ? text.slice(read[0].length).trim() : ''
}

/** Flags may be added and taken away (`+broker`, `-msg`); only the words are looked at. */
function listOf(text: string, valid: Valid | undefined): Parsed {
  const words = text.split(',').map((word) => word.trim())
  if (!valid?.in) return { value: words.filter((word) => word !== '') }
  if (text === '') return bad('empty')
  const stranger = words.find((word) => word !== '' && !includes(valid, word.replace(/^[+-]/, '')))
  return stranger === undefined ? { value: words } : bad(`not made of ${valid.in.join(', ')}`)
}

/** A word of the list; or a number in the bounds, which rules see as text (`acks`). */
function wordOf(text: string, valid: Valid): Parsed {
  const n = valid.min === undefined ? undefined : wholeIn(text)
  if (n !== undefined) {
    const within = numberOf(text, n, valid, '')
    return 'bad' in within ? within : { value: String(n) }
  }
  if (text === '') return bad('empty')
  if (!includes(valid, text)) return bad(`not one of ${(valid.in ?? []).join(', ')}`)
  return { value: valid.anyCase ? text.toLowerCase() : text }
}

const includes = ({ in: words, anyCase }: Valid, text: string): boolean => words?.some((word) => (anyCase ? word.toLowerCase() === text.toLowerCase() : word === text)) ?? false
