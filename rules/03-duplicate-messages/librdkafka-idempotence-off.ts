import { defineRule, maybe, unsafe } from '../../core/engine/define-rule.ts'
import { idempotenceNeeds, switchOn } from '../shared/idempotence.ts'
import { rdProducer } from '../shared/librdkafka.ts'

export default defineRule({
  id: 'librdkafka-idempotence-off',
  summary: 'A producer of librdkafka is not idempotent unless it is told to be',
  scenario: 3,
  also: [10],
  component: 'librdkafka-producer',
  severity: 'info',
  since: '0.1.0',
  needs: { idempotence: 'enable.idempotence' },
  given: { switched: idempotenceNeeds.switched, inFlight: idempotenceNeeds.inFlight, retries: 'retries', acks: 'acks', transactional: maybe('transactional.id') },
  speaksOnDefaults: true,
  fix: 'unsafe',
  messages: {
    off: (_: Record<never, never>) =>
      'enable.idempotence is left to librdkafka’s default, false, unlike Java’s since 3.0, and retries are on: a retry may write a record twice, and records of one partition may swap places.',
  },
  lint({ idempotence, transactional, ...got }, report) {
    if (idempotence.value || got.switched || got.retries.value === 0 || got.acks.value === '0' || transactional?.written) return
    report('off', { data: {}, at: [], fixes: [unsafe('Switch idempotence on', ...switchOn(got))] })
  },
  page: {
    why: 'Who knows the defaults of the Java client expects an idempotent producer. librdkafka, and with it the clients for Python, Go, .NET and Node, kept the old default: no idempotence, retries without end and up to a million requests in flight. When an acknowledgement is lost the record is written again, and behind its successors.',
    whatToDo: 'Write `enable.idempotence=true`. librdkafka then waits for all replicas and keeps five requests in flight by itself.',
    staysSilent:
      'Where `enable.idempotence` is written, with a `transactional.id` (it switches idempotence on), with `acks=0` or `retries=0`, and in fragments. Beside `reorder-risk`, which says the same with the figures.',
  },
  examples: {
    bad: [{ about: 'Left to the default', ...rdProducer('linger.ms=20'), severity: 'info' }],
    good: [
      { about: 'Idempotent', ...rdProducer('enable.idempotence=true') },
      { about: 'A transaction switches it on', ...rdProducer('transactional.id=ledger') },
    ],
  },
  sources: ['CONFIGURATION.md of librdkafka 2.0.2 and 2.16.0 as the library prints it'],
})
