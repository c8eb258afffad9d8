import type { Source } from '../../core/components/query.ts'
import { defineRule, everyKey, identity, query, release, remove, unsafe, versionOf, type WrittenKey } from '../../core/engine/define-rule.ts'
import { job, toKafka } from '../shared/spark-example.ts'
import { formatOfSource, judgedOption, MOMENTS, textOf } from '../shared/spark-options.ts'
import { sourceAt } from '../shared/spark-query.ts'
import { shortened } from '../shared/words.ts'
import { CAPS } from '../07-pipeline-backpressure/rate-cap-invalid.ts'

export default defineRule({
  id: 'file-option-refused',
  summary: 'An option that Spark refuses of a stream of files, or of a source for trying things out',
  scenario: 12,
  component: 'spark-source',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey(), query: query(), self: identity() },
  given: { release: release(), spark: versionOf('spark', '4.0') },
  fix: 'unsafe',
  messages: {
    value: ({ name, text, why, moment }: { name: string; text: string; why: string; moment: string }) => `${name}=${text} is ${why}: ${moment}.`,
    batch: ({ name }: { name: string }) => `${name} is for batches: on a stream no value of it is taken, and the query does not run.`,
    both: (_: Record<never, never>) => `maxFilesPerTrigger and maxBytesPerTrigger together: only one of them may be given. ${MOMENTS.query}.`,
    archive: (_: Record<never, never>) => `cleanSource=archive needs sourceArchiveDir: ${MOMENTS.query}.`,
  },
  lint({ keys, query: q, self, release: v, spark }, report) {
    const format = formatOfSource(q, self)
    if (!format || format === 'kafka') return
    for (const found of keys) {
      const told = judgedOption(format, found, v)
      if (told && !CAPS.has(told.name))
        report('value', { data: { name: told.name, text: shortened(told.text), why: told.why, moment: MOMENTS[told.at] }, at: [found.value.text], key: found.key })
    }
    if (format !== 'files') return
    const at = (name: string) => keys.find(({ key }) => key === `source.${name}`)
    for (const name of ['modifiedBefore', 'modifiedAfter']) {
      const found = at(name)
      if (found) report('batch', { data: { name }, at: [found.value.key], key: found.key, fixes: [unsafe(`Remove ${name}`, remove(found.key))] })
    }
    const [files, bytes, clean] = [at('maxFilesPerTrigger'), at('maxBytesPerTrigger'), at('cleanSource')]
    const isBad = [files, bytes].some((found) => found && judgedOption(format, found, v))
    if (files && bytes && !isBad && spark.atLeast('4.0')) report('both', { data: {}, at: [bytes.value.key, files.value.key], key: bytes.key })
    if (clean && isArchive(clean) && hasNoArchive(sourceAt(q, self.place)?.reader)) report('archive', { data: {}, at: [clean.value.text], key: clean.key })
  },
  page: {
    why: 'The options of a stream of files are read when the query runs: `cleanSource=move`, `maxFileAge=7 days` or `latestFirst=yes` pass `load()` and `start()`, and the query dies behind the back of the script. `modifiedBefore` and `modifiedAfter`, which batches have, are refused whatever they say. The sources for trying things out (rate, rate-micro-batch, socket) read theirs at `load()`.',
    whatToDo:
      'Write `true` and `false` for switches, `7d` for an age, `archive`, `delete` or `off` for what is done with files that were read, and `sourceArchiveDir` beside `archive`. Limit a batch by files or by bytes. Filter by time inside the query.',
    staysSilent:
      'For batches, for formats that Spark does not bring itself, for values out of sight; for `maxBytesPerTrigger`, `maxCachedFiles` and `discardCachedInputRatio` before 4.0, which does not read them. Limits of a batch by themselves are `rate-cap-invalid`.',
  },
  examples: {
    bad: [
      { about: 'The grammar of triggers', ...job(files('.option("maxFileAge", "7 days")')), severity: 'error' },
      { about: 'No such way to clean up', ...job(files('.option("cleanSource", "move")')), severity: 'error' },
      { about: 'An archive without a place', ...job(files('.option("cleanSource", "archive")')), severity: 'error' },
      { about: 'For batches only', ...job(files('.option("modifiedAfter", "2024-01-01T00:00:00")')), severity: 'error' },
      { about: 'Two limits', ...job(files('.option("maxBytesPerTrigger", "1000000")')), severity: 'error', spark: '4.0' },
      { about: 'No rows', ...job('rows = spark.readStream.format("rate").option("rowsPerSecond", 0).load()', toKafka('rows.selectExpr("1 AS value")')), severity: 'error' },
    ],
    good: [
      { about: 'An archive', ...job(files('.option("cleanSource", "archive").option("sourceArchiveDir", "s3a://lake/done")')) },
      { about: 'Not read before 4.0', ...job(files('.option("maxCachedFiles", "many").option("maxBytesPerTrigger", "1000000")')), spark: '3.5' },
      { about: 'Out of sight', ...job('from acme import AGE', files('.option("maxFileAge", AGE)')) },
    ],
  },
  sources: ['FileStreamOptions, FileStreamSource, RateStreamProvider, RatePerMicroBatchProvider, TextSocketSourceProvider; executed on pyspark 3.3.4, 3.5.9 and 4.3.0'],
})

const isArchive = (clean: WrittenKey): boolean => textOf(clean)?.toLowerCase() === 'archive'
const hasNoArchive = (told: Source['reader']): boolean => told !== undefined && !told.isOpen && !told.names.includes('sourceArchiveDir')

function files(options: string): string {
  return `rows = spark.readStream.schema("v STRING").option("maxFilesPerTrigger", 100)${options}.json("s3a://lake/in")\n${toKafka('rows.selectExpr("v AS value")')}`
}
