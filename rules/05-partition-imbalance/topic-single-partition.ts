import { defineRule, factIfStated, identity, maybe, set, unsafe } from '../../core/engine/define-rule.ts'
import { topic } from '../shared/example.ts'
import { isInternalTopic } from '../shared/topics.ts'
import { millis } from '../shared/words.ts'

/** Topics that are small or must be read in one order by their nature. */
const NARROW = /(?:^|[-_.])(?:dlq|dlt|dead-?letters?|config|configs|control|commands?|lock|locks|leader|singleton)(?:$|[-_.])/i
/** Where no rate is stated: enough for a few readers, cheap for the cluster. */
const MODEST = 3

export default defineRule({
  id: 'topic-single-partition',
  summary: 'A topic of one partition has one reader, and growing it later re-maps its keys',
  scenario: 5,
  also: [1],
  component: 'topic',
  severity: 'info',
  since: '0.1.0',
  needs: { partitions: 'topic.partitions', rate: factIfStated('peak-rate'), time: factIfStated('record-time') },
  given: { topic: identity(), policy: maybe('cleanup.policy') },
  answeredBy: /\b(?:total|global|strict)?\s*order(?:ed|ing)?\b|\bsequen(?:ce|tial(?:ly)?)\b/i,
  fix: 'unsafe',
  messages: {
    single: (_: Record<never, never>) => 'One partition is read by one consumer at a time, and a partition that is added later moves keys to other partitions.',
    overrun: ({ rate, time }: { rate: number; time: number }) =>
      `One partition is read by one consumer at a time: at ${millis(time)} a record it cannot take ${rate} records a second.`,
  },
  lint({ partitions, rate, time, topic: { name }, policy }, report) {
    if (partitions.value !== 1 || isInternalTopic(name) || (name !== undefined && NARROW.test(name)) || policy?.value.includes('compact')) return
    const readers = rate && time ? (rate.value * time.value) / 1000 : 0
    const wanted = readers > 1 ? 2 * Math.ceil(readers) : MODEST
    const fixes = [unsafe(`Give the topic ${wanted} partitions (keys move, once)`, set('topic.partitions', wanted))]
    if (rate && time && readers > 1) report('overrun', { data: { rate: rate.value, time: time.value }, severity: 'warning', fixes })
    else report('single', { data: {}, fixes })
  },
  page: {
    why: 'A partition is read by one member of a group. With a single one, the fastest consumer there is sets the limit, and adding members helps nothing. Partitions can be added later, but the hash of a key then points elsewhere: records of one key lie in two partitions, and their order is gone.',
    whatToDo:
      'Plan for the peak: records a second by the time for a record is the number of readers that are needed at once; twice that leaves room. State it (`# weir: peak-rate=5000/s record-time=2ms`) and the number is worked out. Where order over all keys is the point, keep one partition and say so in a comment.',
    staysSilent:
      'For internal, changelog and repartition topics, dead-letter, control and lock topics, compacted tables, where a comment beside it speaks of the order, and where partitions are left to the broker.',
  },
  examples: {
    bad: [
      { about: 'One partition for invoices', ...topic('invoices', { partitions: 1 }, 'min.insync.replicas: 2'), severity: 'info' },
      { about: 'More than one reader can take', ...topic('invoices', { partitions: 1 }), facts: { 'peak-rate': '500/s', 'record-time': '20ms' }, severity: 'warning' },
    ],
    good: [
      { about: 'Order over all keys is the point', ...topic('ledger', {}, '# one partition: entries are read in order') },
      { about: 'A dead-letter topic', ...topic('invoices-dlq', { partitions: 1 }) },
      { about: 'A changelog of Streams', ...topic('rating-app-totals-changelog', { partitions: 1 }, 'cleanup.policy: compact') },
    ],
  },
  sources: ['Kafka documentation, "Consumers": a partition is consumed by one member of a group; DefaultPartitioner hashes by the number of partitions'],
})
