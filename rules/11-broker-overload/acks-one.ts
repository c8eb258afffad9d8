import { defineRule, factIfStated } from '../../core/engine/define-rule.ts'
import { acksNeeds, alsoLost, graver, waitForAll } from '../shared/acks.ts'
import { producer } from '../shared/example.ts'
import { rdProducer } from '../shared/librdkafka.ts'

export default defineRule({
  id: 'acks-one',
  summary: 'Acknowledged records die with the leader',
  scenario: 11,
  also: [3, 10],
  component: ['producer', 'librdkafka-producer'],
  severity: 'warning',
  since: '0.1.0',
  needs: { acks: 'acks', noLoss: factIfStated('no-loss') },
  given: acksNeeds,
  speaksOnDefaults: true,
  fix: 'unsafe',
  messages: {
    one: ({ also }: { also: string }) => `acks=1: the leader alone acknowledges, and what it has not yet passed on is lost when it fails.${also}`,
    byDefault: (_: Record<never, never>) =>
      'acks is left to the default of this release, 1: what the leader has not yet passed on is lost when it fails. From 3.0 the default is all.',
  },
  lint(got, report) {
    if (got.acks.value !== '1') return
    if (got.acks.written)
      report('one', { data: { also: alsoLost(got) }, ...graver(got.noLoss), supersedes: ['idempotence-silently-disabled', 'reorder-risk'], fixes: waitForAll(got) })
    else report('byDefault', { data: {}, at: [], severity: 'info', fixes: waitForAll(got) })
  },
  page: {
    why: 'With `acks=1` the leader answers as soon as it has the record itself. If it fails before its followers have fetched, a follower without the record becomes leader, and a record that the application believes safe is gone. Under load, when followers lag, the gap is widest.',
    whatToDo:
      '`acks=all`, with `replication.factor=3` and `min.insync.replicas=2` on the topic. The client since 3.0 does that by default. Where no record may be lost, say so (`# weir: no-loss=true`): this is then an error.',
    staysSilent: 'For a placeholder. A comment beside it that gives the reason makes advice of it.',
  },
  examples: {
    bad: [
      { about: 'One acknowledgement', ...producer('acks=1', 'linger.ms=5'), severity: 'warning' },
      { about: 'In librdkafka’s own name', ...rdProducer('request.required.acks=1', 'enable.idempotence=false'), severity: 'warning' },
      { about: 'Of records that must not be lost', ...producer('acks=1', 'linger.ms=5'), facts: { 'no-loss': 'true' }, severity: 'error' },
      { about: 'Whether idempotence is asked for is not known', ...producer('acks=1', 'enable.idempotence=${IDEMPOTENT}') },
      { about: 'The default of 2.8', ...producer('linger.ms=5'), kafka: '2.8', severity: 'info' },
    ],
    good: [
      { about: 'All replicas in sync', ...producer('acks=all') },
      { about: 'The default since 3.0', ...producer('linger.ms=5'), kafka: '3.9' },
    ],
  },
  sources: ['ProducerConfig acks: 1 up to 2.8, all from 3.0'],
})
