import { defineRule, everyKey, identity, maybe, queryIfSeen, remove, unsafe } from '../../core/engine/define-rule.ts'
import { job, toKafka, visits } from '../shared/spark-example.ts'
import { sourceAt } from '../shared/spark-query.ts'

const KEY = 'source.failOnDataLoss'

export default defineRule({
  id: 'data-loss-tolerated',
  summary: 'Records that were deleted unread are skipped without an error',
  scenario: 14,
  also: [8, 12],
  component: 'spark-source',
  severity: 'warning',
  since: '0.1.0',
  needs: { tolerated: KEY },
  given: { query: queryIfSeen(), self: identity(), keys: everyKey(), starting: maybe('source.startingOffsets') },
  fix: 'unsafe',
  messages: {
    tolerated: (_: Record<never, never>) =>
      'failOnDataLoss=false: when retention has deleted what was not read yet, the query goes on with what is left, and a line in the log is all that tells of it.',
    latest: (_: Record<never, never>) =>
      'failOnDataLoss=false: when retention has deleted what was not read yet, the query goes on with what is left, and a line in the log is all that tells of it. With startingOffsets=latest a lost checkpoint leaves a hole as silently: nothing of this source fails for missing data.',
  },
  lint({ tolerated, query: q, self, keys, starting }, report) {
    if (tolerated.value.toLowerCase() !== 'false') return
    const source = q && sourceAt(q, self.place)
    // Without a query nobody has told the format; these options are Kafka's own.
    const isKafka = q ? source?.reads === 'stream' && source.format?.toLowerCase() === 'kafka' : keys.some(({ key }) => /^source\.(?:subscribe|subscribePattern|assign)$/.test(key))
    if (!isKafka) return
    report(starting?.value.toLowerCase() === 'latest' ? 'latest' : 'tolerated', {
      data: {},
      at: [tolerated],
      fixes: [unsafe('Remove it: the query then fails when data is missing', remove(KEY))],
    })
  },
  page: {
    why: 'A query that is further behind than the topic keeps records finds that they are gone. By default it fails, and somebody looks. With `failOnDataLoss=false` it takes what is left, writes one line of warning, and stays green: in a run where retention had deleted 50 of 70 new records, 20 rows came out and no error. The batches may shrink to nothing, and no alert on failures will fire.',
    whatToDo:
      'Remove it. Keep records for longer than the worst outage, and alert on how far the query is behind in time, against the retention. Where it was set for false alarms (a topic that is deleted and made anew, compaction, transactions), say so beside it: `# weir-disable-line data-loss-tolerated -- compacted topic`.',
    staysSilent: 'For batches and for other formats; where the value is not in sight; for texts that are no boolean (`no`, `0`), which Spark refuses in the running query.',
  },
  examples: {
    bad: [
      { about: 'A text', ...job(visits('.option("failOnDataLoss", "false")'), toKafka('visits')), severity: 'warning' },
      {
        about: 'A boolean of Python, and a start at the end',
        ...job(visits('.option("startingOffsets", "latest")', '.option("failOnDataLoss", False)'), toKafka('visits')),
        severity: 'warning',
      },
      {
        about: 'In any letter case, and from the beginning',
        ...job(visits('.options(startingOffsets="earliest", failondataloss="FALSE")'), toKafka('visits')),
        severity: 'warning',
      },
      {
        about: 'A reader for others to load',
        ...job('def source(topic):', '    return spark.readStream.format("kafka").option("subscribe", topic).option("failOnDataLoss", "false")'),
        severity: 'warning',
      },
    ],
    good: [
      { about: 'The default in so many words', ...job(visits('.option("failOnDataLoss", "true")'), toKafka('visits')) },
      { about: 'Known only to the run', ...job('import os', visits('.option("failOnDataLoss", os.environ["FAIL"])'), toKafka('visits')) },
      {
        about: 'Another source has an option of that name',
        ...job('visits = spark.readStream.format("delta").option("failOnDataLoss", "false").load("s3a://lake/visits")', toKafka('visits')),
      },
      { about: 'No boolean: refused', ...job(visits('.option("failOnDataLoss", "no")'), toKafka('visits')) },
    ],
  },
  sources: ['KafkaMicroBatchStream.reportDataLoss; executed on pyspark 3.3.4 to 4.3.0 (which texts are taken), 3.5.9 with a broker (50 of 70 new records deleted)'],
})
