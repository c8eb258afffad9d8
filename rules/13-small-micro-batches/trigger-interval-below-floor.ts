import { defineRule, identity, queryIfSeen, set, unsafe } from '../../core/engine/define-rule.ts'
import { chain, job, toKafka, visits } from '../shared/spark-example.ts'
import { isTryout, triggerMillis } from '../shared/spark-query.ts'
import { millis } from '../shared/words.ts'

/** About what a micro-batch costs at best (Structured Streaming programming guide). */
const FLOOR = 100

export default defineRule({
  id: 'trigger-interval-below-floor',
  summary: 'The trigger interval is shorter than a micro-batch can be',
  scenario: 13,
  component: 'spark-query',
  severity: 'warning',
  since: '0.1.0',
  needs: { trigger: 'trigger' },
  given: { query: queryIfSeen(), self: identity() },
  fix: 'unsafe',
  messages: {
    below: ({ interval }: { interval: number }) =>
      `A micro-batch takes about ${millis(FLOOR)} at best, so an interval of ${millis(interval)} is never met: the query runs as if it had none, and logs that it falls behind at every batch.`,
  },
  lint({ trigger, query: q, self }, report) {
    const interval = triggerMillis(trigger.value)
    if (interval === undefined || interval <= 0 || interval >= FLOOR || self.isTest || isTryout(q)) return
    report('below', { data: { interval }, fixes: [unsafe('Start a batch every second', set('trigger', '1 second'))] })
  },
  page: {
    why: 'To plan a batch, to write its offsets, to run its tasks and to commit it takes about a tenth of a second even when there is nothing to do. An interval below that is accepted and never met: 10, 50 and 100 ms, `0 seconds` and no trigger at all gave one to two batches a second on a source that always had rows, and each batch that came late is a line in the log about falling behind.',
    whatToDo:
      'Take one second or more, and measure the length of a batch before going lower. Where a tenth of a second is too long, micro-batches are the wrong engine: from 4.1 there is a real-time trigger (in Python from 4.2).',
    staysSilent:
      'For `0 seconds`, and what is less than a millisecond, which is the same: it asks for no pause at all. For a text that is no interval, since Spark refuses it at the call; for the rate and socket sources; in tests.',
  },
  examples: {
    bad: [
      { about: 'Fifty milliseconds', ...job(visits(), toKafka('visits', '.trigger(processingTime="50 milliseconds")')), severity: 'warning' },
      { about: 'A fraction of a second', ...job('EVERY = ".05 seconds"', visits(), toKafka('visits', '.trigger(processingTime=EVERY)')), severity: 'warning' },
    ],
    good: [
      { about: 'A tenth of a second', ...job(visits(), toKafka('visits', '.trigger(processingTime="100 milliseconds")')) },
      { about: 'No pause at all', ...job(visits(), toKafka('visits', '.trigger(processingTime="0 seconds")')) },
      { about: 'Less than a millisecond is none', ...job(visits(), toKafka('visits', '.trigger(processingTime="999 microseconds")')) },
      {
        about: 'For trying out',
        ...job('rows = spark.readStream.format("rate").load()', chain('query', 'rows.writeStream.format("console")', ['.trigger(processingTime="10 milliseconds")', '.start()'])),
      },
    ],
  },
  sources: [
    'Structured Streaming programming guide (end-to-end latencies as low as 100 milliseconds); TriggerExecutor; executed on pyspark 3.3.4 to 4.3.0 (accepted), 4.3.0 (number of batches)',
  ],
})
