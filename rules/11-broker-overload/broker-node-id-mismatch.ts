import { defineRule, optional, remove, safe, stated, versionOf } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { roleIn } from '../shared/listeners.ts'

export default defineRule({
  id: 'broker-node-id-mismatch',
  summary: 'Two names for the number of a server, and two numbers',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { node: stated('node.id'), id: stated('broker.id') },
  given: { broker: versionOf('kafkaBroker', '3.1', '4.0'), roles: optional('process.roles') },
  fix: 'safe',
  messages: {
    negative: ({ node }: { node: number }) => `node.id=${node}: a server with process.roles needs a number of its own, from zero on, and refuses to start.`,
    differ: ({ node, id }: { node: number; id: number }) => `node.id is ${node} and broker.id ${id}: they name the same number, and the server refuses to start.`,
  },
  lint({ node, id, broker, roles }, report) {
    // From 4.0 the key has this as its range.
    if (node && node.value < 0 && roleIn(roles) !== 'zookeeper' && !broker.atLeast('4.0')) report('negative', { data: { node: node.value }, at: [node, roles] })
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
