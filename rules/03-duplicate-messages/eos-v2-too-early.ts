import { defineRule, everyKey, safe, set, versionOf } from '../../core/engine/define-rule.ts'
import { streams } from '../shared/example.ts'
import { EXACTLY_ONCE, wordOf } from '../shared/streams.ts'

export default defineRule({
  id: 'eos-v2-too-early',
  summary: 'exactly_once_v2 for a Kafka Streams that does not know the word yet',
  scenario: 3,
  component: 'streams',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { client: versionOf('kafkaClient', '3.0') },
  fix: 'safe',
  messages: {
    early: () => `${EXACTLY_ONCE} is a word of 3.0: Kafka Streams of 2.8 refuses to start. There the same guarantee is called exactly_once_beta.`,
  },
  lint({ keys, client }, report) {
    const word = wordOf(keys, 'processing.guarantee')
    if (word?.text !== EXACTLY_ONCE || client.atLeast('3.0')) return
    report('early', {
      data: undefined,
      at: [word.found.value.text],
      key: 'processing.guarantee',
      fixes: [safe('Write exactly_once_beta', set('processing.guarantee', 'exactly_once_beta'))],
    })
  },
  page: {
    why: '`exactly_once_v2` is the name that 3.0 gave to `exactly_once_beta` (KIP-732). The `StreamsConfig` of 2.8 does not know it and throws.',
    whatToDo: 'Write `exactly_once_beta` until the library is 3.0 or later, and `exactly_once_v2` with it.',
    staysSilent: 'From 3.0 on, and for a placeholder.',
  },
  examples: {
    bad: [{ about: 'A file of a newer application', ...streams('processing.guarantee=exactly_once_v2'), kafka: '2.8', severity: 'error' }],
    good: [{ about: 'From 3.0', ...streams('processing.guarantee=exactly_once_v2'), kafka: '3.0' }],
  },
  sources: ['KIP-732; StreamsConfig of 2.8: "Invalid value exactly_once_v2 for configuration processing.guarantee"; executed on 2.8.2 and 3.0.2'],
})
