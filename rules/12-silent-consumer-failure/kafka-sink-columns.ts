import type { OutputColumn } from '../../core/components/query.ts'
import { defineRule, everyKey, query } from '../../core/engine/define-rule.ts'
import { chain, job, toKafka, visits } from '../shared/spark-example.ts'

interface Data {
  readonly column: string
  readonly has: string
}

const DIES = 'the query starts and dies in its first batch'

export default defineRule({
  id: 'kafka-sink-columns',
  summary: 'Columns that the Kafka sink cannot write: no value, no topic, or a value that is no text',
  scenario: 12,
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query() },
  given: { keys: everyKey() },
  fix: 'none',
  messages: {
    value: ({ has }: Data) => `A Kafka sink writes the column value, exactly so spelled, and what comes here has ${has}: ${DIES}.`,
    topic: ({ has }: Data) => `A Kafka sink needs the option topic or a column topic, and what comes here has ${has}: ${DIES}.`,
    type: ({ column, has }: Data) => `A Kafka sink writes texts and bytes, and ${column} is ${has}: ${DIES}. to_json or a cast makes a text of it.`,
  },
  lint({ query: { sink, columns }, keys }, report) {
    if (sink?.name !== 'kafka' || !columns) return
    const has = (name: string): boolean => columns.some((column) => column.name === name)
    const names = listed(columns)
    if (!has('value')) report('value', { data: { column: 'value', has: names }, at: [sink] })
    for (const { name, is } of columns)
      if (is !== undefined && (name === 'key' || name === 'value') && isOnly(columns, name)) report('type', { data: { column: name, has: KINDS[is] }, at: [sink] })
    const isGiven = sink.isOpen === true || keys.some(({ key }) => key === 'sink.topic')
    if (!isGiven && !has('topic')) report('topic', { data: { column: 'topic', has: names }, at: [sink], key: 'sink.topic' })
  },
  page: {
    why: 'What a Kafka sink is given is looked at when the first batch is written, on the driver and before anything is sent: there must be a column `value` of texts or bytes, a `key`, where there is one, is of texts or bytes too, and the topic comes from the option or from a column. The names count letter by letter: `VALUE` is another column. `start()` has returned by then, and only `awaitTermination()` or `query.exception()` tell. A topic that is created later or a broker that cannot be reached has nothing to do with it.',
    whatToDo:
      'End with one text: `.select(to_json(struct("*")).alias("value"))`, or `selectExpr("CAST(id AS STRING) AS key", "to_json(struct(*)) AS value")`. The alias is needed, for a call gives its column the name of the call. Give the option `topic`, or a column `topic` where rows go to different topics.',
    staysSilent:
      'Where the columns are not all in sight: behind a schema out of sight, a `*` of a struct, a function whose column has no alias, SQL, unions, helpers out of sight. Types are told only where the file itself shows them: a cast, a schema, a function that always gives the same.',
  },
  examples: {
    bad: [
      {
        about: 'No alias',
        ...job('from pyspark.sql.functions import struct, to_json', visits(), toKafka('visits.select(to_json(struct("key", "timestamp")))')),
        severity: 'error',
      },
      {
        about: 'Counts as they are',
        ...job(visits(), 'counts = visits.groupBy("key").count()', toKafka('counts', '.outputMode("update")')),
        severity: 'error',
      },
      { about: 'Another case', ...job(visits(), toKafka('visits.selectExpr("CAST(value AS STRING) AS Value")')), severity: 'error' },
      {
        about: 'A struct',
        ...job('from pyspark.sql.functions import from_json', visits(), toKafka('visits.select(from_json(col("value").cast("string"), "id STRING").alias("value"))')),
        severity: 'error',
      },
      { about: 'No topic', ...job(visits(), withoutTopic('visits.selectExpr("CAST(key AS STRING)", "CAST(value AS STRING)")')), severity: 'error' },
    ],
    good: [
      { about: 'A text', ...job('from pyspark.sql.functions import struct, to_json', visits(), toKafka('visits.select(to_json(struct("key", "timestamp")).alias("value"))')) },
      { about: 'The topic that it came from', ...job(visits(), withoutTopic('visits')) },
      { about: 'Out of sight', ...job('from acme import COLUMNS', visits(), toKafka('visits.select(*COLUMNS)')) },
    ],
  },
  sources: ['KafkaWriter.validateQuery; executed on pyspark 3.3.4, 3.5.9 and 4.3.0 with the connector'],
})

const KINDS: Readonly<Record<NonNullable<OutputColumn['is']>, string>> = { timestamp: 'a timestamp', struct: 'a struct', other: 'a number, a date or a list' }

/** A join may bring the name twice. */
const isOnly = (columns: readonly OutputColumn[], name: string): boolean => columns.filter((column) => column.name === name).length === 1

function listed(columns: readonly OutputColumn[]): string {
  const names = columns.map(({ name }) => name)
  return names.length === 0 ? 'none' : names.length > 8 ? `${names.slice(0, 8).join(', ')} …` : names.join(', ')
}

function withoutTopic(frame: string): string {
  return chain('query', `${frame}.writeStream.format("kafka")`, [
    '.option("kafka.bootstrap.servers", "broker:9092")',
    '.option("checkpointLocation", "hdfs://nn/checkpoints/out")',
    '.start()',
  ])
}
