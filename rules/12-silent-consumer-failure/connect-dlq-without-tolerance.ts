import { defineRule, set, unsafe } from '../../core/engine/define-rule.ts'
import { sink } from '../shared/connect.ts'

export default defineRule({
  id: 'connect-dlq-without-tolerance',
  summary: 'A dead letter queue that nothing is written to: the first bad record ends the task',
  scenario: 12,
  component: 'sink-connector',
  severity: 'warning',
  since: '0.1.0',
  needs: { queue: 'errors.deadletterqueue.topic.name', tolerance: 'errors.tolerance' },
  fix: 'unsafe',
  messages: {
    unused: ({ queue }: { queue: string }) => `${queue} gets no record that it could spare the task: with errors.tolerance=none the first one that fails ends it.`,
  },
  lint({ queue, tolerance }, report) {
    if (queue.value === '' || tolerance.value !== 'none') return
    report('unused', { data: { queue: queue.value }, fixes: [unsafe('Go on after a record that fails', set('errors.tolerance', 'all'))] })
  },
  page: {
    why: 'The queue is where tolerated failures go. `errors.tolerance` is `none` by default, which tolerates nothing: the task fails at the first bad record, and whoever counted on the queue finds a sink that has stopped.',
    whatToDo: 'Write `errors.tolerance=all`, and watch the queue. If the task is to stop, do without the queue.',
    staysSilent: 'Where the tolerance is a placeholder.',
  },
  examples: {
    bad: [{ about: 'The default tolerates nothing', ...sink('topics=orders', 'errors.deadletterqueue.topic.name=dlq.orders'), severity: 'warning' }],
    good: [{ about: 'Tolerated', ...sink('topics=orders', 'errors.deadletterqueue.topic.name=dlq.orders', 'errors.tolerance=all') }],
  },
  sources: ['RetryWithToleranceOperator.withinToleranceLimits; ConfigDef of SinkConnectorConfig, 2.8 to 4.4'],
})
