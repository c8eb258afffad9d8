import { defineRule, maybe, safe, stated } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { IN_FLIGHT, makeRoom, obstacles, roomInWords } from '../shared/idempotence.ts'

export default defineRule({
  id: 'idempotence-conflict',
  summary: 'Idempotence is asked for and made impossible by another setting',
  scenario: 3,
  also: [10],
  component: 'producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { switched: stated('enable.idempotence'), acks: maybe('acks'), retries: maybe('retries'), inFlight: maybe(IN_FLIGHT) },
  supersedes: ['acks-zero', 'acks-one', 'idempotence-inflight-4x', 'reorder-risk'],
  fix: 'safe',
  messages: {
    conflict: ({ with: others }: { with: readonly string[] }) => `enable.idempotence=true does not go together with ${others.join(' and ')}: the producer refuses to start.`,
  },
  lint(got, report) {
    if (got.switched?.value !== true) return
    const others = obstacles(got)
    if (others.length === 0) return
    report('conflict', {
      data: { with: others.map((o) => `${o.key}=${String(o.value)}`) },
      at: [...others, got.switched],
      fixes: [safe(roomInWords(got), ...makeRoom(got))],
    })
  },
  page: {
    why: 'An idempotent producer numbers its batches so that the broker can throw a repeated one away. That needs `acks=all`, at least one retry and no more than five requests in flight. Who asks for idempotence in so many words and takes one of these away gets a ConfigException.',
    whatToDo:
      'Keep idempotence and remove the setting that contradicts it. If weak acknowledgements or no retries are really wanted, say `enable.idempotence=false` and know that retries may then write twice.',
    staysSilent: 'Where idempotence is not written (it then gives way in silence, see `idempotence-silently-disabled`) and where the contradicting value is a placeholder.',
  },
  examples: {
    bad: [
      { about: 'No retries', ...producer('enable.idempotence=true', 'acks=all', 'retries=0'), severity: 'error' },
      { about: 'Six requests in flight, whatever acks is', ...producer('enable.idempotence=true', 'acks=${ACKS}', 'max.in.flight.requests.per.connection=6'), severity: 'error' },
      { about: 'One acknowledgement', ...producer('enable.idempotence=true', 'acks=1'), severity: 'error' },
    ],
    good: [{ about: 'acks=-1 is the same as all, and five are allowed', ...producer('enable.idempotence=true', 'acks=-1', 'max.in.flight.requests.per.connection=5') }],
  },
  sources: ['ProducerConfig.postProcessAndValidateIdempotenceConfigs; 2.8 checks the requests in flight in the constructor of KafkaProducer; executed on 2.8.2 to 4.4.0'],
})
