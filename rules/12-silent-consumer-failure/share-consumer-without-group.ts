import { defineRule, identity, maybe, optional, present, versionOf } from '../../core/engine/define-rule.ts'
import { shareConsumer } from '../shared/example.ts'

export default defineRule({
  id: 'share-consumer-without-group',
  summary: 'A share consumer without a group',
  scenario: 12,
  component: 'share-consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { group: optional('group.id'), keyReader: maybe('key.deserializer'), valueReader: maybe('value.deserializer') },
  given: { self: identity(), address: present('bootstrap.servers'), client: versionOf('kafkaClient', '3.9') },
  fix: 'none',
  messages: {
    missing: () => 'A share consumer reads through its group only, and this one has no group.id: it refuses to start.',
    empty: () => 'group.id is empty: a share consumer reads through its group only, and refuses to start.',
  },
  lint({ group, self, keyReader, valueReader, client }, report) {
    if (!client.atLeast('3.9')) return
    if (group) {
      if (group.value.trim() === '') report('empty', { data: undefined })
    } else if ((keyReader ?? valueReader) !== undefined) report('missing', { data: undefined, at: [self.place], key: 'group.id' })
  },
  page: {
    why: 'A plain consumer can read without a group, by assigning itself partitions. A share consumer cannot: the records that it gets, and their acknowledgements, are the group’s. `KafkaShareConsumer` throws without `group.id`.',
    whatToDo: 'Name the group. Share groups and consumer groups have one name space, so it must not be the name of a consumer group.',
    staysSilent: 'In a file without an address and a deserializer, since code puts the rest in there; where the group is a placeholder; before 3.9, which has no share consumer.',
  },
  examples: {
    bad: [
      {
        about: 'Forgotten',
        ...shareConsumer('key.deserializer=com.acme.KeyReader', 'value.deserializer=com.acme.ValueReader', 'share.acknowledgement.mode=explicit'),
        kafka: '4.1',
        severity: 'error',
      },
      { about: 'Empty', ...shareConsumer('group.id=', 'max.poll.records=100'), kafka: '4.1', severity: 'error' },
    ],
    good: [
      { about: 'Named', ...shareConsumer('group.id=billing', 'value.deserializer=com.acme.ValueReader'), kafka: '4.1' },
      { about: 'Code puts in the rest', ...shareConsumer('share.acknowledgement.mode=explicit', 'max.poll.records=100'), kafka: '4.1' },
    ],
  },
  sources: ['KafkaShareConsumer: InvalidGroupIdException; executed on 3.9.2, 4.1.2 and 4.4.0; KIP-932'],
})
