import { describe, expect, it } from 'vitest'
import { newest } from '../../core/catalogue/releases.ts'
import { judgedOptions, refusedOption, type SourceFormat } from '../../core/catalogue/spark-options.ts'
import { version } from '../../core/text/version.ts'
import { hasConnector } from '../../scripts/catalogue/spark/environment.ts'
import { isFull, sparksOf } from './scale.ts'
import { askWithConnector, EARLIER, isInstalled, whyNoConnector } from './spark/ask.ts'

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

const FORMATS: readonly SourceFormat[] = ['kafka', 'files', 'rate', 'rate-micro-batch', 'socket']
const NUMBERS = ['5', '+5', ' 5', '100_000', '1e5', '100k', '5.0', '', '0', '-1', '2147483648', '9223372036854775808']
const FLAGS = ['true', 'FALSE', 'no', '0', '', ' true']
const AGES = ['7d', '7 days', '604800', '1w', '-1', '-5s', '1.5d', '0', '']
const PARTS = [
  '{"0":5}',
  '{"x":5}',
  '{"+0":5}',
  '{"":5}',
  '{"0":"5"}',
  '{"0":true}',
  '{"0":null}',
  '{"0":5.5}',
  '{"0":[]}',
  '[5]',
  '["5"]',
  '[null]',
  '[]',
  '{}',
  'null',
  '5',
  '"x"',
]
const TOPICS = [...PARTS.map((part) => `{"t":${part}}`), "{'t':{'0':5}}", '{t:{"0":5}}', '{x', '{"t":{"0":5}} x', ' {"t":{"0":5}}', '{}']
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  includeHeaders: FLAGS,
  failOnDataLoss: FLAGS,
  maxTriggerDelay: ['15m', '900', '900s', '15 minutes', '15 m', '1.5h', '1w', ''],
  startingOffsets: ['earliest', ' Latest ', 'EARLIEST', 'beginning', 'smallest', 'none', '', '[1]', '5', ...TOPICS],
  startingOffsetsByTimestamp: ['earliest', '', '["t"]', ...TOPICS],
  // Behind a brace too many nothing is read; what stands before it is not taken apart here.
  assign: [...TOPICS.filter((text) => !text.endsWith(' x')), '{"t":[0]} x'],
  latestFirst: FLAGS,
  fileNameOnly: FLAGS,
  includeTimestamp: FLAGS,
  maxFileAge: AGES,
  rampUpTime: AGES,
  cleanSource: ['delete', 'Off', ' off', 'move', ''],
  discardCachedInputRatio: ['0.2', '1', ' 0.5', '1.1', '-0.1', '-0', '.5', '1e-1', '0.5f', '2d', '0x1p-1', 'NaN', 'Infinity', 'x', '', '1.00000001'],
  startingOffsetsByTimestampStrategy: ['error', 'LATEST', 'earliest', '', ' error'],
}
const every: Question[] = FORMATS.flatMap((format) =>
  judgedOptions(format).flatMap((name) =>
    (TEXTS[name] ?? NUMBERS)
      .filter((text) => name !== 'fetchOffset.retryIntervalMs' || text !== '-1')
      .map((text): Question => ({ format, options: { [name]: text, ...beside(name, format) } })),
  ),
)
/** Three of seven in the quick form, which falls on another text of each option. */
const questions = every.filter((_, i) => isFull || i % 7 < 3)
/** What is read only together with something else. */
function beside(name: string, format: SourceFormat): Record<string, string> {
  if (format === 'rate-micro-batch' && name !== 'rowsPerBatch') return { rowsPerBatch: '5' }
  if (format === 'socket') return { host: '127.0.0.1', ...(name === 'port' ? {} : { port: '9' }) }
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
  [{ startingTimestamp: '5', startingOffsetsByTimestamp: 'x', startingOffsets: 'x' }, 'never'],
  [{ startingOffsetsByTimestamp: '{"t":{"0":5}}', startingOffsets: 'x' }, 'never'],
  [{ '.schema': 'v STRING' }, 'load'],
  [{ '.without': 'kafka.bootstrap.servers' }, 'load'],
]

describe.skipIf(reason !== undefined)('the options of streaming sources', () => {
  const asked = [...questions, ...together.map(([options]): Question => ({ format: 'kafka', options }))]

  it.each([undefined, ...sparksOf(EARLIER).filter((release) => isInstalled(release) && hasConnector(release))])(
    'are taken and refused as we say, and where we say (%s)',
    (release) => {
      const answers = askWithConnector<Answer>('options.py', asked, release)
      const v = release === undefined ? newest('spark') : version(release)
      const rows = questions.map(({ format, options }, i) => {
        const [name = '', text = ''] = Object.entries(options)[0] ?? []
        return { format, name, text, ours: refusedOption(format, name, text, v)?.at ?? 'never', theirs: answers[i] }
      })
      const wrong = rows.filter(({ ours, theirs }) => ours !== theirs?.at)
      console.log(`${release ?? 'the newest'}: agreement ${rows.length - wrong.length} of ${rows.length} (${rows.filter((row) => row.theirs?.at !== 'never').length} refused)`)
      expect(wrong).toEqual([])
      expect(together.map(([options], i) => [options, answers[questions.length + i]?.at])).toEqual(together)
    },
  )
})
