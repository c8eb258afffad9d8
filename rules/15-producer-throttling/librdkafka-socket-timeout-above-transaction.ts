import type { Known } from '../../core/components/settings.ts'
import { defineRule, maybe, remove, safe, stated } from '../../core/engine/define-rule.ts'
import { rdProducer } from '../shared/librdkafka.ts'
import { time } from '../shared/words.ts'

/** How much longer a request may take than the transaction (rd_kafka_conf_finalize). */
const GRACE = 100

export default defineRule({
  id: 'librdkafka-socket-timeout-above-transaction',
  summary: 'A request may outlive its transaction: librdkafka refuses to start',
  scenario: 15,
  component: 'librdkafka-producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { socket: stated('socket.timeout.ms'), transaction: 'transaction.timeout.ms', transactional: maybe('transactional.id') },
  fix: 'safe',
  messages: {
    above: ({ socket, transaction }: { socket: Known<number>; transaction: Known<number> }) =>
      `socket.timeout.ms (${time(socket)}) is more than ${GRACE} ms above transaction.timeout.ms (${time(transaction)}): rd_kafka_new refuses the configuration.`,
  },
  lint({ socket, transaction, transactional }, report) {
    if (!socket || !transactional?.written || transactional.value === '' || socket.value <= transaction.value + GRACE) return
    report('above', {
      data: { socket, transaction },
      at: [socket, transaction],
      fixes: [safe('Remove socket.timeout.ms, which then follows the transaction', remove('socket.timeout.ms'))],
    })
  },
  page: {
    why: 'A request that waits longer than its transaction lives cannot help it any more. Where `socket.timeout.ms` is not written librdkafka lowers it in silence; where it is, the client does not start.',
    whatToDo: 'Remove `socket.timeout.ms`, or raise `transaction.timeout.ms` to at least as much.',
    staysSilent: 'Without `transactional.id`, and where `socket.timeout.ms` is not written.',
  },
  examples: {
    bad: [{ about: 'A short transaction', ...rdProducer('transactional.id=ledger', 'transaction.timeout.ms=10000', 'socket.timeout.ms=60000'), severity: 'error' }],
    good: [{ about: 'Lowered by itself', ...rdProducer('transactional.id=ledger', 'transaction.timeout.ms=10000') }],
  },
  sources: ['rd_kafka_conf_finalize; executed on librdkafka 2.0.2 and 2.16.0'],
})
