import { defineRule, maybe, remove, safe, set, stated, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { IN_FLIGHT, MAX_IN_FLIGHT } from '../shared/idempotence.ts'

export default defineRule({
  id: 'idempotence-inflight-4x',
  summary: 'More than five requests in flight: from 4.0 the producer refuses to start',
  scenario: 3,
  also: [10],
  component: 'producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { inFlight: IN_FLIGHT },
  given: { switched: stated('enable.idempotence'), retries: maybe('retries'), client: versionOf('kafkaClient', '4.0') },
  supersedes: ['idempotence-silently-disabled', 'reorder-risk'],
  fix: 'safe',
  messages: {
    refused: ({ inFlight }: { inFlight: number }) =>
      `${inFlight} requests in flight and idempotence not switched off: a producer of 4.0 or later refuses to start (up to 3.9 it gave up idempotence in silence).`,
  },
  lint({ inFlight, switched, retries, client }, report) {
    if (!client.atLeast('4.0') || switched !== undefined || inFlight.value <= MAX_IN_FLIGHT) return
    report('refused', {
      data: { inFlight: inFlight.value },
      // Without retries the producer would start and give up idempotence in silence, as it does for this up to 3.9.
      fixes:
        retries?.written && retries.value === 0
          ? [unsafe('Keep five requests in flight and remove retries=0', set(IN_FLIGHT, MAX_IN_FLIGHT), remove('retries'))]
          : [safe('Keep five requests in flight', set(IN_FLIGHT, MAX_IN_FLIGHT))],
    })
  },
  page: {
    why: 'Up to 3.9 a producer that was given more than five requests in flight quietly dropped the default idempotence. From 4.0 it throws a ConfigException instead, also where `acks=1` or `retries=0` would have switched idempotence off anyway. A file that ran for years stops at the upgrade of the client library.',
    whatToDo:
      'Set `max.in.flight.requests.per.connection=5` (or remove the line): with idempotence five requests in flight keep order and throughput. Only where duplicates and reordering really do not matter, write `enable.idempotence=false`.',
    staysSilent: 'Before 4.0, where idempotence is written (`idempotence-conflict` or `idempotence-explicitly-off` speak then), and where a value is a placeholder.',
  },
  examples: {
    bad: [
      { about: 'Twelve, on a current client', ...producer('max.in.flight.requests.per.connection=12'), kafka: '4.1', severity: 'error' },
      { about: 'Without retries there is no idempotence either', ...producer('max.in.flight.requests.per.connection=12', 'retries=0'), kafka: '4.1', severity: 'error' },
    ],
    good: [
      { about: 'Five are allowed', ...producer('max.in.flight.requests.per.connection=5'), kafka: '4.1' },
      { about: 'The client of 3.9 starts', ...producer('max.in.flight.requests.per.connection=12'), kafka: '3.9' },
    ],
  },
  sources: ['ProducerConfig of 4.0.0 to 4.4.0 refuses; 3.0.1 to 3.9.2 switch idempotence off with a log line'],
})
