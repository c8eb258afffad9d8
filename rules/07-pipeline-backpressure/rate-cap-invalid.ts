import { defineRule, everyKey, identity, query, release, safe, setFound, unsafe, remove } from '../../core/engine/define-rule.ts'
import { plainNumber } from '../../core/catalogue/validity.ts'
import { job, toKafka, visits } from '../shared/spark-example.ts'
import { formatOfSource, judgedOption, MOMENTS, textOf } from '../shared/spark-options.ts'
import { shortened } from '../shared/words.ts'

/** How much a batch reads, and in how many pieces; everything else of a source is `kafka-option-refused`. */
export const CAPS: ReadonlySet<string> = new Set([
  'maxOffsetsPerTrigger',
  'minOffsetsPerTrigger',
  'minPartitions',
  'maxRecordsPerPartition',
  'maxFilesPerTrigger',
  'maxBytesPerTrigger',
])

const BOTH: readonly string[] = ['minOffsetsPerTrigger', 'maxOffsetsPerTrigger']

interface Data {
  readonly name: string
  readonly text: string
  readonly why: string
  readonly moment: string
}

export default defineRule({
  id: 'rate-cap-invalid',
  summary: 'A limit on a batch that Spark refuses, or by which it reads nothing',
  scenario: 7,
  also: [12],
  component: 'spark-source',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { query: query(), self: identity(), release: release() },
  fix: 'safe',
  messages: {
    refused: ({ name, text, why, moment }: Data) => `${name}=${text} is ${why}: ${moment}.`,
    nothing: ({ name, text }: { name: string; text: string }) => `${name}=${text} lets no record through: the query stays active and reads nothing, and nobody says so.`,
    inverted: ({ min, max }: { min: string; max: string }) => `minOffsetsPerTrigger=${min} is more than maxOffsetsPerTrigger=${max}: ${MOMENTS.load}.`,
  },
  lint({ keys, query: q, self, release: v }, report) {
    const format = formatOfSource(q, self)
    if (!format) return
    // Of the two, each is read at once where the other is there: they are compared.
    const isPair = BOTH.every((name) => keys.some(({ key }) => key === `source.${name}`))
    for (const found of keys) {
      const told = judgedOption(format, found, v)
      if (!told || !CAPS.has(told.name)) continue
      const meant = plainNumber(told.text.trim())
      const data = { name: told.name, text: shortened(told.text), why: told.why, moment: MOMENTS[isPair && BOTH.includes(told.name) ? 'load' : told.at] }
      report('refused', { data, at: [found.value.text], key: found.key, fixes: meant === undefined || meant < 1 ? [] : [safe(`Write ${meant}`, setFound(found, meant))] })
    }
    if (format !== 'kafka') return
    const numberOf = (name: string) => {
      const found = keys.find(({ key }) => key === `source.${name}`)
      const text = found && textOf(found)
      return found && text !== undefined && /^[+-]?\d{1,18}$/.test(text) ? { found, text, n: Number(text) } : undefined
    }
    const [min, max] = [numberOf('minOffsetsPerTrigger'), numberOf('maxOffsetsPerTrigger')]
    if (max && min && min.n > max.n) report('inverted', { data: { min: min.text, max: max.text }, at: [min.found.value.text, max.found.value.text], key: min.found.key })
    else if (max && max.n <= 0 && q.trigger !== 'once' && q.trigger !== 'unknown')
      report('nothing', {
        data: { name: 'maxOffsetsPerTrigger', text: max.text },
        at: [max.found.value.text],
        key: max.found.key,
        refusal: false,
        fixes: [unsafe('Remove the limit', remove(max.found.key))],
      })
  },
  page: {
    why: 'The limits of a source are texts until the first batch. `100_000` in quotes, `1e5` and `100k` are no numbers to Spark, and a Python float arrives as `100000.0`: `load()` and `start()` take them, and the query dies in its first batch, when the script has long gone on. 0 and less are not checked at all: the query stays active with batches of nothing, and under `availableNow` it ends green having read nothing.',
    whatToDo:
      'Write a positive whole number in plain digits (a Python `100_000` without quotes is one). To read without a limit leave the option out. The minimum must not be above the maximum.',
    staysSilent:
      'For batches, for formats other than Kafka and Spark’s own files, for values out of sight. For `maxRecordsPerPartition` and `maxBytesPerTrigger` before 4.0, which does not read them. A limit of 0 is not spoken of with `once`, which ignores it.',
  },
  examples: {
    bad: [
      { about: 'Digits in groups, in a text', ...job(visits('.option("maxOffsetsPerTrigger", "100_000")'), toKafka('visits')), severity: 'error' },
      { about: 'A Python float', ...job(visits('.option("minPartitions", 8.0)'), toKafka('visits')), severity: 'error' },
      { about: 'Nothing, for ever', ...job(visits('.option("maxOffsetsPerTrigger", 0)'), toKafka('visits')), severity: 'error' },
      { about: 'More at least than at most', ...job(visits('.option("minOffsetsPerTrigger", 100000)'), toKafka('visits')), severity: 'error' },
      {
        about: 'Files',
        ...job('rows = spark.readStream.schema("v STRING").option("maxFilesPerTrigger", 0).json("s3a://lake/in")', toKafka('rows.selectExpr("v AS value")')),
        severity: 'error',
      },
    ],
    good: [
      { about: 'A Python number in groups', ...job(visits('.option("maxOffsetsPerTrigger", 100_000)'), toKafka('visits')) },
      { about: 'Not read before 4.0', ...job(visits('.option("maxRecordsPerPartition", "0")'), toKafka('visits')), spark: '3.5' },
      { about: 'Out of sight', ...job('from acme import LIMIT', visits('.option("maxOffsetsPerTrigger", LIMIT)'), toKafka('visits')) },
    ],
  },
  sources: [
    'KafkaSourceProvider.validateGeneralOptions, KafkaMicroBatchStream, FileStreamOptions; executed on pyspark 3.3.4 to 4.3.0 (refusals), 3.5.9 and 4.2.1 with a broker (0 and −1)',
  ],
})
