import { isStateful, type Query } from '../../core/components/query.ts'
import { defineRule, identity, maybe, query, set, unsafe } from '../../core/engine/define-rule.ts'
import { duration } from '../../core/engine/options.ts'
import { chain, job, toFiles, toKafka, visits } from '../shared/spark-example.ts'
import { isTryout, leavesFiles, triggerMillis } from '../shared/spark-query.ts'
import { millis } from '../shared/words.ts'

const SECOND = 1000
/** Below this no interval is met at all: `trigger-interval-below-floor`. */
const FLOOR = 100
const DAY = 86_400 * SECOND

/** What makes every batch cost. */
interface Cost {
  readonly files: boolean
  readonly state: boolean
  readonly store: boolean
}
interface Data extends Cost {
  readonly interval: number
  readonly limit: number
}

export default defineRule({
  id: 'trigger-interval-small',
  summary: 'So many batches that their fixed cost outweighs the work in them',
  scenario: 13,
  also: [9],
  component: 'spark-query',
  severity: 'warning',
  since: '0.1.0',
  needs: { trigger: 'trigger' },
  given: { query: query(), checkpoint: maybe('checkpointLocation'), self: identity() },
  options: {
    minimum: duration(SECOND, 'An interval below this is a warning where a batch costs state, files or requests to an object store.'),
    files: duration(10 * SECOND, 'An interval below this is advice where a batch leaves files.'),
  },
  fix: 'unsafe',
  messages: {
    costly: (d: Data) =>
      `A batch every ${millis(d.interval)} pays its fixed cost ${perHour(d.interval)} times an hour: ${costOf(d)}. The limit of ${millis(d.limit)} is a convention: the option minimum changes it.`,
    files: (d: Data) =>
      `A batch every ${millis(d.interval)} leaves ${perDay(d.interval)} files a day for each task that writes. The limit of ${millis(d.limit)} for files is a convention: the option files changes it.`,
  },
  lint({ trigger, query: q, checkpoint, self }, report, { minimum, files }) {
    const interval = triggerMillis(trigger.value)
    if (interval === undefined || interval < FLOOR || self.isTest || isTryout(q)) return
    const cost = costsOf(q, checkpoint?.value)
    if (interval < minimum && (cost.state || cost.files || cost.store)) {
      report('costly', { data: { interval, limit: minimum, ...cost }, fixes: [every(Math.max(cost.files ? 30 * SECOND : 5 * SECOND, minimum, cost.files ? files : 0))] })
    } else if (interval < files && cost.files) report('files', { data: { interval, limit: files, ...cost }, severity: 'info', fixes: [every(Math.max(60 * SECOND, files))] })
  },
  page: {
    why: 'Every batch has a cost that does not hang on its rows: two writes to the checkpoint (four files from 4.1 on, with checksums), a task and a commit of state for each shuffle partition, a file for each task that writes. At half a second, 200 shuffle partitions make 400 state commits a second, and each writing task 172,800 files a day. An object store bills and slows down every one of these requests.',
    whatToDo:
      'For state take five seconds or more, for files half a minute or a minute, or a third of the delay that is allowed if that is less. The one second and the ten seconds of this rule are a convention and can be set (`minimum`, `files`): measure how long a batch takes before going lower.',
    staysSilent:
      'For a stateless query into Kafka or a function whose checkpoint lies on no object store: a short interval costs little there. Below 100 ms, where `trigger-interval-below-floor` speaks, which also includes `0 seconds`; for a text that is no interval; for the rate and socket sources; in tests.',
  },
  examples: {
    bad: [
      {
        about: 'State',
        ...job(
          visits(),
          'counts = visits.withWatermark("timestamp", "10 minutes").groupBy(window("timestamp", "5 minutes")).count()',
          toKafka('counts', '.outputMode("update")', '.trigger(processingTime="500 milliseconds")'),
        ),
        severity: 'warning',
      },
      { about: 'Files', ...job(visits(), toFiles('visits', '.trigger(processingTime="500 milliseconds")')), severity: 'warning' },
      {
        about: 'A checkpoint on an object store',
        ...job(
          visits(),
          chain('query', 'visits.writeStream.format("kafka")', [
            '.option("kafka.bootstrap.servers", "broker:9092")',
            '.option("topic", "out")',
            '.option("checkpointLocation", "s3a://lake/checkpoints/out")',
            '.trigger(processingTime="200 milliseconds")',
            '.start()',
          ]),
        ),
        severity: 'warning',
      },
      { about: 'Two seconds and files: advice', ...job(visits(), toFiles('visits', '.trigger(processingTime="2 seconds")')), severity: 'info' },
      {
        about: 'A function that writes a table',
        ...job(
          visits(),
          'def store(batch, batch_id):',
          '    batch.write.mode("append").saveAsTable("gold.visits")',
          '',
          chain('query', 'visits.writeStream.foreachBatch(store)', [
            '.option("checkpointLocation", "hdfs://nn/checkpoints/visits")',
            '.trigger(processingTime="5 seconds")',
            '.start()',
          ]),
        ),
        severity: 'info',
      },
    ],
    good: [
      { about: 'Rows are only passed on', ...job(visits(), toKafka('visits', '.trigger(processingTime="100 milliseconds")')) },
      { about: 'Ten seconds and files', ...job(visits(), toFiles('visits', '.trigger(processingTime="10 seconds")')) },
      {
        about: 'One second and state',
        ...job(
          visits(),
          'counts = visits.withWatermark("timestamp", "10 minutes").groupBy(window("timestamp", "5 minutes")).count()',
          toKafka('counts', '.outputMode("update")', '.trigger(processingTime="1 second")'),
        ),
      },
      { about: 'No pause at all is a choice of its own', ...job(visits(), toFiles('visits', '.trigger(processingTime="0 seconds")')) },
    ],
  },
  sources: ['MicroBatchExecution, StateStore, FileStreamSink; the thresholds are a convention of this rule'],
})

const OBJECT_STORE = /^(?:s3[an]?|abfss?|wasbs?|adl|gs|oss|cosn?):/i
const costsOf = (q: Query, checkpoint: string | undefined): Cost => ({ files: leavesFiles(q.sink), state: isStateful(q), store: OBJECT_STORE.test(checkpoint ?? '') })

const grouped = (n: number): string =>
  Math.round(n)
    .toString()
    .replace(/\B(?=(?:\d{3})+$)/g, ',')
const perHour = (interval: number): string => grouped((3600 * SECOND) / interval)
const perDay = (interval: number): string => grouped(DAY / interval)

function costOf({ files, state, store, interval }: Data): string {
  const parts = [
    ...(state ? ['a commit of state for each shuffle partition'] : []),
    ...(files ? [`a file for each task that writes (${perDay(interval)} a day)`] : []),
    ...(store ? ['its writes to a checkpoint on an object store'] : []),
  ]
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

/** The interval in whole seconds, in the words that a trigger takes. */
function every(ms: number) {
  const seconds = Math.ceil(ms / SECOND)
  const text = seconds === 1 ? '1 second' : `${seconds} seconds`
  return unsafe(`Start a batch every ${text}; results come that much later`, set('trigger', text))
}
