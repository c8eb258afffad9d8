import { defineRule, identity, optional, set, unsafe } from '../../core/engine/define-rule.ts'
import { sink, source } from '../shared/connect.ts'
import { CONNECTORS } from '../shared/kinds.ts'

export default defineRule({
  id: 'connect-errors-tolerated-silently',
  summary: 'Records that fail are dropped, and nothing is kept or logged of them',
  scenario: 12,
  also: [4],
  component: CONNECTORS,
  severity: 'warning',
  since: '0.1.0',
  needs: { tolerance: 'errors.tolerance', logged: 'errors.log.enable' },
  given: { queue: optional('errors.deadletterqueue.topic.name'), self: identity() },
  fix: 'unsafe',
  messages: {
    dropped: ({ queue }: { queue: boolean }) =>
      `errors.tolerance=all drops each record that fails, and nothing tells of it: errors.log.enable is off${queue ? ' and there is no dead letter queue' : ''}. The task stays RUNNING.`,
  },
  lint({ tolerance, logged, queue, self }, report) {
    if (tolerance.value !== 'all' || logged.value || (queue && queue.value !== '')) return
    report('dropped', { data: { queue: self.kind === 'sink-connector' }, fixes: [unsafe('Log what fails', set('errors.log.enable', true))] })
  },
  page: {
    why: 'With `errors.tolerance=all` a record that a converter or a transformation cannot read is skipped. By default nothing is logged of it and nothing is kept, and the connector and its tasks look healthy: after a change of schema a sink can drop every record for days.',
    whatToDo:
      'In a sink name a queue (`errors.deadletterqueue.topic.name`) with `errors.deadletterqueue.context.headers.enable=true`, and watch it; in a source switch `errors.log.enable` on. Or let the task fail, which is the default.',
    staysSilent: 'With a dead letter queue or the log on, and where one of them is a placeholder. A reason in a comment makes advice of it.',
  },
  examples: {
    bad: [
      { about: 'A sink', ...sink('topics=orders', 'errors.tolerance=all'), severity: 'warning' },
      { about: 'A source', ...source('errors.tolerance=all', 'errors.log.include.messages=true'), severity: 'warning' },
    ],
    good: [
      { about: 'Kept', ...sink('topics=orders', 'errors.tolerance=all', 'errors.deadletterqueue.topic.name=dlq.orders') },
      { about: 'Logged', ...source('errors.tolerance=all', 'errors.log.enable=true') },
    ],
  },
  sources: ['ConfigDefs of SourceConnectorConfig and SinkConnectorConfig, 2.8 to 4.4; RetryWithToleranceOperator, LogReporter'],
})
