import { isOpenFamily } from '../../core/catalogue/components.ts'
import { nearestAll, normalised } from '../../core/catalogue/did-you-mean.ts'
import { keyIndex, SIZE_UNITS, TIME_UNITS, unitless, type KeyIndex } from '../../core/catalogue/key-index.ts'
import { isLibrdkafka } from '../../core/catalogue/librdkafka.ts'
import type { Kind } from '../../core/catalogue/kinds.ts'
import { isConnector } from './kinds.ts'
import type { Version } from '../../core/text/version.ts'

/** Names from other clients, older releases and habit (rules-kafka.md §0.1, §5.4). */
const SYNONYMS: Readonly<Record<string, string>> = {
  'metadata.broker.list': 'bootstrap.servers',
  'broker.list': 'bootstrap.servers',
  brokers: 'bootstrap.servers',
  'group.protocol.type': 'group.protocol',
  'compression.codec': 'compression.type',
  'queue.buffering.max.ms': 'linger.ms',
  'fetch.message.max.bytes': 'max.partition.fetch.bytes',
  'auto.commit.enable': 'enable.auto.commit',
  'request.required.acks': 'acks',
  'message.send.max.retries': 'retries',
  'max.in.flight': 'max.in.flight.requests.per.connection',
}

/** Java's names for what librdkafka calls otherwise, with the factor from the one's unit to the other's. */
const OF_JAVA: Readonly<Record<string, readonly [key: string, factor?: number]>> = {
  'fetch.max.wait.ms': ['fetch.wait.max.ms', 1],
  'max.request.size': ['message.max.bytes', 1],
  'buffer.memory': ['queue.buffering.max.kbytes'],
  'send.buffer.bytes': ['socket.send.buffer.bytes', 1],
  'receive.buffer.bytes': ['socket.receive.buffer.bytes', 1],
  'partitioner.class': ['partitioner'],
  'ssl.truststore.location': ['ssl.ca.location'],
}

export interface NearKey {
  readonly names: readonly string[]
  /** 0: the same words; larger: so many letters away. */
  readonly distance: number
  /** What a whole number must be multiplied with under the proposed name; absent where the unit is not known. */
  readonly factor?: number
}

/** The keys that a misspelt one probably stands for: of this component in the release judged for, then of any release. */
export function nearKey(kind: Kind, key: string, v: Version): NearKey | undefined {
  const [ofJava, factor] = (isLibrdkafka(kind) && OF_JAVA[key]) || []
  if (ofJava !== undefined) return { names: [ofJava], distance: 0, ...(factor === undefined ? {} : { factor }) }
  const index = keyIndex(kind, v)
  const synonym = SYNONYMS[key]
  if (synonym !== undefined && index.byNormal.has(normalised(synonym))) return { names: [synonym], distance: 0, factor: 1 }
  const near = byWords(key, index) ?? byUnit(key, index) ?? byLetters(key, index) ?? byLetters(key, keyIndex(kind, undefined))
  // A client that may be either has the keys of both, some of them twice.
  return near && { ...near, names: [...new Set(near.names)] }
}

function byWords(key: string, index: KeyIndex): NearKey | undefined {
  const normal = normalised(key)
  const letters = normal.replaceAll('.', '')
  const names = index.byNormal.get(normal) ?? (letters.length > 6 ? index.byLetters.get(letters) : undefined)
  return names && { names, distance: 0, factor: 1 }
}

/** The same words but for the unit at the end: missing, added or another one of its kind. */
function byUnit(key: string, index: KeyIndex): NearKey | undefined {
  const [stem, unit] = unitless(normalised(key))
  const scale = unit === undefined ? undefined : unit in TIME_UNITS ? TIME_UNITS : SIZE_UNITS
  const found = index.byStem.get(stem)?.filter((name) => !scale || (unitless(normalised(name))[1] ?? '') in scale)
  if (!found || found.length === 0) return undefined
  const own = scale && unitless(normalised(found[0] ?? ''))[1]
  const factor = scale && unit !== undefined && own !== undefined ? (scale[unit] ?? NaN) / (scale[own] ?? NaN) : undefined
  return { names: found, distance: 1, ...(factor !== undefined && Number.isInteger(factor) ? { factor } : {}) }
}

function byLetters(key: string, { names, normals }: KeyIndex): NearKey | undefined {
  const near = nearestAll(key, names, normals)
  return near.names.length > 0 ? { ...near, factor: 1 } : undefined
}

/** Families of keys that serializers, interceptors, reporters, login modules and tools read for themselves. */
const FOREIGN =
  /^(?:schema\.registry|basic\.auth|bearer\.auth|json|avro|protobuf|apicurio|spring|confluent|interceptor|metrics?|client\.tag|(?:internal\.)?(?:key|value|header)\.converter|listeners\.https|opentelemetry|otel|listener\.name|rsm\.config|rlmm\.config|config\.providers|principal|producer|consumer|admin|client|log4j|logging|quarkus)\.|^(?:auto\.register\.schemas|use\.latest\.version|specific\.avro\.reader|(?:key|value)?\.?subject\.name\.strategy|value\.subject\.name\.strategy|key\.subject\.name\.strategy|latest\.compatibility\.strict|normalize\.schemas|use\.schema\.id|id\.compatibility\.strict)$/
const GUARDED = /^(?:ssl|sasl|security)\./

/** A connector's class reads keys of its own, whatever they look like; Connect's are these. */
const OF_CONNECT = /^(?:errors|topic\.creation|exactly\.once|transaction\.boundary|offsets\.storage|config\.action)\./

/** Whether a key may be somebody else's business; security keys are looked at only when one letter is wrong. */
export function isForeignFamily(kind: Kind, key: string, near: NearKey | undefined): boolean {
  if (kind === 'spark-session') return !key.startsWith('spark.sql.streaming.') || isOpenFamily(key)
  if (isLibrdkafka(kind)) return FOREIGN.test(key)
  if (kind === 'topic') return key.startsWith('confluent.')
  if (isConnector(kind)) return !OF_CONNECT.test(key) || /^topic\.creation\.[^.]+\../.test(key)
  const prefixed = near !== undefined && near.distance > 0 && near.names.some((name) => key.endsWith(`.${name}`))
  return prefixed || FOREIGN.test(key) || (GUARDED.test(key) && (near?.distance ?? 2) > 1)
}

/** Without the names that an application keeps in a file of its own: three keys or more with one first word that begins no known key. */
export function outsideNamespaces<K extends { readonly key: string }>(kind: Kind, unknown: readonly K[], v: Version): K[] {
  const byWord = new Map<string, K[]>()
  for (const found of unknown) {
    const word = firstWord(found.key)
    const beside = byWord.get(word)
    if (beside) beside.push(found)
    else byWord.set(word, [found])
  }
  const known = keyIndex(kind, v).firstWords
  return [...byWord].flatMap(([word, keys]) => (keys.length >= 3 && !known.has(word) ? [] : keys))
}
function firstWord(key: string): string {
  const dot = key.indexOf('.')
  return dot < 0 ? key : key.slice(0, dot)
}
