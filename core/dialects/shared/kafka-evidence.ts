/**
 * What tells components apart: each key of a row is known to no other component, so one is enough (formats.md §0.3).
 * Lists rather than the catalogue, since the editor's client asks them for every file that is opened; a test holds them to the catalogue.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const PRODUCER = words(`
  acks batch.size buffer.memory delivery.timeout.ms enable.idempotence key.serializer value.serializer linger.ms max.block.ms
  max.in.flight.requests.per.connection max.request.size metadata.max.idle.ms partitioner.class partitioner.ignore.keys
  partitioner.adaptive.partitioning.enable partitioner.availability.timeout.ms transaction.timeout.ms transactional.id`)

export const CONSUMER = words(`
  auto.offset.reset enable.auto.commit auto.commit.interval.ms fetch.min.bytes fetch.max.wait.ms max.partition.fetch.bytes max.poll.records
  max.poll.interval.ms isolation.level key.deserializer value.deserializer group.instance.id group.protocol group.remote.assignor
  partition.assignment.strategy allow.auto.create.topics check.crcs exclude.internal.topics`)

/** What only a share consumer has; the catalogue lists it under consumers too, which refuse it. */
export const SHARE = words('share.acknowledgement.mode share.acquire.mode')

/** A Connect worker has these too, so they speak of a consumer only where nothing speaks of something else. */
export const GROUP = words('group.id session.timeout.ms heartbeat.interval.ms')

export const SERIALIZERS = words('key.serializer value.serializer')
export const DESERIALIZERS = words('key.deserializer value.deserializer')

const SHARED = words(
  'bootstrap.servers client.id retries request.timeout.ms retry.backoff.ms reconnect.backoff.ms metadata.max.age.ms client.dns.lookup interceptor.classes metric.reporters connections.max.idle.ms send.buffer.bytes receive.buffer.bytes compression.type',
)
const SECURITY = /^(?:security|sasl|ssl)\./
export const isShared = (key: string): boolean => SHARED.has(key) || GROUP.has(key) || SECURITY.test(key)
/** Without one of these, shared keys prove nothing. */
export const isAnchor = (key: string): boolean => key === 'bootstrap.servers' || key === 'group.id' || key === 'security.protocol' || key.startsWith('sasl.')

/** Keys of a file that only says how to connect; no rule about tuning may speak there. */
export const isConnectionOnly = (key: string): boolean =>
  SECURITY.test(key) || /^(?:bootstrap\.servers|client\.id|request\.timeout\.ms|client\.dns\.lookup|schema\.registry\..*|basic\.auth\..*|confluent\..*)$/.test(key)

const STREAMS = words(
  'application.id application.server commit.interval.ms num.stream.threads num.standby.replicas processing.guarantee state.dir default.key.serde default.value.serde topology.optimization task.assignor.class probing.rebalance.interval.ms rocksdb.config.setter',
)
const WORKER = words(
  'offset.storage.topic config.storage.topic status.storage.topic offset.storage.file.filename plugin.path scheduled.rebalance.max.delay.ms connect.protocol exactly.once.source.support',
)
const LIBRDKAFKA = words(
  'sasl.mechanisms sasl.username sasl.password ssl.ca.location ssl.certificate.location metadata.broker.list queue.buffering.max.messages queue.buffering.max.ms queue.buffering.max.kbytes message.timeout.ms batch.num.messages socket.timeout.ms socket.keepalive.enable enable.auto.offset.store request.required.acks statistics.interval.ms',
)
const BROKER = words(`
  advertised.listeners broker.id node.id process.roles zookeeper.connect listeners num.network.threads num.io.threads log.dirs log.dir default.replication.factor num.partitions
  auto.create.topics.enable inter.broker.listener.name group.initial.rebalance.delay.ms offsets.topic.replication.factor transaction.state.log.replication.factor
  transaction.state.log.min.isr controller.quorum.voters controller.quorum.bootstrap.servers controller.listener.names socket.request.max.bytes num.recovery.threads.per.data.dir
  log.cleanup.policy log.index.interval.bytes log.index.size.max.bytes log.local.retention.bytes log.local.retention.ms log.preallocate log.remote.copy.lag.bytes log.remote.copy.lag.ms
  log.retention.bytes log.retention.check.interval.ms log.retention.hours log.retention.minutes log.retention.ms log.roll.hours log.roll.jitter.hours log.roll.jitter.ms log.roll.ms
  log.segment.bytes log.segment.delete.delay.ms`)
/** Whole families of the broker's; what begins only with `log.` may be any application's logging. */
const BROKER_FAMILY = /^log\.(?:cleaner|flush\.(?:interval|offset|scheduler|start)|message\.(?:downconversion|format\.version|timestamp))(?:\.|$)/
/** Names that other servers have too (Connect, a proxy, Trino, any application that logs): two of these speak of no broker. */
const WEAK = words('listeners log.dir node.id num.partitions zookeeper.connect')

/** What a flat file of Kafka configures when it is no plain client. */
export type FlatKind =
  'connector' | 'mirror-maker' | 'streams' | 'connect-worker' | 'schema-registry' | 'ksqldb' | 'librdkafka' | 'spring' | 'quarkus' | 'admin' | 'rest-proxy' | 'broker'

/** What a person calls those that no dialect reads. */
export const WITHOUT_DIALECT: Readonly<Partial<Record<FlatKind, string>>> = {
  'schema-registry': 'the schema registry',
  ksqldb: 'ksqlDB',
  spring: 'Spring Boot',
  quarkus: 'Quarkus',
  'rest-proxy': 'a REST proxy',
}

/** Strongest evidence first: words that only they have, and beginnings of their keys. */
const OTHER_KINDS: readonly { readonly kind: FlatKind; readonly words: ReadonlySet<string>; readonly prefix?: RegExp }[] = [
  { kind: 'connector', words: words('connector.class') },
  { kind: 'mirror-maker', words: words('clusters'), prefix: /^[\w.-]+->[\w.-]+\./ },
  { kind: 'streams', words: STREAMS, prefix: /^(?:main|restore|global)\.consumer\./ },
  { kind: 'connect-worker', words: new Set([...WORKER, 'key.converter']) },
  { kind: 'schema-registry', words: words('schema.registry.group.id'), prefix: /^kafkastore\./ },
  { kind: 'ksqldb', words: new Set(), prefix: /^ksql\./ },
  { kind: 'librdkafka', words: LIBRDKAFKA },
  { kind: 'spring', words: new Set(), prefix: /^spring\.(?!json\.)/ },
  { kind: 'quarkus', words: new Set(), prefix: /^(?:mp\.messaging|quarkus)\./ },
  { kind: 'admin', words: words('bootstrap.controllers') },
]
const ANY_PREFIX = /^(?:[\w.-]+->|main\.|restore\.|global\.|kafkastore\.|ksql\.|spring\.|mp\.|quarkus\.)/
const ANY_WORD = new Set(OTHER_KINDS.flatMap((k) => [...k.words]))

export const isBrokerKey = (key: string): boolean => BROKER.has(key) || BROKER_FAMILY.test(key)

/** What else than a client the keys speak of, if they do, with the key that says so; one pass over them, since every properties file that is opened comes here. */
export function otherKind(keys: ReadonlySet<string>, file: string): { readonly kind: FlatKind; readonly tell: string } | undefined {
  /* A file with (de)serializers is a Java client's, whatever it has carried over from another library. */
  const isJava = tellsOf(keys, SERIALIZERS) + tellsOf(keys, DESERIALIZERS) > 0
  let best = OTHER_KINDS.length
  let tell = ''
  const brokerKeys: string[] = []
  for (const key of keys) {
    if (isBrokerKey(key)) brokerKeys.push(key)
    if (!ANY_WORD.has(key) && !ANY_PREFIX.test(key)) continue
    const found = OTHER_KINDS.findIndex((k) => (k.words.has(key) && !(isJava && k.kind === 'librdkafka')) || k.prefix?.test(key))
    if (found < 0 || found >= best) continue
    best = found
    tell = key
  }
  const other = OTHER_KINDS[best]
  if (other) return { kind: other.kind, tell }
  const broker = brokerKeys.find((key) => !WEAK.has(key))
  const isBroker = brokerKeys.length >= 2 || /^(?:server|broker|controller|kraft)/.test(file)
  if (broker !== undefined && isBroker) return { kind: 'broker', tell: broker }
  /* A registry that is asked, and addresses to listen on: no client listens. */
  return keys.has('schema.registry.url') && keys.has('listeners') ? { kind: 'rest-proxy', tell: 'listeners' } : undefined
}

export function tellsOf(keys: ReadonlySet<string>, set: ReadonlySet<string>): number {
  let count = 0
  for (const key of set) if (keys.has(key)) count++
  return count
}
