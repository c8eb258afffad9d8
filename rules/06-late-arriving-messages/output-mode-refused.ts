import { watermarkBefore, type Operator, type Query } from '../../core/components/query.ts'
import type { Known } from '../../core/components/settings.ts'
import { defineRule, maybe, query, set, unsafe, versionOf, type At } from '../../core/engine/define-rule.ts'
import { chain, job, toFiles, toKafka, visits } from '../shared/spark-example.ts'
import { hasNoCopies, isChecked, isFileSink, modeOf, type Mode } from '../shared/spark-query.ts'
import { joinsStreams, stepsOf, type Steps } from '../shared/spark-steps.ts'
import { shortened } from '../shared/words.ts'

interface Data {
  readonly mode: string
  readonly sink: string
}

export default defineRule({
  id: 'output-mode-refused',
  summary: 'Spark does not take this output mode for this query',
  scenario: 6,
  also: [10],
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query(), mode: maybe('outputMode') },
  given: { spark: versionOf('spark', '4.2') },
  fix: 'unsafe',
  messages: {
    word: ({ mode }: Data) => `“${mode}” is no output mode: the call raises. Spark knows append, update and complete.`,
    file: ({ mode, sink }: Data) => `A ${sink} sink only ever adds files, so it takes append mode alone: with ${mode} Spark refuses to start the query.`,
    complete: (_: Data) =>
      'Complete mode writes the whole result of an aggregation after each batch, and this query has none (a deduplication or a limit is no aggregation): Spark refuses to start it.',
    join: ({ mode }: Data) => `Two streams are joined here, and a row of the result is written once, when it is sure: in ${mode} mode Spark refuses to start the query.`,
    keys: (_: Data) =>
      'In append mode a group is written once the watermark has passed it, and none of these keys is the column with the watermark, or a window on it: Spark refuses to start the query.',
    limit: (_: Data) => 'limit() counts the rows that it has let through, which it cannot do where rows are written again: in update mode Spark refuses to start the query.',
  },
  lint({ query: q, mode: written, spark }, report) {
    if (!q.sink || !written) return
    const mode = wordOf(q, written)
    const all = stepsOf(q)
    const data: Data = { mode: shortened(written.value), sink: q.sink.name ?? '' }
    if (mode === undefined) report('word', { data, at: [written] })
    else if (mode !== 'append' && isFileSink(q.sink) && all.reads !== 'batch') report('file', { data, at: [written], fixes: appendFor(all) })
    else if (isChecked(q) && all.reads === 'stream') {
      const found = judge(q, all, mode, spark)
      if (found?.says === 'keys') report('keys', { data, at: [found.op, written], beside: 'the mode' })
      else if (found) report(found.says, { data, at: [written, found.op], beside: 'the operator', fixes: appendFor(all) })
    }
  },
  page: {
    why: 'The output mode says which rows of a result a batch writes: new ones (append, the default), those that changed (update), or all of them (complete). Not every query has rows of each kind. Files cannot be changed once they are written; without an aggregation there is no result that could be written as a whole; what two streams give together may come late, but never changes, so it is append too. Spark looks at it when the query starts, and refuses.',
    whatToDo:
      'Leave the mode out, or write `append`, where rows are only added. An aggregation whose groups change needs `update`, with a sink that can take the same key twice (Kafka, or `foreachBatch` with a merge). `complete` is for small results that are rewritten after each batch. From Spark 4.2 inner and left semi joins of two streams go with update mode, outer ones do not.',
    staysSilent:
      'Where the mode or the sink is not in sight; behind a helper that is not in sight; for other sinks than Spark’s own files, which have rules of their own; where `spark.sql.streaming.unsupportedOperationCheck` is off, but for files and words. What an aggregation without a watermark may do in append mode, and sessions in update mode, is said by `aggregation-without-watermark`.',
  },
  examples: {
    bad: [
      { about: 'A word that is none', ...job(visits(), toKafka('visits', '.outputMode("upsert")')), severity: 'error' },
      { about: 'Files in update mode', ...job(visits(), toFiles('visits', '.outputMode("update")')), severity: 'error' },
      {
        about: 'Files in complete mode',
        ...job(visits(), 'counts = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 hour")).count()', toFiles('counts', '.outputMode("complete")')),
        severity: 'error',
      },
      { about: 'Complete without an aggregation', ...job(visits(), toKafka('visits', '.outputMode("complete")')), severity: 'error' },
      { about: 'A deduplication is none', ...job(visits(), 'unique = visits.dropDuplicates(["key"])', toKafka('unique', '.outputMode("complete")')), severity: 'error' },
      {
        about: 'An outer join of two streams',
        ...job(visits(), rides(), 'both = marked.join(rides, col("ride") == col("key"), "left")', toKafka('both', '.outputMode("update")')),
        severity: 'error',
      },
      {
        about: 'An inner one, before 4.2',
        ...job(visits(), rides(), 'both = marked.join(rides, col("ride") == col("key"))', toKafka('both', '.outputMode("update")')),
        spark: '4.1',
        severity: 'error',
      },
      {
        about: 'The watermark is on no key',
        ...job(visits(), 'counts = visits.withWatermark("timestamp", "1 hour").groupBy("topic").count()', toKafka('counts')),
        severity: 'error',
      },
      { about: 'A limit', ...job(visits(), 'some = visits.limit(100)', toKafka('some', '.outputMode("update")')), severity: 'error' },
    ],
    good: [
      { about: 'Any case', ...job(visits(), toKafka('visits', '.outputMode("Append")')) },
      {
        about: 'Complete over an aggregation',
        ...job(visits(), 'counts = visits.groupBy("topic").count()', chain('query', 'counts.writeStream.format("console")', ['.outputMode("complete")', '.start()'])),
      },
      { about: 'A limit in append mode', ...job(visits(), 'some = visits.limit(100)', toKafka('some')) },
      {
        about: 'An inner join, from 4.2 on',
        ...job(visits(), rides(), 'both = marked.join(rides, col("ride") == col("key"))', toKafka('both', '.outputMode("update")')),
        spark: '4.2',
      },
      { about: 'A helper out of sight may aggregate', ...job('from acme import per_page', visits(), 'counts = per_page(visits)', toKafka('counts', '.outputMode("complete")')) },
      {
        about: 'The checks are switched off',
        ...job('spark.conf.set("spark.sql.streaming.unsupportedOperationCheck", "false")', visits(), 'some = visits.limit(100)', toKafka('some', '.outputMode("update")')),
      },
    ],
  },
  sources: [
    'UnsupportedOperationChecker.checkForStreaming, InternalOutputModes, DataSource.createSink (STREAMING_OUTPUT_MODE from 4.0); executed on pyspark 3.3.4, 3.4.4, 3.5.9, 4.0.5, 4.1.4, 4.2.1 and 4.3.0',
  ],
})

function rides(): string {
  return [
    'marked = visits.withWatermark("timestamp", "1 hour").selectExpr("key", "timestamp")',
    'rides = spark.readStream.format("rate").load().selectExpr("value AS ride", "timestamp AS at").withWatermark("at", "1 hour")',
  ].join('\n')
}

interface Found {
  readonly says: 'complete' | 'join' | 'limit' | 'keys'
  readonly op?: Operator
}

function judge(q: Query, { steps, isAggregated }: Steps, mode: Mode, spark: At<'4.2'>): Found | undefined {
  if (mode === 'complete' && isAggregated === false) return { says: 'complete' }
  if (mode === 'append') return timeless(q)
  const join = steps.find((step) => joinsStreams(step) && (mode === 'complete' || !isTakenInUpdate(step.op, spark)))
  if (join && join.op.how !== 'anti') return { says: 'join', op: join.op }
  const limit = mode === 'update' ? steps.find(({ op, on }) => op.written === 'limit' && on === 'stream') : undefined
  return limit && { says: 'limit', op: limit.op }
}

/** A blank before or behind the word makes another one of it. */
function wordOf(q: Query, written: Known<string>): Mode | undefined {
  const mode = modeOf(q, written)
  return mode === 'unseen' || /^\s|\s$/.test(written.written?.text.text ?? '') ? undefined : mode
}

/** The topmost aggregation decides. Its keys are all in sight, and the watermark is on none of them, nor on a copy that a step before may have made. */
function timeless(q: Query): Found | undefined {
  const index = q.operators.findLastIndex((op) => op.name === 'aggregate')
  const op = q.operators[index]
  const mark = op && watermarkBefore(q, index)
  if (!op?.complete || typeof mark !== 'object' || mark.on.includes('.') || !q.operators.slice(mark.at + 1, index).every(hasNoCopies)) return undefined
  const times = op.time ? [op.time.column?.name ?? mark.on] : []
  return [...op.columns.map((c) => c.name), ...times].includes(mark.on) ? undefined : { says: 'keys', op }
}

/** From 4.2; a type that is not in sight may be one of those. */
const isTakenInUpdate = ({ how }: Operator, spark: At<'4.2'>): boolean => spark.atLeast('4.2') && !(how === 'left' || how === 'right' || how === 'full')

/** Without an aggregation every row is a new one. */
const appendFor = ({ isAggregated }: Steps) => (isAggregated === false ? [unsafe('Write in append mode', set('outputMode', 'append'))] : [])
