import { defineRule, present, remove, safe } from '../../core/engine/define-rule.ts'
import { sink } from '../shared/connect.ts'

export default defineRule({
  id: 'connect-topics-xor',
  summary: 'A sink that names its topics twice, or not at all: Connect refuses it',
  scenario: 12,
  component: 'sink-connector',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { topics: 'topics', regex: 'topics.regex', connector: present('connector.class') },
  fix: 'safe',
  messages: {
    both: (_: Record<never, never>) => 'topics and topics.regex are both set: a sink takes one of them, and Connect refuses the connector.',
    neither: (_: Record<never, never>) => 'Neither topics nor topics.regex names a topic: Connect refuses a sink without one.',
  },
  lint({ topics, regex, connector }, report) {
    const isNamed = topics.value.some((name) => name !== '') || topics.value.length > 1
    const isMatched = regex.value !== ''
    if (isNamed && isMatched) report('both', { data: {}, at: [regex, topics], fixes: [safe('Remove topics.regex', remove('topics.regex'))] })
    if (!isNamed && !isMatched) report('neither', { data: {}, at: [topics.written ? topics : regex.written ? regex : connector] })
  },
  page: {
    why: 'A sink reads the topics that `topics` lists, or those whose names match `topics.regex`. With both or with none Connect answers the request with an error, and a worker that stands alone ends. The second one comes up where a connector was copied from another one and only half of it was changed.',
    whatToDo: 'Keep the one that is meant.',
    staysSilent: 'Where one of the two is a placeholder, in templates, and for connectors that may be sources.',
  },
  examples: {
    bad: [
      { about: 'Both', ...sink('topics=orders', 'topics.regex=orders-.*'), severity: 'error' },
      { about: 'None', ...sink('tasks.max=2'), severity: 'error' },
    ],
    good: [
      { about: 'A list', ...sink('topics=orders,returns') },
      { about: 'A pattern', ...sink('topics.regex=orders-.*') },
      { about: 'Filled in later', ...sink('topics=${TOPICS}', 'topics.regex=orders-.*') },
    ],
  },
  sources: ['SinkConnectorConfig.validate; executed on 2.8.2 to 4.4.0'],
})
