import { version, type Version } from '../text/version.ts'
import { javaTrim } from './kafka-values.ts'
import type { Valid } from './record.ts'

/**
 * What KafkaConfig refuses of one value by itself although its ConfigDef takes it: it reads lists, maps and addresses out of texts.
 * Executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0. What hangs on a second key is a rule of its own.
 */
export function checkedByBroker(key: string, text: string, v: Version): string | undefined {
  return CHECKS[key]?.(javaTrim(text), v)
}

type Check = (text: string, v: Version) => string | undefined

/** `CoreUtils.parseCsvList`: cut at commas, empty entries left out. */
const entriesOf = (text: string): string[] => text.split(/\s*,\s*/).filter(Boolean)

/** `EndPoint`: anything, `://`, a host that may be empty or in brackets, a colon, a number. */
const ENDPOINT = /^.*:\/\/\[?[0-9a-zA-Z\-%._:]*\]?:-?\d+$/
const endpoints: Check = (text) => {
  const strange = entriesOf(text).find((entry) => !ENDPOINT.test(entry))
  return strange === undefined ? undefined : `no list of name://host:port (${strange})`
}

/** `Csv.parseCsvMap`: Java drops what is empty behind the last comma only. */
function pairsOf(text: string): (readonly [key: string, value: string] | undefined)[] {
  const entries = text === '' ? [] : text.split(/\s*,\s*/)
  while (entries.at(-1) === '') entries.pop()
  return entries.map((entry) => {
    const colon = entry.lastIndexOf(':')
    return colon < 0 ? undefined : [entry.slice(0, colon).trim(), entry.slice(colon + 1).trim()]
  })
}

const PROTOCOLS = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL']
const protocols: Check = (text) => {
  const pairs = pairsOf(text)
  if (pairs.includes(undefined)) return 'no list of name:protocol'
  const strange = pairs.find((pair) => !PROTOCOLS.includes(pair?.[1].toUpperCase() ?? ''))
  return strange && `naming a protocol that is not one of ${PROTOCOLS.join(', ')} (${strange[1]})`
}

const overrides: Check = (text) =>
  pairsOf(text).every((pair) => pair && /^[0-9a-zA-Z\-%._:]*$/.test(pair[0]) && /^[+-]?\d+$/.test(pair[1])) ? undefined : 'no list of host:connections'

/** `QuorumConfig.parseVoterConnections`: the host may not be empty, the node is a number. */
const voters: Check = (text) => {
  const strange = text === '' ? undefined : text.split(/\s*,\s*/).find((entry) => !/^-?\d+@\[?[0-9a-zA-Z\-%._:]+\]?:\d+$/.test(entry))
  return strange === undefined ? undefined : `no list of id@host:port (${strange})`
}
const bootstrap: Check = (text) => {
  const strange = text === '' ? undefined : text.split(/\s*,\s*/).find((entry) => !/^(?:.*:\/\/)?\[?[0-9a-zA-Z\-%._:]+\]?:\d+$/.test(entry))
  return strange === undefined ? undefined : `no list of host:port (${strange})`
}

/** From 4.2 the lists themselves may not be empty. */
const directories: Check = (text) => (entriesOf(text).length === 0 ? 'naming no directory' : undefined)

/** From 4.2 a list drops what it holds twice. */
const roles: Check = (text, v) => {
  const words = entriesOf(text)
  return v < version('4.2') && new Set(words).size < words.length ? 'naming a role twice' : undefined
}
const groupProtocols: Check = (text) => (entriesOf(text).includes('classic') ? undefined : 'without classic, which cannot be switched off')

/** 3.9 takes -1, and says so by a lambda; the other releases have a range. */
const poolSize: Check = (text) => (Number(text) < 1 && Number(text) !== -1 ? 'neither -1 nor above 0' : undefined)

/** A bound that the range of the ConfigDef has from 4.3 on. */
const snapshotUpdates: Check = (text, v) => (v < version('4.3') && Number(text) > 500 ? 'above 500' : undefined)

const CHECKS: Readonly<Record<string, Check>> = {
  listeners: endpoints,
  'advertised.listeners': endpoints,
  'listener.security.protocol.map': protocols,
  'max.connections.per.ip.overrides': overrides,
  'controller.quorum.voters': voters,
  'controller.quorum.bootstrap.servers': bootstrap,
  'log.dirs': directories,
  'process.roles': roles,
  'group.coordinator.rebalance.protocols': groupProtocols,
  'share.coordinator.snapshot.update.records.per.snapshot': snapshotUpdates,
  'remote.log.manager.copier.thread.pool.size': poolSize,
  'remote.log.manager.expiration.thread.pool.size': poolSize,
}

/** Ranges and words that the class asks for itself, in the releases whose ConfigDef does not. */
export function rangeOfBroker(key: string, v: Version): Valid | undefined {
  return ALWAYS[key] ?? (v < version('3.3') ? BEFORE_3_3[key] : undefined)
}
const ALWAYS: Readonly<Record<string, Valid>> = {
  'log.roll.ms': { min: 1 },
  'log.roll.jitter.ms': { min: 0 },
  'offsets.topic.compression.codec': { min: 0, max: 4 },
  'share.coordinator.state.topic.compression.codec': { min: 0, max: 4 },
}
const BEFORE_3_3: Readonly<Record<string, Valid>> = {
  'compression.type': { in: ['gzip', 'lz4', 'producer', 'snappy', 'uncompressed', 'zstd'], anyCase: true },
  'security.inter.broker.protocol': { in: PROTOCOLS, anyCase: true },
}
