import type { Known } from '../../core/components/settings.ts'
import { defineRule, maybe, safe, set, stated, unsafe } from '../../core/engine/define-rule.ts'
import { rdProducer } from '../shared/librdkafka.ts'
import { proposed } from '../shared/proposed.ts'
import { millis, time } from '../shared/words.ts'

export default defineRule({
  id: 'librdkafka-message-timeout-below-linger',
  summary: 'The message timeout does not fit its neighbours: librdkafka refuses to start',
  scenario: 15,
  component: 'librdkafka-producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { timeout: stated('delivery.timeout.ms'), linger: maybe('linger.ms'), transactional: maybe('transactional.id'), transaction: maybe('transaction.timeout.ms') },
  fix: 'safe',
  messages: {
    linger: ({ timeout, linger }: { timeout: Known<number>; linger: Known<number> }) =>
      `message.timeout.ms (${time(timeout)}) is not above linger.ms (${time(linger)}): rd_kafka_new refuses the configuration.`,
    transaction: ({ timeout, transaction }: { timeout: Known<number>; transaction: Known<number> }) =>
      `message.timeout.ms (${time(timeout)}) is above transaction.timeout.ms (${time(transaction)}): rd_kafka_new refuses the configuration.`,
  },
  lint({ timeout, linger, transactional, transaction }, report) {
    if (!timeout || timeout.value === 0) return
    const inTransaction = transaction && transactional?.written && transactional.value !== ''
    if (linger?.written && timeout.value <= linger.value) {
      const sound = proposed('librdkafka-producer', 'delivery.timeout.ms')
      const enough = Math.max(inTransaction ? Math.min(sound, transaction.value) : sound, Math.ceil(linger.value) + 1)
      report('linger', { data: { timeout, linger }, fixes: [safe(`Give a message ${millis(enough)}`, set('delivery.timeout.ms', enough))] })
    } else if (inTransaction && timeout.value > transaction.value)
      report('transaction', {
        data: { timeout, transaction },
        at: [timeout, transaction],
        fixes: [unsafe(`Give a message ${millis(transaction.value)}`, set('delivery.timeout.ms', transaction.value))],
      })
  },
  page: {
    why: '`message.timeout.ms` (also known as `delivery.timeout.ms`) bounds how long a message may wait, with all retries. If it ends before the batch is closed, or outlives the transaction that the message is part of, librdkafka refuses the configuration. What is not written it fits by itself.',
    whatToDo: 'Leave the message timeout at five minutes, or well above `linger.ms`; in a transaction remove it, and it follows `transaction.timeout.ms`.',
    staysSilent: 'Where `message.timeout.ms` is not written or 0 (no limit), and where `linger.ms` is left to its default.',
  },
  examples: {
    bad: [
      { about: 'As long as the linger', ...rdProducer('queue.buffering.max.ms=5000', 'message.timeout.ms=5000'), severity: 'error' },
      { about: 'Longer than the transaction', ...rdProducer('transactional.id=ledger', 'message.timeout.ms=120000'), severity: 'error' },
    ],
    good: [{ about: 'No limit', ...rdProducer('linger.ms=5000', 'message.timeout.ms=0') }],
  },
  sources: ['rd_kafka_topic_conf_finalize; executed on librdkafka 2.0.2 and 2.16.0'],
})
