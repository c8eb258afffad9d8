import type { Known } from '../../core/components/settings.ts'
import { defineRule } from '../../core/engine/define-rule.ts'
import { worker } from '../shared/connect.ts'

export default defineRule({
  id: 'connect-storage-topics-collide',
  summary: 'A Connect cluster keeps two kinds of its state in one topic: they read each other’s records',
  scenario: 8,
  also: [12],
  component: 'connect-distributed',
  severity: 'error',
  since: '0.1.0',
  needs: { config: 'config.storage.topic', offset: 'offset.storage.topic', status: 'status.storage.topic' },
  fix: 'none',
  messages: {
    same: ({ keys, topic }: { keys: readonly string[]; topic: string }) =>
      `${keys.join(' and ')} are both ${topic}: each store reads what the other one writes. The worker does not notice.`,
  },
  lint({ config, offset, status }, report) {
    const pairs: readonly (readonly [Known<string>, Known<string>])[] = [
      [offset, config],
      [status, config],
      [status, offset],
    ]
    const same = pairs.find(([a, b]) => a.value === b.value)
    if (same) report('same', { data: { keys: same.map(({ key }) => key), topic: same[0].value }, at: [...same], beside: 'and this' })
  },
  page: {
    why: 'A worker keeps configurations, offsets and states in three compacted topics. The class compares their names with nothing. In one topic the stores read each other’s records, and a topic that is right for one is wrong for another: that of the configurations must have a single partition.',
    whatToDo: 'Give each its own topic. What has been written to the shared one has to be sorted out, or the connectors be created anew.',
    staysSilent: 'Where a name is a placeholder.',
  },
  examples: {
    bad: [{ about: 'One for two', ...worker('offset.storage.topic=connect-configs'), severity: 'error' }],
    good: [{ about: 'Three topics', ...worker() }],
  },
  sources: ['KafkaConfigBackingStore, KafkaOffsetBackingStore, KafkaStatusBackingStore; DistributedConfig accepts equal names, executed on 2.8.2 to 4.4.0'],
})
