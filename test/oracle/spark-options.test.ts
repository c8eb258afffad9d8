import { describe, expect, it } from 'vitest'
import { newest } from '../../core/catalogue/releases.ts'
import { judgedOptions, refusedOption, type SourceFormat } from '../../core/catalogue/spark-options.ts'
import { askWithConnector, whyNoConnector } from './spark/ask.ts'

const reason = whyNoConnector()
if (reason !== undefined) console.log(`The options of sources are not compared with the real Spark: ${reason}.`)

interface Question {
  readonly format: SourceFormat
  readonly options: Readonly<Record<string, string>>
}
interface Answer {
  readonly at: 'load' | 'query' | 'never'
  readonly why?: string
}

const NUMBERS = ['5', '+5', ' 5', '100_000', '1e5', '100k', '5.0', '', '0', '-1', '2147483648', '9223372036854775808']
const FLAGS = ['true', 'FALSE', 'no', '0', '', ' true']
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  includeHeaders: FLAGS,
  failOnDataLoss: FLAGS,
  maxTriggerDelay: ['15m', '900', '900s', '15 minutes', '15 m', '1.5h', '1w', ''],
  startingOffsets: ['earliest', ' Latest ', 'EARLIEST', 'beginning', 'smallest', 'none', '', '{"t":{"0":5}}', '{"t":0}', '{"t":{}}', '[1]', '5', '{}'],
  startingOffsetsByTimestampStrategy: ['error', 'LATEST', 'earliest', '', ' error'],
}
const questions: Question[] = (['kafka', 'files'] as const).flatMap((format) =>
  judgedOptions(format).flatMap((name) => (TEXTS[name] ?? NUMBERS).map((text): Question => ({ format, options: { [name]: text, ...beside(name) } }))),
)
/** What is read only together with something else. */
function beside(name: string): Record<string, string> {
  return name === 'startingOffsetsByTimestampStrategy' ? { startingTimestamp: '1' } : {}
}

/** Refused whatever the value is: by presence, or together. */
const together: readonly (readonly [options: Record<string, string>, at: Answer['at']])[] = [
  ...['auto.offset.reset', 'key.deserializer', 'value.deserializer', 'enable.auto.commit', 'interceptor.classes'].map((key) => [{ [`kafka.${key}`]: 'false' }, 'load'] as const),
  [{ endingOffsets: 'latest' }, 'load'],
  [{ endingOffsetsByTimestamp: '{"t":{"0":5}}' }, 'load'],
  [{ endingTimestamp: '5' }, 'never'],
  [{ subscribe: 't', subscribePattern: 't' }, 'load'],
  [{ subscribe: ' , ' }, 'load'],
  [{ subscribe: '' }, 'load'],
  [{ subscribePattern: ' ' }, 'load'],
  [{ assign: 't' }, 'load'],
  [{ assign: '{"t":[0]}' }, 'never'],
  [{ none: '' }, 'load'],
  [{ minOffsetsPerTrigger: '10', maxOffsetsPerTrigger: '5' }, 'load'],
  [{ minOffsetsPerTrigger: '5', maxOffsetsPerTrigger: '5' }, 'never'],
  [{ minOffsetsPerTrigger: 'x', maxOffsetsPerTrigger: '5' }, 'load'],
  [{ minOffsetsPerTrigger: '5', maxOffsetsPerTrigger: 'x' }, 'load'],
  [{ maxOffsetsPerTrigger: '0' }, 'never'],
]

const ask = (asked: readonly Question[]): Answer[] => askWithConnector<Answer>('options.py', asked)

describe.skipIf(reason !== undefined)('the options of streaming sources', () => {
  const asked = [...questions, ...together.map(([options]): Question => ({ format: 'kafka', options }))]
  const answers = reason === undefined ? ask(asked) : []

  it('are taken and refused as we say, and where we say', () => {
    const rows = questions.map(({ format, options }, i) => {
      const [name = '', text = ''] = Object.entries(options)[0] ?? []
      return { name, text, ours: refusedOption(format, name, text, newest('spark'))?.at ?? 'never', theirs: answers[i] }
    })
    const wrong = rows.filter(({ ours, theirs }) => ours !== theirs?.at)
    console.log(`agreement ${rows.length - wrong.length} of ${rows.length} (${rows.filter((row) => row.theirs?.at !== 'never').length} refused)`)
    expect(wrong).toEqual([])
  })

  it('are refused together, and by being there', () => {
    expect(together.map(([options], i) => [options, answers[questions.length + i]?.at])).toEqual(together)
  })
})
