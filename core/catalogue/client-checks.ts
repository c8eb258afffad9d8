import { version, type Version } from '../text/version.ts'
import type { Kind } from './kinds.ts'
import type { Valid } from './record.ts'

/**
 * What a client checks itself in releases whose ConfigDef does not yet: the constructor throws all the same.
 * `CompressionType.forName`, `SecurityProtocol.forName` (in any case); executed on 2.8.2 to 3.2.3.
 */
const BEFORE_3_3: Readonly<Record<string, Valid>> = {
  'compression.type': { in: ['gzip', 'lz4', 'none', 'snappy', 'zstd'] },
  'security.protocol': { in: ['PLAINTEXT', 'SASL_PLAINTEXT', 'SASL_SSL', 'SSL'], anyCase: true },
}
const CLIENTS: ReadonlySet<Kind> = new Set<Kind>(['consumer', 'producer', 'client'])
const SINCE_CONFIG_DEF = version('3.3')

/** The membership that a worker's herder starts takes no negative time, which the worker's class lets pass (`GroupRebalanceConfig`, `Heartbeat`; executed on 2.8.2 to 4.4.0). */
const IN_GROUP: Readonly<Record<string, Valid>> = { 'heartbeat.interval.ms': { min: 0 }, 'rebalance.timeout.ms': { min: 0 } }

export function checkedByClient(kind: Kind, key: string, v: Version): Valid | undefined {
  if (kind === 'connect-distributed') return IN_GROUP[key]
  return v < SINCE_CONFIG_DEF && CLIENTS.has(kind) ? BEFORE_3_3[key] : undefined
}
