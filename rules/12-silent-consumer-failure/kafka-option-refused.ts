import { defineRule, everyKey, identity, queryIfSeen, release, remove, safe, set, unsafe, type WrittenKey } from '../../core/engine/define-rule.ts'
import { job, toKafka, visits } from '../shared/spark-example.ts'
import { formatOfSource, judgedOption, MOMENTS, textOf } from '../shared/spark-options.ts'
import { shortened } from '../shared/words.ts'
import { CAPS } from '../07-pipeline-backpressure/rate-cap-invalid.ts'

/** What a reader must have one of. */
const TOPICS: ReadonlySet<string> = new Set(['source.subscribe', 'source.subscribePattern', 'source.assign'])
/** For batches only; `endingTimestamp` is one too, and is let through. */
const ENDS: ReadonlySet<string> = new Set(['source.endingOffsets', 'source.endingOffsetsByTimestamp'])

/** Keys of the client that Spark keeps for itself, whatever their value. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  consumer: {
    'auto.offset.reset': 'startingOffsets says where a first start begins',
    'key.deserializer': 'rows hold bytes, which the query casts',
    'value.deserializer': 'rows hold bytes, which the query casts',
    'enable.auto.commit': 'Spark commits no offsets to Kafka',
    'interceptor.classes': 'Spark runs no interceptors',
  },
  producer: { 'key.serializer': 'the query hands over strings or bytes', 'value.serializer': 'the query hands over strings or bytes' },
}

export default defineRule({
  id: 'kafka-option-refused',
  summary: 'An option that the Kafka source or sink of Spark refuses',
  scenario: 12,
  also: [1, 4],
  component: ['spark-source', 'consumer', 'producer'],
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { query: queryIfSeen(), self: identity(), release: release() },
  fix: 'safe',
  messages: {
    value: ({ name, text, why, moment }: { name: string; text: string; why: string; moment: string }) => `${name}=${text} is ${why}: ${moment}.`,
    own: ({ key, why, moment }: { key: string; why: string; moment: string }) => `kafka.${key} is refused whatever its value, since ${why}: ${moment}.`,
    end: ({ key }: { key: string }) => `${key} is for batches: on a stream ${MOMENTS.load}.`,
    several: ({ names }: { names: string }) => `${names}: only one of them may be given, and ${MOMENTS.load}.`,
    topics: ({ key, text }: { key: string; text: string }) => `${key}=${text} names no topic: ${MOMENTS.load}.`,
  },
  lint({ keys, query: q, self, release: v }, report) {
    for (const { key, value, why } of self.inSpark ? ownKeys(self.kind, keys) : []) {
      const moment = self.kind === 'consumer' ? MOMENTS.load : MOMENTS.query
      report('own', { data: { key, why, moment }, at: [value.key], key, fixes: [safe(`Remove kafka.${key}`, remove(key))] })
    }
    if (!q || self.kind !== 'spark-source' || formatOfSource(q, self) !== 'kafka') return
    for (const found of keys) {
      const told = isOverruled(found.key, keys) ? undefined : judgedOption('kafka', found, v)
      if (told && !CAPS.has(told.name)) {
        const data = { name: told.name, text: shortened(told.text), why: told.why, moment: MOMENTS[told.at] }
        const meant = told.name === 'startingOffsets' ? WORDS[told.text.trim().toLowerCase()] : undefined
        report('value', { data, at: [found.value.text], key: found.key, fixes: meant === undefined ? [] : [safe(`Write ${meant}`, set('source.startingOffsets', meant))] })
      } else if (ENDS.has(found.key))
        report('end', { data: { key: nameOf(found) }, at: [found.value.key], key: found.key, fixes: [unsafe(`Remove ${nameOf(found)}`, remove(found.key))] })
    }
    const topics = keys.filter(({ key }) => TOPICS.has(key))
    const [first, second] = topics
    if (first && second) report('several', { data: { names: topics.map(nameOf).join(', ') }, at: [second.value.key, first.value.key], key: second.key })
    else if (first) {
      const text = textOf(first)
      if (text !== undefined && isEmpty(first.key, text))
        report('topics', { data: { key: nameOf(first), text }, at: [text === '' ? first.value.key : first.value.text], key: first.key })
    }
  },
  page: {
    why: 'Spark checks a few options of its Kafka source at `load()`. The rest is read when the first batch is planned: `startingOffsets=beginning`, `failOnDataLoss=no` or `maxTriggerDelay=15 minutes` pass `load()` and `start()`, and the query dies behind the back of the script. Some keys of the client are refused whatever they say, since Spark sets them itself: the offset reset, automatic commits, interceptors, serializers.',
    whatToDo:
      'Write the option as Spark reads it: `earliest`, `latest` or a JSON text for `startingOffsets`, `true` and `false` for switches, `15m` for the delay. Leave out the keys that Spark keeps for itself; `startingOffsets` takes the place of `auto.offset.reset`.',
    staysSilent:
      'For batches and for values out of sight; for `startingOffsets` beside `startingTimestamp` or `startingOffsetsByTimestamp`, which take its place; for a JSON text that only Spark can take apart, and for what only a broker can know (a partition that is left out, an offset beyond the end).',
  },
  examples: {
    bad: [
      { about: 'A word of old clients', ...job(visits('.option("startingOffsets", "beginning")'), toKafka('visits')), severity: 'error' },
      { about: 'Another word for false', ...job(visits('.option("failOnDataLoss", "no")'), toKafka('visits')), severity: 'error' },
      { about: 'The grammar of triggers', ...job(visits('.option("maxTriggerDelay", "15 minutes")'), toKafka('visits')), severity: 'error' },
      { about: 'A key that Spark keeps for itself', ...job(visits('.option("kafka.auto.offset.reset", "earliest")'), toKafka('visits')), severity: 'error' },
      {
        about: 'A serializer of the sink',
        ...job(visits(), toKafka('visits', '.option("kafka.value.serializer", "org.apache.kafka.common.serialization.StringSerializer")')),
        severity: 'error',
      },
      { about: 'Two ways to name topics', ...job(visits('.option("subscribePattern", "visits.*")'), toKafka('visits')), severity: 'error' },
      { about: 'An end on a stream', ...job(visits('.option("endingOffsets", "latest")'), toKafka('visits')), severity: 'error' },
    ],
    good: [
      { about: 'Words in any case, and a JSON text', ...job(visits('.option("startingOffsets", " Earliest ")'), toKafka('visits')) },
      { about: 'Offsets by partition', ...job(visits('.option("startingOffsets", \'{"visits": {"0": 23, "1": -2}}\')'), toKafka('visits')) },
      { about: 'What is overruled is not read', ...job(visits('.option("startingTimestamp", "1700000000000")', '.option("startingOffsets", "beginning")'), toKafka('visits')) },
      { about: 'Let through', ...job(visits('.option("endingTimestamp", "1700000000000")', '.option("kafka.isolation.level", "read_committed")'), toKafka('visits')) },
      {
        about: 'A batch has an end',
        ...job(
          'old = spark.read.format("kafka").option("kafka.bootstrap.servers", "b:9092").option("subscribe", "visits").option("endingOffsets", "latest").load()',
          visits(),
          toKafka('visits'),
        ),
      },
    ],
  },
  sources: ['KafkaSourceProvider.validateGeneralOptions, validateStreamOptions, kafkaParamsForProducer; executed on pyspark 3.3.4 to 4.3.0'],
})

const ownKeys = (kind: string, keys: readonly WrittenKey[]) =>
  keys.flatMap(({ key, value }) => {
    const why = OWN[kind]?.[key]
    return why === undefined ? [] : [{ key, value, why }]
  })

/** Of the options that say where to begin the strongest alone is read. */
const STARTS: readonly string[] = ['source.startingTimestamp', 'source.startingOffsetsByTimestamp', 'source.startingOffsets']
const isOverruled = (key: string, keys: readonly WrittenKey[]): boolean => STARTS.slice(0, Math.max(0, STARTS.indexOf(key))).some((name) => keys.some((k) => k.key === name))

const nameOf = ({ value }: WrittenKey): string => value.key.text

const WORDS: Readonly<Record<string, string>> = { beginning: 'earliest', smallest: 'earliest', end: 'latest', largest: 'latest' }

/** What Spark takes for no topic at all. */
function isEmpty(key: string, text: string): boolean {
  if (key === 'source.assign') return !text.trim().startsWith('{')
  return key === 'source.subscribe' ? text.split(',').every((topic) => topic.trim() === '') : text.trim() === ''
}
