import type { Sink } from '../../core/components/query.ts'
import { defineRule, everyKey, query } from '../../core/engine/define-rule.ts'
import { chain, job, visits } from '../shared/spark-example.ts'
import { isFileSink } from '../shared/spark-query.ts'

interface Data {
  readonly sink: string
}

export default defineRule({
  id: 'stream-sink-refused',
  summary: 'A sink that Spark refuses to start: a name or a path is missing, or it cannot do what is asked of it',
  scenario: 12,
  also: [8],
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query() },
  given: { keys: everyKey() },
  fix: 'none',
  messages: {
    format: ({ sink }: Data) => `${sink} takes no streams: Spark refuses to start the query. In foreachBatch each batch can be written to it.`,
    hive: (_: Data) => 'hive is the format of tables, and no stream is written to it by that name: Spark refuses to start the query.',
    name: (_: Data) => 'The memory sink is a table in memory, and queryName says what it is called: without it Spark refuses to start the query.',
    path: ({ sink }: Data) => `A ${sink} sink without a path, neither as an option nor given to start(): Spark refuses to start the query.`,
    paths: (_: Data) => 'The path is given twice, as an option and to start(): the call raises, even where both say the same.',
    partitions: ({ sink }: Data) => `partitionBy goes with files and tables: with ${sink} Spark refuses to start the query.`,
    continuous: (_: Data) => 'foreachBatch needs batches, and a continuous trigger makes none: Spark refuses to start the query.',
  },
  lint({ query: q, keys }, report) {
    const { sink, trigger } = q
    if (sink?.name === undefined) return
    const data: Data = { sink: sink.name }
    const isLegacy = q.switches?.['spark.sql.legacy.pathOptionBehavior.enabled'] ?? false
    const has = (key: string): boolean => keys.some((found) => found.key === key && found.origin === 'explicit')
    const isWithout = (key: string): boolean => sink.isOpen !== true && !has(key)
    const { name, startPath, partitioned } = sink
    const format = name.toLowerCase()
    if (startPath && !isLegacy && keys.some(({ key, repeats }) => key === 'sink.path' && repeats.length > 0)) report('paths', { data, at: [startPath] })
    if (format === 'hive') report('hive', { data, at: [sink] })
    else if (NO_STREAMS.has(format)) report('format', { data, at: [sink] })
    else if (partitioned && NO_PARTITIONS.has(name)) report('partitions', { data, at: [partitioned, sink] })
    else if (format === 'memory' && isWithout('queryName')) report('name', { data, at: [sink] })
    else if (isFileSink(sink) && isWithout('sink.path')) report('path', { data: { sink: format }, at: [sink] })
    else if (name === 'foreachBatch' && trigger === 'continuous') report('continuous', { data, at: [sink] })
  },
  page: {
    why: 'What a sink needs is looked at when `start()` is called, and nowhere before: the memory sink needs a name, files need a path, and only one of them. `jdbc` is a sink of batches and no stream can be written to it, which `format("jdbc")` does not tell. A job that starts several queries may have some of them running when this one raises.',
    whatToDo:
      'Give the path once, to `start(path)` or as an option. Name a query that is to be read as a table. Write to a database inside `foreachBatch`, with a key that makes a second write of the same batch harmless; partition there too, when the batch is written. A table of Hive is written there as well.',
    staysSilent:
      'For formats that Spark does not bring itself; where the sink is not in sight, or, for what is missing, options of the writer are not; for a path given twice where `spark.sql.legacy.pathOptionBehavior.enabled` is set; for `partitionBy` with `console` and `noop`, which take it, and with sinks that Spark does not bring itself.',
  },
  examples: {
    bad: [
      {
        about: 'A database',
        ...job(visits(), started('visits.writeStream.format("jdbc")', '.option("url", "jdbc:postgresql://db/visits")', '.option("dbtable", "visits")')),
        severity: 'error',
      },
      { about: 'A table in memory without a name', ...job(visits(), 'query = visits.writeStream.format("memory").start()'), severity: 'error' },
      { about: 'Files without a path', ...job(visits(), started('visits.writeStream.format("parquet")')), severity: 'error' },
      {
        about: 'The path twice',
        ...job(visits(), chain('query', 'visits.writeStream.format("json")', [checkpoint(), '.option("path", "hdfs://nn/visits")', '.start("hdfs://nn/visits")'])),
        severity: 'error',
      },
      { about: 'Partitions of a function', ...job(visits(), started('visits.writeStream.partitionBy("topic").foreachBatch(print)')), severity: 'error' },
      { about: 'No batches', ...job(visits(), started('visits.writeStream.foreachBatch(print)', '.trigger(continuous="1 second")')), severity: 'error' },
    ],
    good: [
      { about: 'The name as a keyword', ...job(visits(), 'query = visits.writeStream.format("memory").start(queryName="visits")') },
      {
        about: 'Partitions of files',
        ...job(visits(), chain('query', 'visits.writeStream.format("parquet")', [checkpoint(), '.partitionBy("topic")', '.start("hdfs://nn/visits")'])),
      },
      { about: 'Options out of sight', ...job('from acme import sink_options', visits(), 'query = visits.writeStream.format("parquet").options(**sink_options("out")).start()') },
      { about: 'A table has a path of its own', ...job(visits(), `query = visits.writeStream.format("parquet")${checkpoint()}.toTable("bronze.visits")`) },
    ],
  },
  sources: ['DataStreamWriter.startInternal, DataSource.createSink, MemoryStream; executed on pyspark 3.3.4, 3.4.4, 3.5.9, 4.0.5, 4.1.4, 4.2.1 and 4.3.0'],
})

function checkpoint(): string {
  return '.option("checkpointLocation", "hdfs://nn/checkpoints/visits")'
}
function started(head: string, ...calls: readonly string[]): string {
  return chain('query', head, [checkpoint(), ...calls, '.start()'])
}

/** Formats that Spark brings, and that only batches can be written to; by the name that is written. */
const NO_STREAMS = new Set(['jdbc', 'rate'])
const NO_PARTITIONS = new Set<Sink['name']>(['memory', 'foreach', 'foreachBatch'])
