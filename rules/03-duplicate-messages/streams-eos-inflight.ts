import { defineRule, identity, safe, set, stated } from '../../core/engine/define-rule.ts'
import { streams } from '../shared/example.ts'
import { IN_FLIGHT, MAX_IN_FLIGHT } from '../shared/idempotence.ts'

export default defineRule({
  id: 'streams-eos-inflight',
  summary: 'Exactly-once in Kafka Streams with more than five requests in flight',
  scenario: 3,
  also: [10],
  component: 'producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { inFlight: IN_FLIGHT },
  given: { self: identity(), switched: stated('enable.idempotence') },
  supersedes: ['idempotence-conflict', 'idempotence-inflight-4x', 'idempotence-silently-disabled', 'reorder-risk'],
  fix: 'safe',
  messages: {
    tooMany: ({ inFlight }: { inFlight: number }) =>
      `${inFlight} requests in flight, and exactly-once allows ${MAX_IN_FLIGHT}: Kafka Streams refuses to start. Idempotence cannot be given up here, since Streams itself puts it on.`,
  },
  lint({ inFlight, self, switched }, report) {
    // Streams puts idempotence on for exactly-once and for nothing else.
    const isExactlyOnce = self.within === 'streams' && switched?.origin === 'framework' && switched.value
    if (!isExactlyOnce || inFlight.value <= MAX_IN_FLIGHT) return
    report('tooMany', { data: { inFlight: inFlight.value }, fixes: [safe('Keep five requests in flight', set(IN_FLIGHT, MAX_IN_FLIGHT))] })
  },
  page: {
    why: 'With `processing.guarantee=exactly_once_v2` Kafka Streams gives its producers idempotence and transactions, whatever the file says. An idempotent producer keeps order with up to five requests in flight, so `StreamsConfig` throws for more, in every release. A plain producer would have given up idempotence in silence up to 3.9.',
    whatToDo: 'Remove `max.in.flight.requests.per.connection`, bare or under `producer.`: five is the default.',
    staysSilent: 'Without exactly-once, and where the value or `processing.guarantee` is a placeholder.',
  },
  examples: {
    bad: [
      { about: 'Under producer.', ...streams('processing.guarantee=exactly_once_v2', 'producer.max.in.flight.requests.per.connection=10'), severity: 'error' },
      {
        about: 'The bare key reaches the producer too',
        ...streams('processing.guarantee=exactly_once_beta', 'max.in.flight.requests.per.connection=6'),
        kafka: '2.8',
        severity: 'error',
      },
    ],
    good: [
      { about: 'Five', ...streams('processing.guarantee=exactly_once_v2', 'producer.max.in.flight.requests.per.connection=5') },
      {
        about: 'Idempotence that the file asks for: idempotence-conflict speaks',
        ...streams('producer.max.in.flight.requests.per.connection=10', 'producer.enable.idempotence=true'),
      },
      { about: 'No exactly-once', ...streams('producer.max.in.flight.requests.per.connection=10', 'producer.enable.idempotence=false') },
    ],
  },
  sources: ['StreamsConfig.checkIfMaxInFlightRequestsPerConnectionIsInvalid: "Can\'t exceed 5 when exactly-once processing is enabled"; executed on 2.8.2 to 4.4.0'],
})
