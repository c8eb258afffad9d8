import type { Known } from '../../core/components/settings.ts'
import { isLibrdkafka } from '../../core/catalogue/librdkafka.ts'
import { defineRule, factIfStated, identity, maybe, otherwise, present, set, unsafe } from '../../core/engine/define-rule.ts'
import { consumer } from '../shared/example.ts'
import { GROUP_MAX_SESSION, soundSession } from '../shared/group.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { batchTimeOf, processingFacts, type BatchTime } from '../shared/processing.ts'
import { millis } from '../shared/words.ts'

interface Stall {
  readonly pause: number
  readonly session: number
}
interface Work {
  readonly batch: BatchTime
  readonly session: number
  readonly interval: number
}

export default defineRule({
  id: 'session-timeout-below-processing-time',
  summary: 'Stalls or processing outlast the session timeout',
  scenario: 2,
  also: [1, 7],
  component: ['consumer', 'librdkafka-consumer'],
  severity: 'warning',
  since: '0.1.0',
  needs: { session: 'session.timeout.ms', records: maybe('max.poll.records'), pause: factIfStated('max-pause'), ...processingFacts },
  given: {
    group: present('group.id'),
    protocol: otherwise('group.protocol', 'classic'),
    interval: 'max.poll.interval.ms',
    heartbeat: maybe('heartbeat.interval.ms'),
    self: identity(),
  },
  fix: 'unsafe',
  messages: {
    stall: ({ pause, session }: Stall) =>
      `The process may stall for ${millis(pause)}, and a stall stops the heartbeat thread too: after ${millis(session)} the group takes this member for dead and gives its partitions away, and the member learns of it when it wakes.`,
    closeStall: ({ pause, session }: Stall) =>
      `A stall of ${millis(pause)} comes close to the session of ${millis(session)}: one heartbeat may already have been missed when it begins.`,
    ownThread: ({ batch, session, interval }: Work) =>
      `${batch.said} is longer than the session (${millis(session)}). That alone does not expel this client: its heartbeat has a thread of its own, and processing is bound by max.poll.interval.ms, of which it takes ${Math.round((100 * batch.ms) / interval)} % of ${millis(interval)}. A stall of the process, or a client that beats only between polls, would be expelled.`,
  },
  lint(got, report) {
    const { session, pause, protocol, heartbeat } = got
    if (protocol.value !== 'classic') return
    const stall = pause && { pause: pause.value, session: session.value }
    if (stall && stall.pause >= stall.session)
      report('stall', { data: stall, at: [session, pause], supersedes: ['session-timeout-too-low'], fixes: longerSession(3 * stall.pause) })
    else if (stall && heartbeat && stall.pause > stall.session - heartbeat.value)
      report('closeStall', { data: stall, severity: 'info', at: [session, pause], fixes: longerSession(3 * stall.pause) })
    // librdkafka hands out one record at a time; its max.poll.records is that of share consumers.
    if (!got.records || isLibrdkafka(got.self.kind)) return
    const batch = batchTimeOf({ ...got, records: got.records }, millis)
    const interval = got.interval.value
    if (!batch || batch.ms < session.value || batch.ms > 0.5 * interval) return
    report('ownThread', { data: { batch, session: session.value, interval }, severity: 'info', fixes: workFixes(batch, session) })
  },
  page: {
    why: 'The advice "processing must stay below the session timeout" is true of clients that send heartbeats only between polls. The Java client beats from a thread of its own since 0.10.1 (KIP-62): a long batch does not expel it, a missed `max.poll.interval.ms` does. What the session really bounds are stalls of the whole process, which stop that thread as well: garbage collection, CPU throttling, a suspended machine.',
    whatToDo:
      'State what you know: `# weir: max-pause=20s` for the longest stall, `record-time=` or `batch-time=` for the work. Against stalls raise `session.timeout.ms` to three times the longest one (the heartbeat stays at a third of it or less). Against long batches lower `max.poll.records` first, so that the loop turns well within the session.',
    staysSilent:
      'Without a stated fact; without a group; with `group.protocol=consumer`, where the session lives on the broker; where processing takes more than half of `max.poll.interval.ms` (`poll-batch-exceeds-interval` speaks then and names the session too).',
  },
  examples: {
    bad: [
      { about: 'A stall longer than the session', ...consumer('session.timeout.ms=45000'), facts: { 'max-pause': '50s' }, severity: 'warning' },
      { about: 'librdkafka beats from a thread of its own too', ...rdConsumer('session.timeout.ms=30000'), facts: { 'max-pause': '40s' }, severity: 'warning' },
      { about: '500 records of 80 ms in a session of 30 s', ...consumer('session.timeout.ms=30000'), facts: { 'record-time': '80ms' }, kafka: '3.9', severity: 'info' },
      { about: 'A stall that comes close', ...consumer('session.timeout.ms=45000'), facts: { 'max-pause': '44s' }, severity: 'info' },
    ],
    good: [
      { about: 'Records of a millisecond', ...consumer('session.timeout.ms=45000', 'max.poll.records=500'), facts: { 'record-time': '1ms' } },
      { about: 'The limit that binds is another one', ...consumer('session.timeout.ms=45000'), facts: { 'record-time': '2s' } },
    ],
  },
  sources: ['KIP-62 (heartbeat thread); rules of thumb for stalls: three times the longest one'],
})

function longerSession(wanted: number): ReturnType<typeof unsafe<[{ do: 'set'; key: 'session.timeout.ms'; value: number }]>>[] {
  const session = Math.ceil(Math.max(soundSession(), wanted))
  return session > GROUP_MAX_SESSION ? [] : [unsafe(`Set the session to ${millis(session)}; a crashed member is noticed that much later`, set('session.timeout.ms', session))]
}

function workFixes(
  batch: BatchTime,
  session: Known<number>,
): {
  title: string
  safety: 'safe' | 'unsafe'
  changes: readonly ({ do: 'set'; key: 'session.timeout.ms'; value: number } | { do: 'set'; key: 'max.poll.records'; value: number })[]
}[] {
  const fewer = batch.perRecord === undefined ? 0 : Math.floor((0.5 * session.value) / batch.perRecord)
  return [
    ...(fewer >= 1 ? [unsafe(`Take ${fewer} records a poll, so that a batch fits into half of the session`, set('max.poll.records', fewer))] : []),
    ...longerSession(1.5 * batch.ms),
  ]
}
