import { defineRule, query } from '../../core/engine/define-rule.ts'
import { chain, job, toKafka, visits } from '../shared/spark-example.ts'
import { allSteps, saidOfSeveral, saidOfWindow } from '../shared/spark-windows.ts'
import { shortened } from '../shared/words.ts'

interface Data {
  readonly name: string
  readonly text: string
  /** Why it is no interval, or the text of the other length. */
  readonly bad: string
}

export default defineRule({
  id: 'window-refused',
  summary: 'A window of time that Spark refuses: its lengths do not fit together, or there are two in one step',
  scenario: 6,
  also: [10],
  component: 'spark-query',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { query: query() },
  fix: 'none',
  messages: {
    text: ({ name }: Data) => `${name} takes a text (“5 minutes”): the call raises.`,
    interval: ({ name, text, bad }: Data) => `“${text}” is no interval (${bad}): Spark refuses the window for its ${name}.`,
    positive: ({ name, text }: Data) => `${name} is “${text}” and must be more than nothing: Spark refuses the window.`,
    slide: ({ text, bad }: Data) => `A slide of “${text}” is longer than the window, which is “${bad}”: Spark refuses it, since rows between two windows would be lost.`,
    start: ({ text, bad }: Data) => `startTime moves the windows by less than one slide, and “${text}” is no less than “${bad}”: Spark refuses the window.`,
    several: (_: Data) => 'Two different windows in one step: each row would be there once for every pair of them, and Spark refuses it.',
  },
  lint({ query: q }, report) {
    for (const { windows = [] } of allSteps(q.operators)) {
      const all = windows.map(saidOfWindow).filter((said) => said !== undefined)
      const several = all.length === 0 ? saidOfSeveral(windows) : undefined
      for (const said of several ? [several] : all) report(said.says, { data: { name: said.name, text: shortened(said.text), bad: shortened(said.bad) }, at: said.at })
    }
  },
  page: {
    why: 'PySpark hands the lengths of a window on as texts, and Spark looks at them when the frame is made: they are intervals in words, the window and its slide are longer than nothing and have no months, the slide is no longer than the window, and `startTime`, which may be negative, moves the windows by less than one slide. An offset for a time zone (`startTime="8 hours"` for windows that slide by the hour) does not fit; the remainder is meant. Two windows in one `groupBy` or `select` are refused where they differ in anything.',
    whatToDo:
      'Write lengths in words. Take the remainder of `startTime`: windows by the hour need no offset of whole hours. Aggregate by two windows in two queries, or by the short one first and by its column (`window(window_time("window"), "1 hour")`) then.',
    staysSilent:
      'Where a length is not in sight; for windows inside of other expressions (`window(…).start`) and in SQL; in a `try`; where `window` may come from another module. The gap of a session may be any text: what is no interval makes no session, and is not refused.',
  },
  examples: {
    bad: [
      { about: 'The grammar of settings', ...counted('window("timestamp", "10m")'), severity: 'error' },
      { about: 'Not a text', ...counted('session_window("timestamp", 600)'), severity: 'error' },
      { about: 'No length', ...counted('window("timestamp", "0 minutes")'), severity: 'error' },
      { about: 'A month', ...counted('window("timestamp", "1 month")'), severity: 'error' },
      { about: 'Length and slide the wrong way round', ...counted('window("timestamp", "1 minute", "10 minutes")'), severity: 'error' },
      { about: 'The offset of a time zone', ...counted('window("timestamp", "1 day", "1 hour", "8 hours")'), severity: 'error' },
      { about: 'By minute and by hour', ...counted('window("timestamp", "1 minute"), window("timestamp", "1 hour")'), severity: 'error' },
    ],
    good: [
      { about: 'A slide, and an offset below it', ...counted('window("timestamp", "10 minutes", "5 minutes", "-1 minute")') },
      { about: 'The same window twice', ...counted('window("timestamp", "1 minute"), window("timestamp", "60 seconds")') },
      { about: 'None is as if it were not given', ...counted('window("timestamp", "1 minute", None, None)') },
      { about: 'Out of sight', ...counted('window("timestamp", LENGTH)', 'from acme import LENGTH') },
      {
        about: 'A function of another module',
        ...job(
          'from acme import window',
          'rows = spark.readStream.format("rate").load()',
          chain('query', 'rows.select(window("timestamp", "10m")).writeStream.format("console")', ['.start()']),
        ),
      },
    ],
  },
  sources: ['TimeWindow.checkInputDataTypes, TimeWindow.parseExpression, TimeWindowing; executed on pyspark 3.3.4, 3.5.9 and 4.3.0'],
})

function counted(keys: string, ...before: readonly string[]): { file: string; text: string } {
  const frame = `visits.withWatermark("timestamp", "10 minutes").groupBy(${keys}).count()`
  return job(...before, visits(), `counted = ${frame}`, toKafka('counted.selectExpr("CAST(count AS STRING) AS value")'))
}
