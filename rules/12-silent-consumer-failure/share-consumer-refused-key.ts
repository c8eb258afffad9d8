import { refusedUnder } from '../../core/catalogue/frameworks.ts'
import { defineRule, everyKey, maybe, release, remove, safe, type WrittenKey } from '../../core/engine/define-rule.ts'
import { Secret } from '../../core/text/secret.ts'
import { shareConsumer } from '../shared/example.ts'

export default defineRule({
  id: 'share-consumer-refused-key',
  summary: 'A setting of plain consumers that a share consumer refuses',
  scenario: 12,
  component: 'share-consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { client: release(), protocol: maybe('group.protocol') },
  fix: 'safe',
  messages: {
    refused: ({ key }: { key: string }) => `${key} is for plain consumers: a share consumer refuses to start with it, whatever its value.`,
  },
  lint({ keys, client, protocol }, report) {
    // 3.9 and 4.0 have no class of their own for it: what a consumer refuses under its protocol is refused.
    const own = refusedUnder('share', client)
    const refused = own.size > 0 || protocol?.value === 'consumer' ? own : refusedUnder('classic', client)
    for (const found of keys) {
      const { key, value } = found
      if (refused.has(key) && (refused === own || !isEmpty(found)))
        report('refused', { data: { key }, at: [value.key], key, fixes: [safe(`Remove ${key}`, remove(key, value.key))] })
    }
  },
  page: {
    why: 'In a share group (KIP-932) the broker hands out single records, keeps the offsets and knows who is alive. What a consumer would decide by itself is decided there, so from 4.1 `KafkaShareConsumer` refuses ten settings of a plain consumer, be it at their default value. 3.9 and 4.0 took them in silence, so a file of the first trials may have some.',
    whatToDo:
      'Remove them. Where to begin and what to read of transactions is set on the group: `share.auto.offset.reset`, `share.isolation.level`. How records are acknowledged is `share.acknowledgement.mode` here.',
    staysSilent: 'Before 4.1, but for `group.remote.assignor`, and for files that are not named after a share consumer.',
  },
  examples: {
    bad: [
      { about: 'The offsets are the group’s', ...shareConsumer('group.id=billing', 'auto.offset.reset=earliest'), kafka: '4.1', severity: 'error' },
      {
        about: 'Even at its default',
        ...shareConsumer('group.id=billing', 'enable.auto.commit=${COMMIT}', 'share.acknowledgement.mode=explicit'),
        kafka: '4.4',
        severity: 'error',
      },
      { about: 'Refused from the first', ...shareConsumer('group.id=billing', 'group.remote.assignor=uniform'), kafka: '3.9', severity: 'error' },
    ],
    good: [
      { about: 'What it has in common with a consumer', ...shareConsumer('group.id=billing', 'max.poll.records=100', 'fetch.min.bytes=1'), kafka: '4.1' },
      { about: 'No name', ...shareConsumer('group.id=billing', 'group.remote.assignor='), kafka: '3.9' },
      { about: 'Taken in silence', ...shareConsumer('group.id=billing', 'auto.offset.reset=earliest'), kafka: '4.0' },
    ],
  },
  sources: ['ShareConsumerConfig.checkUnsupportedConfigsPostProcess: ConfigException; each key was asked of 3.9.2 to 4.4.0; KIP-932'],
})

/** Where the class has nothing of its own to say, an empty name is none. */
const isEmpty = ({ value: { text } }: WrittenKey): boolean => !(text instanceof Secret) && text.text === ''
