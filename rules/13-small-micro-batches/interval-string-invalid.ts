import { parseInterval, type IntervalPlace } from '../../core/catalogue/spark-values.ts'
import { parseTime } from '../../core/catalogue/units.ts'
import { defineRule, maybe, query, safe, set } from '../../core/engine/define-rule.ts'
import { chain, job, toKafka, visits } from '../shared/spark-example.ts'
import { shortened } from '../shared/words.ts'

interface Data {
  readonly text: string
  readonly bad: string
  readonly meant: string | undefined
}

export default defineRule({
  id: 'interval-string-invalid',
  summary: 'An interval that Spark cannot read: the call raises',
  scenario: 13,
  also: [6, 10],
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { processing: maybe('trigger'), continuous: maybe('trigger.continuous'), query: query() },
  fix: 'safe',
  messages: {
    trigger: ({ text, bad, meant }: Data) => `“${text}” is no interval (${bad}): the call of trigger() raises${orSo(meant)}.`,
    watermark: ({ text, bad, meant }: Data) => `“${text}” is no interval (${bad}): the call of withWatermark() raises${orSo(meant)}.`,
  },
  lint({ processing, continuous, query: q }, report) {
    for (const [setting, key] of [[processing, 'trigger'] as const, [continuous, 'trigger.continuous'] as const]) {
      // Python's None has characters and no text, and is as if it were not given.
      const written = setting?.written?.text
      if (!setting || !written || (written.text === '' && written.end > written.start)) continue
      const data = judge(setting.value, 'trigger')
      if (data) report('trigger', { data, at: [setting], key, fixes: data.meant === undefined ? [] : [safe(`Write ${data.meant}`, set(key, data.meant))] })
    }
    for (const op of q.operators) {
      const data = op.mark?.delay === undefined ? undefined : judge(op.mark.delay, 'watermark')
      if (data) report('watermark', { data, at: [op], key: 'withWatermark' })
    }
  },
  page: {
    why: 'Spark has two grammars of time, and neither takes the other’s. Triggers, watermarks and windows take words: a number, a blank, a unit (`10 seconds`, `500 milliseconds`). Settings and options take `10s` and `500ms`. `processingTime="10s"` raises at the call, and so do `10 sec`, `5 min` and `10`: the job dies before it has read a row, often only after a deploy, since nothing else checks the text.',
    whatToDo:
      'Write the interval in words. The fix does it for a trigger where the text can only mean one thing. Months and years have no fixed length and are refused in a trigger; a watermark takes them as 31 days.',
    staysSilent: 'Where the text is not in sight. The lengths of windows are judged by `window-refused`.',
  },
  examples: {
    bad: [
      { about: 'The grammar of settings', ...job(visits(), toKafka('visits', '.trigger(processingTime="10s")')), severity: 'error' },
      { about: 'Units cut short', ...job(visits(), toKafka('visits', '.trigger(processingTime="5 min")')), severity: 'error' },
      { about: 'A bare number', ...job(visits(), toKafka('visits', '.trigger(continuous="1")')), severity: 'error' },
      {
        about: 'A delay',
        ...job(
          visits(),
          'late = visits.withWatermark("timestamp", "10m").groupBy(window("timestamp", "5 minutes")).count()',
          toKafka('late.selectExpr("CAST(count AS STRING) AS value")'),
        ),
        severity: 'error',
      },
    ],
    good: [
      { about: 'Words, in any case', ...job(visits(), toKafka('visits', '.trigger(processingTime="10 SECONDS")')) },
      { about: 'A sum, with its prefix', ...job(visits(), toKafka('visits', '.trigger(processingTime="interval 1 minute 30 seconds")')) },
      {
        about: 'A month of a watermark',
        ...job('rows = spark.readStream.format("rate").load().withWatermark("timestamp", "1 month")', chain('query', 'rows.writeStream.format("console")', ['.start()'])),
      },
      { about: 'Out of sight', ...job('from acme import EVERY', visits(), toKafka('visits', '.trigger(processingTime=EVERY)')) },
    ],
  },
  sources: ['IntervalUtils.stringToInterval, Triggers.convert, Dataset.withWatermark; executed on pyspark 3.3.4 to 4.3.0: the same texts are refused at the call'],
})

function judge(text: string, place: IntervalPlace): Data | undefined {
  const parsed = parseInterval(text, place)
  return 'bad' in parsed ? { text: shortened(text), bad: parsed.bad, meant: inWords(text, place) } : undefined
}

const orSo = (meant: string | undefined): string => (meant === undefined ? '' : `. “${meant}” was probably meant`)

const UNITS: readonly (readonly [string, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['millisecond', 1],
]

/** `10s`, `5 min`, `1.5h`, as Spark reads it; a number without a unit may mean anything. */
function inWords(text: string, place: IntervalPlace): string | undefined {
  const ms = parseTime(
    text
      .replace(/(\d\s*)(?:secs)\b/i, '$1sec')
      .replace(/(\d\s*)mins\b/i, '$1min')
      .replace(/(\d\s*)hrs?\b/i, '$1h'),
  )
  const [unit, size] = ms === undefined ? [] : (UNITS.find(([, length]) => ms % length === 0) ?? [])
  if (ms === undefined || unit === undefined || size === undefined) return undefined
  const words = `${ms / size} ${unit}${ms === size ? '' : 's'}`
  return 'ms' in parseInterval(words, place) ? words : undefined
}
