import { defineRule, everyKey, identity, remove, safe } from '../../core/engine/define-rule.ts'
import { source } from '../shared/connect.ts'

export default defineRule({
  id: 'connect-dlq-on-source',
  summary: 'A dead letter queue on a source: only sinks have one',
  scenario: 12,
  component: 'source-connector',
  severity: 'warning',
  since: '0.1.0',
  needs: { keys: everyKey() },
  given: { self: identity() },
  fix: 'safe',
  messages: {
    inert: ({ key }: { key: string }) => `${key} does nothing on a source: only sinks have a dead letter queue. What fails here can be logged, with errors.log.enable.`,
  },
  lint({ keys, self }, report) {
    if (self.uncertain) return
    for (const { key, value } of keys) {
      if (key.startsWith('errors.deadletterqueue.')) report('inert', { data: { key }, at: [value.key], key, fixes: [safe(`Remove ${key}`, remove(key, value.key))] })
    }
  },
  page: {
    why: 'A source’s class does not know these keys, and Connect takes them without a word. With `errors.tolerance=all` the records that fail are then gone, while the file says that they are kept.',
    whatToDo: 'Remove them and switch `errors.log.enable` on, or let the task fail.',
    staysSilent: 'Where the class does not say whether it is a source or a sink.',
  },
  examples: {
    bad: [{ about: 'Copied from a sink', ...source('errors.deadletterqueue.topic.name=dlq.orders'), severity: 'warning' }],
    good: [{ about: 'Logged', ...source('errors.tolerance=all', 'errors.log.enable=true') }],
  },
  sources: ['ConfigDefs of SourceConnectorConfig and SinkConnectorConfig, 2.8 to 4.4'],
})
