import type { Value } from '../../core/components/component.ts'
import { defineRule, everyKey, remove, safe, unsafe } from '../../core/engine/define-rule.ts'
import { Secret } from '../../core/text/secret.ts'
import { producer, topic } from '../shared/example.ts'
import { KAFKA_KINDS, LIBRDKAFKA_KINDS } from '../shared/kinds.ts'
import { rdConsumer } from '../shared/librdkafka.ts'

interface Data {
  readonly key: string
}

export default defineRule({
  id: 'duplicate-key',
  summary: 'A key that is written twice: only one of the values holds',
  scenario: 12,
  component: [...KAFKA_KINDS, ...LIBRDKAFKA_KINDS, 'spark-session'],
  severity: 'warning',
  since: '0.1.0',
  needs: { keys: everyKey() },
  fix: 'safe',
  messages: {
    lost: ({ key }: Data) => `${key} is written again further down, and the last one holds: this line does nothing.`,
    same: ({ key }: Data) => `${key} is written again further down with the same value.`,
    differs: ({ key }: Data) => `${key} is written twice in one place: the format forbids it, and readers differ in which of the two they take, if they take the file at all.`,
  },
  lint({ keys }, report) {
    for (const { key, value, repeats, open, lastWins } of keys) {
      if (open) continue
      for (const repeat of repeats) {
        const same = isEqual(value, repeat)
        const fixes = [(same || lastWins ? safe : unsafe)('Remove this one', remove(key, repeat.key))]
        report(!lastWins ? 'differs' : same ? 'same' : 'lost', {
          data: { key },
          key,
          at: [repeat.key, value.key],
          beside: lastWins ? 'this is the line that holds' : 'and here',
          severity: same ? 'info' : 'warning',
          fixes,
        })
      }
    }
  },
  page: {
    why: 'Of two equal keys in a properties file Java keeps the last one and says nothing. The line that somebody finds first, reads and believes is then the one that does not count. It counts as the same key also where one of the two is written with escapes.',
    whatToDo: 'Remove the line that does not hold; in YAML and in sections decide which one is meant, since readers differ.',
    staysSilent: 'In templates, where the two may stand in branches of which only one is written out. Equal values are advice only.',
  },
  examples: {
    bad: [
      { about: 'The last line holds, and it is the weak one', ...producer('acks=all', 'linger.ms=5', 'acks=1'), severity: 'warning' },
      { about: 'The same key through an escape', ...producer('batch.size=16384', 'batch\\u002esize=65536'), severity: 'warning' },
      { about: 'Twice in a section: Python refuses the file', ...rdConsumer('session.timeout.ms=30000', 'session.timeout.ms=45000'), severity: 'warning' },
      { about: 'Twice in a YAML map', ...topic('orders', {}, 'retention.ms: 259200000', 'max.message.bytes: 1048588', 'retention.ms: 604800000'), severity: 'warning' },
    ],
    good: [{ about: 'Each key once', ...producer('acks=all', 'linger.ms=5') }],
  },
  sources: ['java.util.Properties.load; YAML 1.2 §3.2.1.3; executed on pyspark 3.3.4, 3.5.9 and 4.3.0 for spark-defaults.conf'],
})

const isEqual = (a: Value, b: Value): boolean => (a.text instanceof Secret ? a.text.equals(b.text) : a.text.text === b.text.text)
