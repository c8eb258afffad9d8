import type { KeyRecord, ValueType } from './record.ts'

/*
 * Confluent's Schema Registry, whose library nobody here can ask: typed from its documentation and the declarations of its own classes, few, and marked so.
 * No value of these is judged, whatever the class would say; rules may ask what is in force.
 */

type Row = readonly [key: string, type: ValueType, byDefault?: string]

const documented = (rows: readonly Row[]): ReadonlyMap<string, KeyRecord> =>
  new Map(rows.map(([key, type, byDefault]) => [key, { type, documented: true, ...(byDefault === undefined ? {} : { default: [[0, byDefault]] }) }]))

/** What a (de)serializer that asks a registry reads in its client's file (`AbstractKafkaSchemaSerDeConfig`, `KafkaAvroDeserializerConfig`, `KafkaJsonSchemaDeserializerConfig`). */
export const REGISTRY_CLIENT = documented([
  ['schema.registry.url', 'list'],
  ['auto.register.schemas', 'boolean', 'true'],
  ['use.latest.version', 'boolean', 'false'],
  ['use.schema.id', 'int', '-1'],
  ['latest.compatibility.strict', 'boolean', 'true'],
  ['id.compatibility.strict', 'boolean', 'true'],
  ['latest.cache.ttl.sec', 'int', '-1'],
  ['normalize.schemas', 'boolean', 'false'],
  ['max.schemas.per.subject', 'int', '1000'],
  ['specific.avro.reader', 'boolean', 'false'],
  ['json.fail.unknown.properties', 'boolean', 'true'],
  ['key.subject.name.strategy', 'class'],
  ['value.subject.name.strategy', 'class'],
  ['basic.auth.credentials.source', 'string', 'URL'],
  ['basic.auth.user.info', 'password'],
  ['bearer.auth.credentials.source', 'string', 'STATIC_TOKEN'],
  ['bearer.auth.token', 'password'],
])

/** The registry itself (`SchemaRegistryConfig`); times are ms. */
export const REGISTRY_SERVER = documented([
  ['kafkastore.bootstrap.servers', 'list', ''],
  ['kafkastore.connection.url', 'string', ''],
  ['kafkastore.topic', 'string', '_schemas'],
  ['kafkastore.topic.replication.factor', 'int', '3'],
  ['kafkastore.init.timeout.ms', 'int', '60000'],
  ['kafkastore.timeout.ms', 'int', '500'],
  ['kafkastore.security.protocol', 'string', 'PLAINTEXT'],
  ['kafkastore.group.id', 'string', ''],
  ['schema.registry.group.id', 'string', 'schema-registry'],
  ['schema.compatibility.level', 'string', 'backward'],
  ['avro.compatibility.level', 'string', ''],
  ['leader.eligibility', 'boolean', 'true'],
  ['mode.mutability', 'boolean', 'true'],
  ['host.name', 'string'],
  ['listeners', 'list'],
])
