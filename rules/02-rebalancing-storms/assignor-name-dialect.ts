import { defineRule, otherwise, safe, set } from '../../core/engine/define-rule.ts'
import { rdConsumer } from '../shared/librdkafka.ts'

/** What librdkafka has built in (rd_kafka_assignors_init), with the class of the Java client that does the same. */
const BUILT_IN: Readonly<Record<string, string>> = { RangeAssignor: 'range', RoundRobinAssignor: 'roundrobin', CooperativeStickyAssignor: 'cooperative-sticky' }
const NAMES = Object.values(BUILT_IN)

export default defineRule({
  id: 'assignor-name-dialect',
  summary: 'An assignor that librdkafka does not have: it refuses to start',
  scenario: 2,
  component: 'librdkafka-consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { strategy: 'partition.assignment.strategy' },
  given: { protocol: otherwise('group.protocol', 'classic') },
  fix: 'safe',
  messages: {
    unknown: ({ names }: { names: readonly string[] }) => `librdkafka has no assignor ${names.join(' and ')}: it knows ${NAMES.join(', ')} and refuses any other name.`,
  },
  lint({ strategy, protocol }, report) {
    if (protocol.value !== 'classic') return
    const strangers = strategy.value.filter((name) => !NAMES.includes(name))
    if (strangers.length === 0) return
    const own = strategy.value.map(ownName)
    const known = own.every((name) => name !== undefined) && !(new Set(own).size > 1 && own.includes('cooperative-sticky'))
    report('unknown', { data: { names: strangers }, fixes: known ? [safe(`Write ${own.join(',')}`, set('partition.assignment.strategy', own))] : [] })
  },
  page: {
    why: 'Java names classes, librdkafka names the three strategies that are built into it. A list that was copied from a Java client, or `sticky`, which only Java has, ends in "Unsupported partition.assignment.strategy" at creation.',
    whatToDo: 'Write `range`, `roundrobin` or `cooperative-sticky`. In a group of both kinds of clients all members need a strategy in common.',
    staysSilent: 'For a placeholder.',
  },
  examples: {
    bad: [
      { about: 'A class of the Java client', ...rdConsumer('partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor'), severity: 'error' },
      { about: 'Only Java has it', ...rdConsumer('partition.assignment.strategy=sticky'), severity: 'error' },
    ],
    good: [{ about: 'By its own name', ...rdConsumer('partition.assignment.strategy=cooperative-sticky') }],
  },
  sources: ['rd_kafka_assignors_init: "Unsupported partition.assignment.strategy"; executed on librdkafka 2.0.2 and 2.16.0'],
})

const ownName = (name: string): string | undefined => {
  const simple = name.slice(name.lastIndexOf('.') + 1)
  return NAMES.includes(name) ? name : Object.hasOwn(BUILT_IN, simple) ? BUILT_IN[simple] : undefined
}
