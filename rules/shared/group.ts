import { proposed } from './proposed.ts'

/** What we propose for a consumer group; every broker with default bounds accepts it. */
export const soundSession = (): number => proposed('consumer', 'session.timeout.ms')
export const soundHeartbeat = (): number => proposed('consumer', 'heartbeat.interval.ms')

/** `group.min.session.timeout.ms` and `group.max.session.timeout.ms` of a broker at its defaults, the same in every release from 2.8 to 4.4 (broker ConfigDef). */
export const GROUP_MIN_SESSION = 6000
export const GROUP_MAX_SESSION = 1_800_000

/** Heartbeats that should fit into a session (documentation of `heartbeat.interval.ms`). */
export const CHANCES = 3
/** A heartbeat slower than this is never proposed: members would learn of a rebalance too late. */
export const MAX_PROPOSED_HEARTBEAT = 15_000
