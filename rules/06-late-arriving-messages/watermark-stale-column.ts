import { watermarkBefore, type Column, type Operator, type Query, type Watermark } from '../../core/components/query.ts'
import { defineRule, maybe, nameColumn, query, safe } from '../../core/engine/define-rule.ts'
import { job, toFiles, toKafka, visits } from '../shared/spark-example.ts'
import { isFileSink, modeOf } from '../shared/spark-query.ts'

interface Data {
  readonly column: string
}

export default defineRule({
  id: 'watermark-stale-column',
  summary: 'The time column is taken from the frame before the watermark, so the watermark is not on it',
  scenario: 6,
  also: [9, 10],
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query() },
  given: { mode: maybe('outputMode') },
  fix: 'safe',
  messages: {
    refused: ({ column }: Data) =>
      `This is the ${column} of the frame before the watermark, and it carries none: in append mode Spark refuses to start the query, although a watermark is written.`,
    grows: ({ column }: Data) =>
      `This is the ${column} of the frame before the watermark, and it carries none: no window is ever over, and the state of each is kept for ever, although a watermark is written.`,
    joins: ({ column }: Data) =>
      `This is the ${column} of the frame before the watermark, and it carries none: a bound on it frees no row of the other side, so the state of the join grows for ever, or, where an outer join needs the bound, Spark refuses to start the query.`,
  },
  lint({ query: q, mode: written }, report) {
    const mode = modeOf(q, written)
    if (q.source !== 'stream' || mode === undefined || mode === 'complete' || (mode === 'update' && isFileSink(q.sink))) return
    const joined = staleJoin(q)
    if (joined) report('joins', { data: { column: joined.column.name }, at: [joined.column, q.operators[joined.mark.at]], severity: 'warning', refusal: false })
    const stale = staleIn(q)
    if (!stale) return
    const { column, mark } = stale
    const fixes = column.name === mark.on ? [safe(`Name the column: "${column.name}" is the one with the watermark`, nameColumn(column))] : []
    const isRefused = mode === 'append'
    report(isRefused ? 'refused' : 'grows', {
      data: { column: column.name },
      at: [column, q.operators[mark.at]],
      severity: isRefused ? 'error' : 'warning',
      refusal: isRefused,
      fixes,
    })
  },
  page: {
    why: '`rides.picked_up` is the column as it was when `rides` was made; `withWatermark` gives a new frame with a new column. A window over the old one does not see the watermark that stands two lines above. In append mode the query is refused, in update mode it runs and keeps everything: nine windows of nine, where the fresh column keeps three. In the time range of a join of two streams one such column keeps 100 rows where the fresh ones keep 20, two of them keep all 180. A sample of Spark’s own guide had this form, so it is often copied.',
    whatToDo:
      'Name the column (`window("picked_up", …)`, `col("picked_up")`), or take it from the frame that `withWatermark` has given. The names in `dropDuplicates([…])` are always fresh.',
    staysSilent:
      'For names and `col(…)`; for a column of the marked frame, also where the old name was assigned anew; for other columns than the one with the watermark, a copy of it under a new name among them; in a join for the column of the right side, and where the condition is a text; in complete mode, and for a file sink in update mode, which is refused for that.',
  },
  examples: {
    bad: [
      {
        about: 'Append mode',
        ...job(
          visits(),
          'marked = visits.withWatermark("timestamp", "20 minutes")',
          'counts = marked.groupBy(window(visits.timestamp, "5 minutes"), "topic").count()',
          toFiles('counts'),
        ),
        severity: 'error',
      },
      {
        about: 'Update mode, and the column by its name in brackets',
        ...job(
          visits(),
          'marked = visits.withWatermark("timestamp", "20 minutes")',
          'counts = marked.groupBy(window(visits["timestamp"], "5 minutes")).count()',
          toKafka('counts', '.outputMode("update")'),
        ),
        severity: 'warning',
      },
      {
        about: 'Selected on the way',
        ...job(
          visits(),
          'marked = visits.withWatermark("timestamp", "20 minutes").select(visits.timestamp, "topic")',
          'counts = marked.groupBy(window("timestamp", "5 minutes")).count()',
          toFiles('counts'),
        ),
        severity: 'error',
      },
      {
        about: 'The column itself is the key',
        ...job(visits(), 'counts = visits.withWatermark("timestamp", "20 minutes").groupBy(visits.timestamp).count()', toKafka('counts', '.outputMode("update")')),
        severity: 'warning',
      },
    ],
    good: [
      {
        about: 'The column by its name',
        ...job(visits(), 'marked = visits.withWatermark("timestamp", "20 minutes")', 'counts = marked.groupBy(window("timestamp", "5 minutes")).count()', toFiles('counts')),
      },
      {
        about: 'The old name now means the marked frame',
        ...job(visits(), 'visits = visits.withWatermark("timestamp", "20 minutes")', 'counts = visits.groupBy(window(visits.timestamp, "5 minutes")).count()', toFiles('counts')),
      },
      {
        about: 'Only another key is old',
        ...job(
          visits(),
          'marked = visits.withWatermark("timestamp", "20 minutes")',
          'counts = marked.groupBy(window("timestamp", "5 minutes"), visits.topic).count()',
          toFiles('counts'),
        ),
      },
      {
        about: 'Deduplication takes names',
        ...job(visits(), 'unique = visits.withWatermark("timestamp", "20 minutes").dropDuplicates(["topic", "timestamp"])', toKafka('unique')),
      },
    ],
  },
  sources: [
    'EventTimeWatermark marks the attribute, ResolveTimeWindows copies the mark of the column that it is given; SPARK-30553; executed on pyspark 3.3.4 to 4.3.0 (classic sessions)',
  ],
})

/** The time of the left side in the range of a join; where the fresh column stands in it as well, or the other side has no watermark, it is not this that counts. */
function staleJoin(q: Query): Stale | undefined {
  for (const [i, op] of q.operators.entries()) {
    if (op.name !== 'join' || op.other?.source !== 'stream' || op.other.marked !== true) continue
    const mark = watermarkBefore(q, i)
    if (typeof mark === 'string') continue
    const named = op.columns.filter((c) => c.name === mark.on && c.name === q.operators[mark.at]?.mark?.column)
    const [column] = named
    if (column && named.every(({ asOf }) => asOf !== undefined && asOf <= mark.at)) return { column, mark }
  }
  return undefined
}

interface Stale {
  readonly column: Column
  readonly mark: Exclude<Watermark, string>
}

/** The watermark's own column, as it was before the watermark: as the time of an aggregation, as a key, or selected on the way to one. */
function staleIn(q: Query): Stale | undefined {
  const last = q.operators.findLastIndex((op) => op.name === 'aggregate')
  for (const [i, op] of q.operators.slice(0, last + 1).entries()) {
    const mark = watermarkBefore(q, i)
    if (typeof mark === 'string' || (op.name !== 'aggregate' && op.name !== 'select')) continue
    const named = (op.time?.column ? [op.time.column] : op.columns).filter((c) => c.name === q.operators[mark.at]?.mark?.column)
    const column = named.find(({ asOf }) => asOf !== undefined && asOf <= mark.at)
    const isFreshToo = op.name === 'select' && named.some((c) => c.asOf === undefined)
    if (column && !isFreshToo && isTimeOf(q.operators[last], column)) return { column, mark }
  }
  return undefined
}

const isTimeOf = (aggregation: Operator | undefined, { name }: Column): boolean => aggregation?.time !== undefined || aggregation?.columns.some((c) => c.name === name) === true
