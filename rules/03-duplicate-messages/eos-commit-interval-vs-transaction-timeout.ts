import { defineRule, remove, safe, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { streams } from '../shared/example.ts'
import { isExactlyOnce } from '../shared/streams.ts'
import { millis } from '../shared/words.ts'

interface Data {
  readonly commit: number
  readonly timeout: number
}

export default defineRule({
  id: 'eos-commit-interval-vs-transaction-timeout',
  summary: 'Exactly-once with a commit interval that is longer than the transaction may last',
  scenario: 3,
  also: [8],
  component: 'streams',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { commit: 'commit.interval.ms', timeout: 'producer.transaction.timeout.ms', guarantee: 'processing.guarantee' },
  given: { client: versionOf('kafkaClient', '3.0') },
  fix: 'safe',
  messages: {
    longer: ({ commit, timeout }: Data) =>
      `With exactly-once each commit ends a transaction: an interval of ${millis(commit)} is longer than the ${millis(timeout)} that a transaction may last, and Kafka Streams refuses to start.`,
  },
  lint({ commit, timeout, guarantee, client }, report) {
    if (!client.atLeast('3.0') || !isExactlyOnce(guarantee.value) || commit.value <= timeout.value) return
    const longer = set('producer.transaction.timeout.ms', 2 * commit.value)
    const fits = 2 * commit.value < 2 ** 31
    report('longer', {
      data: { commit: commit.value, timeout: timeout.value },
      fixes: [
        ...(commit.written && timeout.origin === 'framework' ? [safe('Leave the interval to exactly-once', remove('commit.interval.ms'))] : []),
        ...(commit.written && timeout.origin === 'explicit' ? [unsafe(`Commit every ${millis(timeout.value)}`, set('commit.interval.ms', timeout.value))] : []),
        ...(fits ? [unsafe(`Let a transaction last ${millis(2 * commit.value)}`, longer)] : []),
      ],
    })
  },
  page: {
    why: 'Without exactly-once `commit.interval.ms` says how much is read again after a crash, and 30 seconds are its default, often written down. With exactly-once a commit ends the transaction, and the coordinator aborts a transaction that is open for longer than `transaction.timeout.ms`; Streams gives its producers ten seconds. So a file that ran for years stops at start once `processing.guarantee` is changed in it. Only `producer.transaction.timeout.ms` is looked at: the bare key reaches the producer and does not satisfy the check.',
    whatToDo:
      'Remove `commit.interval.ms`: with exactly-once it is 100 ms unless written. Where rare commits are wanted, allow the transaction twice that: `producer.transaction.timeout.ms`; readers with `read_committed` wait as long.',
    staysSilent: 'Without exactly-once, before 3.0, which does not check it, and for placeholders. An equal interval passes.',
  },
  examples: {
    bad: [
      { about: 'The usual interval, pinned', ...streams('processing.guarantee=exactly_once_v2', 'commit.interval.ms=30000'), kafka: '3.9', severity: 'error' },
      {
        about: 'The bare key is not looked at',
        ...streams('processing.guarantee=exactly_once_v2', 'commit.interval.ms=30000', 'transaction.timeout.ms=60000'),
        kafka: '3.9',
        severity: 'error',
      },
      { about: 'Nothing but a short transaction', ...streams('processing.guarantee=exactly_once_v2', 'producer.transaction.timeout.ms=50'), kafka: '3.9', severity: 'error' },
      {
        about: 'Both written',
        ...streams('processing.guarantee=exactly_once_v2', 'commit.interval.ms=20000', 'producer.transaction.timeout.ms=15000'),
        kafka: '3.9',
        severity: 'error',
      },
    ],
    good: [
      { about: 'Equal', ...streams('processing.guarantee=exactly_once_v2', 'commit.interval.ms=10000') },
      { about: 'No transactions', ...streams('commit.interval.ms=30000') },
      { about: 'Enough time', ...streams('processing.guarantee=exactly_once_v2', 'commit.interval.ms=30000', 'producer.transaction.timeout.ms=60000') },
      { about: 'Not checked yet', ...streams('processing.guarantee=exactly_once_beta', 'commit.interval.ms=30000'), kafka: '2.8' },
    ],
  },
  sources: ['StreamsConfig.verifyEOSTransactionTimeoutCompatibility: IllegalArgumentException; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})
