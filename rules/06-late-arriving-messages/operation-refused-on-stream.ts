import type { Query } from '../../core/components/query.ts'
import { defineRule, maybe, query, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { EXAMPLES } from '../shared/operation-examples.ts'
import { isChecked, isFileSink, isOn, modeOf } from '../shared/spark-query.ts'
import { KEEPS_STATE, refusedStep, sideOf } from '../shared/spark-refused.ts'
import { stepsOf, type Step } from '../shared/spark-steps.ts'

interface Data {
  readonly call: string
}

export default defineRule({
  id: 'operation-refused-on-stream',
  summary: 'An operation that Spark has for batches only',
  scenario: 6,
  also: [9],
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query() },
  given: {
    mode: maybe('outputMode'),
    spark: versionOf('spark', '3.4', '4.0'),
  },
  fix: 'unsafe',
  messages: {
    action: ({ call }: Data) =>
      `${call} asks for all rows at once, and this frame is a stream, which never ends: the call raises. What shall be done with the rows belongs behind writeStream.`,
    batch: (_: Data) => 'writeStream belongs to streams, and this frame is a batch (read, not readStream): the call raises.',
    sort: ({ call }: Data) => `${call}() needs all rows before it can give the first, and a stream never has them: Spark refuses to start the query.`,
    order: ({ call }: Data) => `${call}() over an aggregation needs its whole result, which only complete mode has: in another mode Spark refuses to start the query.`,
    over: (_: Data) =>
      'over() looks at all rows of a partition, and a stream never has them: Spark refuses to start the query. Only windows of time (window, session_window) go with streams.',
    numbers: (_: Data) => 'monotonically_increasing_id() would begin anew with each batch: Spark refuses to start the query.',
    distinct: (_: Data) => 'An aggregate over distinct values would have to keep each of them: Spark refuses to start the query. approx_count_distinct is taken.',
    plain: ({ call }: Data) => `${call}() is for batches: Spark refuses to start the query.`,
    union: (_: Data) => 'A stream and a batch are put together here, which Spark refuses when the query starts: both must be streams.',
    intersect: ({ call }: Data) => `${call}() needs all rows of both frames, and a stream never has them: Spark refuses to start the query.`,
    except: ({ call }: Data) => `${call}() needs all rows of the other frame before it can let one pass, and that one is a stream: Spark refuses to start the query.`,
    equality: (_: Data) => 'Two streams are joined here, and nothing is asked for equality, by which Spark would look rows up: the query starts, and dies in its first batch.',
    join: ({ call }: Data) =>
      `This join would have to give rows of the ${call} that never found a partner, and which those are a stream never knows for certain: Spark refuses to start the query.`,
    within: ({ call }: Data) => `${call}() forgets by the watermark, and none stands before it: Spark refuses to start the query.`,
    above: ({ call }: Data) =>
      `${call}() keeps state above an aggregation whose groups still change (only append mode waits until they are over): Spark refuses to start the query.`,
    timed: ({ call }: Data) =>
      `${call}() keeps state by event time above a function with event-time timers, whose rows may come too late for it: Spark refuses to start the query.`,
    avro: ({ call }: Data) => `State is to be written as Avro, which ${call}() cannot do: Spark refuses to start the query. Only transformWithState can.`,
    several: ({ call }: Data) => `${call}() keeps state above an aggregation, which Spark refuses before 3.4: the query does not start.`,
  },
  lint({ query: q, mode: written, spark }, report) {
    if (isChecked(q) && !q.asksWhich) for (const action of q.actions ?? []) report('action', { data: { call: action.written }, at: [action] })
    const { steps, reads } = stepsOf(q)
    if (reads === 'batch' && q.sink && !q.asksWhich) report('batch', { data: { call: 'writeStream' }, at: [q.sink, q.sources[0]], beside: 'the source' })
    if (!isChecked(q) || reads !== 'stream') return
    const mode = modeOf(q, written)
    const done = new Set<number>()
    for (const step of steps) {
      const says = refusedStep(step, { mode, spark, ...checksOf(q) })
      if (!says || done.has(step.op.start)) continue
      done.add(step.op.start)
      const isHeld = says === 'over' || says === 'numbers' || says === 'distinct'
      const data = { call: says === 'join' ? sideOf(step) : step.op.written }
      if (says === 'order') report(says, { data, at: [step.op, written], beside: 'the mode', supersedes: ['aggregation-without-watermark'], fixes: wholeResult(q, steps) })
      else report(says, { data, at: [isHeld ? step.op.holds : step.op] })
    }
  },
  page: {
    why: 'A stream is a table that never ends, and what needs all of its rows has no answer: the first row in order, the number of a row in its partition, the rows that found no partner, the rows to show. Spark says so when the query starts, for some calls (`show`, `count`, `collect`, `cache`, `write`) at the call itself. Nothing before it does: the frame looks like any other, and a job that was tried on files breaks when `read` becomes `readStream`.',
    whatToDo:
      'Do it in `foreachBatch`, where each batch is a plain frame: sort, number, show and cache there. Count distinct values with `approx_count_distinct`. Sort an aggregation in complete mode, if its result is small. Turn an outer join around, so that the stream is on the side that keeps its rows. Two aggregations one above the other need append mode, a watermark, and Spark 3.4 or newer. To look at a stream, write it to the console.',
    staysSilent:
      'For frames that are not streams for certain: parameters, what helpers out of sight give back, the batches of a `foreachBatch`; for calls in a file that asks `isStreaming`; for sorting where the mode is not in sight; for operations that are written in SQL over a view; where `spark.sql.streaming.unsupportedOperationCheck` is off.',
  },
  examples: EXAMPLES,
  sources: [
    'UnsupportedOperationChecker.checkForBatch, checkForStreaming, checkStreamingQueryGlobalWatermarkLimit; Dataset.write, Dataset.writeStream; SPARK-40925; executed on pyspark 3.3.4, 3.4.4, 3.5.9, 4.0.5, 4.1.4, 4.2.1 and 4.3.0',
  ],
})

const checksOf = (q: Query) => ({
  isCorrect: isOn(q, 'spark.sql.streaming.statefulOperator.checkCorrectness.enabled'),
  isAvro: q.switches?.['spark.sql.streaming.stateStore.encodingFormat'] === true,
})

/** Where one aggregation is all that keeps state, and the sink can be written anew. */
function wholeResult(q: Query, steps: readonly Step[]) {
  const isOne = steps.filter(({ op, on }) => on === 'stream' && (KEEPS_STATE.has(op.name) || op.name === 'stateful' || op.other)).length === 1
  return isOne && !isFileSink(q.sink) ? [unsafe('Write in complete mode: each batch writes all groups again', set('outputMode', 'complete'))] : []
}
