import type { Known } from '../../core/components/settings.ts'
import { defineRule, maybe, remove, safe, set, stated, unsafe } from '../../core/engine/define-rule.ts'
import { IN_FLIGHT, MAX_IN_FLIGHT } from '../shared/idempotence.ts'
import { rdProducer } from '../shared/librdkafka.ts'

export default defineRule({
  id: 'librdkafka-idempotence-conflict',
  summary: 'Idempotence or a transaction is asked for and made impossible by another setting of librdkafka',
  scenario: 3,
  also: [10],
  component: 'librdkafka-producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: {
    switched: stated('enable.idempotence'),
    transactional: maybe('transactional.id'),
    gapless: maybe('enable.gapless.guarantee'),
    acks: maybe('acks'),
    retries: maybe('retries'),
    inFlight: maybe(IN_FLIGHT),
    strategy: maybe('queuing.strategy'),
  },
  supersedes: ['acks-zero', 'acks-one', 'reorder-risk', 'librdkafka-idempotence-off', 'idempotence-explicitly-off'],
  fix: 'safe',
  messages: {
    conflict: ({ by, others }: { by: string; others: readonly string[] }) => `${by} does not go together with ${others.join(' and ')}: rd_kafka_new refuses the configuration.`,
    off: ({ by }: { by: string }) =>
      `${by} needs idempotence, which is ${by === 'enable.gapless.guarantee' ? 'not switched on' : 'switched off'}: rd_kafka_new refuses the configuration.`,
  },
  lint(got, report) {
    const { switched, transactional, gapless } = got
    const hasId = transactional?.written && transactional.value !== '' ? transactional : undefined
    if (hasId && switched?.value === false) {
      report('off', { data: { by: 'transactional.id' }, at: [switched, hasId], fixes: [safe('Remove enable.idempotence=false', remove('enable.idempotence'), ...roomFor(got))] })
      return
    }
    const asking = switched?.value === true ? switched : hasId
    if (!asking) {
      if (gapless?.value === true)
        report('off', { data: { by: 'enable.gapless.guarantee' }, at: [gapless], fixes: [unsafe('Switch idempotence on', set('enable.idempotence', true), ...roomFor(got))] })
      return
    }
    const others = obstacles(got)
    if (others.length === 0) return
    report('conflict', {
      data: { by: asking === hasId ? 'transactional.id' : 'enable.idempotence=true', others: others.map((o) => `${o.key}=${String(o.value)}`) },
      at: [...others, asking],
      fixes: [safe('Take what stands in the way out', ...roomFor(got))],
    })
  },
  page: {
    why: 'An idempotent producer needs every replica’s acknowledgement, at least one retry, at most five requests in flight and a queue that keeps its order. What is not written librdkafka adjusts by itself; what is written against it is refused at creation. A `transactional.id` switches idempotence on, so the same holds for it.',
    whatToDo: 'Remove the settings that stand in the way: librdkafka sets them as they must be.',
    staysSilent: 'Where neither is asked for, and where the contradicting value is a placeholder.',
  },
  examples: {
    bad: [
      { about: 'Too many in flight', ...rdProducer('enable.idempotence=true', 'max.in.flight=10'), severity: 'error' },
      { about: 'Two replicas are not all', ...rdProducer('enable.idempotence=true', 'request.required.acks=2'), severity: 'error' },
      { about: 'A transaction without retries', ...rdProducer('transactional.id=ledger', 'message.send.max.retries=0'), severity: 'error' },
      { about: 'A transaction with idempotence switched off', ...rdProducer('transactional.id=ledger', 'enable.idempotence=false'), severity: 'error' },
      { about: 'No gaps without idempotence', ...rdProducer('enable.gapless.guarantee=true'), severity: 'error' },
    ],
    good: [{ about: 'Five, and all', ...rdProducer('enable.idempotence=true', 'max.in.flight=5', 'acks=-1') }],
  },
  sources: ['rd_kafka_conf_finalize, rd_kafka_topic_conf_finalize; executed on librdkafka 2.0.2 and 2.16.0'],
})

interface Got {
  readonly acks: Known<string> | undefined
  readonly retries: Known<number> | undefined
  readonly inFlight: Known<number> | undefined
  readonly strategy: Known<'fifo' | 'lifo'> | undefined
}
const only = <T>(setting: Known<T> | undefined, isBad: (value: T) => boolean): Known<T>[] => (setting?.written && isBad(setting.value) ? [setting] : [])
const obstacles = ({ acks, retries, inFlight, strategy }: Got): Known<unknown>[] => [
  ...only(acks, (value) => value !== 'all' && value !== '-1'),
  ...only(retries, (value) => value === 0),
  ...only(inFlight, (value) => value > MAX_IN_FLIGHT),
  ...only(strategy, (value) => value !== 'fifo'),
]
const roomFor = (got: Got) => obstacles(got).map(({ key }) => remove(key))
