import type { Query, Source } from '../../core/components/query.ts'
import { defineRule, identity, query } from '../../core/engine/define-rule.ts'
import { chain, job, toKafka } from '../shared/spark-example.ts'
import { formatOfSource } from '../shared/spark-options.ts'
import { sourceAt } from '../shared/spark-query.ts'

const TOPICS: readonly string[] = ['subscribe', 'subscribePattern', 'assign']
const INFERENCE = 'spark.sql.streaming.schemaInference'
type Told = NonNullable<Source['reader']>

export default defineRule({
  id: 'source-incomplete',
  summary: 'A streaming source without what it needs, or with a schema that it does not take: load() raises',
  scenario: 12,
  component: 'spark-source',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query(), self: identity() },
  fix: 'none',
  messages: {
    topics: (_: Record<never, never>) => 'A Kafka source needs subscribe, subscribePattern or assign: without one of them load() raises.',
    servers: ({ plain }: { plain: boolean }) =>
      `A Kafka source needs kafka.bootstrap.servers: without it load() raises.${plain ? ' bootstrap.servers without the prefix is read by nobody.' : ''}`,
    fixed: ({ format }: { format: string }) => `${format} has a schema of its own and takes no other: load() raises.`,
    schema: ({ format }: { format: string }) => `A stream of ${format} files needs a schema: load() raises, unless ${INFERENCE} is set from outside.`,
    option: ({ format, name }: { format: string; name: string }) => `A ${format} source needs the option ${name}: without it load() raises.`,
  },
  lint({ query: q, self }, report) {
    const format = formatOfSource(q, self)
    const source = sourceAt(q, self.place)
    const told = source?.reader
    if (!source?.format || !format || !told) return
    const at = [source]
    const lacks = lackOf(told)
    if (format === 'files') {
      if (source.format !== 'text' && isUnsaid(told) && !mayInfer(q)) report('schema', { data: { format: source.format }, at })
      return
    }
    if (typeof told.schema === 'object') report('fixed', { data: { format }, at: [told.schema] })
    if (format === 'kafka') {
      if (TOPICS.every(lacks)) report('topics', { data: {}, at, key: 'source.subscribe' })
      if (lacks('kafka.bootstrap.servers'))
        report('servers', { data: { plain: told.names.some((name) => name.toLowerCase() === 'bootstrap.servers') }, at, key: 'bootstrap.servers' })
    }
    for (const name of NEEDED[format] ?? []) if (lacks(name)) report('option', { data: { format, name }, at, key: `source.${name}` })
  },
  page: {
    why: 'A source is looked at when `load()` is called. Kafka needs an address and one way to name topics; the address is an option of the client, so it carries the prefix `kafka.`. Kafka, rate and socket sources have fixed columns and refuse any other schema. Streams of files take no schema from what lies there, since what comes later might differ: json, csv, parquet and orc need one, text has its own.',
    whatToDo:
      'Give `kafka.bootstrap.servers` and one of `subscribe`, `subscribePattern`, `assign`. Take `.schema(…)` away from Kafka and parse `value` with `from_json` instead. Write the schema of files down, or read it once from a batch: `spark.read.json(path).schema`. `spark.sql.streaming.schemaInference` is meant for trying things out; where it is set outside of the file, allow the rule there with that reason.',
    staysSilent:
      'For batches and formats that Spark does not bring itself; where options of the reader, its format or the session are not in sight; where a schema may be given in one branch only.',
  },
  examples: {
    bad: [
      { about: 'No topics', ...job(kafka('.option("kafka.bootstrap.servers", "broker:9092")'), toKafka('visits')), severity: 'error' },
      {
        about: 'The address without its prefix',
        ...job(kafka('.option("bootstrap.servers", "broker:9092")', '.option("subscribe", "visits")'), toKafka('visits')),
        severity: 'error',
      },
      {
        about: 'A schema for Kafka',
        ...job(kafka('.option("kafka.bootstrap.servers", "broker:9092")', '.option("subscribe", "visits")', '.schema("id STRING")'), toKafka('visits')),
        severity: 'error',
      },
      { about: 'Files without a schema', ...job(files('spark.readStream.option("maxFilesPerTrigger", 100).json("s3a://lake/in")')), severity: 'error' },
      { about: 'A socket without a port', ...job(files('spark.readStream.format("socket").option("host", "127.0.0.1").load()')), severity: 'error' },
    ],
    good: [
      { about: 'Options out of sight', ...job('from acme import OPTIONS', kafka('.options(**OPTIONS)'), toKafka('visits')) },
      {
        about: 'Inference is switched on',
        ...job(`spark.conf.set("${INFERENCE}", "true")`, files('spark.readStream.option("maxFilesPerTrigger", 100).json("s3a://lake/in")')),
      },
      { about: 'Text has a schema of its own', ...job(files('spark.readStream.option("maxFilesPerTrigger", 100).text("s3a://lake/in")')) },
    ],
  },
  sources: ['KafkaSourceProvider.validateGeneralOptions, DataSource.sourceSchema, RateStreamProvider, TextSocketSourceProvider; executed on pyspark 3.3.4, 3.5.9 and 4.3.0'],
})

const NEEDED: Readonly<Record<string, readonly string[]>> = { 'rate-micro-batch': ['rowsPerBatch'], socket: ['host', 'port'] }

const isUnsaid = ({ schema, isOpen }: Told): boolean => schema === undefined && !isOpen
/** Where the session is not in sight it may. */
const mayInfer = ({ switches }: Query): boolean => switches?.[INFERENCE] === true || switches?.[INFERENCE] === 'unknown'

const lackOf =
  ({ names, isOpen }: Told) =>
  (name: string): boolean =>
    !isOpen && !names.includes(name)

function kafka(...calls: string[]): string {
  return chain('visits', 'spark.readStream.format("kafka")', ['.option("maxOffsetsPerTrigger", 50000)', ...calls, '.load()'])
}

function files(reader: string): string {
  return `rows = ${reader}\n${toKafka('rows.selectExpr("1 AS value")')}`
}
