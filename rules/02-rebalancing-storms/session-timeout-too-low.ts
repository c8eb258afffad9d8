import type { Known } from '../../core/components/settings.ts'
import { isLibrdkafka } from '../../core/catalogue/librdkafka.ts'
import { defineRule, factIfStated, identity, maybe, otherwise, present, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { duration } from '../../core/engine/options.ts'
import { consumer } from '../shared/example.ts'
import { CHANCES, GROUP_MIN_SESSION, soundSession } from '../shared/group.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { batchTimeOf, processingFacts, type Processing } from '../shared/processing.ts'
import { millis } from '../shared/words.ts'

interface Data {
  readonly session: number
  readonly work: string
}

export default defineRule({
  id: 'session-timeout-too-low',
  summary: 'A short session expels healthy members at every pause',
  scenario: 2,
  component: ['consumer', 'librdkafka-consumer'],
  severity: 'warning',
  since: '0.1.0',
  needs: { session: 'session.timeout.ms' },
  given: {
    group: present('group.id'),
    protocol: otherwise('group.protocol', 'classic'),
    heartbeat: maybe('heartbeat.interval.ms'),
    pause: factIfStated('max-pause'),
    records: maybe('max.poll.records'),
    ...processingFacts,
    client: versionOf('kafkaClient', '3.0'),
    self: identity(),
  },
  options: {
    minimum: duration(10_000, 'A session below this is a warning.'),
    advised: duration(30_000, 'A session below this is advice.'),
  },
  speaksOnDefaults: true,
  supersedes: ['session-timeout-below-processing-time#ownThread', 'session-timeout-below-processing-time#closeStall'],
  fix: 'unsafe',
  messages: {
    low: ({ session, work }: Data) =>
      `A session of ${millis(session)} is shorter than an ordinary garbage collection, CPU throttling or network pause: healthy members are expelled, and each expulsion stops the group.${work}`,
    refused: ({ session, work }: Data) =>
      `A session of ${millis(session)} is below group.min.session.timeout.ms of a broker at its defaults (${millis(GROUP_MIN_SESSION)}): the first poll fails with InvalidSessionTimeout.${work}`,
    below: ({ session, work }: Data) =>
      `A session of ${millis(session)} is below the default since 3.0 (${millis(soundSession())}), which was raised because shorter ones expelled healthy members (KIP-735).${work}`,
    belowDefault: ({ session }: Data) =>
      `A session of ${millis(session)} is below librdkafka’s default (${millis(soundSession())}), which was raised because shorter ones expelled healthy members (KIP-735).`,
    unset: ({ session }: Data) =>
      `session.timeout.ms is left to the default of ${millis(session)} in this release; from 3.0 it is ${millis(soundSession())} (KIP-735). Write it down so that an upgrade changes nothing.`,
  },
  lint({ session, protocol, heartbeat, pause, client, self, ...work }, report, { minimum, advised }) {
    if (protocol.value !== 'classic') return
    const fixes = [unsafe(`Set the session to ${millis(soundSession())}; a crashed member is noticed that much later`, set('session.timeout.ms', soundSession()))]
    // Its records come one by one, and its default was raised long before the releases that are known.
    const ofJava = !isLibrdkafka(self.kind)
    const isRaised = !ofJava || client.atLeast('3.0')
    const data = { session: session.value, work: ofJava ? workSaid(session.value, work) : '' }
    if (!session.written) {
      if (!isRaised && session.value < advised) report('unset', { data, severity: 'info', at: [], fixes })
      return
    }
    if (isChosen(session, heartbeat, pause)) return
    if (session.value < minimum) report(session.value < GROUP_MIN_SESSION ? 'refused' : 'low', { data, fixes })
    else if (session.value < advised && isRaised) report(ofJava ? 'below' : 'belowDefault', { data, severity: 'info', fixes })
  },
  page: {
    why: 'The session timeout is how long a member may be silent before the group gives its partitions away. It bounds stalls of the whole process, not processing: the heartbeat has a thread of its own. A stop-the-world collection, a throttled container or a short network break lasts seconds; a session shorter than that turns each of them into a rebalance, and rebalances of a busy group bring the next one about.',
    whatToDo:
      'Set `session.timeout.ms=45000` and leave the heartbeat at 3000. If a crash must be noticed faster, state the longest pause of the process (`# weir: max-pause=2s`): a session that is longer than that pause and holds three heartbeats is then taken as meant.',
    staysSilent:
      'Without `group.id`, with `group.protocol=consumer`, for a placeholder, and where the stated `max-pause` is shorter than the session and three heartbeats fit into it.',
  },
  examples: {
    bad: [
      { about: 'Eight seconds', ...consumer('session.timeout.ms=8000', 'heartbeat.interval.ms=2000'), severity: 'warning' },
      { about: 'Fifteen seconds, below the default since 3.0', ...consumer('session.timeout.ms=15000'), kafka: '3.9', severity: 'info' },
      { about: 'Six seconds, as in many examples for librdkafka', ...rdConsumer('session.timeout.ms=6000', 'heartbeat.interval.ms=2000'), severity: 'warning' },
      { about: 'The default of 2.8', ...consumer('max.poll.records=100'), kafka: '2.8', severity: 'info' },
    ],
    good: [
      { about: 'The default since 3.0', ...consumer('session.timeout.ms=45000') },
      { about: 'Fast failover on purpose, with the pause stated', ...consumer('session.timeout.ms=9000', 'heartbeat.interval.ms=2000'), facts: { 'max-pause': '2s' } },
    ],
  },
  sources: ['KIP-735; ConsumerConfig default 10000 up to 2.8, 45000 from 3.0'],
})

/** The work of one poll, where it is stated and longer than the session: the same key is its lever too. */
function workSaid(session: number, { records, ...facts }: Omit<Processing, 'records'> & { readonly records: Known<number> | undefined }): string {
  const batch = records && batchTimeOf({ ...facts, records }, millis)
  return batch && batch.ms >= session ? ` The work of one poll is longer too: ${batch.said}.` : ''
}

/** Fast failover is wanted and can work: the pause is known, shorter than the session, and three beats fit. */
function isChosen(session: Known<number>, heartbeat: Known<number> | undefined, pause: Known<number> | undefined): boolean {
  return pause !== undefined && heartbeat !== undefined && session.value > pause.value && session.value >= CHANCES * heartbeat.value
}
