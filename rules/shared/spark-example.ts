/** PySpark files for examples: an import, a session, and the lines that matter. */
export const job = (...lines: string[]): { file: string; text: string } => ({
  file: 'job.py',
  text: [
    'from pyspark.sql import SparkSession',
    'from pyspark.sql.functions import col, session_window, window',
    '',
    'spark = SparkSession.builder.getOrCreate()',
    '',
    ...lines,
    '',
  ].join('\n'),
})

/** `visits`, read from Kafka with a limit; options more, as they stand in the file. */
export const visits = (...options: string[]): string =>
  chain('visits', 'spark.readStream.format("kafka")', [...BROKER, '.option("subscribe", "visits")', '.option("maxOffsetsPerTrigger", 50000)', ...options, '.load()'])

const BROKER = ['.option("kafka.bootstrap.servers", "broker:9092")']

/** A query into Kafka that has all that it needs; `also` are calls more before the start. */
export const toKafka = (frame: string, ...also: string[]): string =>
  chain('query', `${frame}.writeStream.format("kafka")`, [...BROKER, '.option("topic", "out")', '.option("checkpointLocation", "hdfs://nn/checkpoints/out")', ...also, '.start()'])

/** A query into Parquet files that has all that it needs. */
export const toFiles = (frame: string, ...also: string[]): string =>
  chain('query', `${frame}.writeStream.format("parquet")`, [
    '.option("path", "hdfs://nn/out")',
    '.option("checkpointLocation", "hdfs://nn/checkpoints/files")',
    ...also,
    '.start()',
  ])

/** A name for a chain with one call a line. */
export const chain = (name: string, head: string, calls: readonly string[]): string => [`${name} = (`, `    ${head}`, ...calls.map((c) => `    ${c}`), ')'].join('\n')

export const sparkDefaults = (...lines: string[]): { file: string; text: string } => ({ file: 'spark-defaults.conf', text: [...lines, ''].join('\n') })
