import { defineRule, otherwise, present, set, unsafe } from '../../core/engine/define-rule.ts'
import { consumer } from '../shared/example.ts'
import { GROUP_MAX_SESSION, soundSession } from '../shared/group.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { millis } from '../shared/words.ts'

export default defineRule({
  id: 'session-timeout-outside-broker-bounds',
  summary: 'The session is longer than a broker with default bounds allows',
  scenario: 2,
  component: ['consumer', 'librdkafka-consumer'],
  severity: 'warning',
  since: '0.1.0',
  needs: { session: 'session.timeout.ms' },
  given: { group: present('group.id'), protocol: otherwise('group.protocol', 'classic') },
  onlyWith: ['session.timeout.ms'],
  fix: 'unsafe',
  messages: {
    above: ({ session }: { session: number }) =>
      `A session of ${millis(session)} is above group.max.session.timeout.ms of a broker at its defaults (${millis(GROUP_MAX_SESSION)}): the consumer starts, and its first poll fails with InvalidSessionTimeout.`,
  },
  lint({ session, protocol }, report) {
    if (protocol.value !== 'classic' || session.value <= GROUP_MAX_SESSION) return
    report('above', { data: { session: session.value }, fixes: [unsafe(`Set the session to ${millis(soundSession())}`, set('session.timeout.ms', soundSession()))] })
  },
  page: {
    why: 'The coordinator of the group takes sessions between `group.min.session.timeout.ms` and `group.max.session.timeout.ms`, six seconds and half an hour unless somebody changed them on the brokers. No client knows these bounds: it starts, asks to join, and the first poll throws InvalidSessionTimeoutException. A session that long is mostly meant for slow processing, which it does not help: heartbeats go on while records are processed.',
    whatToDo:
      'Give slow processing its time by `max.poll.interval.ms`, or smaller batches by `max.poll.records`, and keep the session at 45 seconds. Sessions below the lower bound are the business of `session-timeout-too-low`.',
    staysSilent: 'Without `group.id`, with `group.protocol=consumer`, and for a placeholder.',
  },
  examples: {
    bad: [
      { about: 'An hour', ...consumer('session.timeout.ms=3600000', 'heartbeat.interval.ms=15000'), severity: 'warning' },
      { about: 'The broker is the same for librdkafka', ...rdConsumer('session.timeout.ms=3600000', 'max.poll.interval.ms=3600000'), severity: 'warning' },
    ],
    good: [
      { about: 'Exactly the bound', ...consumer('session.timeout.ms=1800000', 'heartbeat.interval.ms=15000') },
      { about: 'The group says it', ...consumer('group.protocol=consumer', 'max.poll.interval.ms=3600000'), kafka: '4.1' },
    ],
  },
  sources: ['GroupCoordinator, GroupMetadataManager: INVALID_SESSION_TIMEOUT; executed on running brokers, 3.6.2 to 4.4.0: 1800000 joins, 1800001 does not'],
})
