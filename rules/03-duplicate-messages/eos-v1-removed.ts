import { defineRule, everyKey, safe, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { streams } from '../shared/example.ts'
import { EXACTLY_ONCE, FIRST_EXACTLY_ONCE, wordOf } from '../shared/streams.ts'

export default defineRule({
  id: 'eos-v1-removed',
  summary: 'An exactly-once guarantee under a name that Kafka Streams no longer takes',
  scenario: 3,
  also: [8],
  component: 'streams',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { client: versionOf('kafkaClient', '3.0', '4.0') },
  fix: 'safe',
  messages: {
    removed: ({ text }: { text: string }) => `processing.guarantee=${text} is gone since 4.0: Kafka Streams refuses to start. The guarantee is called ${EXACTLY_ONCE} now.`,
    deprecated: ({ text }: { text: string }) =>
      `processing.guarantee=${text} is deprecated since 3.0, and Kafka Streams of 4.0 refuses to start with it. ${EXACTLY_ONCE} takes its place.`,
  },
  lint({ keys, client }, report) {
    const word = wordOf(keys, 'processing.guarantee')
    if (!word || !FIRST_EXACTLY_ONCE.includes(word.text) || !client.atLeast('3.0')) return
    const said = { data: { text: word.text }, at: [word.found.value.text], key: 'processing.guarantee' }
    const change = set('processing.guarantee', EXACTLY_ONCE)
    if (client.atLeast('4.0')) report('removed', { ...said, fixes: [safe(`Write ${EXACTLY_ONCE}`, change)] })
    else report('deprecated', { ...said, severity: 'warning', refusal: false, fixes: [unsafe(`Write ${EXACTLY_ONCE}; the brokers must be of 2.5 or later`, change)] })
  },
  page: {
    why: 'Kafka Streams got its exactly-once in two steps. `exactly_once` opens a producer for each task, `exactly_once_beta` one for each thread, as `exactly_once_v2` does. From 3.0 the first two are deprecated, from 4.0 `StreamsConfig` throws: the application that was upgraded does not start.',
    whatToDo: 'Write `exactly_once_v2`, which needs brokers of 2.5 or later. From `exactly_once` it takes a rolling restart on 3.x first; the state and the offsets stay.',
    staysSilent: 'Before 3.0, which has no other words (see `eos-v2-too-early`), and for a placeholder.',
  },
  examples: {
    bad: [
      { about: 'After the upgrade to 4', ...streams('processing.guarantee=exactly_once'), kafka: '4.1', severity: 'error' },
      { about: 'The second name', ...streams('processing.guarantee=exactly_once_beta'), kafka: '4.0', severity: 'error' },
      { about: 'Before the upgrade', ...streams('processing.guarantee=exactly_once'), kafka: '3.9', severity: 'warning' },
    ],
    good: [
      { about: 'The name of today', ...streams('processing.guarantee=exactly_once_v2'), kafka: '4.1' },
      { about: 'The only names of 2.8', ...streams('processing.guarantee=exactly_once_beta'), kafka: '2.8' },
    ],
  },
  sources: ['KIP-732; StreamsConfig: "Invalid value exactly_once for configuration processing.guarantee"; executed on 2.8.2 to 4.4.0'],
})
