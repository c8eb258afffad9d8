import { defineRule, maybe, set, stated, unsafe } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { rdProducer } from '../shared/librdkafka.ts'
import { IN_FLIGHT, makeRoom } from '../shared/idempotence.ts'

export default defineRule({
  id: 'reorder-risk',
  summary: 'Without idempotence and with several requests in flight a retry swaps records',
  scenario: 10,
  also: [3],
  component: ['producer', 'librdkafka-producer'],
  severity: 'warning',
  since: '0.1.0',
  needs: { inFlight: IN_FLIGHT, idempotence: 'enable.idempotence', retries: 'retries' },
  given: { switched: stated('enable.idempotence'), acks: 'acks', transactional: maybe('transactional.id') },
  supersedes: ['librdkafka-idempotence-off'],
  fix: 'unsafe',
  messages: {
    swap: ({ inFlight, off }: { inFlight: number; off: string }) =>
      `Up to ${inFlight} requests are in flight, retries are on and idempotence is ${off}: a batch that fails is written behind its successor, and records of one partition swap places.`,
  },
  lint({ inFlight, idempotence, retries, switched, acks, transactional }, report) {
    // Of Java's the setting itself says so; librdkafka switches it on as well.
    if (transactional?.written && !switched) return
    if (idempotence.value || inFlight.value <= 1 || retries.value === 0) return
    const on = switched
      ? []
      : [unsafe('Switch idempotence on, which keeps order with five in flight', ...makeRoom({ acks, retries, inFlight, switched }), set('enable.idempotence', true))]
    report('swap', {
      data: { inFlight: inFlight.value, off: switched ? 'off' : 'off by default in this release' },
      fixes: [...on, unsafe('Send one request at a time', set(IN_FLIGHT, 1))],
    })
  },
  page: {
    why: 'A producer keeps several requests on the way to a broker. When the first one fails and is sent again after the second has been written, the two batches stand in the wrong order: an update before its creation, a withdrawal before the deposit. An idempotent producer numbers its batches and keeps their order with up to five in flight.',
    whatToDo:
      'Let idempotence be on (from 3.0.1 it is, unless another setting takes it away; on 2.8 write `enable.idempotence=true`). Where that is impossible, `max.in.flight.requests.per.connection=1` keeps order at the price of throughput.',
    staysSilent: 'With one request in flight, with `retries=0`, and beside the finding that says why idempotence is off.',
  },
  examples: {
    bad: [
      { about: 'Idempotence is off by default on 2.8', ...producer('acks=all', 'max.in.flight.requests.per.connection=3'), kafka: '2.8' },
      { about: 'And of librdkafka in every release', ...rdProducer('max.in.flight=3') },
    ],
    good: [
      { about: 'One at a time', ...producer('acks=all', 'max.in.flight.requests.per.connection=1'), kafka: '2.8' },
      { about: 'Idempotent by default', ...producer('max.in.flight.requests.per.connection=5'), kafka: '3.9' },
    ],
  },
  sources: ['ProducerConfig, documentation of max.in.flight.requests.per.connection; effective idempotence executed on 2.8.2 to 4.4.0'],
})
