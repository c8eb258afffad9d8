import type { Operator } from '../../core/components/query.ts'
import { defineRule, maybe, query } from '../../core/engine/define-rule.ts'
import { chain, job, toKafka, visits } from '../shared/spark-example.ts'
import { isChecked, modeOf, type Mode } from '../shared/spark-query.ts'
import { EVENT_TIMERS, stepsOf, type Step, type Steps } from '../shared/spark-steps.ts'
import { shortened } from '../shared/words.ts'

interface Data {
  readonly word: string
  readonly words: string
  readonly mode: string
}

export default defineRule({
  id: 'stateful-function-refused',
  summary: 'A function that keeps state, in a query that does not go with it',
  scenario: 6,
  also: [9],
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query() },
  given: { mode: maybe('outputMode') },
  fix: 'none',
  messages: {
    mode: ({ word, words }: Data) => `“${word}” is no output mode of such a function, which has ${words}: the call raises.`,
    time: ({ word, words }: Data) => `“${word}” is nothing that timers can go by (${words}): the call raises.`,
    differs: ({ word, mode }: Data) =>
      `The function gives its rows in ${word} mode and the query is started in ${mode} mode: without an aggregation they must be the same, and Spark refuses to start the query.`,
    update: (_: Data) => 'A function in update mode may give a row again, which no aggregation of the same query can take: Spark refuses to start it.',
    above: (_: Data) => 'The function stands above an aggregation, and Spark has that the other way round only: it refuses to start the query.',
    several: (_: Data) => 'A second applyInPandasWithState in one query: Spark refuses to start it. transformWithState (from 4.0) may stand there more than once.',
    watermark: (_: Data) => 'Timers of event time go off when the watermark passes them, and the function is given no column with a watermark: Spark refuses to start the query.',
  },
  lint({ query: q, mode: written }, report) {
    const all = stepsOf(q)
    let isSecond = false
    for (const step of all.steps) {
      const { op } = step
      if (!op.keeps || step.on !== 'stream') continue
      const says = ofWords(op) ?? (isChecked(q) && op.written === APPLY ? (isSecond ? 'several' : refused(step, all, modeOf(q, written))) : undefined)
      isSecond ||= op.written === APPLY
      if (says) report(says, { data: dataOf(op, says, written?.value ?? ''), at: [op, says === 'differs' ? written : undefined], beside: 'the mode' })
    }
  },
  page: {
    why: '`applyInPandasWithState` and `transformWithState` hand the rows of a group and its state to a function. What the function gives has an output mode of its own, and Spark only starts queries in which it fits the rest: the same mode as the query where nothing is aggregated, append mode below an aggregation, never above one, and one `applyInPandasWithState` in all. Timers of event time need a watermark on one of the columns that the function is given; a `select` that leaves it out takes it away.',
    whatToDo:
      'Start the query in the mode of the function. Aggregate above the function rather than below it, and let the function append. Put `withWatermark` before `groupBy` and keep its column, or use timers of processing time. For several functions in one query use `transformWithState`, which Spark has from 4.0.',
    staysSilent:
      'Where the mode or the timers are not literal, or the query is started elsewhere; behind a step that is not in sight; for what a function does at run time; where `spark.sql.streaming.unsupportedOperationCheck` is off, but for words that are none.',
  },
  examples: {
    bad: [
      { about: 'Two modes', ...job(visits(), counted('update', 'NoTimeout'), toKafka('counts')), severity: 'error' },
      { about: 'Nothing is late without a watermark', ...job(visits(), counted('append', 'EventTimeTimeout'), toKafka('counts')), severity: 'error' },
      {
        about: 'The column with the watermark is left out',
        ...job(visits(), 'visits = visits.withWatermark("timestamp", "1 hour").select("key")', counted('append', 'EventTimeTimeout'), toKafka('counts')),
        severity: 'error',
      },
      { about: 'A mode of queries only', ...job(visits(), counted('complete', 'NoTimeout'), toKafka('counts')), severity: 'error' },
      { about: 'A word that is none', ...job(visits(), counted('append', 'None'), toKafka('counts')), severity: 'error' },
      {
        about: 'Above an aggregation',
        ...job(
          visits(),
          'visits = visits.withWatermark("timestamp", "1 hour").groupBy(window("timestamp", "1 hour"), "key").count()',
          counted('append', 'NoTimeout'),
          toKafka('counts'),
        ),
        severity: 'error',
      },
    ],
    good: [
      { about: 'The same mode', ...job(visits(), counted('update', 'NoTimeout'), toKafka('counts', '.outputMode("update")')) },
      { about: 'With a watermark', ...job(visits(), 'visits = visits.withWatermark("timestamp", "1 hour")', counted('append', 'EventTimeTimeout'), toKafka('counts')) },
      { about: 'The mode comes from elsewhere', ...job('import sys', visits(), counted('update', 'NoTimeout'), toKafka('counts', '.outputMode(sys.argv[1])')) },
      {
        about: 'transformWithState gives its rows in any mode',
        ...job(
          'from acme import Counter',
          visits(),
          chain('counts', 'visits.groupBy("key").transformWithStateInPandas(', ['Counter(), "key STRING, n LONG", "Update", "None")']),
          toKafka('counts'),
        ),
      },
    ],
  },
  sources: [
    'UnsupportedOperationChecker.checkForStreaming (FlatMapGroupsInPandasWithState), GroupStateTimeout, TimeMode, StatefulProcessor; executed on pyspark 3.5.9, 4.1.4 and 4.3.0 (before 3.4 the methods are missing)',
  ],
})

function counted(mode: string, timeout: string): string {
  return ['from acme import count', `counts = visits.groupBy("key").applyInPandasWithState(count, "key STRING, n LONG", "n LONG", "${mode}", "${timeout}")`].join('\n')
}

const APPLY = 'applyInPandasWithState'
const MODES: readonly string[] = ['append', 'update']
const TIMEOUTS: readonly string[] = ['NoTimeout', 'ProcessingTimeTimeout', EVENT_TIMERS]
const TIME_MODES: readonly string[] = ['none', 'processingtime', 'eventtime']
type Says = 'mode' | 'time' | 'differs' | 'update' | 'above' | 'several' | 'watermark'

/** Words that the call itself does not know; all but those for timeouts are taken in any case. */
function ofWords({ written, keeps }: Operator): Says | undefined {
  const isApply = written === APPLY
  const mode = keeps?.mode?.toLowerCase()
  if (mode !== undefined && !(isApply ? MODES : [...MODES, 'complete']).includes(mode)) return 'mode'
  if (keeps?.time === undefined) return undefined
  return (isApply ? TIMEOUTS.includes(keeps.time) : TIME_MODES.includes(keeps.time.toLowerCase())) ? undefined : 'time'
}

function refused({ op, isAggregated, mark }: Step, all: Steps, mode: Mode | 'unseen' | undefined): Says | undefined {
  const own = op.keeps?.mode?.toLowerCase()
  if (isAggregated === true) return own === undefined ? undefined : 'above'
  if (all.isAggregated === true && own === 'update') return 'update'
  if (all.isAggregated === false && (mode === 'append' || mode === 'update') && own !== undefined && own !== mode) return 'differs'
  return op.keeps?.time === EVENT_TIMERS && (mark === 'none' || mark === 'lost') ? 'watermark' : undefined
}

function dataOf({ written, keeps }: Operator, says: Says, mode: string): Data {
  const isApply = written === APPLY
  const words = says === 'time' ? (isApply ? TIMEOUTS.join(', ') : 'None, ProcessingTime, EventTime') : isApply ? 'append and update' : 'Append, Update and Complete'
  return { word: shortened((says === 'time' ? keeps?.time : keeps?.mode) ?? ''), words, mode }
}
