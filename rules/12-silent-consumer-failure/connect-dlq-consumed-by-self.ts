import { defineRule, safe, remove } from '../../core/engine/define-rule.ts'
import { matches } from '../shared/java-regex.ts'
import { sink } from '../shared/connect.ts'

export default defineRule({
  id: 'connect-dlq-consumed-by-self',
  summary: 'A sink reads the topic that it writes its failed records to: Connect refuses it',
  scenario: 12,
  component: 'sink-connector',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { queue: 'errors.deadletterqueue.topic.name', topics: 'topics', regex: 'topics.regex' },
  fix: 'safe',
  messages: {
    listed: ({ queue }: { queue: string }) => `${queue} takes the failed records of this sink and is one of the topics that it reads: Connect refuses the connector.`,
    matched: ({ queue }: { queue: string }) => `${queue} takes the failed records of this sink and matches its topics.regex: Connect refuses the connector.`,
  },
  lint({ queue, topics, regex }, report) {
    // The class compares texts as they are written, before any blanks are cut.
    if (queue.value === '') return
    const said = { data: { queue: queue.value }, fixes: [safe('Do without the dead letter queue', remove('errors.deadletterqueue.topic.name'))] }
    if (topics.value.includes(queue.value)) report('listed', { ...said, at: [queue, topics] })
    else if (regex.value !== '' && matches(regex.value, queue.value)) report('matched', { ...said, at: [queue, regex] })
  },
  page: {
    why: 'What fails once fails again: a dead letter queue that its own sink reads would go round for ever, so Connect refuses the pair. The pattern is the usual cause: `topics.regex=orders.*` matches `orders-dlq` as well.',
    whatToDo: 'Give the queue a name that the pattern does not match, such as `dlq.orders`.',
    staysSilent: 'Where the pattern uses what only Java’s expressions know.',
  },
  examples: {
    bad: [
      { about: 'In the list', ...sink('topics=orders,orders-dlq', 'errors.tolerance=all', 'errors.deadletterqueue.topic.name=orders-dlq'), severity: 'error' },
      { about: 'By the pattern', ...sink('topics.regex=orders.*', 'errors.tolerance=all', 'errors.deadletterqueue.topic.name=orders-dlq'), severity: 'error' },
    ],
    good: [{ about: 'Another name', ...sink('topics.regex=orders.*', 'errors.tolerance=all', 'errors.deadletterqueue.topic.name=dlq.orders') }],
  },
  sources: ['SinkConnectorConfig.validate; executed on 2.8.2 to 4.4.0'],
})
