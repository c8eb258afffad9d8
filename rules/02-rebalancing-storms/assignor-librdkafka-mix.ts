import { defineRule, otherwise, set, unsafe } from '../../core/engine/define-rule.ts'
import { rdConsumer } from '../shared/librdkafka.ts'

const COOPERATIVE = 'cooperative-sticky'

export default defineRule({
  id: 'assignor-librdkafka-mix',
  summary: 'cooperative-sticky beside another assignor: librdkafka refuses to start',
  scenario: 2,
  component: 'librdkafka-consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { strategy: 'partition.assignment.strategy' },
  given: { protocol: otherwise('group.protocol', 'classic') },
  fix: 'unsafe',
  messages: {
    mixed: ({ list }: { list: string }) => `${list} mixes rebalancing protocols: librdkafka cannot change between them while the group runs, as Java can, and refuses the list.`,
  },
  lint({ strategy, protocol }, report) {
    const names = new Set(strategy.value)
    if (protocol.value !== 'classic' || names.size < 2 || !names.has(COOPERATIVE) || ![...names].every((name) => EAGER.includes(name) || name === COOPERATIVE)) return
    report('mixed', {
      data: { list: [...names].join(',') },
      fixes: [unsafe('Use cooperative-sticky alone; stop the whole group for the change', set('partition.assignment.strategy', [COOPERATIVE]))],
    })
  },
  page: {
    why: 'A Java group moves to cooperative rebalancing in two rollouts, with both assignors in the list in between. librdkafka has no such way: a list with `cooperative-sticky` and an eager assignor is refused at creation.',
    whatToDo: 'Write one protocol only. To change it, stop all members of the group, then start them with the new list.',
    staysSilent: 'For a list of eager assignors, for a placeholder, and where a name is unknown (`assignor-name-dialect` speaks of it).',
  },
  examples: {
    bad: [{ about: 'As for a Java client that is being moved', ...rdConsumer('partition.assignment.strategy=cooperative-sticky,range'), severity: 'error' }],
    good: [{ about: 'Both eager', ...rdConsumer('partition.assignment.strategy=range,roundrobin') }],
  },
  sources: ['rd_kafka_assignors_init: "must have the same protocol type"; executed on librdkafka 2.0.2 and 2.16.0'],
})

const EAGER: readonly string[] = ['range', 'roundrobin']
