import { defineRule, factIfStated } from '../../core/engine/define-rule.ts'
import { acksNeeds, graver, waitForAll } from '../shared/acks.ts'
import { producer } from '../shared/example.ts'
import { rdProducer } from '../shared/librdkafka.ts'

export default defineRule({
  id: 'acks-zero',
  summary: 'The producer does not wait for any acknowledgement',
  scenario: 11,
  also: [3, 10, 15],
  component: ['producer', 'librdkafka-producer'],
  severity: 'warning',
  since: '0.1.0',
  needs: { acks: 'acks', noLoss: factIfStated('no-loss') },
  given: acksNeeds,
  supersedes: ['idempotence-silently-disabled', 'reorder-risk'],
  fix: 'unsafe',
  messages: {
    zero: (_: Record<never, never>) =>
      "acks=0: the client never learns that a record was rejected or lost. Retries, idempotence and the broker's throttling have nothing to act on.",
  },
  lint(got, report) {
    if (got.acks.value === '0') report('zero', { data: {}, ...graver(got.noLoss), fixes: waitForAll(got) })
  },
  page: {
    why: 'With `acks=0` a record counts as sent when it lies in the socket. A leader that has just moved, a full disk, a record that is too large, a quota: none of them reaches the producer. Bursts that overload the brokers turn into losses that nobody sees.',
    whatToDo:
      '`acks=all` with `min.insync.replicas=2` on the topic. If latency is the reason, look at `linger.ms` and `batch.size` first; the wait for replicas is rarely what costs. Where no record may be lost, say so (`# weir: no-loss=true`): this is then an error.',
    staysSilent: 'For a placeholder. A comment beside it that gives the reason (samples that come again in a second) makes advice of it.',
  },
  examples: {
    bad: [
      { about: 'Fire and forget', ...producer('acks=0', 'linger.ms=5'), severity: 'warning' },
      { about: 'In librdkafka’s own name', ...rdProducer('request.required.acks=0', 'enable.idempotence=false'), severity: 'warning' },
      { about: 'Of records that must not be lost', ...producer('acks=0', 'linger.ms=5'), facts: { 'no-loss': 'true' }, severity: 'error' },
      { about: 'Whether idempotence is asked for is not known', ...producer('acks=0', 'enable.idempotence=${IDEMPOTENT}') },
    ],
    good: [{ about: '-1 is the same as all', ...producer('acks=-1') }],
  },
  sources: ['ProducerConfig acks; ProducerConfig executed on 2.8.2 to 4.4.0 for the idempotence that is lost'],
})
