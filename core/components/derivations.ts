import type { Kind } from '../catalogue/kinds.ts'
import { version, type Version } from '../text/version.ts'

export interface Seen {
  readonly value: unknown
  readonly written: boolean
}

/** What a class itself makes of its settings. `from` also feeds the rule index: a rule about `enable.idempotence` wakes when `acks` is written. */
export interface Derivation {
  readonly key: string
  readonly from: readonly string[]
  /** Releases at which the class changed its mind. */
  readonly changesAt: readonly string[]
  /** The keys without which nothing can be said in that release. */
  hangsOn(at: Version): readonly string[]
  derive(get: (key: string) => Seen | undefined, at: Version): { readonly value: unknown; readonly because: string; readonly causes: readonly string[] } | undefined
}

const V3_0_0 = version('3.0.0')
const V3_1_0 = version('3.1.0')
const V4_0 = version('4.0')

/** 3.0.0 and 3.1.0 declare the default `true` and ask another method that answers false (KAFKA-13598); 2.8 does not declare it. */
const isOnByDefault = (at: Version): boolean => at > V3_0_0 && at !== V3_1_0

/**
 * `ProducerConfig.postProcessAndValidateIdempotenceConfigs`: idempotence that nobody asked for gives way in silence to `acks`, `retries` and, up to 3.9,
 * to more than five requests in flight. From 4.0 the last one is refused instead.
 */
const idempotence: Derivation = {
  key: 'enable.idempotence',
  from: ['acks', 'retries', 'max.in.flight.requests.per.connection', 'transactional.id'],
  changesAt: ['3.0.1', '3.1', '3.1.1', '4.0'],
  hangsOn: (at) => (!isOnByDefault(at) ? [] : at < V4_0 ? ['acks', 'retries', 'max.in.flight.requests.per.connection'] : ['acks', 'retries']),
  derive(get, at) {
    if (get('enable.idempotence')?.written) return undefined
    if (!isOnByDefault(at))
      return get('transactional.id')?.written
        ? { value: true, because: 'switched on by transactional.id', causes: ['transactional.id'] }
        : { value: false, because: 'off by default', causes: [] }
    const causes = idempotenceKillers(get, at)
    return causes.length > 0 ? { value: false, because: `switched off by ${causes.join(' and ')}`, causes } : undefined
  },
}

function idempotenceKillers(get: (key: string) => Seen | undefined, at: Version): string[] {
  const acks = get('acks')
  const retries = get('retries')
  const inFlight = get('max.in.flight.requests.per.connection')
  const causes: string[] = []
  if (acks?.written && (acks.value === '0' || acks.value === '1')) causes.push('acks')
  if (retries?.written && retries.value === 0) causes.push('retries')
  if (at < V4_0 && inFlight?.written && Number(inFlight.value) > 5) causes.push('max.in.flight.requests.per.connection')
  return causes
}

/** Up to 2.8 (`ProducerConfig.postProcessParsedConfig`): idempotence raises what nobody wrote; later it is the default anyway. */
const acks: Derivation = {
  key: 'acks',
  from: ['enable.idempotence', 'transactional.id'],
  changesAt: ['3.0'],
  hangsOn: (at) => (at < V3_0_0 ? ['enable.idempotence', 'transactional.id'] : []),
  derive(get, at) {
    const idempotence = get('enable.idempotence')
    const cause = idempotence?.written ? 'enable.idempotence' : 'transactional.id'
    const isIdempotent = idempotence?.written ? idempotence.value === true : get('transactional.id')?.written
    if (at >= V3_0_0 || get('acks')?.written || !isIdempotent) return undefined
    return { value: 'all', because: 'raised for idempotence', causes: [cause] }
  },
}

/** `CommonClientConfigs.postProcessReconnectBackoffConfigs` (KIP-144): where only the first wait is written, it is the longest one too. */
const reconnectBackoff: Derivation = {
  key: 'reconnect.backoff.max.ms',
  from: ['reconnect.backoff.ms'],
  changesAt: [],
  hangsOn: () => ['reconnect.backoff.ms'],
  derive(get) {
    const first = get('reconnect.backoff.ms')
    if (get('reconnect.backoff.max.ms')?.written || !first?.written || first.value === undefined) return undefined
    return { value: first.value, because: 'the same as reconnect.backoff.ms', causes: ['reconnect.backoff.ms'] }
  },
}

/** `KafkaProducer.configureDeliveryTimeout`: where nobody wrote it, it is raised in silence to what one request needs. */
const deliveryTimeout: Derivation = {
  key: 'delivery.timeout.ms',
  from: ['linger.ms', 'request.timeout.ms'],
  changesAt: [],
  hangsOn: () => ['linger.ms', 'request.timeout.ms'],
  derive(get) {
    const delivery = get('delivery.timeout.ms')
    const needed = Math.min(Number(get('linger.ms')?.value ?? 0) + Number(get('request.timeout.ms')?.value ?? 0), 2 ** 31 - 1)
    if (!delivery || delivery.written || Number(delivery.value) >= needed) return undefined
    return { value: needed, because: 'raised to linger.ms + request.timeout.ms', causes: ['linger.ms', 'request.timeout.ms'] }
  },
}

/** `StreamsConfig.EOS_DEFAULT_COMMIT_INTERVAL_MS`: no default of the ConfigDef, but put in its place under exactly-once (`postProcessParsedConfig`). */
const EOS_COMMIT_INTERVAL = 100

const commitInterval: Derivation = {
  key: 'commit.interval.ms',
  from: ['processing.guarantee'],
  changesAt: [],
  hangsOn: () => ['processing.guarantee'],
  derive(get) {
    if (get('commit.interval.ms')?.written || !isExactlyOnce(get('processing.guarantee')?.value)) return undefined
    return { value: EOS_COMMIT_INTERVAL, because: 'shortened for exactly-once', causes: ['processing.guarantee'] }
  },
}

/** `exactly_once`, `exactly_once_beta`, `exactly_once_v2`. */
export const isExactlyOnce = (guarantee: unknown): boolean => typeof guarantee === 'string' && guarantee.startsWith('exactly_once')

/** `KafkaAdminClient.configureDefaultApiTimeoutMs`: where nobody wrote it, it is raised in silence to what one request may take. */
const apiTimeout: Derivation = {
  key: 'default.api.timeout.ms',
  from: ['request.timeout.ms'],
  changesAt: [],
  hangsOn: () => ['request.timeout.ms'],
  derive(get) {
    const [api, request] = [get('default.api.timeout.ms'), get('request.timeout.ms')]
    if (!api || !request || api.written || Number(api.value) >= Number(request.value)) return undefined
    return { value: request.value, because: 'raised to request.timeout.ms', causes: ['request.timeout.ms'] }
  },
}

const derivations: Readonly<Partial<Record<Kind, readonly Derivation[]>>> = {
  producer: [idempotence, acks, deliveryTimeout, reconnectBackoff],
  consumer: [reconnectBackoff],
  client: [reconnectBackoff],
  'share-consumer': [reconnectBackoff],
  admin: [apiTimeout, reconnectBackoff],
  streams: [commitInterval, reconnectBackoff],
  'connect-distributed': [reconnectBackoff],
}
/** All keys of a kind that its class may change. */
export const derivedKeys = (kind: Kind): readonly string[] => (derivations[kind] ?? []).map((d) => d.key)
export const derivationOf = (kind: Kind, key: string): Derivation | undefined => derivations[kind]?.find((d) => d.key === key)
