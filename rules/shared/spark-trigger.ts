import { parseInterval, parseTimeString } from '../../core/catalogue/spark-values.ts'
import type { Given, TriggerCall } from '../../core/components/query-calls.ts'
import { SWITCHES, type Operator, type Query } from '../../core/components/query.ts'
import type { At } from '../../core/engine/define-rule.ts'
import type { Span } from '../../core/text/span.ts'
import { isChecked, isFileFormat, isFileSink, isOn, type Mode } from './spark-query.ts'
import { stepsOf } from './spark-steps.ts'

/* What PySpark makes of a call of trigger(), and Spark of the trigger when the query starts (executed on pyspark 3.3.4 to 4.3.0). */

const FLAGS = new Set(['once', 'availableNow'])
const INTERVALS = new Set(['processingTime', 'continuous', 'realTime'])

export interface SaidOfCall {
  readonly says: 'positional' | 'keyword' | 'early' | 'none' | 'several' | 'flag' | 'text' | 'duration'
  readonly at: Span
  readonly name: string
  readonly text: string
  readonly bad?: string
}

/** What the call itself raises for. A keyword that is given None is as if it were not given. */
export function saidOfCall(call: TriggerCall, spark: At<'4.2'>): SaidOfCall | undefined {
  if (call.isPositional) return { says: 'positional', at: call, name: '', text: '' }
  const stray = call.given.find(({ name }) => !FLAGS.has(name) && !INTERVALS.has(name))
  if (stray) return of('keyword', stray)
  const early = spark.atLeast('4.2') ? undefined : call.given.find(({ name }) => name === 'realTime')
  if (early) return of('early', early)
  const certain = call.given.filter((g) => g.of !== 'none' && g.of !== 'unknown')
  const [only, second] = certain
  if (second) return { says: 'several', at: call, name: certain.map(({ name }) => name).join(' and '), text: '' }
  if (only) return saidOfValue(only)
  return call.isOpen || call.given.some((g) => g.of === 'unknown') ? undefined : { says: 'none', at: call, name: '', text: '' }
}

const of = (says: SaidOfCall['says'], { name, text, start, end }: Given, bad?: string): SaidOfCall => ({
  says,
  at: { start, end },
  name,
  text,
  ...(bad === undefined ? {} : { bad }),
})

/** Of the intervals only that of real-time mode: those of the others are judged where all intervals are. */
function saidOfValue(only: Given): SaidOfCall | undefined {
  if (FLAGS.has(only.name)) return only.of === 'flag' && only.text === 'true' ? undefined : of('flag', only)
  if (only.name !== 'realTime') return undefined
  if (only.of !== 'text' || only.text.trim() === '') return of('text', only)
  const parsed = parseInterval(only.text, 'trigger')
  if ('bad' in parsed) return of('duration', only, parsed.bad)
  return parsed.ms === 0 ? of('duration', only, 'not positive') : undefined
}

export interface SaidAtStart {
  readonly says: 'sink' | 'source' | 'step' | 'short' | 'realSink' | 'mode'
  readonly at: readonly (Span | undefined)[]
  readonly name: string
}

/** What Spark refuses of the query for its trigger. */
export function saidAtStart(query: Query, mode: Mode | 'unseen' | undefined): SaidAtStart | undefined {
  const call = query.triggers?.at(-1)
  const given = call?.given.find(({ name }) => name === query.trigger)
  if (!query.sink || !call || !given) return undefined
  if (query.trigger === 'continuous') return saidOfContinuous(query, call)
  return query.trigger === 'realTime' ? saidOfRealTime(query, call, given, mode) : undefined
}

/** Sinks of which Spark knows that they can write without batches. */
const WITHOUT_BATCHES = new Set(['kafka', 'console', 'memory', 'noop', 'foreach'])

function saidOfContinuous(query: Query, call: Span): SaidAtStart | undefined {
  const { sink } = query
  if (isFileSink(sink)) return { says: 'sink', at: [call, sink], name: sink?.name?.toLowerCase() ?? '' }
  if (!isChecked(query) || stepsOf(query).reads !== 'stream' || !WITHOUT_BATCHES.has(sink?.name?.toLowerCase() ?? sink?.name ?? '')) return undefined
  const source = query.sources.find(({ reads, format }) => reads === 'stream' && (isFileFormat(format) || format?.toLowerCase() === 'rate-micro-batch'))
  if (source) return { says: 'source', at: [call, source], name: source.format?.toLowerCase() ?? '' }
  const step = query.operators.find(needsBatches)
  return step && { says: 'step', at: [step, call], name: step.written }
}

const NEEDS_BATCHES = new Set<Operator['name']>(['withWatermark', 'aggregate', 'deduplicate', 'join', 'union', 'stateful'])
const SHUFFLES = new Set(['repartition', 'repartitionByRange', 'coalesce'])
/** All but what changes or drops single rows; what streams are refused for with any trigger is said elsewhere. */
const needsBatches = ({ name, written }: Operator): boolean => (NEEDS_BATCHES.has(name) && written !== 'offset') || SHUFFLES.has(written)

const SHORTEST_KEY = 'spark.sql.streaming.realTimeMode.minBatchDuration'
const shortest = parseTimeString(SWITCHES[SHORTEST_KEY], 'ms')
const NOT_REAL_TIME = new Set(['memory', 'noop', 'foreachBatch'])

function saidOfRealTime(query: Query, call: TriggerCall, given: Given, mode: Mode | 'unseen' | undefined): SaidAtStart | undefined {
  if (isTooShort(given) && isOn(query, SHORTEST_KEY)) return { says: 'short', at: [given], name: given.text }
  const { sink } = query
  const isKnown = NOT_REAL_TIME.has(sink?.name === 'foreachBatch' ? sink.name : (sink?.name?.toLowerCase() ?? '')) || isFileSink(sink)
  if (isKnown && isOn(query, 'spark.sql.streaming.realTimeMode.allowlistCheck')) return { says: 'realSink', at: [call, sink], name: sink?.name ?? '' }
  return isChecked(query) && (mode === 'append' || mode === 'complete') && stepsOf(query).reads !== 'batch' ? { says: 'mode', at: [call], name: mode } : undefined
}

function isTooShort({ of, text }: Given): boolean {
  const parsed = parseInterval(text, 'trigger')
  return of === 'text' && 'ms' in parsed && 'ms' in shortest && parsed.ms > 0 && parsed.ms < shortest.ms
}
