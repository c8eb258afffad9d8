import type { Known } from '../../core/components/settings.ts'
import { defineRule, maybe, versionOf } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { millis } from '../shared/words.ts'

type Bound = Known<number> | undefined
/** The least, the value and the most; not all have a bound at each end. */
const TRIPLES = [
  ['group.consumer.min.session.timeout.ms', 'group.consumer.session.timeout.ms', 'group.consumer.max.session.timeout.ms'],
  ['group.consumer.min.heartbeat.interval.ms', 'group.consumer.heartbeat.interval.ms', 'group.consumer.max.heartbeat.interval.ms'],
  ['group.consumer.min.assignment.interval.ms', 'group.consumer.assignment.interval.ms', 'group.consumer.max.assignment.interval.ms'],
  ['group.share.min.session.timeout.ms', 'group.share.session.timeout.ms', 'group.share.max.session.timeout.ms'],
  ['group.share.min.heartbeat.interval.ms', 'group.share.heartbeat.interval.ms', 'group.share.max.heartbeat.interval.ms'],
  ['group.share.min.assignment.interval.ms', 'group.share.assignment.interval.ms', 'group.share.max.assignment.interval.ms'],
  ['group.share.min.record.lock.duration.ms', 'group.share.record.lock.duration.ms', 'group.share.max.record.lock.duration.ms'],
  ['group.share.min.delivery.count.limit', 'group.share.delivery.count.limit', 'group.share.max.delivery.count.limit'],
  ['group.share.min.partition.max.record.locks', 'group.share.partition.max.record.locks', 'group.share.max.partition.max.record.locks'],
  ['group.streams.min.session.timeout.ms', 'group.streams.session.timeout.ms', 'group.streams.max.session.timeout.ms'],
  ['group.streams.min.heartbeat.interval.ms', 'group.streams.heartbeat.interval.ms', 'group.streams.max.heartbeat.interval.ms'],
  ['group.streams.min.assignment.interval.ms', 'group.streams.assignment.interval.ms', 'group.streams.max.assignment.interval.ms'],
  ['group.streams.min.task.offset.interval.ms', 'group.streams.task.offset.interval.ms', undefined],
  ['group.share.max.size', 'group.share.max.share.sessions', undefined],
  [undefined, 'group.streams.num.standby.replicas', 'group.streams.max.standby.replicas'],
  [undefined, 'group.streams.num.warmup.replicas', 'group.streams.max.warmup.replicas'],
] as const
/** From 4.0 on a member must be heard within its session. */
const BEATS = [
  ['group.consumer.heartbeat.interval.ms', 'group.consumer.session.timeout.ms'],
  ['group.share.heartbeat.interval.ms', 'group.share.session.timeout.ms'],
  ['group.streams.heartbeat.interval.ms', 'group.streams.session.timeout.ms'],
] as const
const NEEDS = Object.fromEntries(TRIPLES.flatMap((triple) => triple.flatMap((key) => (key === undefined ? [] : [[key, maybe(key)] as const]))))

interface Data {
  readonly small: string
  readonly large: string
  readonly than: string
}

export default defineRule({
  id: 'broker-group-bounds',
  summary: 'The bounds of groups contradict each other or the value between them',
  scenario: 11,
  also: [2],
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: NEEDS,
  given: { release: versionOf('kafkaBroker', '4.0') },
  fix: 'none',
  messages: {
    order: ({ small, large, than }: Data) => `${large} must not be larger than ${small}${than}: the broker refuses to start.`,
    beat: ({ small, large, than }: Data) => `${large} must be smaller than ${small}${than}: the broker refuses to start.`,
  },
  lint({ release, ...known }, report) {
    const got: Readonly<Record<string, Bound>> = known
    for (const [least, value, most] of TRIPLES) {
      const wrong = disorderIn(least && got[least], got[value], most && got[most])
      if (wrong) report('order', { data: dataOf(...wrong), at: wrong })
    }
    if (!release.atLeast('4.0')) return
    for (const [beat, session] of BEATS) {
      const [often, long] = [got[beat], got[session]]
      if (often && long && often.value >= long.value) report('beat', { data: dataOf(often, long), at: [long, often] })
    }
  },
  page: {
    why: 'With the newer protocols the broker, not the client, says how long a session is and how often a member must be heard. A group may change it within bounds, and the bounds must hold for the broker’s own value. Whoever raises a session to a minute must raise its bound too, which is a minute by default, and whoever lowers it meets the heartbeat.',
    whatToDo: 'Change all three together: the least, the value and the most. Keep three heartbeats or more in a session.',
    staysSilent: 'For the classic protocol, whose bounds are not compared; for releases that do not know the keys; for placeholders.',
  },
  examples: {
    bad: [
      { about: 'A session above its bound', ...broker('group.consumer.session.timeout.ms=120000'), kafka: '4.1', severity: 'error' },
      { about: 'A bound below the session', ...broker('group.share.max.session.timeout.ms=45000', 'group.share.session.timeout.ms=50000'), kafka: '4.1', severity: 'error' },
      {
        about: 'The heartbeat of the default in a short session',
        ...broker('group.consumer.min.session.timeout.ms=1000', 'group.consumer.session.timeout.ms=5000'),
        kafka: '4.1',
        severity: 'error',
      },
    ],
    good: [
      { about: 'All together', ...broker('group.consumer.session.timeout.ms=120000', 'group.consumer.max.session.timeout.ms=180000'), kafka: '4.1' },
      { about: 'Not known yet', ...broker('group.share.max.session.timeout.ms=1000'), kafka: '3.8' },
    ],
  },
  sources: ['KafkaConfig.validateValues, GroupCoordinatorConfig; executed on 3.9.2, 4.1.2 and 4.4.0'],
})

/** What is too large, and what it is larger than. */
function disorderIn(least: Bound, value: Bound, most: Bound): readonly [large: Known<number>, small: Known<number>] | undefined {
  const pairs = [
    [least, most],
    [least, value],
    [value, most],
  ] as const
  for (const [small, large] of pairs) if (small && large && small.value > large.value) return [small, large]
  return undefined
}

const dataOf = (large: Known<number>, small: Known<number>): Data => ({ large: large.key, small: small.key, than: ` (${shown(large)} against ${shown(small)})` })
const shown = ({ key, value }: Known<number>): string => (key.endsWith('.ms') ? millis(value) : String(value))
