import { defineRule, otherwise, safe, set, versionOf } from '../../core/engine/define-rule.ts'
import { consumer } from '../shared/example.ts'
import { entriesAt } from '../shared/list.ts'

const RANGE = 'org.apache.kafka.clients.consumer.RangeAssignor'
const ROUND = 'org.apache.kafka.clients.consumer.RoundRobinAssignor'

export default defineRule({
  id: 'assignor-duplicate',
  summary: 'An assignor is listed twice',
  scenario: 2,
  component: 'consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { strategy: 'partition.assignment.strategy' },
  given: { protocol: otherwise('group.protocol', 'classic'), client: versionOf('kafkaClient', '3.1', '3.8', '4.2') },
  fix: 'safe',
  messages: {
    refused: ({ twice }: { twice: readonly string[] }) => `${twice.join(' and ')} stands more than once in partition.assignment.strategy: the consumer refuses to start.`,
    dropped: ({ twice }: { twice: readonly string[] }) =>
      `${twice.join(' and ')} stands more than once in partition.assignment.strategy; the client drops the repeat, and releases from 3.1 to 4.1 refuse it.`,
  },
  lint({ strategy, protocol, client }, report) {
    if (!client.atLeast('3.1') || (protocol.value === 'consumer' && client.atLeast('3.8'))) return
    const entries = strategy.value.filter(Boolean)
    const once = [...new Set(entries)]
    if (once.length === entries.length) return
    const twice = once.filter((entry) => entries.filter((e) => e === entry).length > 1)
    const said = {
      data: { twice },
      at: entriesAt(strategy, twice).slice(-1),
      key: strategy.key,
      fixes: [safe('Name each of them once', set('partition.assignment.strategy', once))],
    }
    if (client.atLeast('4.2')) report('dropped', { ...said, severity: 'info' })
    else report('refused', said)
  },
  page: {
    why: 'Each assignor is known to the group by its name, and clients of 3.1 to 4.1 throw a KafkaException when two of the list have the same one. Up to 3.0 nobody minded, from 4.2 the list drops what it already has. It comes about when a default list is written in front of another one.',
    whatToDo: 'Name each assignor once; the first that all members of the group share is used.',
    staysSilent: 'Up to 3.0, under `group.protocol=consumer`, and for a placeholder. Two classes that give themselves one name are not seen.',
  },
  examples: {
    bad: [
      { about: 'Twice the same, in 3.9', ...consumer(`partition.assignment.strategy=${RANGE},${ROUND},${RANGE}`), kafka: '3.9', severity: 'error' },
      { about: 'From 4.2 the repeat goes', ...consumer(`partition.assignment.strategy=${RANGE},${RANGE}`), kafka: '4.2', severity: 'info' },
    ],
    good: [
      { about: 'Two different ones', ...consumer(`partition.assignment.strategy=${RANGE},${ROUND}`), kafka: '3.9' },
      { about: '3.0 takes it', ...consumer(`partition.assignment.strategy=${RANGE},${RANGE}`), kafka: '3.0' },
    ],
  },
  sources: ['ConsumerPartitionAssignor.getAssignorInstances: KafkaException in 3.1.0 to 4.1.2; KIP-1161 from 4.2; executed on 2.8.2 to 4.4.0'],
})
