import type { Known } from '../../core/components/settings.ts'
import { defineRule, everyKey, identity, maybe, remove, safe } from '../../core/engine/define-rule.ts'
import { Token } from '../../core/text/token.ts'
import { streams } from '../shared/example.ts'

export default defineRule({
  id: 'streams-override-ignored',
  summary: 'A setting of a client that Kafka Streams overwrites with its own',
  scenario: 3,
  also: [12],
  component: ['consumer', 'producer'],
  severity: 'warning',
  since: '0.1.0',
  needs: {
    keys: everyKey(),
    autoCommit: maybe('enable.auto.commit'),
    isolation: maybe('isolation.level'),
    protocol: maybe('group.protocol'),
    group: maybe('group.id'),
    idempotence: maybe('enable.idempotence'),
  },
  given: { self: identity() },
  fix: 'safe',
  messages: {
    overwritten: ({ key, by }: { key: string; by: string }) => `Kafka Streams overwrites ${key} with ${by}: what is written here does not hold, and only the log says so.`,
    named: () => 'With exactly-once Kafka Streams names its producers itself: this transactional.id does not hold.',
  },
  lint({ keys, self, autoCommit, isolation, protocol, group, idempotence }, report) {
    if (self.within !== 'streams') return
    for (const setting of [autoCommit, isolation, protocol, group, idempotence]) {
      const lost = setting && lostIn(setting)
      if (lost)
        report('overwritten', {
          data: { key: setting.key, by: String(setting.value) },
          at: [lost],
          key: setting.key,
          fixes: [safe(`Remove ${setting.key}`, remove(setting.key, lost))],
        })
    }
    const named = keys.find(({ key, overruled }) => key === 'transactional.id' && overruled)
    if (named) report('named', { data: undefined, at: [named.value.key], key: named.key, fixes: [safe('Remove transactional.id', remove(named.key, named.value.key))] })
  },
  page: {
    why: 'Kafka Streams decides some things for its clients: offsets are committed with the state, so `enable.auto.commit` is off; the group is the `application.id`; with exactly-once every consumer reads `read_committed`, and the producers are idempotent and get their transactional names from Streams. Who writes something else is not refused. Streams puts its own value in and logs a warning at most, so that the file says one thing and the application does another.',
    whatToDo: 'Remove the line. To read uncommitted records or to give up idempotence, choose another `processing.guarantee`.',
    staysSilent:
      'Where the value is what Streams puts in anyway; where it comes through, as `main.consumer.enable.auto.commit` does up to 4.1; for settings that Streams only gives a default of its own; where `processing.guarantee` is a placeholder.',
  },
  examples: {
    bad: [
      { about: 'Offsets are committed by Streams', ...streams('consumer.enable.auto.commit=true'), severity: 'warning' },
      { about: 'With exactly-once', ...streams('processing.guarantee=exactly_once_v2', 'isolation.level=read_uncommitted'), severity: 'warning' },
      { about: 'A name of one’s own', ...streams('processing.guarantee=exactly_once_v2', 'producer.transactional.id=ledger'), severity: 'warning' },
      { about: 'Another group', ...streams('group.id=payments'), severity: 'warning' },
      { about: 'The classic protocol is put back', ...streams('consumer.group.protocol=consumer'), kafka: '4.1', severity: 'warning' },
    ],
    good: [
      { about: 'What Streams does anyway', ...streams('consumer.enable.auto.commit=false', 'group.id=billing') },
      { about: 'Without exactly-once it holds', ...streams('isolation.level=read_committed', 'producer.enable.idempotence=true') },
      { about: 'The protocol of the application', ...streams('group.protocol=streams'), kafka: '4.2' },
      { about: 'It comes through there', ...streams('main.consumer.enable.auto.commit=true'), kafka: '4.1' },
    ],
  },
  sources: [
    'StreamsConfig.checkIfUnexpectedUserSpecifiedConsumerConfig, getMainConsumerConfigs, getProducerConfigs; what is overwritten under which prefix was asked of 2.8.2 to 4.4.0',
  ],
})

/** The user's own value that the framework's stands before; nothing where it is the same, or where the key without a prefix is the application's own. */
function lostIn({ key, value, origin, shadowed }: Known<unknown>): Token | undefined {
  const [lost] = shadowed
  if (origin !== 'framework' || !(lost?.text instanceof Token) || lost.unknown !== undefined) return undefined
  if (key === 'group.protocol' && lost.key.text === key) return undefined
  return lost.text.text.trim().toLowerCase() === String(value).toLowerCase() ? undefined : lost.key
}
