import { recordOf, validAt } from '../../core/catalogue/lookup.ts'
import { oldest } from '../../core/catalogue/releases.ts'
import { defineRule, everyKey, release, remove, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { showVersion, type Version } from '../../core/text/version.ts'
import { streams } from '../shared/example.ts'
import { wordOf } from '../shared/streams.ts'

const UPGRADE_FROM = 'upgrade.from'

interface Data {
  readonly text: string
  readonly at: Version
  readonly words: readonly string[]
}

export default defineRule({
  id: 'streams-upgrade-from-invalid',
  summary: 'An upgrade.from that this Kafka Streams cannot be upgraded from',
  scenario: 12,
  also: [2],
  component: 'streams',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { at: release(), client: versionOf('kafkaClient', '4.0') },
  fix: 'unsafe',
  messages: {
    strange: ({ text, at, words }: Data) =>
      `${UPGRADE_FROM}=${text} is nothing that Kafka Streams ${showVersion(at)} takes: it refuses to start. The key goes from ${words[0] ?? ''} to ${words.at(-1) ?? ''} there.`,
    eager: ({ text, at }: Data) =>
      `${UPGRADE_FROM}=${text} asks for the eager protocol, which is gone since 4.0: Kafka Streams ${showVersion(at)} refuses to start. The way leads over a release of 2.4 to 3.9.`,
  },
  lint({ keys, at, client }, report) {
    const word = wordOf(keys, UPGRADE_FROM)
    const words = wordsAt(at)
    if (!word || words.length === 0) return
    const isEager = client.atLeast('4.0') && wordsAt(oldest('kafkaClient')).includes(word.text)
    if (!isEager && words.includes(word.text)) return
    report(isEager ? 'eager' : 'strange', {
      data: { text: word.text, at, words },
      at: [word.found.value.text],
      key: UPGRADE_FROM,
      fixes: [unsafe(`Remove ${UPGRADE_FROM}: right once all instances run one release`, remove(UPGRADE_FROM))],
    })
  },
  page: {
    why: '`upgrade.from` makes the new release speak the protocol of the old one while both run, and is taken out in a second round of restarts. Each release has its own list. That of 2.8 to 3.2 ends at 2.3, since nothing newer needed the key; from 3.3 it has every release up to the one before. From 4.0 the eager protocol of 2.3 and older is gone: 4.0 and 4.1 refuse it when the application starts, later ones do not have the words.',
    whatToDo: 'Once every instance runs the new release the key goes. To come from 2.3 or older to 4, go to 3.9 first, in two rounds of restarts.',
    staysSilent: 'For a placeholder.',
  },
  examples: {
    bad: [
      { about: 'Nothing newer than 2.3 had to be named', ...streams('upgrade.from=2.7'), kafka: '2.8', severity: 'error' },
      { about: 'Refused by the application, not by its configuration', ...streams('upgrade.from=2.3'), kafka: '4.1', severity: 'error' },
      { about: 'Its own release', ...streams('upgrade.from=4.3'), kafka: '4.3', severity: 'error' },
      { about: 'A patch', ...streams('upgrade.from=3.9.1'), kafka: '4.2', severity: 'error' },
    ],
    good: [
      { about: 'The release before', ...streams('upgrade.from=3.8'), kafka: '3.9' },
      { about: 'The eager protocol while it lasts', ...streams('upgrade.from=2.3'), kafka: '3.9' },
    ],
  },
  sources: ['StreamsConfig: ValidString of upgrade.from; 4.0 and 4.1: "The eager rebalancing protocol is no longer supported in 4.0"; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})

function wordsAt(v: Version): readonly string[] {
  const record = recordOf('streams', UPGRADE_FROM)
  return (record && validAt(record, v)?.in) ?? []
}
