import { watermarkBefore, type Operator, type Query } from '../../core/components/query.ts'
import { defineRule, identity, insertOperator, maybe, query, renameOperator, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { chain, job, toKafka, visits } from '../shared/spark-example.ts'
import { droppedBefore, isFileSink, marksElsewhere, modeOf, ownTimeAt } from '../shared/spark-query.ts'

/** A placeholder: how far apart two duplicates may come is for their producer to say. */
const DELAY = '1 hour'
const WITHIN = 'dropDuplicatesWithinWatermark'

interface Data {
  readonly call: string
  readonly on: string
}

export default defineRule({
  id: 'dedup-state-unbounded',
  summary: 'A deduplication that remembers every key for ever',
  scenario: 9,
  also: [3, 6],
  component: 'spark-query',
  severity: 'warning',
  since: '0.1.0',
  needs: { query: query() },
  given: { mode: maybe('outputMode'), self: identity(), spark: versionOf('spark', '3.5') },
  fix: 'unsafe',
  messages: {
    unmarked: ({ call }: Data) => `${call}() without a watermark before it remembers all that it has let through, for ever: the state only grows.`,
    beside: ({ call, on }: Data) =>
      `The watermark is on ${on}, which is not among the keys of ${call}(): what is remembered is thrown away by its time, and these keys have none, so the state only grows.`,
    gone: ({ call, on }: Data) =>
      `${on}, which the watermark is on, is no column any more when ${call}() is reached: what is remembered is thrown away by its time, and nothing has one, so the state only grows.`,
  },
  lint({ query: q, mode: written, self, spark }, report) {
    const mode = modeOf(q, written)
    if (q.source !== 'stream' || self.isTest || mode === 'complete' || (mode === 'update' && isFileSink(q.sink))) return
    for (const [i, op] of q.operators.entries()) {
      // Behind an aggregation the watermark lives in its window, and the aggregation is what has to be bounded first.
      if (op.name === 'aggregate') return
      if (op.name !== 'deduplicate') continue
      const mark = watermarkBefore(q, i)
      const data = { call: op.written, on: typeof mark === 'object' ? mark.on : '' }
      if (mark === 'none') report('unmarked', { data, at: [op], fixes: marking(q, i, op, spark.atLeast('3.5')) })
      else if (mark === 'lost') {
        const gone = droppedBefore(q, i)
        if (gone) report('gone', { data: { ...data, on: gone.on }, at: [op, gone.by] })
      } else if (typeof mark === 'object' && isBeside(op, mark.on)) {
        const fixes = spark.atLeast('3.5')
          ? [unsafe(`Use ${WITHIN}: duplicates farther apart than the delay pass, and an existing checkpoint does not fit`, renameOperator(op, WITHIN))]
          : []
        report('beside', { data, at: [op, q.operators[mark.at]], fixes })
      }
    }
  },
  page: {
    why: 'A stream’s deduplication keeps the key of every row that it has seen, and forgets one only when the watermark has passed the event time **in the key**. Without a watermark nothing is forgotten. With one whose column is not among the keys, or was left out by a `select` before, nothing is forgotten either, and that is the trap: the watermark is there and the answers are right. After nine batches of ten rows and a watermark of a minute: 90 rows without a watermark, 80 with one beside the keys, 90 with it left out, 20 with its column among them, 30 with `dropDuplicatesWithinWatermark`. Spark refuses none of them.',
    whatToDo:
      'From Spark 3.5: `withWatermark` and then `dropDuplicatesWithinWatermark([...])` with the same keys. It promises less, only that duplicates no farther apart than the delay are found, so the delay must be longer than the longest pause between a producer’s first try and its last. Before 3.5 put the watermark’s column among the keys, which is right only where duplicates carry the same time. The state has another form, so the query needs a new checkpoint.',
    staysSilent:
      'For batches and inside `foreachBatch`; behind a helper that is not in sight, or where the keys are not literal; for `distinct()` and `dropDuplicates()` behind a watermark, which take all columns, as long as its own is one of them or may live on in another; behind an aggregation; in complete mode, which Spark refuses; in tests.',
  },
  examples: {
    bad: [
      { about: 'No watermark', ...job(visits(), 'unique = visits.dropDuplicates(["key"])', toKafka('unique')), severity: 'warning' },
      {
        about: 'The watermark is not among the keys',
        ...job(visits(), 'unique = visits.withWatermark("timestamp", "2 hours").drop_duplicates(["key"])', toKafka('unique')),
        spark: '3.5',
        severity: 'warning',
      },
      {
        about: 'The same before there was an operator for it',
        ...job(visits(), 'unique = visits.withWatermark("timestamp", "2 hours").dropDuplicates(["key"])', toKafka('unique')),
        spark: '3.4',
        severity: 'warning',
      },
      {
        about: 'The watermark’s column is left out on the way',
        ...job(visits(), 'unique = visits.withWatermark("timestamp", "2 hours").select("key", "topic").distinct()', toKafka('unique')),
        severity: 'warning',
      },
      { about: 'Whole rows', ...job(visits(), 'unique = visits.distinct()', toKafka('unique', '.outputMode("update")')), severity: 'warning' },
    ],
    good: [
      {
        about: 'The operator that is made for it',
        ...job(visits(), 'unique = visits.withWatermark("timestamp", "2 hours").dropDuplicatesWithinWatermark(["key"])', toKafka('unique')),
        spark: '3.5',
      },
      {
        about: 'The watermark’s column is a key',
        ...job(visits(), 'unique = visits.withWatermark("timestamp", "2 hours").dropDuplicates(["key", "timestamp"])', toKafka('unique')),
      },
      { about: 'All columns, the watermark’s among them', ...job(visits(), 'unique = visits.withWatermark("timestamp", "2 hours").dropDuplicates()', toKafka('unique')) },
      {
        about: 'A batch inside foreachBatch',
        ...job(
          visits(),
          'def store(batch, batch_id):',
          '    batch.dropDuplicates(["key"]).write.mode("append").saveAsTable("gold.visits")',
          '',
          chain('query', 'visits.writeStream.foreachBatch(store)', ['.option("checkpointLocation", "hdfs://nn/checkpoints/visits")', '.start()']),
        ),
      },
    ],
  },
  sources: ['statefulOperators.scala (watermarkPredicateForKeys), SPARK-19932, SPARK-42931; executed on pyspark 3.3.4 to 4.3.0, with the rows of state after nine batches'],
})

/** The keys are all in sight, and the watermark's column is none of them. Without a subset all columns are keys. */
const isBeside = ({ columns, complete }: Operator, on: string): boolean => complete && columns.length > 0 && !columns.some((c) => c.name === on)

/** A watermark on the one timestamp that is known, with the operator that makes use of it; without types no other column can be proposed. */
function marking(q: Query, index: number, op: Operator, hasWithin: boolean) {
  const time = ownTimeAt(q, index)
  const isKeyed = op.columns.length === 0 || op.columns.some((c) => c.name === time)
  if (time === undefined || !op.complete || marksElsewhere(q, index) || (!isKeyed && !hasWithin)) return []
  const mark = insertOperator(op, 'withWatermark', time, DELAY)
  const title = `Insert .withWatermark("${time}", "${DELAY}")`
  const hint = 'the delay is a placeholder for how far apart duplicates may come'
  return [isKeyed ? unsafe(`${title}; ${hint}`, mark) : unsafe(`${title} and use ${WITHIN}; ${hint}`, mark, renameOperator(op, WITHIN))]
}
