import { showBytes, showMillis } from '../../core/catalogue/units.ts'
import type { Known } from '../../core/components/settings.ts'
import { maybe, versionOf } from '../../core/engine/define-rule.ts'

/** `local.retention.*` that takes what `retention.*` says (its default), and a retention without bound. */
export const INHERITED = -2
export const UNBOUNDED = -1

/** What decides how long records stay on the brokers' own disks. Tiered storage is there from 3.6; up to then its keys do nothing. */
export const tieredNeeds = {
  remote: 'remote.storage.enable',
  localTime: maybe('local.retention.ms'),
  localSize: maybe('local.retention.bytes'),
  time: maybe('retention.ms'),
  size: maybe('retention.bytes'),
} as const
export const TIERED_SINCE = '3.6'
export const sinceTiered = { broker: versionOf('kafkaBroker', TIERED_SINCE) }

interface Tiered {
  readonly localTime: Known<number> | undefined
  readonly localSize: Known<number> | undefined
  readonly time: Known<number> | undefined
  readonly size: Known<number> | undefined
}

/** By time or by size: the same is compared for both. */
export interface Bounds {
  readonly unit: 'ms' | 'bytes'
  readonly local: Known<number>
  readonly total: Known<number>
}
export function boundsOf({ localTime, localSize, time, size }: Tiered): Bounds[] {
  return [
    ...(localTime && time ? [{ unit: 'ms' as const, local: localTime, total: time }] : []),
    ...(localSize && size ? [{ unit: 'bytes' as const, local: localSize, total: size }] : []),
  ]
}

/** A default here is the class's own; the broker may have been given another one, which its file shows and the topic's does not. */
export const isCertain = (...settings: readonly Known<unknown>[]): boolean => settings.every((s) => s.written !== undefined)

/** A bound for people. */
export const boundSaid = ({ value, origin }: Pick<Known<number>, 'value' | 'origin'>, unit: Bounds['unit']): string =>
  `${value === UNBOUNDED ? 'without bound' : unit === 'ms' ? showMillis(value) : showBytes(value)}${origin === 'default' ? ', the default' : ''}`
