import { defineRule, remove, safe, stated, versionOf } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'

export default defineRule({
  id: 'broker-node-id-mismatch',
  summary: 'Two names for the number of a server, and two numbers',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { node: stated('node.id'), id: stated('broker.id') },
  given: { broker: versionOf('kafkaBroker', '3.1') },
  fix: 'safe',
  messages: { differ: ({ node, id }: { node: number; id: number }) => `node.id is ${node} and broker.id ${id}: they name the same number, and the server refuses to start.` },
  lint({ node, id, broker }, report) {
    if (!node || !id || node.value === id.value || !broker.atLeast('3.1')) return
    report('differ', { data: { node: node.value, id: id.value }, at: [id, node], fixes: [safe('Keep node.id', remove('broker.id'))] })
  },
  page: {
    why: '`node.id` has taken the place of `broker.id` with KRaft; each stands in for the other where it is missing. A file that was carried over often has both.',
    whatToDo: 'Keep `node.id`; `broker.id` is deprecated from 4.4.',
    staysSilent: 'Up to 3.0; where one of them is missing or a placeholder.',
  },
  examples: {
    bad: [{ about: 'A number carried over', ...broker('broker.id=1'), kafka: '4.1', severity: 'error' }],
    good: [{ about: 'The same number', ...broker('broker.id=3') }],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2 (accepted), 3.9.2, 4.1.2 and 4.4.0'],
})
