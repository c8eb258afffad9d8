import { defineRule, maybe, query, versionOf } from '../../core/engine/define-rule.ts'
import { chain, job, toFiles, toKafka, visits } from '../shared/spark-example.ts'
import { modeOf } from '../shared/spark-query.ts'
import { saidAtStart, saidOfCall } from '../shared/spark-trigger.ts'
import { shortened } from '../shared/words.ts'

interface Data {
  readonly name: string
  readonly text: string
  readonly bad: string
}

export default defineRule({
  id: 'trigger-refused',
  summary: 'A trigger that PySpark refuses at the call, or Spark when the query starts',
  scenario: 13,
  also: [12],
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query() },
  given: { mode: maybe('outputMode'), spark: versionOf('spark', '4.2') },
  fix: 'none',
  messages: {
    positional: (_: Data) => 'trigger() takes its trigger by keyword only (processingTime=, availableNow=, …): the call raises.',
    keyword: ({ name }: Data) => `trigger() knows no ${name}: the call raises.`,
    early: (_: Data) => 'PySpark knows realTime from 4.2 on: before, the call of trigger() raises.',
    none: (_: Data) => 'trigger() is given no trigger (None is none): the call raises. Without the call one batch follows the other.',
    several: ({ name }: Data) => `${name} are given together, and trigger() takes one of them: the call raises.`,
    flag: ({ name, text }: Data) => `${name} takes True and nothing else, and here it is ${text}: the call of trigger() raises.`,
    text: (_: Data) => 'realTime takes the length of a batch as a text (realTime="5 minutes"): the call of trigger() raises.',
    duration: ({ text, bad }: Data) => `“${text}” is no length of a batch (${bad}): the call of trigger() raises.`,
    sink: ({ name }: Data) => `A continuous trigger makes no batches, and the ${name} sink writes batches alone: the query does not start, or from Spark 4.0 dies at once.`,
    source: ({ name }: Data) => `A continuous trigger needs a source that is read without batches, and ${name} is none: Spark refuses to start the query.`,
    step: ({ name }: Data) => `With a continuous trigger each row goes its way alone, and ${name}() needs several of them: Spark refuses to start the query.`,
    short: ({ name }: Data) => `“${name}” is too short for real-time mode, whose batches last five seconds at least: Spark refuses to start the query.`,
    realSink: ({ name }: Data) => `Real-time mode does not write to ${name}: Spark refuses to start the query.`,
    mode: ({ name }: Data) => `Real-time mode goes with update mode only, and this is ${name}: Spark refuses to start the query.`,
  },
  lint({ query: q, mode, spark }, report) {
    const calls = (q.triggers ?? []).map((call) => saidOfCall(call, spark))
    for (const said of calls) if (said) report(said.says, { data: { name: said.name, text: shortened(said.text), bad: said.bad ?? '' }, at: [said.at] })
    const atStart = calls.some(Boolean) ? undefined : saidAtStart(q, modeOf(q, mode))
    if (atStart) report(atStart.says, { data: { name: shortened(atStart.name), text: '', bad: '' }, at: atStart.at })
  },
  page: {
    why: 'PySpark looks at a trigger when `trigger()` is called: exactly one keyword, `True` for `once` and `availableNow`, a text for the others. A flag that comes from a setting (`availableNow=False` for “not this time”) raises, where leaving it out or `None` is meant. What a trigger can do with the query is seen at the start: a continuous trigger takes rows one by one through projections and filters, from Kafka, and into sinks that need no batches; real-time mode has batches of five seconds and more, update mode, and a list of sinks.',
    whatToDo:
      'Give one trigger. To choose between two, build the keyword first (`{"availableNow": True} if once else {"processingTime": "10 seconds"}`) and hand it on with `**`. Aggregations, joins and deduplications need batches: `processingTime` with a short interval, or real-time mode from Spark 4.2. Write files from batches.',
    staysSilent:
      'Where a keyword or its value is not in sight; where somebody catches what the call raises; for `realTime` in files that ask for the release, or are made for Databricks. Texts that are no interval are said by `interval-string-invalid`, and `foreachBatch` without batches by `stream-sink-refused`. At the start: for tables and sinks that Spark does not bring itself, behind a helper that is not in sight, and where `spark.sql.streaming.unsupportedOperationCheck` or the settings of real-time mode say otherwise.',
  },
  examples: {
    bad: [
      { about: 'Nothing given', ...job(visits(), toKafka('visits', '.trigger()')), severity: 'error' },
      { about: 'No keyword', ...job(visits(), toKafka('visits', '.trigger("10 seconds")')), severity: 'error' },
      { about: 'Two at once', ...job(visits(), toKafka('visits', '.trigger(processingTime="10 seconds", once=True)')), severity: 'error' },
      { about: 'Not this time', ...job(visits(), toKafka('visits', '.trigger(availableNow=False)')), severity: 'error' },
      {
        about: 'A trigger that the release does not have',
        ...job(visits(), toKafka('visits', '.outputMode("update")', '.trigger(realTime="5 minutes")')),
        spark: '4.1',
        severity: 'error',
      },
      { about: 'Too short', ...job(visits(), toKafka('visits', '.outputMode("update")', '.trigger(realTime="1 second")')), spark: '4.2', severity: 'error' },
      { about: 'The default mode', ...job(visits(), toKafka('visits', '.trigger(realTime="5 minutes")')), spark: '4.2', severity: 'error' },
      { about: 'Files without batches', ...job(visits(), toFiles('visits', '.trigger(continuous="1 second")')), severity: 'error' },
      {
        about: 'Rows that must be compared',
        ...job(visits(), 'marked = visits.withWatermark("timestamp", "1 hour")', toKafka('marked', '.trigger(continuous="1 second")')),
        severity: 'error',
      },
    ],
    good: [
      { about: 'None is as if it were not given', ...job(visits(), toKafka('visits', '.trigger(processingTime="10 seconds", once=None)')) },
      { about: 'Row by row', ...job(visits(), toKafka('visits.filter("partition > 1").select("value")', '.trigger(continuous="1 second")')) },
      { about: 'Real-time mode', ...job(visits(), toKafka('visits', '.outputMode("update")', '.trigger(realTime="5 minutes")')), spark: '4.2' },
      { about: 'Out of sight', ...job('from acme import trigger', visits(), toKafka('visits', '.trigger(**trigger)')) },
      {
        about: 'A try',
        ...job(
          'writer = spark.readStream.format("rate").load().writeStream.format("console")',
          'try:',
          '    writer = writer.trigger(realTime="5 minutes")',
          'except TypeError:',
          '    writer = writer.trigger(processingTime="1 second")',
          chain('query', 'writer.outputMode("update")', ['.start()']),
        ),
        spark: '4.1',
      },
    ],
  },
  sources: ['DataStreamWriter.trigger of PySpark, UnsupportedOperationChecker.checkForContinuous, RealTimeTrigger; executed on pyspark 3.3.4, 3.5.9 and 4.3.0'],
})
