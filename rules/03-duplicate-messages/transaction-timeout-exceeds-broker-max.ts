import type { Known } from '../../core/components/settings.ts'
import { defineRule, maybe, present, set, unsafe } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { millis, time } from '../shared/words.ts'

/** `transaction.max.timeout.ms` of a broker at its defaults, the same in every release from 2.8 to 4.4 (broker ConfigDef). */
const BROKER_MAX = 900_000
/** Services whose brokers are set up by their provider. */
const HOSTED = /\.(?:confluent\.cloud|amazonaws\.com|servicebus\.windows\.net|aivencloud\.com|upstash\.io|redpanda\.com|ibm\.com|ocs\.oraclecloud\.com)(?::|$)/i

export default defineRule({
  id: 'transaction-timeout-exceeds-broker-max',
  summary: 'Transactions may last longer than a broker with default bounds allows',
  scenario: 3,
  component: 'producer',
  severity: 'warning',
  since: '0.1.0',
  needs: { timeout: 'transaction.timeout.ms' },
  given: { id: present('transactional.id'), address: maybe('bootstrap.servers') },
  fix: 'unsafe',
  messages: {
    above: ({ timeout }: { timeout: Known<number> }) =>
      `transaction.timeout.ms (${time(timeout)}) is above what a broker allows by default (transaction.max.timeout.ms, ${millis(BROKER_MAX)}): initTransactions fails.`,
  },
  lint({ timeout, address }, report) {
    if (timeout.value <= BROKER_MAX || address?.value.some((a) => HOSTED.test(a))) return
    report('above', { data: { timeout }, fixes: [unsafe(`End transactions after ${millis(BROKER_MAX)}`, set('transaction.timeout.ms', BROKER_MAX))] })
  },
  page: {
    why: 'A producer tells the broker how long its transactions may stay open, and the broker refuses more than `transaction.max.timeout.ms`, a quarter of an hour unless somebody raised it. The producer starts; `initTransactions` then fails with a KafkaException that says that the transaction timeout is larger than the maximum value allowed by the broker.',
    whatToDo:
      'Keep `transaction.timeout.ms` at 900000 or less. Where transactions must last longer, raise `transaction.max.timeout.ms` on all brokers first, and know that readers of committed records wait behind an open transaction.',
    staysSilent: 'Without `transactional.id`, for a placeholder, and at hosted services, whose bounds are their own.',
  },
  examples: {
    bad: [{ about: 'An hour', ...producer('transactional.id=ledger', 'transaction.timeout.ms=3600000'), severity: 'warning' }],
    good: [
      { about: 'Exactly the bound', ...producer('transactional.id=ledger', 'transaction.timeout.ms=900000') },
      { about: 'No transactions', ...producer('transaction.timeout.ms=3600000') },
      {
        about: 'A hosted service',
        file: 'producer.properties',
        text: 'bootstrap.servers=pkc-1.eu.confluent.cloud:9092\ntransactional.id=ledger\ntransaction.timeout.ms=3600000\n',
      },
    ],
  },
  sources: [
    'A running broker at its defaults, 3.6.2 to 4.4.0: initTransactions fails with a KafkaException (INVALID_TRANSACTION_TIMEOUT on the wire); KafkaConfig: transaction.max.timeout.ms',
  ],
})
