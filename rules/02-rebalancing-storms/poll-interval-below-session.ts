import type { Known } from '../../core/components/settings.ts'
import { defineRule, otherwise, safe, set } from '../../core/engine/define-rule.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { proposed } from '../shared/proposed.ts'
import { millis, time } from '../shared/words.ts'

export default defineRule({
  id: 'poll-interval-below-session',
  summary: 'The poll interval is below the session timeout: librdkafka refuses to start',
  scenario: 2,
  component: 'librdkafka-consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { interval: 'max.poll.interval.ms', session: 'session.timeout.ms' },
  given: { protocol: otherwise('group.protocol', 'classic') },
  fix: 'safe',
  messages: {
    below: ({ interval, session }: { interval: Known<number>; session: Known<number> }) =>
      `max.poll.interval.ms (${time(interval)}) is below session.timeout.ms (${time(session)}): rd_kafka_new refuses the configuration.`,
  },
  lint({ interval, session, protocol }, report) {
    if (protocol.value !== 'classic' || interval.value >= session.value) return
    const enough = Math.max(proposed('librdkafka-consumer', 'max.poll.interval.ms'), session.value)
    report('below', { data: { interval, session }, fixes: [safe(`Allow ${millis(enough)} between two polls`, set('max.poll.interval.ms', enough))] })
  },
  page: {
    why: 'The poll interval bounds processing, the session bounds the silence of the whole process. A consumer that may be silent for longer than it may process makes no sense, and librdkafka says so at creation. The trap is the default of the other key: `session.timeout.ms=400000` alone is refused, since the poll interval is five minutes.',
    whatToDo: 'Keep `max.poll.interval.ms` at five minutes or more, well above the session. To notice a crash sooner, lower `session.timeout.ms` instead.',
    staysSilent: 'With `group.protocol=consumer` and where one of the two is a placeholder. For Java clients, which do not check the pair.',
  },
  examples: {
    bad: [
      { about: 'Below the default session', ...rdConsumer('max.poll.interval.ms=30000'), severity: 'error' },
      { about: 'A session above the default interval', ...rdConsumer('session.timeout.ms=400000'), severity: 'error' },
    ],
    good: [{ about: 'Equal is allowed', ...rdConsumer('max.poll.interval.ms=45000', 'session.timeout.ms=45000') }],
  },
  sources: ['rd_kafka_conf_finalize: "max.poll.interval.ms must be >= session.timeout.ms"; executed on librdkafka 2.0.2 and 2.16.0'],
})
