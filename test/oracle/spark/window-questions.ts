import { file, type OperatorQuestion } from './question-file.ts'

/* Windows of time: what the call or the step that it is given to raises for. */

const TEXTS = [
  '"1 minute"',
  '"0 seconds"',
  '"-1 minute"',
  '"1 month"',
  '"1 year -12 months 1 second"',
  '"10s"',
  '"1 min"',
  '""',
  '"  "',
  '" 2 minutes "',
  '"1 microsecond"',
  '"INTERVAL \'30\' SECOND"',
  '"interval 90 seconds"',
  '"INTERVAL \'-30\' SECOND"',
  '"1.5 seconds"',
  '"9999999999 days"',
  '"106751992 days"',
  '"PT1M"',
]
const OTHERS = ['None', '60', '0', '0.0', 'True', 'False', '1.5']
const VALUES = [...TEXTS, ...OTHERS]
const LENGTHS = ['1 second', '59 seconds', '1 minute', '60 seconds', '61 seconds', '-59 seconds', '-1 minute', '1 hour']

const grouped = (about: string, keys: string): OperatorQuestion =>
  file(about, `frame = rate.groupBy(${keys}).count()`, 'query = frame.writeStream.format("noop").outputMode("complete")')

const single = [
  // A slide of a microsecond makes sixty million windows of each row, which no plan has room for.
  ...VALUES.filter((value) => !value.includes('microsecond')).map((value) => `window("timestamp", "1 minute", ${value})`),
  ...VALUES.flatMap((value) => [`window("timestamp", ${value})`, `window("timestamp", "1 minute", startTime=${value})`, `session_window("timestamp", ${value})`]),
  ...LENGTHS.flatMap((a) => LENGTHS.map((b) => `window("timestamp", "${a}", "${b}")`)),
  ...LENGTHS.flatMap((a) => LENGTHS.map((b) => `window("timestamp", "1 minute", "${a}", "${b}")`)),
  'F.window("timestamp", windowDuration="1 minute", slideDuration="2 minutes")',
  'F.window(timeColumn="timestamp", windowDuration="10m")',
  'window(col("timestamp"), "1 minute", "1 minute", "1 minute").alias("w")',
].map((window) => grouped(window, window))

const WINDOWS = [
  'window("timestamp", "1 minute")',
  'F.window(col("timestamp"), "60 seconds")',
  'window("timestamp", "1 minute", "1 minute", "0 seconds")',
  'window("timestamp", "1 minute", "30 seconds")',
  'window("timestamp", "1 minute", startTime="10 seconds")',
  'window("timestamp", "2 minutes").alias("w")',
  'session_window("timestamp", "1 minute")',
]
const pairs = WINDOWS.flatMap((a, i) => WINDOWS.slice(i).map((b) => [a, b] as const))
const several = [
  ...pairs.map(([a, b]) => grouped(`${a} and ${b}`, `${a}, "value", ${b}`)),
  ...pairs
    .filter((_, i) => i % 3 === 1)
    .flatMap(([a, b]) => [
      file(`select ${a}, ${b}`, `frame = rate.select([${a}, ${b}])`, 'query = frame.writeStream'),
      file(`withColumns ${a}, ${b}`, `frame = rate.withColumn("a", ${a}).withColumn("b", ${b})`, 'query = frame.writeStream'),
      file(`cube ${a}, ${b}`, `frame = rate.cube(${a}, ${b}).count()`, 'query = frame.writeStream'),
      file(
        `batch ${a}, ${b}`,
        `frame = rate.join(old.groupBy(${a}, ${b}).count(), "count", "left")`.replace('"count"', 'col("value") == col("count")'),
        'query = frame.writeStream',
      ),
    ]),
]

const steps = ['"2 minutes"', '"30 seconds"'].flatMap((slide) => {
  const window = `window("timestamp", "1 minute", ${slide})`
  return [`select(${window})`, `withColumn("w", ${window})`, `dropDuplicates().select("value", ${window})`, `groupBy("value", ${window}).agg(F.max("value"))`].map((step) =>
    file(step, `frame = rate.${step}`, 'query = frame.writeStream'),
  )
})

export const windowQuestions = (isFull: boolean): OperatorQuestion[] => [...single, ...several, ...steps].filter((_, i) => isFull || i % 4 === 0)
