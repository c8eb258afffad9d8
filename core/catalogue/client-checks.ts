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
/** Up to 4.1 what stands in a list of classes is looked up, an empty entry too; from 4.2 the ConfigDef refuses it. */
const BEFORE_4_2: Readonly<Record<string, Valid>> = { 'interceptor.classes': { emptyAllowed: true }, 'metric.reporters': { emptyAllowed: true } }
const CLIENTS: ReadonlySet<Kind> = new Set<Kind>(['consumer', 'producer', 'client', 'admin'])
const [V3_3, V4_2] = [version('3.3'), version('4.2')]

/** The membership that a worker's herder starts takes no negative time, which the worker's class lets pass (`GroupRebalanceConfig`; executed on 2.8.2 to 4.4.0). */
const IN_GROUP: Readonly<Record<string, Valid>> = { 'rebalance.timeout.ms': { min: 0 } }

export function checkedByClient(kind: Kind, key: string, v: Version): Valid | undefined {
  if (kind === 'connect-distributed') return IN_GROUP[key]
  if (!CLIENTS.has(kind)) return undefined
  return (v < V3_3 ? BEFORE_3_3[key] : undefined) ?? (v < V4_2 ? BEFORE_4_2[key] : undefined)
}
