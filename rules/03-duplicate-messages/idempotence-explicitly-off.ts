import { defineRule, stated, unsafe } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { idempotenceNeeds, switchOn } from '../shared/idempotence.ts'

export default defineRule({
  id: 'idempotence-explicitly-off',
  summary: 'Idempotence is switched off while retries are on: a retry may write twice',
  scenario: 3,
  also: [10],
  component: ['producer', 'librdkafka-producer'],
  severity: 'warning',
  since: '0.1.0',
  needs: { switched: stated('enable.idempotence') },
  given: { acks: idempotenceNeeds.acks, inFlight: idempotenceNeeds.inFlight, retries: 'retries' },
  supersedes: ['reorder-risk'],
  fix: 'unsafe',
  messages: {
    off: (_: Record<never, never>) => 'Idempotence is switched off and retries are on: when an acknowledgement is lost the record is written a second time.',
  },
  lint(got, report) {
    if (got.switched?.value !== false || got.retries.value === 0) return
    report('off', { data: {}, fixes: [unsafe('Switch idempotence on', ...switchOn(got))] })
  },
  page: {
    why: 'A retry after a lost acknowledgement cannot know whether the first attempt was written. An idempotent producer numbers its batches and the broker drops the repeat; without that the record is there twice, and with several requests in flight it may stand behind its successor.',
    whatToDo: 'Remove the line (from 3.0.1 the default is on) or set it to `true`. Where a duplicate does no harm, say so in a comment beside the line.',
    staysSilent: 'With `retries=0`: nothing is sent twice then. A comment that names the key or gives a reason makes advice of it.',
  },
  examples: {
    bad: [{ about: 'Retries are on by default', ...producer('acks=all', 'enable.idempotence=false'), severity: 'warning' }],
    good: [{ about: 'Without retries nothing is written twice', ...producer('enable.idempotence=false', 'retries=0') }],
  },
  sources: ['KIP-98; ProducerConfig default of retries in every release'],
})
