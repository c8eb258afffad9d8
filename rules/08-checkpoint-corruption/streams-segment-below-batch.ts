import { recordOf, validAt } from '../../core/catalogue/lookup.ts'
import { newest } from '../../core/catalogue/releases.ts'
import { defineRule, optional, safe, set } from '../../core/engine/define-rule.ts'
import { streams } from '../shared/example.ts'

const SEGMENT = 'topic.segment.bytes'

interface Data {
  readonly segment: number
  readonly batch: number
}

export default defineRule({
  id: 'streams-segment-below-batch',
  summary: 'Internal topics whose segments cannot hold a batch of the producer',
  scenario: 8,
  component: 'streams',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { segment: SEGMENT, own: optional('producer.batch.size'), bare: optional('batch.size') },
  fix: 'safe',
  messages: {
    below: ({ segment, batch }: Data) =>
      `Changelog and repartition topics get segments of ${segment} bytes, and a batch of the producer may take ${batch}: it could not be appended, so Kafka Streams refuses to start.`,
  },
  lint({ segment, own, bare }, report) {
    const batch = own ?? bare
    if (!batch || segment.value >= batch.value) return
    const enough = Math.max(batch.value, smallestSegment())
    report('below', { data: { segment: segment.value, batch: batch.value }, at: [segment, batch], fixes: [safe(`Give segments ${enough} bytes`, set(SEGMENT, enough))] })
  },
  page: {
    why: '`topic.segment.bytes` is for the topics that Kafka Streams creates for itself: changelogs, from which state is restored, and repartition topics. A batch that is larger than a segment cannot be appended. `StreamsConfig` compares the two where both are written, the batch bare or under `producer.`, and throws.',
    whatToDo:
      'Leave the segments of internal topics large: 1 MiB at least, which is also the smallest that a topic of 4.1 or later may have. Small segments cost the broker files and make restoring slow.',
    staysSilent: 'Where only one of the two is written, since nothing is compared then, and for placeholders.',
  },
  examples: {
    bad: [
      { about: 'The bare batch size', ...streams('topic.segment.bytes=1048576', 'batch.size=2000000'), severity: 'error' },
      { about: 'The producer’s own is what counts', ...streams('topic.segment.bytes=100000', 'batch.size=16384', 'producer.batch.size=200000'), kafka: '3.9', severity: 'error' },
    ],
    good: [
      { about: 'Equal', ...streams('topic.segment.bytes=1048576', 'producer.batch.size=1048576') },
      { about: 'The batch is left to its default', ...streams('topic.segment.bytes=10000'), kafka: '3.9' },
    ],
  },
  sources: ['StreamsConfig.getMainConsumerConfigs: "Specified topic segment size … is smaller than the configured producer batch size"; executed on 2.8.2 to 4.4.0'],
})

/** What the newest broker lets a topic have. */
function smallestSegment(): number {
  const record = recordOf('topic', 'segment.bytes')
  return (record && validAt(record, newest('kafkaBroker'))?.min) ?? 0
}
