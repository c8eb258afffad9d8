/** A text, and what Spark makes of it at each place: milliseconds, or `no`. Watermarks answer as triggers do where nothing else is said. */
export interface Row {
  readonly text: string
  readonly trigger: number | 'no'
  readonly watermark: number | 'no'
  readonly window: number | 'no'
  /** As a time string whose bare number counts milliseconds. */
  readonly time: number | 'no'
}
type Answer = number | 'no'

/** Refused everywhere. */
const no = (...texts: string[]): Row[] => texts.map((text) => ({ text, trigger: 'no', watermark: 'no', window: 'no', time: 'no' }))
/** An interval, at all three places. */
const interval = (ms: number, ...texts: string[]): Row[] => texts.map((text) => ({ text, trigger: ms, watermark: ms, window: ms, time: 'no' }))
/** A time string and no interval. */
const time = (ms: number, ...texts: string[]): Row[] => texts.map((text) => ({ text, trigger: 'no', watermark: 'no', window: 'no', time: ms }))
const each = (text: string, trigger: Answer, watermark: Answer, window: Answer): Row => ({ text, trigger, watermark, window, time: 'no' })

const DAY = 86_400_000

/** Every text of the table of grammars that was executed on Spark 3.3 to 4.3. */
export const table: readonly Row[] = [
  ...interval(10_000, '10 seconds', '10 Seconds', '10 SECONDS', 'INTERVAL 10 SECONDS', 'interval 10 seconds', '10  seconds', ' 10 seconds ', '10\tseconds'),
  ...interval(1000, '1 second', '1. seconds'),
  ...interval(300_000, '5 minute'),
  ...interval(3_600_000, '1 hours'),
  each("INTERVAL '10' SECOND", 'no', 10_000, 10_000),
  each("INTERVAL '10 seconds'", 'no', 10_000, 10_000),
  ...time(10_000, '10s', '10S', ' 10s '),
  ...time(500, '500ms'),
  ...time(10, '10MS'),
  ...time(60_000, '1m', '1min'),
  ...time(300_000, '5min', '5MIN'),
  ...time(3_600_000, '1h', '1H'),
  ...time(DAY, '1d', '1D'),
  ...time(0, '10us'),
  ...no('10 s', '500 ms', '10 MS', '5 min', '1 min', '1 mins', '10 sec', '10 secs', '1 h', '1 hr', '1 d', '500 millis', '1 quarter', '1000 nanoseconds'),
  ...no('10sec', '10seconds', '2h30m', '1.5h', '1w', '10.0s', '+10s'),
  ...time(10, '10'),
  ...time(0, '0'),
  ...time(-1, '-1'),
  ...no('', ' '),
  each('0 seconds', 0, 0, 'no'),
  each('-0 seconds', 0, 0, 'no'),
  each('0 months', 0, 0, 'no'),
  ...interval(0, '1 microsecond', '999 microseconds'),
  ...interval(500, '500 milliseconds', '500 millisecond', '.5 seconds', '0.5 seconds'),
  ...interval(1500, '1.5 seconds'),
  ...no('1.5 minutes', '0.1 hours', '1e3 milliseconds', '1_000 milliseconds'),
  ...interval(9_000_000, '2 hours 30 minutes'),
  ...interval(5_400_000, '2 hours -30 minutes'),
  ...interval(7_200_000, '1 hour 1 hour'),
  ...no('2 hours, 30 minutes', '1 day 00:00:10', '10 seconds;', 'ten seconds', '9999999999 days', '10 second s'),
  ...interval(DAY, '1 day', '24 hours'),
  ...interval(7 * DAY, '1 week'),
  each('1 month', 'no', 31 * DAY, 'no'),
  each('1 year', 'no', 372 * DAY, 'no'),
  ...interval(5000, '+5 seconds'),
  ...no('-5 seconds', '- 5 seconds'),
  ...no('PT10S', '00:05:00', "'10 seconds'"),
]

/** What the table leaves open: answers of Spark 4.3.0, asked once and held to it by the oracle's test. */
export const beyond: readonly Row[] = [
  ...interval(1000, 'interval 1. seconds', '1 second\v', '\x011 second\x7f', '+ 1 second'),
  ...interval(1123, '1.123456789 seconds'),
  ...interval(1999, '1.9999999 seconds'),
  ...interval(7 * DAY, '1 wee\u212a'), // the Kelvin sign: lower case is a plain k
  ...interval(2_246_400_002, 'INTERVAL 5 DAYS 3 WEEKS 2 MILLISECONDS 7 MICROSECONDS'),
  ...no('1.1234567891 seconds', '. seconds', '1. minutes', '1\u00a0second', 'interval', 'intervals 1 second', 'interval interval 1 second', '1 hour-30 minutes', '1 second1 hour'),
  ...no(
    '-999 microseconds',
    '-1.5 seconds',
    '106751992 days',
    '200000000 days',
    '9223372036854775808 microseconds',
    '178956971 years',
    '1 hour 5',
    '--5 seconds',
    '5'.padEnd(30, '0') + ' seconds',
  ),
  each('-. seconds', 0, 0, 'no'),
  each('1 month -1 month', 0, 0, 'no'),
  each('1 week -8 days 1 day', 0, 0, 'no'),
  each('1 month 2 days', 'no', 33 * DAY, 'no'),
  each('1 month -32 days', 'no', 'no', 'no'),
  each('INTERVAL 1 MONTH 2 DAYS', 'no', 'no', 'no'),
  each("INTERVAL '1 month 1 day'", 'no', 'no', 'no'),
  each("INTERVAL '1 month'", 'no', 31 * DAY, 'no'),
  each('INTERVAL 1 YEAR', 'no', 372 * DAY, 'no'),
  each("INTERVAL '1-2' YEAR TO MONTH", 'no', 434 * DAY, 'no'),
  each("INTERVAL '1-12' YEAR TO MONTH", 'no', 'no', 'no'),
  each("INTERVAL '1:30' HOUR TO MINUTE", 'no', 5_400_000, 5_400_000),
  each("INTERVAL '25:00' HOUR TO MINUTE", 'no', 90_000_000, 90_000_000),
  each("INTERVAL '1 2:3:4.5' DAY TO SECOND", 'no', 93_784_500, 93_784_500),
  each("INTERVAL '1 25' DAY TO HOUR", 'no', 'no', 'no'),
  each("INTERVAL -'-1 2' DAY TO HOUR", 'no', 93_600_000, 93_600_000),
  each("INTERVAL '-1 2' DAY TO HOUR", 'no', 'no', 'no'),
  each("INTERVAL '1:2.5' MINUTE TO SECOND", 'no', 62_500, 62_500),
  each("INTERVAL '1' DAY TO DAY", 'no', 'no', 'no'),
  each("INTERVAL '1:30' HOURS TO MINUTES", 'no', 'no', 'no'),
  each("INTERVAL -'-10' SECOND", 'no', 10_000, 10_000),
  each("INTERVAL -'+5' SECOND", 'no', 'no', 'no'),
  each("INTERVAL '+ 5' SECOND", 'no', 5000, 5000),
  each("INTERVAL ' 10 ' SECOND", 'no', 10_000, 10_000),
  each("interval '10' seconds '5' minutes", 'no', 310_000, 310_000),
  each("interval'10'seconds", 'no', 10_000, 10_000),
  each('interval "10" seconds', 'no', 10_000, 10_000),
  each("interval 'interval 10 seconds'", 'no', 10_000, 10_000),
  each('interval 10 seconds -- a comment', 'no', 10_000, 10_000),
  each('interval 10 seconds --5 minutes', 'no', 10_000, 10_000),
  each('interval/* a comment */10 seconds', 'no', 10_000, 10_000),
  each("interval '10 -- no comment' seconds", 'no', 'no', 'no'),
  each("INTERVAL '1 day' HOUR", 'no', 'no', 'no'),
  each("INTERVAL '' SECOND", 'no', 'no', 'no'),
  each("INTERVAL '1' NANOSECOND", 'no', 'no', 'no'),
  ...no(
    'interval 10 seconds x',
    'interval(10)',
    'intervalx',
    'interval 1e3 seconds',
    'interval 10L seconds',
    'INTERVAL 10SECONDS',
    'INTERVAL 1 SECOND;',
    "INTERVAL '10' 'x' SECOND",
  ),
  ...time(9_223_372_036_854_775_807, '9223372036854775807', '9223372036854775807d'),
  ...no('9223372036854775808', '1ns', '1mins', '-', '- 1s'),
]
