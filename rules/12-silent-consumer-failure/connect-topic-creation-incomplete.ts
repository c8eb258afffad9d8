import { defineRule, everyKey, identity } from '../../core/engine/define-rule.ts'
import { isSet, source, textOf } from '../shared/connect.ts'

const DEFAULT_GROUP = 'topic.creation.default.'
const REQUIRED = ['replication.factor', 'partitions'] as const

export default defineRule({
  id: 'connect-topic-creation-incomplete',
  summary: 'Topics are to be created, and how many copies or partitions is not said: Connect refuses the source',
  scenario: 12,
  component: 'source-connector',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { keys: everyKey() },
  given: { self: identity() },
  fix: 'none',
  messages: {
    missing: ({ key }: { key: string }) => `${key} is not there: with any key of topic.creation Connect demands it, and refuses the connector.`,
    count: ({ key, text }: { key: string; text: string }) => `${key}=${text} is neither -1 (what the broker says) nor above 0: Connect refuses the connector.`,
  },
  lint({ keys, self }, report) {
    if (self.uncertain) return
    const group = keys.filter(({ key }) => key.startsWith('topic.creation.'))
    const [first] = group
    if (!first || group.some(({ open }) => open)) return
    for (const name of REQUIRED) {
      const key = DEFAULT_GROUP + name
      if (!isSet(keys, key)) report('missing', { data: { key }, at: [first.value.key], key })
    }
    for (const found of keys.filter(({ key }) => COUNT.test(key))) {
      const text = textOf(found)
      if (text !== undefined && !/^(?:-0*1|[+]?0*[1-9]\d*)$/.test(text.trim())) report('count', { data: { key: found.key, text }, at: [found.value.text], key: found.key })
    }
  },
  page: {
    why: 'A source can have Connect create its topics. As soon as one key of `topic.creation` is there, the default group must say how many partitions and copies a topic gets; -1 leaves either to the broker.',
    whatToDo: 'Write both `topic.creation.default.replication.factor` and `topic.creation.default.partitions`.',
    staysSilent: 'Without any key of `topic.creation`, and in templates.',
  },
  examples: {
    bad: [
      { about: 'Half of it', ...source('topic.creation.default.partitions=6', 'topic.creation.default.cleanup.policy=compact'), severity: 'error' },
      { about: 'No copy', ...source('topic.creation.default.partitions=6', 'topic.creation.default.replication.factor=0'), severity: 'error' },
    ],
    good: [{ about: 'Both', ...source('topic.creation.default.partitions=6', 'topic.creation.default.replication.factor=-1') }],
  },
  sources: ['SourceConnectorConfig, TopicCreationConfig; executed on 2.8.2 to 4.4.0'],
})

const COUNT = /^topic\.creation\.default\.(?:replication\.factor|partitions)$/
