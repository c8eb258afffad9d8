import type { Known } from '../../core/components/settings.ts'
import { maybe, remove, set, stated } from '../../core/engine/define-rule.ts'

export const IN_FLIGHT = 'max.in.flight.requests.per.connection'
/** `NetworkClient` keeps order for an idempotent producer with up to five requests in flight (ProducerConfig, KAFKA-5494). */
export const MAX_IN_FLIGHT = 5

/** All that decides whether a producer is idempotent. */
export const idempotenceNeeds = { switched: stated('enable.idempotence'), acks: maybe('acks'), retries: maybe('retries'), inFlight: maybe(IN_FLIGHT) }

export interface IdempotenceSettings {
  readonly switched: Known<boolean> | undefined
  readonly acks: Known<string> | undefined
  readonly retries: Known<number> | undefined
  readonly inFlight: Known<number> | undefined
}

const isWeak = (acks: Known<string> | undefined): boolean => acks?.written !== undefined && (acks.value === '0' || acks.value === '1')
const isZero = (retries: Known<number> | undefined): boolean => retries?.written !== undefined && retries.value === 0
const isHigh = (inFlight: Known<number> | undefined): boolean => inFlight?.written !== undefined && inFlight.value > MAX_IN_FLIGHT

/** The written settings that idempotence does not go together with. */
export const obstacles = ({ acks, retries, inFlight }: IdempotenceSettings): Known<unknown>[] => [
  ...(acks && isWeak(acks) ? [acks] : []),
  ...(retries && isZero(retries) ? [retries] : []),
  ...(inFlight && isHigh(inFlight) ? [inFlight] : []),
]

type Change =
  | { do: 'set'; key: 'acks'; value: 'all' }
  | { do: 'set'; key: typeof IN_FLIGHT; value: number }
  | { do: 'set'; key: 'enable.idempotence'; value: boolean }
  | ReturnType<typeof remove>

/** What makes room for idempotence: each obstacle out of the way. */
export function makeRoom({ acks, retries, inFlight }: IdempotenceSettings): Change[] {
  return [...(isWeak(acks) ? [set('acks', 'all')] : []), ...(isZero(retries) ? [remove('retries')] : []), ...(isHigh(inFlight) ? [set(IN_FLIGHT, MAX_IN_FLIGHT)] : [])]
}

/** Switched on in so many words, with room made for it. */
export const switchOn = (settings: IdempotenceSettings): Change[] => [...makeRoom(settings), set('enable.idempotence', true)]

/** What `makeRoom` writes, in words. */
export function roomInWords({ acks, retries, inFlight }: IdempotenceSettings): string {
  const parts = [
    ...(isWeak(acks) ? ['wait for all replicas (acks=all)'] : []),
    ...(isZero(retries) ? ['remove retries=0'] : []),
    ...(isHigh(inFlight) ? [`keep ${MAX_IN_FLIGHT} requests in flight`] : []),
  ]
  const said = parts.join(', ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}
