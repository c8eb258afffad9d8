import { lifeOf } from '../core/catalogue/life.ts'
import type { KeyRecord } from '../core/catalogue/record.ts'
import { newest } from '../core/catalogue/releases.ts'
import { tables } from '../core/catalogue/tables.ts'

const isCurrent = (record: KeyRecord): boolean => {
  const life = lifeOf(record, newest('kafkaClient'))
  return life?.state === 'known' && !life.deprecated
}

/** A sound consumer file of so many lines: known keys with their defaults in earnest, comments, and keys of the application's own. */
export function soundProperties(lines: number): string {
  const known = [...tables.consumer()].filter(
    ([key, r]) =>
      !r.internal &&
      isCurrent(r) &&
      r.type !== 'password' &&
      !/^(?:group\.|session|heartbeat|share\.|key\.|value\.|sasl|ssl|partition|auto\.register|bootstrap)/.test(key) &&
      r.default?.at(-1)?.[1],
  )
  const out = [
    'bootstrap.servers=broker-1:9092,broker-2:9092',
    'group.id=billing',
    'key.deserializer=org.apache.kafka.common.serialization.StringDeserializer',
    'value.deserializer=org.apache.kafka.common.serialization.StringDeserializer',
  ]
  for (const [key, r] of known) out.push(`# what ${key.replaceAll('.', ' ')} does, in a line`, `${key}=${r.default?.at(-1)?.[1] ?? ''}`)
  for (let i = 0; out.length < lines; i++) out.push(i % 4 === 0 ? `# application setting ${i}` : `acme.billing.feature-${i}.enabled=${i % 2 === 0}`)
  return `${out.slice(0, lines).join('\n')}\n`
}

const topicDocument = (i: number): string =>
  `apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: orders-${i}\n  labels:\n    strimzi.io/cluster: main\nspec:\n  partitions: ${6 + (i % 7)}\n  replicas: 3\n  config:\n    min.insync.replicas: 2\n    retention.ms: ${604800000 + i * 60000}\n    cleanup.policy: delete\n`

export const topicStream = (documents: number): string => Array.from({ length: documents }, (_, i) => topicDocument(i)).join('---\n')

/** A PySpark job of so many lines: queries in the three ways of writing, with ordinary code between them. */
export function sparkJob(lines: number): string {
  const out = [
    'from pyspark.sql import SparkSession',
    'from pyspark.sql.functions import col, from_json, window',
    '',
    'spark = SparkSession.builder.appName("job").getOrCreate()',
    '',
  ]
  for (let i = 0; out.length < lines; i++) out.push(...queryLines(i), ...helperLines(i))
  return `${out.slice(0, lines).join('\n')}\n`
}

const queryLines = (i: number): string[] => [
  `events_${i} = (`,
  '    spark.readStream.format("kafka")',
  '    .option("kafka.bootstrap.servers", "broker-1:9092")',
  `    .option("subscribe", "events-${i}")`,
  '    .option("startingOffsets", "latest")',
  '    .option("maxOffsetsPerTrigger", 50000)',
  '    .load()',
  ')',
  `parsed_${i} = events_${i}.selectExpr("CAST(value AS STRING) AS page", "timestamp AS seen_at")`,
  `counts_${i} = parsed_${i}.withWatermark("seen_at", "10 minutes").groupBy(window("seen_at", "5 minutes"), "page").count()`,
  `query_${i} = (`,
  `    counts_${i}.writeStream.outputMode("append")`,
  '    .format("parquet")',
  `    .option("path", "s3a://lake/out-${i}")`,
  `    .option("checkpointLocation", "s3a://lake/checkpoints/${i}")`,
  '    .trigger(processingTime="60 seconds")',
  '    .start()',
  ')',
  '',
]

const helperLines = (i: number): string[] => [
  `def label_${i}(name: str, count: int) -> str:`,
  `    """Names a count for the log."""`,
  `    if count > ${i}:`,
  `        return f"{name}: {count} of ${i}"`,
  `    return name.upper()`,
  '',
  `totals_${i} = {label_${i}("a", n): n * 2 for n in range(${i + 3})}`,
  '',
]
