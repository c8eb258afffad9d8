import type { ReadWhen } from '../../core/catalogue/record.ts'
import type { Invalid } from '../../core/catalogue/validity.ts'
import { refusedLater } from '../../core/catalogue/spark-late-checks.ts'
import { invalidInSpark } from '../../core/catalogue/spark-validity.ts'
import { defineRule, everyKey, release, safe, setFound, type WrittenKey } from '../../core/engine/define-rule.ts'
import { Secret } from '../../core/text/secret.ts'
import type { Version } from '../../core/text/version.ts'
import { job, sparkDefaults, toKafka, visits } from '../shared/spark-example.ts'
import { shortened } from '../shared/words.ts'

interface Data {
  readonly key: string
  readonly text: string
  readonly why: string
  readonly meant?: string | number | boolean
}

type When = ReadWhen | 'query'
/** Who says no, and when. */
const REFUSES: Readonly<Record<When, string>> = {
  set: 'Spark refuses it as soon as the session is built or the key is set',
  start: 'the application does not start',
  query: 'the session takes it, and no streaming query in it gets beyond its first batch',
  use: 'the part of Spark that reads it fails, at the start or much later, and nobody says so before',
}

export default defineRule({
  id: 'conf-value-invalid',
  summary: 'A setting of Spark whose value Spark itself refuses: wrong type, out of range, or no word that it knows',
  scenario: 12,
  component: 'spark-session',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { release: release() },
  fix: 'safe',
  messages: {
    set: (data: Data) => sentence('set', data),
    start: (data: Data) => sentence('start', data),
    query: (data: Data) => sentence('query', data),
    use: (data: Data) => sentence('use', data),
  },
  lint({ keys, release: v }, report) {
    for (const found of keys) {
      const told = judge(found, v)
      if (!told) continue
      const { text, when, why, meant } = told
      const data = { key: found.key, text: shortened(text), why, ...(meant === undefined ? {} : { meant }) }
      const fixes = meant === undefined ? [] : [safe(`Write ${meant}`, setFound(found, meant))]
      report(when, { data, at: [text === '' ? found.value.key : found.value.text], key: found.key, fixes, ...(when === 'use' ? { severity: 'warning', refusal: false } : {}) })
    }
  },
  page: {
    why: 'Spark’s own settings take times as `10s` or `500ms`, without a blank and without words; triggers and watermarks take `10 seconds` and nothing else. Sizes are whole (`1536m`, not `1.5g`), switches are `true` and `false` (not `yes`, not `1`), whole numbers are plain digits. What a session reads is checked when it is built, so the driver dies before its first line; of what the core reads a part is checked when the application starts, and the rest only when the part that needs it comes to it: perhaps in a month, when the event log rolls over for the first time.',
    whatToDo: 'Write the value as Spark reads it. Where only one thing can have been meant, the fix writes it. In `spark-defaults.conf` quotes belong to the value.',
    staysSilent:
      'For texts, lists and class names; for keys that no registry of Spark lists, such as those of catalogs, but for a part of those of the RocksDB store; for keys under `spark.streaming.`, which Structured Streaming never reads; for what a running session is told of that it does not look at, or refuses whatever the value; where the release that is judged for reads the key otherwise than the newest; for values with a placeholder; for `auto` partitions, which a platform may know.',
  },
  examples: {
    bad: [
      { about: 'The words of a trigger', ...sparkDefaults('spark.master yarn', 'spark.sql.streaming.pollingDelay 10 milliseconds'), severity: 'error' },
      { about: 'A blank before the unit', ...sparkDefaults('spark.master yarn', 'spark.network.timeout 300 s'), severity: 'error' },
      { about: 'Out of range', ...job('spark.conf.set("spark.sql.shuffle.partitions", 0)', visits(), toKafka('visits')), severity: 'error' },
      {
        about: 'Another word for true',
        ...job('spark = SparkSession.builder.config("spark.sql.streaming.metricsEnabled", "yes").getOrCreate()', visits(), toKafka('visits')),
        severity: 'error',
      },
      { about: 'Quotes belong to the value', ...sparkDefaults('spark.master yarn', 'spark.sql.adaptive.enabled "false"'), severity: 'error' },
      { about: 'No such policy', ...sparkDefaults('spark.master yarn', 'spark.sql.streaming.multipleWatermarkPolicy latest'), severity: 'error' },
      { about: 'Taken, and then no query starts', ...sparkDefaults('spark.master yarn', 'spark.sql.streaming.minBatchesToRetain 0'), spark: '4.1', severity: 'error' },
      { about: 'Read once the log is full', ...sparkDefaults('spark.master yarn', 'spark.eventLog.rolling.maxFileSize 1.5g'), severity: 'warning' },
    ],
    good: [
      {
        about: 'Any case, a bare number in the unit of the key',
        ...sparkDefaults('spark.master yarn', 'spark.speculation TRUE', 'spark.network.timeout 300', 'spark.sql.streaming.multipleWatermarkPolicy MAX'),
      },
      { about: 'A minus before a size', ...sparkDefaults('spark.master yarn', 'spark.sql.autoBroadcastJoinThreshold -1') },
      { about: 'No session that runs looks at it', ...job('spark.conf.set("spark.yarn.maxAppAttempts", "two")', visits(), toKafka('visits')) },
      { about: 'A platform’s own word', ...job('spark.conf.set("spark.sql.shuffle.partitions", "auto")', visits(), toKafka('visits')) },
      { about: 'No key of this release', ...sparkDefaults('spark.master yarn', 'spark.sql.streaming.stateStore.encodingFormat none'), spark: '3.5' },
      { about: 'Something else fills it in', ...sparkDefaults('spark.master yarn', 'spark.executor.memory ${MEMORY}') },
    ],
  },
  sources: ['ConfigBuilder, ConfigHelpers, SQLConf.setConfString, SparkConf.validateSettings; every registered entry of pyspark 3.3.4 to 4.3.0 was asked for its type and range'],
})

const sentence = (when: When, { key, text, why, meant }: Data): string => `${key}=${text} is ${why}: ${REFUSES[when]}.${meant === undefined ? '' : ` ${meant} was probably meant.`}`

function judge({ key, record, value }: WrittenKey, v: Version): (Invalid & { readonly text: string; readonly when: When }) | undefined {
  if (value.unknown !== undefined || value.placeholder || value.text instanceof Secret || key.startsWith('spark.streaming.')) return undefined
  const { text } = value.text
  // Python's None has characters and no text.
  if ((text === '' && value.text.end > value.text.start) || isOfPlatform(key, text)) return undefined
  // A session that runs refuses these whatever the value, and looks at few others.
  if (value.live && (record?.whenLive === 'core' || record?.whenLive === 'static')) return undefined
  const refused = refusedLater(key, text, v)
  if (refused) return { ...refused, text }
  if (record?.readWhen === undefined || (value.live && record.whenLive !== 'read')) return undefined
  const found = invalidInSpark(record, text, v)
  return found ? { ...found, text, when: record.readWhen } : undefined
}

/** Databricks reads `auto` here, which Spark's own release refuses. */
const isOfPlatform = (key: string, text: string): boolean => key === 'spark.sql.shuffle.partitions' && text === 'auto'
