import { watermarkBefore, type Operator, type Query } from '../../core/components/query.ts'
import { defineRule, identity, insertOperator, maybe, nameColumn, query, set, unsafe } from '../../core/engine/define-rule.ts'
import { chain, job, toFiles, toKafka, visits } from '../shared/spark-example.ts'
import { isGlobal, judge, markedSessions, timeOf, type Time, type Verdict } from '../shared/spark-aggregation.ts'
import { canBeMarked, isFileSink, modeOf } from '../shared/spark-query.ts'

/** A placeholder: how late an event may come is for its owner to say. */
const DELAY = '10 minutes'

interface Data {
  /** Stands after the aggregation. */
  readonly late: boolean
  /** Comes in with the second input of a union. */
  readonly united: boolean
  readonly isDefault: boolean
}

export default defineRule({
  id: 'aggregation-without-watermark',
  summary: 'Nothing tells Spark when a group of this aggregation is over',
  scenario: 6,
  also: [9, 10],
  component: 'spark-query',
  severity: 'warning',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query() },
  given: { mode: maybe('outputMode'), self: identity() },
  fix: 'unsafe',
  messages: {
    refused: (d: Data) =>
      `${lead(d)}In append mode${d.isDefault ? ', the default,' : ''} a group is written once it is over, and without a watermark before the aggregation none ever is: Spark refuses to start the query.`,
    keys: (d: Data) =>
      `${lead(d)}In append mode${d.isDefault ? ', the default,' : ''} a group is written once it is over, and these keys never are: Spark refuses to start the query. Update mode would write them as they change.`,
    session: (d: Data) =>
      `${lead(d)}Session windows cannot be written in update mode, with a watermark or without: Spark refuses to start the query. In append mode, with a watermark before the aggregation, it starts.`,
    grows: (d: Data) =>
      `${lead(d)}No watermark says when a window is over, so the state of every window is kept for ever: batches and checkpoints take longer and longer, until the query falls behind.`,
    handed: (d: Data) =>
      `${lead(d)}No watermark stands before this aggregation: whoever starts the query is refused in append mode, and in update mode the state of every window is kept for ever.`,
    many: (d: Data) =>
      `${lead(d)}The state keeps one row for every key that ever came. That is sound where the keys are few and stay the same; where new ones keep coming it grows for ever.`,
  },
  lint({ query: q, mode: written, self }, report) {
    const index = q.operators.findIndex((op, i) => op.name === 'aggregate' && watermarkBefore(q, i) === 'none')
    const op = q.operators[index]
    const mode = modeOf(q, written)
    if (q.source !== 'stream' || mode === undefined || mode === 'complete') return
    if (!op) {
      const sessions = mode === 'update' && !isFileSink(q.sink) ? markedSessions(q) : undefined
      if (!sessions) return
      const fixes = sessions.isBounded ? [unsafe('Write in append mode: a session comes once, when it is over', set('outputMode', 'append'))] : []
      report('session', { data: { late: false, united: false, isDefault: false }, at: [sessions.op, written], severity: 'error', refusal: true, fixes })
      return
    }
    const time = timeOf(q, index, op)
    const verdict = judge(q, mode, time)
    if (!verdict || (self.isTest && !verdict.refusal)) return
    const late = q.operators.slice(index + 1).find((o) => o.name === 'withWatermark')
    const fixes = late ? [] : fixFor(q, index, op, time, verdict.says)
    report(verdict.says, {
      data: { late: late !== undefined, united: isMarkedBeside(q, index), isDefault: written?.written === undefined },
      at: [op, late],
      severity: verdict.severity,
      refusal: verdict.refusal,
      fixes,
    })
  },
  page: {
    why: 'Without a watermark Spark drops nothing and closes nothing. It keeps the state of every group, since one more late row might still belong to it: after nine one-minute windows in update mode nine are held, with a watermark of one minute three. State, checkpoints and garbage collection grow until each batch is slower than the one before. In append mode, which is the default, a group may be written only when it is over; none ever would be, so the query is refused when it starts.',
    whatToDo:
      'Put `.withWatermark("<event time>", "<delay>")` before the `groupBy`, on the column that the window is made of; it must be a timestamp, so a text is turned into one before (`to_timestamp`). The delay is how far an event may be behind the newest one that was seen: rows later than that are dropped without an error, so take it from what you measure, not from a sample. Session windows go with append mode only. Keys without a time need update mode, and are sound while they are few.',
    staysSilent:
      'For batches, and for the frames inside `foreachBatch`; behind a helper that is not in sight; in complete mode, where a watermark frees nothing; for a file sink in another mode than append, which Spark refuses for that. With a watermark before the aggregation, even where no key carries its column, but for sessions in update mode. In tests where Spark would start the query.',
  },
  examples: {
    bad: [
      { about: 'A window in update mode', ...counting('window("timestamp", "10 minutes"), "topic"', updates()), severity: 'warning' },
      { about: 'Append is the default, and refused', ...counting('window(col("timestamp"), "10 minutes")', toFiles('counts')), severity: 'error' },
      { about: 'The column itself is the key', ...counting('visits.timestamp', updates()), severity: 'warning' },
      { about: 'Plain keys in append mode', ...counting('"topic"', toKafka('counts', '.outputMode("append")')), severity: 'error' },
      { about: 'Plain keys in update mode', ...counting('"topic"', updates()), severity: 'info' },
      {
        about: 'The watermark comes too late',
        ...counting('window("timestamp", "1 hour")', 'counts = counts.selectExpr("window.end AS hour", "count").withWatermark("hour", "1 hour")', updates()),
        severity: 'warning',
      },
      { about: 'Sessions in update mode', ...counting('session_window("timestamp", "5 minutes"), "topic"', updates()), severity: 'error' },
      {
        about: 'Sessions in update mode, with a watermark',
        ...job(
          visits(),
          'marked = visits.withWatermark("timestamp", "20 minutes")',
          'counts = marked.groupBy(session_window("timestamp", "5 minutes"), "topic").count()',
          updates(),
        ),
        severity: 'error',
      },
      {
        about: 'A timestamp by its schema is a key',
        ...job(
          'visits = spark.readStream.schema("page STRING, seen_at TIMESTAMP").option("maxFilesPerTrigger", 20).json("hdfs://nn/visits")',
          'counts = visits.groupBy("seen_at").count()',
          updates(),
        ),
        severity: 'warning',
      },
      {
        about: 'A window on a text, which takes no watermark',
        ...job(
          'visits = spark.readStream.schema("page STRING, seen_at STRING").option("maxFilesPerTrigger", 20).json("hdfs://nn/visits")',
          'counts = visits.groupBy(window("seen_at", "1 hour")).count()',
          updates(),
        ),
        severity: 'warning',
      },
      {
        about: 'Only the second input of the union has one',
        ...job(visits(), 'marked = visits.withWatermark("timestamp", "1 hour")', 'counts = visits.union(marked).groupBy(window("timestamp", "1 hour")).count()', updates()),
        severity: 'warning',
      },
      {
        about: 'Somebody else starts the query',
        ...job(
          'def per_hour(topic):',
          '    reader = spark.readStream.format("kafka").option("subscribe", topic)',
          '    return reader.load().groupBy(window("timestamp", "1 hour")).count()',
        ),
        severity: 'warning',
      },
    ],
    good: [
      {
        about: 'The watermark stands before the aggregation',
        ...job(visits(), 'marked = visits.withWatermark("timestamp", "20 minutes")', 'counts = marked.groupBy(window("timestamp", "10 minutes")).count()', toFiles('counts')),
      },
      {
        about: 'In complete mode a watermark frees nothing',
        ...counting('window("timestamp", "1 hour")', chain('query', 'counts.writeStream.format("console")', ['.outputMode("complete")', '.start()'])),
      },
      {
        about: 'A helper out of sight may have set it',
        ...job('from acme import with_event_time', visits(), 'counts = with_event_time(visits).groupBy(window("timestamp", "1 hour")).count()', updates()),
      },
      {
        about: 'A batch',
        ...job('visits = spark.read.parquet("hdfs://nn/visits")', 'counts = visits.groupBy(window("seen_at", "1 hour")).count()', 'counts.write.parquet("hdfs://nn/counts")'),
      },
    ],
  },
  sources: [
    'UnsupportedOperationChecker (append: STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION from 4.0); executed on pyspark 3.3.4 to 4.3.0, with the rows of state after nine windows',
  ],
})

function counting(keys: string, ...more: readonly string[]): ReturnType<typeof job> {
  return job(visits(), `counts = visits.groupBy(${keys}).count()`, ...more)
}
function updates(): string {
  return toKafka('counts', '.outputMode("update")')
}

function lead({ late, united }: Data): string {
  if (late) return 'The watermark below comes too late: it counts only for what follows it. '
  return united ? 'Of a union only the watermark of the first input counts. ' : ''
}

const isMarkedBeside = ({ operators }: Query, index: number): boolean => operators.slice(0, index).some((op) => op.name === 'union' && op.other?.marked === true)

/** A watermark before the aggregation. A column that was taken from an older frame would be stale behind it, so it is named in the same stroke. */
function fixFor(q: Query, index: number, op: Operator, time: Time | undefined, says: Verdict['says']) {
  const column = time?.column
  const isGlobalSession = time?.isSession === true && isGlobal(op)
  if (!column || isGlobalSession || !canBeMarked(q, index, column)) return []
  const mark = [insertOperator(op, 'withWatermark', column.name, DELAY), ...(column.asOf === undefined ? [] : [nameColumn(column)])]
  const title = `Insert .withWatermark("${column.name}", "${DELAY}")`
  const hint = 'the delay is a placeholder for how late an event may come'
  return says === 'session' ? [unsafe(`${title} and write in append mode; ${hint}`, ...mark, set('outputMode', 'append'))] : [unsafe(`${title}; ${hint}`, ...mark)]
}
