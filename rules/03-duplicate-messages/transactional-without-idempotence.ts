import { defineRule, maybe, present, remove, safe, stated, versionOf } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { IN_FLIGHT, makeRoom, obstacles, roomInWords } from '../shared/idempotence.ts'

export default defineRule({
  id: 'transactional-without-idempotence',
  summary: 'A transactional producer whose idempotence is off does not start',
  scenario: 3,
  component: 'producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { transactional: present('transactional.id'), switched: stated('enable.idempotence'), acks: maybe('acks'), retries: maybe('retries'), inFlight: maybe(IN_FLIGHT) },
  given: { client: versionOf('kafkaClient', '4.0') },
  supersedes: ['idempotence-silently-disabled', 'idempotence-explicitly-off', 'reorder-risk', 'acks-zero', 'acks-one'],
  fix: 'safe',
  messages: {
    off: ({ by }: { by: readonly string[] }) => `Transactions need idempotence, and ${by.join(' and ')} takes it away: the producer refuses to start.`,
  },
  lint(got, report) {
    const { switched, client } = got
    if (switched?.value === true) return
    const others = obstacles(got)
    const onlyInFlight = others.every((o) => o.key === IN_FLIGHT)
    if (switched === undefined && (others.length === 0 || (onlyInFlight && client.atLeast('4.0')))) return
    const by = [...(switched ? [switched] : []), ...others]
    const changes = [...(switched ? [remove('enable.idempotence')] : []), ...makeRoom(got)]
    report('off', {
      data: { by: by.map((o) => `${o.key}=${String(o.value)}`) },
      at: [...by, got.transactional],
      fixes: [safe([...(switched ? ['Remove enable.idempotence=false'] : []), ...(others.length > 0 ? [roomInWords(got)] : [])].join('; '), ...changes)],
    })
  },
  page: {
    why: 'A transaction is built on the sequence numbers of the idempotent producer. With a `transactional.id` and idempotence off, in so many words or because `acks`, `retries` or the requests in flight rule it out, ProducerConfig throws.',
    whatToDo: 'Remove what switches idempotence off. A transactional producer needs `acks=all`, retries, and at most five requests in flight, which are the defaults since 3.0.',
    staysSilent:
      'Where idempotence is written as `true` (`idempotence-conflict` speaks of a contradiction then), and where the deciding value is a placeholder. The identifier itself may be one.',
  },
  examples: {
    bad: [
      { about: 'Switched off in so many words', ...producer('transactional.id=ledger-writer', 'enable.idempotence=false'), severity: 'error' },
      { about: 'Through retries=0, whatever the identifier', ...producer('transactional.id=${TX_ID}', 'retries=0'), severity: 'error' },
    ],
    good: [{ about: 'All that it needs', ...producer('transactional.id=ledger-writer', 'acks=all') }],
  },
  sources: ['ProducerConfig: "Cannot set a transactional.id without also enabling idempotence"; executed on 2.8.2 to 4.4.0'],
})
