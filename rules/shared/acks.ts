import type { Known } from '../../core/components/settings.ts'
import { maybe, set, unsafe } from '../../core/engine/define-rule.ts'
import { IN_FLIGHT, makeRoom, type IdempotenceSettings } from './idempotence.ts'

export const acksNeeds = { idempotence: maybe('enable.idempotence'), retries: maybe('retries'), inFlight: maybe(IN_FLIGHT) }

interface Acks extends Omit<IdempotenceSettings, 'switched'> {
  readonly acks: Known<string>
  readonly idempotence: Known<boolean> | undefined
}

/** Where somebody stated that no record may be lost, a loss that is certain under a foreseeable failure is an error. */
export const graver = (noLoss: Known<boolean> | undefined): { readonly severity?: 'error' } => (noLoss?.value ? { severity: 'error' } : {})

/** What else goes with the weak acknowledgement; one finding speaks of all of it. */
export const alsoLost = ({ idempotence }: Acks): string =>
  idempotence?.causes.some((c) => c.key === 'acks') ? ' It also switches idempotence off: retries may write twice (3. Duplicates) and swap records (10. Out of order).' : ''

/**
 * `acks=all`, and idempotence that can be: without that the file would only trade one finding for another.
 * Where idempotence is written as off, or the release has none by default and nothing else is written, it is left alone.
 */
export function waitForAll(got: Acks): ReturnType<typeof fix>[] {
  const switched = got.idempotence?.written && got.idempotence
  const off = switched?.value === false
  const oldAndTouched = got.idempotence?.because === 'off by default' && Boolean(got.inFlight?.written ?? got.retries?.written)
  const room = off ? [] : makeRoom({ ...got, switched, acks: undefined })
  return [fix(set('acks', 'all'), ...room, ...(oldAndTouched && !switched ? [set('enable.idempotence', true)] : []))]
}
const fix = (...changes: readonly ({ do: 'set'; key: 'acks'; value: 'all' } | ReturnType<typeof makeRoom>[number])[]) =>
  unsafe('Wait for all in-sync replicas (acks=all)', ...changes)
