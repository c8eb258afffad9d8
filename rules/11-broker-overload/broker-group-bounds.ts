import type { Known } from '../../core/components/settings.ts'
import { defineRule, maybe, versionOf } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { millis } from '../shared/words.ts'

type Bound = Known<number> | undefined
type Triple = readonly [least: Bound, value: Bound, most: Bound]
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
  needs: {
    consumerMinSession: maybe('group.consumer.min.session.timeout.ms'),
    consumerSession: maybe('group.consumer.session.timeout.ms'),
    consumerMaxSession: maybe('group.consumer.max.session.timeout.ms'),
    consumerMinBeat: maybe('group.consumer.min.heartbeat.interval.ms'),
    consumerBeat: maybe('group.consumer.heartbeat.interval.ms'),
    consumerMaxBeat: maybe('group.consumer.max.heartbeat.interval.ms'),
    shareMinSession: maybe('group.share.min.session.timeout.ms'),
    shareSession: maybe('group.share.session.timeout.ms'),
    shareMaxSession: maybe('group.share.max.session.timeout.ms'),
    shareMinBeat: maybe('group.share.min.heartbeat.interval.ms'),
    shareBeat: maybe('group.share.heartbeat.interval.ms'),
    shareMaxBeat: maybe('group.share.max.heartbeat.interval.ms'),
    shareMinLock: maybe('group.share.min.record.lock.duration.ms'),
    shareLock: maybe('group.share.record.lock.duration.ms'),
    shareMaxLock: maybe('group.share.max.record.lock.duration.ms'),
    streamsMinSession: maybe('group.streams.min.session.timeout.ms'),
    streamsSession: maybe('group.streams.session.timeout.ms'),
    streamsMaxSession: maybe('group.streams.max.session.timeout.ms'),
    streamsMinBeat: maybe('group.streams.min.heartbeat.interval.ms'),
    streamsBeat: maybe('group.streams.heartbeat.interval.ms'),
    streamsMaxBeat: maybe('group.streams.max.heartbeat.interval.ms'),
  },
  given: { release: versionOf('kafkaBroker', '4.0') },
  fix: 'none',
  messages: {
    order: ({ small, large, than }: Data) => `${large} must not be larger than ${small}${than}: the broker refuses to start.`,
    beat: ({ small, large, than }: Data) => `${large} must be smaller than ${small}${than}: the broker refuses to start.`,
  },
  lint(got, report) {
    const triples: readonly Triple[] = [
      [got.consumerMinSession, got.consumerSession, got.consumerMaxSession],
      [got.consumerMinBeat, got.consumerBeat, got.consumerMaxBeat],
      [got.shareMinSession, got.shareSession, got.shareMaxSession],
      [got.shareMinBeat, got.shareBeat, got.shareMaxBeat],
      [got.shareMinLock, got.shareLock, got.shareMaxLock],
      [got.streamsMinSession, got.streamsSession, got.streamsMaxSession],
      [got.streamsMinBeat, got.streamsBeat, got.streamsMaxBeat],
    ]
    for (const triple of triples) {
      const wrong = disorderIn(triple)
      if (wrong) report('order', { data: dataOf(...wrong), at: wrong })
    }
    if (!got.release.atLeast('4.0')) return
    const pairs: readonly (readonly [beat: Bound, session: Bound])[] = [
      [got.consumerBeat, got.consumerSession],
      [got.shareBeat, got.shareSession],
      [got.streamsBeat, got.streamsSession],
    ]
    for (const [beat, session] of pairs) if (beat && session && beat.value >= session.value) report('beat', { data: dataOf(beat, session), at: [session, beat] })
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
function disorderIn([least, value, most]: Triple): readonly [large: Known<number>, small: Known<number>] | undefined {
  if (least && most && least.value > most.value) return [least, most]
  if (least && value && least.value > value.value) return [least, value]
  return value && most && value.value > most.value ? [value, most] : undefined
}

const dataOf = (large: Known<number>, small: Known<number>): Data => ({ large: large.key, small: small.key, than: ` (${millis(large.value)} against ${millis(small.value)})` })
