import type { KeyRow } from './dump-rows.ts'

export type Unit = 'ms' | 'bytes'

/** Defaults that follow the machine on which the dump is made; fixed to what Java 17 says on Linux. */
const fixedDefaults: Readonly<Record<string, string>> = {
  'ssl.protocol': 'TLSv1.3',
  'ssl.enabled.protocols': 'TLSv1.2,TLSv1.3',
  'ssl.keymanager.algorithm': 'SunX509',
  'ssl.trustmanager.algorithm': 'PKIX',
  'log.dir': '/tmp/kafka-logs',
  'state.dir': '/tmp/kafka-streams',
  'inter.worker.key.generation.algorithm': 'HmacSHA256',
  'inter.worker.signature.algorithm': 'HmacSHA256',
  'inter.worker.verification.algorithms': 'HmacSHA256',
}

/** Undefined where there is none, so that the key must be set. */
export function defaultOf(row: KeyRow): string | null | undefined {
  return row.required ? undefined : (fixedDefaults[row.key] ?? namesOnly(row))
}

/** A list of class objects prints each with the word "class" before it; a user writes the name. */
function namesOnly({ type, default: text }: KeyRow): string | null {
  return type === 'LIST' && text !== null ? text.replace(/(?<=^|,)class /g, '') : text
}

/** Whose documentation says bytes although the name does not end so. */
const bytesWithoutSuffix = new Set([
  'batch.size',
  'buffer.memory',
  'cache.max.bytes.buffering',
  'log.cleaner.dedupe.buffer.size',
  'log.cleaner.io.buffer.size',
  'max.request.size',
  'metadata.log.max.record.bytes.between.snapshots',
  'offsets.load.buffer.size',
  'sasl.server.max.receive.size',
  'transaction.state.log.load.buffer.size',
])

export function unitOf({ key, type }: KeyRow): Unit | undefined {
  if (type !== 'INT' && type !== 'LONG') return undefined
  if (key.endsWith('.ms')) return 'ms'
  return key.endsWith('.bytes') || bytesWithoutSuffix.has(key) ? 'bytes' : undefined
}
