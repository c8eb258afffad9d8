import { defineRule, identity, query } from '../../core/engine/define-rule.ts'
import { chain, job, toKafka, visits } from '../shared/spark-example.ts'
import { keepsAll, neverEnds } from '../shared/spark-joins.ts'
import { isChecked, isTryout } from '../shared/spark-query.ts'
import { joinsStreams, stepsOf } from '../shared/spark-steps.ts'

interface Data {
  readonly kind: string
  readonly side: string
}

export default defineRule({
  id: 'stream-join-state-unbounded',
  summary: 'Two streams are joined, and nothing says how long a row waits for its partner',
  scenario: 9,
  also: [6],
  component: 'spark-query',
  severity: 'warning',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query() },
  given: { self: identity() },
  fix: 'none',
  messages: {
    refused: ({ kind, side }: Data) =>
      `A ${kind} join gives a row that found no partner once none can come any more, and nothing here says when that is: Spark refuses to start the query. It takes a watermark on ${side} with a range of time between the two, or a column with a watermark among those that must be equal.`,
    grows: (_: Data) =>
      'Neither stream has a watermark, so each row of both is kept for ever, in case its partner comes: the state only grows, and batches take longer and longer.',
  },
  lint({ query: q, self }, report) {
    const { steps, reads } = stepsOf(q)
    if (reads !== 'stream') return
    for (const step of steps) {
      const { op } = step
      if (isChecked(q) && neverEnds(step))
        report('refused', { data: { kind: NAMES[op.how ?? ''] ?? '', side: SIDES[op.how ?? ''] ?? '' }, at: [op], severity: 'error', refusal: true })
      else if (joinsStreams(step) && keepsAll(step) && op.how === 'inner' && q.sink && !self.isTest && !isTryout(q))
        report('grows', { data: { kind: '', side: '' }, at: [op], refusal: false })
    }
  },
  page: {
    why: 'A row of one stream may find its partner later, so Spark keeps the rows of both. With watermarks on both sides, and a condition that relates their times, it knows when no partner can come any more and forgets the row; without, it keeps all. After nine batches of ten rows on each side: 180 rows of state without watermarks, 160 with watermarks alone, 70 with a range of time as well, 40 where the times must be equal. An outer join has to know it to be right at all: it gives the row without its partner when none can come, so Spark refuses one for which that never is.',
    whatToDo:
      'Put `withWatermark` on both streams, and a range between their times into the condition: `expr("ride = ad AND ride_at BETWEEN ad_at AND ad_at + INTERVAL 1 HOUR")`. The range must name the two columns themselves, since a function around one hides it from Spark. The watermark that an outer join needs is on the side whose rows may be missing: on the right for `left` and `semi`, on the left for `right`, on either for `full`. Where both streams carry the same time, as a window does, ask for its equality instead.',
    staysSilent:
      'For joins with a table; where a part of the condition, the type of the join or a step before it is not in sight; where a range is there that Spark may be able to use; for inner joins with a watermark on one side, in tests, and of the sources for trying out; for all of them where `spark.sql.streaming.unsupportedOperationCheck` is off, but for the state that grows.',
  },
  examples: {
    bad: [
      { about: 'Rides that may never come', ...job(visits(), rides(), 'both = visits.join(rides, col("ride") == col("key"), "left")', toKafka('both')), severity: 'error' },
      {
        about: 'The watermark is on the side that may wait',
        ...job(expr(), marked(visits(), 'visits', 'timestamp'), rides(), `both = visits.join(rides, ${range()}, "left_outer")`, toKafka('both')),
        severity: 'error',
      },
      {
        about: 'No range',
        ...job(marked(visits(), 'visits', 'timestamp'), marked(rides(), 'rides', 'at'), 'both = visits.join(rides, col("ride") == col("key"), "full")', toKafka('both')),
        severity: 'error',
      },
      { about: 'All rows of both are kept', ...job(visits(), rides(), 'both = visits.join(rides, col("ride") == col("key"))', toKafka('both')), severity: 'warning' },
    ],
    good: [
      {
        about: 'A range, and a watermark where it is needed',
        ...job(expr(), visits(), marked(rides(), 'rides', 'at'), `both = visits.join(rides, ${range()}, "left")`, toKafka('both')),
      },
      {
        about: 'Equal times',
        ...job(
          marked(visits(), 'visits', 'timestamp'),
          rides(),
          'both = visits.join(rides, (col("ride") == col("key")) & (col("at") == col("timestamp")), "full")',
          toKafka('both'),
        ),
      },
      {
        about: 'Both ends are known',
        ...job(expr(), marked(visits(), 'visits', 'timestamp'), marked(rides(), 'rides', 'at'), `both = visits.join(rides, ${range()})`, toKafka('both')),
      },
      { about: 'A table is no stream', ...job('pages = spark.read.parquet("hdfs://nn/pages")', visits(), 'named = visits.join(pages, "key", "left")', toKafka('named')) },
      {
        about: 'A condition out of sight',
        ...job(
          'from acme import same_ride',
          marked(visits(), 'visits', 'timestamp'),
          marked(rides(), 'rides', 'at'),
          'both = visits.join(rides, same_ride(), "left")',
          toKafka('both'),
        ),
      },
    ],
  },
  sources: ['UnsupportedOperationChecker.checkForStreamStreamJoinWatermark, StreamingJoinHelper; executed on pyspark 3.3.4, 3.5.9, 4.1.4 and 4.3.0'],
})

const NAMES: Readonly<Record<string, string>> = { left: 'left outer', semi: 'left semi', right: 'right outer', full: 'full outer' }
const SIDES: Readonly<Record<string, string>> = { left: 'the right side', semi: 'the right side', right: 'the left side', full: 'either side' }

function rides(): string {
  return [
    chain('rides', 'spark.readStream.format("kafka")', [
      '.option("kafka.bootstrap.servers", "broker:9092")',
      '.option("subscribe", "rides")',
      '.option("maxOffsetsPerTrigger", 50000)',
      '.load()',
    ]),
    'rides = rides.selectExpr("key AS ride", "timestamp AS at")',
  ].join('\n')
}
function marked(lines: string, name: string, column: string): string {
  return `${lines}\n${name} = ${name}.withWatermark("${column}", "1 hour")`
}
function expr(): string {
  return 'from pyspark.sql.functions import expr'
}
function range(): string {
  return 'expr("ride = key AND at BETWEEN timestamp AND timestamp + INTERVAL 1 HOUR")'
}
