import admin from './data/kafka-admin.json' with { type: 'json' }
import broker from './data/kafka-broker.json' with { type: 'json' }
import clientMetrics from './data/kafka-client-metrics.json' with { type: 'json' }
import clientQuota from './data/kafka-client-quota.json' with { type: 'json' }
import connectDistributed from './data/kafka-connect-distributed.json' with { type: 'json' }
import connectStandalone from './data/kafka-connect-standalone.json' with { type: 'json' }
import consumer from './data/kafka-consumer.json' with { type: 'json' }
import group from './data/kafka-group.json' with { type: 'json' }
import ipQuota from './data/kafka-ip-quota.json' with { type: 'json' }
import mirrorCheckpoint from './data/kafka-mirror-checkpoint.json' with { type: 'json' }
import mirrorHeartbeat from './data/kafka-mirror-heartbeat.json' with { type: 'json' }
import mirrorMaker from './data/kafka-mirror-maker.json' with { type: 'json' }
import mirrorSource from './data/kafka-mirror-source.json' with { type: 'json' }
import producer from './data/kafka-producer.json' with { type: 'json' }
import releases from './data/kafka-releases.json' with { type: 'json' }
import shareConsumer from './data/kafka-share-consumer.json' with { type: 'json' }
import shared from './data/kafka-shared.json' with { type: 'json' }
import sinkConnector from './data/kafka-sink-connector.json' with { type: 'json' }
import sourceConnector from './data/kafka-source-connector.json' with { type: 'json' }
import streams from './data/kafka-streams.json' with { type: 'json' }
import topic from './data/kafka-topic.json' with { type: 'json' }
import type { Version } from '../text/version.ts'
import { at, numbered, type History, type KeyRecord, type Rows, type UpdateMode, type Valid } from './record.ts'

/** The generated files of Kafka as they are; every cast of them stands here and nowhere else. */
const files = {
  consumer,
  producer,
  'share-consumer': shareConsumer,
  admin,
  streams,
  topic,
  broker,
  group,
  'client-metrics': clientMetrics,
  'client-quota': clientQuota,
  'ip-quota': ipQuota,
  'connect-distributed': connectDistributed,
  'connect-standalone': connectStandalone,
  'source-connector': sourceConnector,
  'sink-connector': sinkConnector,
  'mirror-maker': mirrorMaker,
  'mirror-source': mirrorSource,
  'mirror-checkpoint': mirrorCheckpoint,
  'mirror-heartbeat': mirrorHeartbeat,
} as const

/** A component of Kafka that has a ConfigDef of its own; not every one is a kind that files configure. */
export type KafkaComponent = keyof typeof files
export const kafkaComponents = Object.keys(files) as readonly KafkaComponent[]

/** Rows of [release, value], or the value alone where it never changed. */
type Told<T> = T | Rows<T>

interface WrittenRecord {
  readonly type: KeyRecord['type']
  readonly typeHistory?: Told<KeyRecord['type']>
  readonly importanceHistory?: Told<string>
  readonly unit?: string
  readonly importance: string
  readonly internal?: boolean
  readonly internalHistory?: Told<boolean>
  readonly known?: Told<boolean>
  readonly deprecated?: Told<boolean>
  readonly replacedBy?: string
  readonly required?: Told<boolean>
  readonly default?: Told<string | null>
  readonly valid?: Told<Valid | null>
  readonly update?: Told<UpdateMode | null>
}

interface KafkaFile {
  readonly jar: Told<string>
  readonly unserved?: readonly string[]
  /** A number: the record stands in the shared table, under the same key. */
  readonly keys: Readonly<Record<string, WrittenRecord | number>>
}

/** Read property by property: in a bundle a file is parsed when its first field is asked for. */
const fileOf = (component: KafkaComponent): KafkaFile => files[component] as unknown as KafkaFile
const sharedRecords = (): Readonly<Record<string, readonly WrittenRecord[]>> => shared.records as unknown as Readonly<Record<string, readonly WrittenRecord[]>>

/** What never changed holds from `start` on. */
const historyOf = <T>(told: Told<T>, start: Version = 0): History<T> => (Array.isArray(told) ? numbered(told as Rows<T>) : [[start, told as T]])

const HISTORIES = ['typeHistory', 'importanceHistory', 'internalHistory', 'deprecated', 'required', 'default', 'valid', 'update'] as const

/** Nothing is said of a key before the first release that knows it. */
function recordFrom(written: WrittenRecord): KeyRecord {
  const known = written.known === undefined ? undefined : historyOf(written.known)
  const record: Record<string, unknown> = { ...written, ...(known && { known }) }
  for (const name of HISTORIES) if (written[name] !== undefined) record[name] = historyOf<unknown>(written[name], known?.[0]?.[0])
  return record as unknown as KeyRecord
}

/** A shared record is made once, and is the same object in each component that has it. */
const made = new Map<WrittenRecord, KeyRecord>()

function sharedRecord(key: string, number: number): KeyRecord {
  const written = sharedRecords()[key]?.[number]
  if (written === undefined) throw new Error(`no shared record ${number} of ${key}: the generated files do not belong together`)
  const held = made.get(written) ?? recordFrom(written)
  made.set(written, held)
  return held
}

/** All records of a component; whoever asks often keeps them. */
export function kafkaRecords(component: KafkaComponent): Record<string, KeyRecord> {
  const records: Record<string, KeyRecord> = {}
  for (const [key, entry] of Object.entries(fileOf(component).keys)) records[key] = typeof entry === 'number' ? sharedRecord(key, entry) : recordFrom(entry)
  return records
}

/** The names alone, without making a record of any. */
export const kafkaNames = (component: KafkaComponent): readonly string[] => Object.keys(fileOf(component).keys)

/** The artifact whose jar defines the component in that release; undefined where there is none. */
export const jarOf = (component: KafkaComponent, v: Version): string | undefined => at(historyOf(fileOf(component).jar), v)

/** Releases of which the component's artifact is not served: what is said of them is taken from the release before. */
export const unservedOf = (component: KafkaComponent): readonly string[] => fileOf(component).unserved ?? []

export const kafkaReleases = (): readonly string[] => releases.releases
