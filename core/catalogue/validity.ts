import { checkedByBroker, rangeOfBroker } from './broker-checks.ts'
import { checkedByClient } from './client-checks.ts'
import { nearest } from './did-you-mean.ts'
import { javaTrim, parseKafka } from './kafka-values.ts'
import type { Kind } from './kinds.ts'
import { isKnown, validAt } from './lookup.ts'
import type { KeyRecord, Valid } from './record.ts'
import type { Version } from '../text/version.ts'
import { parseSize, parseTime } from './units.ts'
import { judgedByOwn } from './validators.ts'

/** Why the library refuses a value by itself, as what follows "is", and what was probably meant by it. */
export interface Invalid {
  readonly why: string
  readonly meant?: string | number | boolean
}

/**
 * What the library of that kind refuses of a text in that release: its type, range, words, or a check of its own.
 * Never judged: classes, files and addresses, which only the machine that runs it can know; keys that the release does not know; keys typed from documentation.
 */
export function invalid(kind: Kind, key: string, record: KeyRecord, text: string, v: Version): Invalid | undefined {
  if (record.documented || record.type === 'class' || record.type === 'password' || !isKnown(record, v)) return undefined
  const valid = checkedByClient(kind, key, v) ?? validAt(record, v) ?? (kind === 'broker' ? rangeOfBroker(key, v) : undefined)
  const refusal = (t: string): string | undefined => whyInvalid(key, record, t, valid) ?? (kind === 'broker' ? checkedByBroker(key, t, v) : undefined)
  const why = refusal(text)
  if (why === undefined) return undefined
  const meant = whatIsMeant(key, record, javaTrim(text), valid)
  return meant !== undefined && refusal(String(meant)) === undefined ? { why, meant } : { why }
}

function whyInvalid(key: string, record: KeyRecord, text: string, valid: Valid | undefined): string | undefined {
  const parsed = parseKafka(record, text, valid)
  if ('bad' in parsed) return parsed.bad
  const own = judgedByOwn(key, valid?.other, javaTrim(text))
  if (own && 'bad' in own) return own.bad
  return Array.isArray(parsed.value) ? whyListInvalid(parsed.value as string[], valid) : undefined
}

/** From 4.2 on lists say whether they may be empty, and refuse an empty entry (KIP-1161); lists of classes always did, in their own way. */
function whyListInvalid(entries: readonly string[], valid: Valid | undefined): string | undefined {
  if (entries.length === 0) return valid?.emptyAllowed === false ? 'empty' : undefined
  if (valid?.emptyAllowed !== undefined && entries.includes('')) return 'a list with an empty entry'
  const words = valid?.list
  const strange = words ? entries.filter((e) => !words.includes(e)) : []
  return strange.length > 0 ? `no list of ${words?.join(', ') ?? ''}` : undefined
}

/* ── what was meant ── */

function whatIsMeant(key: string, record: KeyRecord, text: string, valid: Valid | undefined): string | number | boolean | undefined {
  switch (record.type) {
    case 'boolean':
      return yesOrNo(text)
    case 'short':
    case 'int':
    case 'long':
      return numberMeant(record, text)
    case 'list':
      return listMeant(text)
    default:
      return valid?.in && wordMeant(key, text, valid)
  }
}
const YES = /^(?:yes|y|on|1|t)$/i
const NO = /^(?:no|n|off|0|f)$/i

export const yesOrNo = (text: string): boolean | undefined =>
  YES.test(text) ? true : NO.test(text) ? false : ({ true: true, false: false } as const)[nearest(text, ['true', 'false']) ?? '']

/** Digits in groups, a suffix of Java's, a fraction of nothing, hexadecimal. */
export function plainNumber(text: string): number | undefined {
  const plain = /^[+-]?\d{1,3}(?:[_,' ]\d{3})+$/.test(text) ? text.replace(/[_,' ]/g, '') : text.replace(/^([+-]?\d[\d_]*)(?:[lL]|\.0+)$/, '$1').replaceAll('_', '')
  if (/^[+-]?\d+$/.test(plain)) return exact(Number(plain))
  return /^0x[\da-f]+$/i.test(text) ? exact(Number(text)) : undefined
}

/** The same, or a number with its unit. */
function numberMeant({ unit }: KeyRecord, text: string): number | undefined {
  const plain = plainNumber(text)
  if (plain !== undefined) return plain
  if (unit === 'ms') return exact(parseTime(text))
  return unit === 'bytes' ? exact(parseSize(text.replace(/^(\d+(?:\.\d+)?)\s*([kmg])b$/i, '$1$2ib'))) : undefined
}
const exact = (n: number | undefined): number | undefined => (n !== undefined && Number.isSafeInteger(n) ? n : undefined)

/** The same without what is empty. */
const listMeant = (text: string): string | undefined =>
  text
    .split(',')
    .map((e) => e.trim())
    .filter(Boolean)
    .join(',') || undefined

/** Words of other components, older clients and habit. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'auto.offset.reset': { smallest: 'earliest', beginning: 'earliest', start: 'earliest', largest: 'latest', end: 'latest' },
  'compression.type': { none: 'uncompressed', uncompressed: 'none', gz: 'gzip', zstandard: 'zstd' },
  acks: { '2': 'all', '3': 'all', quorum: 'all', isr: 'all' },
}

function wordMeant(key: string, text: string, { in: words = [] }: Valid): string | undefined {
  const lower = text.toLowerCase()
  return words.find((w) => w.toLowerCase() === lower.replaceAll('-', '_')) ?? WORDS[key]?.[lower] ?? nearest(lower, words)
}
