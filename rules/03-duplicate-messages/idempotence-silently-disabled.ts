import { defineRule, unsafe } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { idempotenceNeeds, makeRoom, roomInWords } from '../shared/idempotence.ts'

export default defineRule({
  id: 'idempotence-silently-disabled',
  summary: 'Another setting switches the default idempotence off, with no more than a log line',
  scenario: 3,
  also: [10],
  component: 'producer',
  severity: 'warning',
  since: '0.1.0',
  needs: { idempotence: 'enable.idempotence' },
  given: idempotenceNeeds,
  supersedes: ['reorder-risk'],
  fix: 'unsafe',
  messages: {
    off: ({ because }: { because: string }) =>
      `Idempotence is ${because}, and only a log line says so: a retry may write a record twice, and records of one partition may swap places.`,
  },
  lint({ idempotence, ...settings }, report) {
    if (idempotence.origin !== 'derived' || idempotence.value || idempotence.causes.length === 0) return
    report('off', {
      data: { because: idempotence.because ?? 'off' },
      fixes: [unsafe(roomInWords(settings), ...makeRoom(settings))],
    })
  },
  page: {
    why: 'Since 3.0 a producer is idempotent unless somebody says otherwise, but the default yields: `acks=0` or `1`, `retries=0` and, up to 3.9, more than five requests in flight switch it off without an error. A producer that everybody believes to be exactly-once per partition then duplicates on every retry and reorders when a batch fails.',
    whatToDo:
      'Remove the setting that stands in the way. If the weaker promise is wanted, write `enable.idempotence=false` beside it with the reason, so that the choice can be seen.',
    staysSilent:
      'On 2.8, 3.0.0 and 3.1.0, where nothing is on that could be switched off (KAFKA-13598); where `enable.idempotence` is written; where a value that decides is a placeholder; and beside `acks-zero` and `acks-one`, which speak of it.',
  },
  examples: {
    bad: [
      { about: 'No retries, no idempotence', ...producer('retries=0') },
      { about: 'Too many in flight, up to 3.9', ...producer('max.in.flight.requests.per.connection=12'), kafka: '3.9' },
    ],
    good: [
      { about: 'It was off anyway', ...producer('retries=0'), kafka: '2.8' },
      { about: 'The choice is written down', ...producer('retries=0', 'enable.idempotence=false') },
    ],
  },
  sources: ['KAFKA-13598; ProducerConfig executed on 3.0.0 to 4.4.0'],
})
