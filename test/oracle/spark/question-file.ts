/** A PySpark file, and what it tries. */
export interface OperatorQuestion {
  readonly about: string
  readonly text: string
}

const HEAD = `from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql.functions import col, expr, session_window, window

spark = SparkSession.builder.getOrCreate()
`
/** By the name that each makes, in order. */
const FRAMES_MADE = `rate = spark.readStream.format("rate").load()
marked = rate.withWatermark("timestamp", "10 seconds")
second = spark.readStream.format("rate").load().selectExpr("value AS k", "timestamp AS at")
other = second.withWatermark("at", "10 seconds")
names = spark.range(3).selectExpr("id AS value", "'x' AS name")
old = spark.range(3).selectExpr("current_timestamp() AS timestamp", "id AS value")`.split('\n')

/** Only the frames that the lines need: each costs Spark its time. */
export function file(about: string, ...lines: readonly string[]): OperatorQuestion {
  const made: string[] = []
  for (const line of FRAMES_MADE.toReversed()) {
    const name = /^\w+/.exec(line)?.[0] ?? ''
    if ([...lines, ...made].some((l) => new RegExp(`(?<![."])\\b${name}\\b(?! =)`).test(l))) made.unshift(line)
  }
  return { about, text: [HEAD, ...made, ...lines, ''].join('\n') }
}

export const MODES = ['append', 'update', 'complete']

/** A join of each row with each row is let through by the checks, and dies in its first batch. */
const diesLater = (frame: string): boolean => /crossJoin\(other|join\(other(?:\)|, col\("k"\) >)|"cross"/.test(frame)

export const started = (frame: string, mode: string, ...before: readonly string[]): OperatorQuestion =>
  file(
    `${before.join(' ')} ${frame} ${mode}`.trim(),
    ...before,
    `frame = ${frame}`,
    `query = frame.writeStream.format("noop").outputMode("${mode}").start()`,
    ...(diesLater(frame) ? ['query.processAllAvailable()'] : []),
  )
