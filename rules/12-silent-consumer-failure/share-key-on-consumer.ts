import { knows } from '../../core/catalogue/lookup.ts'
import { defineRule, everyKey, maybe, release, remove, safe } from '../../core/engine/define-rule.ts'
import { consumer } from '../shared/example.ts'

const SHARE: readonly string[] = ['share.acknowledgement.mode', 'share.acquire.mode']
/** What a share consumer refuses in every release that knows the keys above: who has one of these is no share consumer. */
const PLAIN: ReadonlySet<string> = new Set([
  'auto.offset.reset',
  'enable.auto.commit',
  'group.instance.id',
  'group.protocol',
  'group.remote.assignor',
  'heartbeat.interval.ms',
  'interceptor.classes',
  'isolation.level',
  'partition.assignment.strategy',
  'session.timeout.ms',
])

export default defineRule({
  id: 'share-key-on-consumer',
  summary: 'A setting of share consumers among those of a plain consumer',
  scenario: 12,
  component: 'consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { acknowledgement: maybe('share.acknowledgement.mode'), acquire: maybe('share.acquire.mode') },
  given: { written: everyKey(), client: release() },
  fix: 'safe',
  messages: {
    both: ({ key, plain }: { key: string; plain: string }) => `${key} is refused by a plain consumer, and ${plain} by a share consumer: neither starts with both.`,
  },
  lint({ written, client }, report) {
    const plain = written.find(({ key }) => PLAIN.has(key))
    if (!plain) return
    for (const { key, value } of written)
      if (SHARE.includes(key) && knows('consumer', key, client)) {
        report('both', { data: { key, plain: plain.key }, at: [value.key, plain.value.key], key, fixes: [safe(`Remove ${key}: this is a plain consumer`, remove(key))] })
      }
  },
  page: {
    why: 'Share consumers (KIP-932) have settings of their own, and do without ten of a plain consumer’s. Each class refuses what belongs to the other one, even at its default value, so a file with keys of both serves neither.',
    whatToDo: 'Decide which of the two the file is for. A plain consumer has no `share.…` keys; a share consumer says where to begin by `share.auto.offset.reset` of its group.',
    staysSilent: 'Where nothing shows that the consumer is a plain one: the same file may be meant for `KafkaShareConsumer`. Before 4.1, which does not know the keys.',
  },
  examples: {
    bad: [
      {
        about: 'Explicit acknowledgement beside a reset policy',
        ...consumer('auto.offset.reset=earliest', 'share.acknowledgement.mode=explicit'),
        kafka: '4.1',
        severity: 'error',
      },
    ],
    good: [
      { about: 'A share consumer’s file', ...consumer('share.acknowledgement.mode=explicit', 'max.poll.records=100'), kafka: '4.1' },
      { about: 'Not known yet', ...consumer('auto.offset.reset=earliest', 'share.acquire.mode=record_limit'), kafka: '4.1' },
    ],
  },
  sources: ['KIP-932; ConsumerConfig and ShareConsumerConfig: ConfigException; share.acknowledgement.mode from 4.1, share.acquire.mode from 4.2; executed on 4.0.2 to 4.4.0'],
})
