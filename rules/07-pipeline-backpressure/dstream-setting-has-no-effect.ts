import { defineRule, everyKey, identity, remove, safe, type WrittenKey } from '../../core/engine/define-rule.ts'
import { job, sparkDefaults, toKafka, visits } from '../shared/spark-example.ts'

interface Data {
  readonly key: string
  readonly instead: string
}

export default defineRule({
  id: 'dstream-setting-has-no-effect',
  summary: 'A setting of the old DStreams, which Structured Streaming does not read',
  scenario: 7,
  also: [1, 12],
  component: 'spark-session',
  severity: 'warning',
  since: '0.1.0',
  needs: { keys: everyKey() },
  given: { self: identity() },
  fix: 'safe',
  messages: {
    unread: ({ key, instead }: Data) => `${key} is for DStreams: Structured Streaming reads no key under spark.streaming., and accepts any value without a word.${instead}`,
  },
  lint({ keys, self }, report) {
    // A file of settings alone may serve DStreams as well; a setting of the other engine shows that this one does not.
    if (self.uncertain && !keys.some(({ key }) => key.startsWith('spark.sql.streaming.'))) return
    for (const { key, value, repeats } of keys) {
      if (!key.startsWith('spark.streaming.') || isCoreAllocation(key, keys)) continue
      for (const { key: at } of [value, ...repeats]) report('unread', { data: { key, instead: insteadOf(key) }, at: [at], key, fixes: [safe(`Remove ${key}`, remove(key, at))] })
    }
  },
  page: {
    why: 'Spark has two streaming engines. The keys under `spark.streaming.` steer the older one, DStreams; nothing of Structured Streaming reads them, not even to check their values: `spark.streaming.backpressure.enabled=yes` and a rate of `x` are accepted. So a job seems to have backpressure, a rate limit or a graceful stop, and has none of them on the day when it counts.',
    whatToDo:
      'Remove the key. In place of the rate keys set `maxOffsetsPerTrigger` on the Kafka source: the old rate a partition and second, times partitions, times the seconds of a trigger. In place of the graceful stop end the query between two batches (`query.stop()` when a flag is set), or run it with `availableNow`.',
    staysSilent:
      'In files with a `StreamingContext`, `KafkaUtils` or `DStream`; in a file of settings that sets no `spark.sql.streaming.` key and so may serve DStreams; for `spark.streaming.dynamicAllocation.enabled` beside `spark.dynamicAllocation.enabled`, unless that is `false`: whoever counts executors looks at both.',
  },
  examples: {
    bad: [
      { about: 'Backpressure that is not there', ...job('spark.conf.set("spark.streaming.backpressure.enabled", "true")', visits(), toKafka('visits')), severity: 'warning' },
      {
        about: 'Built into the session',
        ...job(
          'spark = SparkSession.builder.config("spark.streaming.kafka.maxRatePerPartition", "500").config("spark.streaming.stopGracefullyOnShutdown", "true").getOrCreate()',
          visits(),
          toKafka('visits'),
        ),
        severity: 'warning',
      },
      {
        about: 'Beside a setting of Structured Streaming',
        ...sparkDefaults('spark.master yarn', 'spark.sql.streaming.metricsEnabled true', 'spark.streaming.unpersist false'),
        severity: 'warning',
      },
      {
        about: 'The allocation of the core is off',
        ...sparkDefaults('spark.sql.streaming.metricsEnabled true', 'spark.dynamicAllocation.enabled false', 'spark.streaming.dynamicAllocation.enabled true'),
        severity: 'warning',
      },
      {
        about: 'Only the allocation of DStreams',
        ...sparkDefaults('spark.sql.streaming.metricsEnabled true', 'spark.streaming.dynamicAllocation.enabled true'),
        severity: 'warning',
      },
    ],
    good: [
      { about: 'Perhaps for DStreams', ...sparkDefaults('spark.master yarn', 'spark.streaming.backpressure.enabled true') },
      { about: 'Structured Streaming’s own', ...sparkDefaults('spark.master yarn', 'spark.sql.streaming.metricsEnabled true', '# spark.streaming.backpressure.enabled true') },
      {
        about: 'Read together with the allocation of the core',
        ...sparkDefaults('spark.sql.streaming.metricsEnabled true', 'spark.dynamicAllocation.enabled true', 'spark.streaming.dynamicAllocation.enabled false'),
      },
      {
        about: 'A job of DStreams',
        file: 'sockets.py',
        text: 'from pyspark import SparkConf, SparkContext\nfrom pyspark.streaming import StreamingContext\n\nconf = SparkConf().set("spark.streaming.backpressure.enabled", "true")\nssc = StreamingContext(SparkContext(conf=conf), 10)\nssc.socketTextStream("gateway", 9999).count().pprint()\nssc.start()\nssc.awaitTermination()\n',
      },
    ],
  },
  sources: ['no spark.streaming. key is read under sql/ or by the SQL Kafka connector; sessions with senseless values of them started on pyspark 3.3.4, 3.5.9 and 4.3.0'],
})

/** `Utils.isStreamingDynamicAllocationEnabled` is asked by core and YARN too, whatever streams. */
const isCoreAllocation = (key: string, keys: readonly WrittenKey[]): boolean =>
  key === 'spark.streaming.dynamicAllocation.enabled' &&
  keys.some((k) => k.key === 'spark.dynamicAllocation.enabled' && (k.value.unknown !== undefined || !/^\s*false\s*$/i.test(k.value.text.text)))

function insteadOf(key: string): string {
  if (/^spark\.streaming\.(?:backpressure\.|kafka\.(?:max|min)RatePerPartition$|receiver\.maxRate$)/.test(key)) return ' What limits a batch is maxOffsetsPerTrigger on the source.'
  if (key === 'spark.streaming.stopGracefullyOnShutdown') return ' A query is stopped between two batches by query.stop().'
  return ''
}
