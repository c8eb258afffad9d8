/**
 * What tells a file of librdkafka from one of a Java client. Lists rather than the catalogue, since the editor's client asks them for every file that
 * is opened; a test holds them to the catalogue.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Names that librdkafka knows and no Java client does, and that are nobody's everyday words (`debug` is). */
export const STRONG = words(`
  api.version.request api.version.request.timeout.ms batch.num.messages broker.address.family broker.address.ttl broker.version.fallback compression.codec
  coordinator.query.interval.ms delivery.report.only.error enable.auto.offset.store enable.gapless.guarantee enable.partition.eof enable.sasl.oauthbearer.unsecure.jwt
  enable.ssl.certificate.verification fetch.error.backoff.ms fetch.message.max.bytes fetch.wait.max.ms log.connection.close message.copy.max.bytes
  message.send.max.retries message.timeout.ms metadata.broker.list plugin.library.paths queue.buffering.backpressure.threshold queue.buffering.max.kbytes
  queue.buffering.max.messages queue.buffering.max.ms queued.max.messages.kbytes queued.min.messages receive.message.max.bytes request.required.acks sasl.mechanisms
  socket.blocking.max.ms socket.keepalive.enable socket.max.fails socket.nagle.disable socket.timeout.ms ssl.ca.location ssl.certificate.location ssl.crl.location
  ssl.key.location statistics.interval.ms sticky.partitioning.linger.ms topic.metadata.refresh.interval.ms topic.metadata.refresh.sparse`)

/** Where one of these stands a Java client reads the file, or the Scala clients up to 0.10 did, from which librdkafka has some of its names. */
export const JAVA = words(`
  key.serializer value.serializer key.deserializer value.deserializer serializer.class key.serializer.class producer.type zookeeper.connect consumer.timeout.ms
  sasl.jaas.config ssl.truststore.location ssl.truststore.password partitioner.class interceptor.classes metric.reporters
  sasl.client.callback.handler.class sasl.login.callback.handler.class`)

export const ANCHORS = words('bootstrap.servers metadata.broker.list')
/** Files that by their name are read by librdkafka and by nothing else. */
export const NAMED = /^(?:librdkafka\.(?:config|conf|properties|ini)|kcat\.conf|kafkacat\.conf)$/

/** Sections of a client, and those that are laid under them (`[default]` of the well-known getting-started files). */
export const isBase = (section: string): boolean => /^(?:default|common|global)?$/i.test(section)
export const roleIn = (section: string): 'consumer' | 'producer' | undefined => (/consumer/i.test(section) ? 'consumer' : /producer/i.test(section) ? 'producer' : undefined)
export const isClient = (section: string): boolean => isBase(section) || roleIn(section) !== undefined || /kafka/i.test(section)
