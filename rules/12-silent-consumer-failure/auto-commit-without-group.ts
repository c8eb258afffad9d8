import { defineRule, identity, optional, remove, safe, stated } from '../../core/engine/define-rule.ts'
import { completeConsumer, reads } from '../shared/complete.ts'

const file = 'consumer.properties'
const READERS = 'key.deserializer=org.apache.kafka.common.serialization.StringDeserializer\nvalue.deserializer=org.apache.kafka.common.serialization.StringDeserializer\n'

export default defineRule({
  id: 'auto-commit-without-group',
  summary: 'Offsets are to be committed, and there is no group to commit them for',
  scenario: 12,
  also: [3],
  component: 'consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { commit: stated('enable.auto.commit') },
  given: { group: optional('group.id'), self: identity(), ...completeConsumer },
  fix: 'safe',
  messages: {
    noGroup: (_: Record<never, never>) => 'enable.auto.commit=true and no group.id: there is no group to commit offsets for, and the consumer refuses to start.',
  },
  lint({ commit, group, self, ...rest }, report) {
    if (commit?.value !== true || group !== undefined || self.uncertain || !reads(rest)) return
    report('noGroup', { data: {}, fixes: [safe('Remove enable.auto.commit: without a group nothing is committed', remove('enable.auto.commit'))] })
  },
  page: {
    why: 'Offsets are kept for a group. A consumer without `group.id` can only be given its partitions by hand and has nowhere to keep a position; who asks for automatic commits all the same gets an InvalidConfigurationException from the constructor. Where `enable.auto.commit` is left to its default, the client quietly takes it for false instead.',
    whatToDo: 'Give the consumer its `group.id`. Where partitions are really assigned by hand, remove `enable.auto.commit` and store positions yourself.',
    staysSilent:
      'Where the file is no complete consumer (it lacks an address or the deserializers): the group comes from code as well then. With any `group.id`, be it a placeholder, and in a file that holds a producer too.',
  },
  examples: {
    bad: [{ about: 'A complete consumer without a group', file, text: `bootstrap.servers=broker:9092\n${READERS}enable.auto.commit=true\n`, severity: 'error' }],
    good: [
      { about: 'With its group', file, text: `bootstrap.servers=broker:9092\n${READERS}enable.auto.commit=true\ngroup.id=billing\n` },
      { about: 'Only settings that code adds to', file, text: 'bootstrap.servers=broker:9092\nenable.auto.commit=true\nmax.poll.records=100\n' },
      { about: 'Left to the default', file, text: `bootstrap.servers=broker:9092\n${READERS}auto.commit.interval.ms=1000\n` },
    ],
  },
  sources: ['KafkaConsumer up to 3.6, ConsumerConfig.maybeOverrideEnableAutoCommit from 3.7: InvalidConfigurationException; executed on 2.8.2 to 4.4.0'],
})
