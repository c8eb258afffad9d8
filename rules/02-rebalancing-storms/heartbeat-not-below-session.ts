import type { Known } from '../../core/components/settings.ts'
import { isLibrdkafka } from '../../core/catalogue/librdkafka.ts'
import { defineRule, identity, otherwise, present, safe, set, unsafe } from '../../core/engine/define-rule.ts'
import { worker } from '../shared/connect.ts'
import { GROUP_MIN_SESSION, soundHeartbeat, soundSession } from '../shared/group.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { refuses } from '../shared/refuses.ts'
import { millis, time } from '../shared/words.ts'

export default defineRule({
  id: 'heartbeat-not-below-session',
  summary: 'The heartbeat interval is not below the session timeout: the consumer, or the Connect worker, does not start',
  scenario: 2,
  component: ['consumer', 'librdkafka-consumer', 'connect-distributed'],
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { heartbeat: 'heartbeat.interval.ms', session: 'session.timeout.ms' },
  given: { group: present('group.id'), protocol: otherwise('group.protocol', 'classic'), self: identity() },
  supersedes: ['heartbeat-session-ratio', 'session-timeout-too-low', 'session-timeout-below-processing-time', 'retention-unit-suspect#session'],
  fix: 'safe',
  messages: {
    notBelow: ({ heartbeat, session, who }: { heartbeat: Known<number>; session: Known<number>; who: string }) =>
      `heartbeat.interval.ms (${time(heartbeat)}) is not below session.timeout.ms (${time(session)}): ${who}.`,
    negative: ({ heartbeat, who }: { heartbeat: number; who: string }) => `heartbeat.interval.ms=${heartbeat} is negative: ${who}.`,
    expires: ({ heartbeat, session }: { heartbeat: Known<number>; session: Known<number> }) =>
      `heartbeat.interval.ms (${time(heartbeat)}) is not below session.timeout.ms (${time(session)}): librdkafka takes the pair without a word, and the broker expels the member again and again.`,
  },
  lint({ heartbeat, session, protocol, self }, report) {
    if (protocol.value !== 'classic' || (heartbeat.value >= 0 && heartbeat.value < session.value)) return
    const title = `Set the session to ${millis(soundSession())} and the heartbeat to ${millis(soundHeartbeat())}`
    const both = [set('session.timeout.ms', soundSession()), set('heartbeat.interval.ms', soundHeartbeat())] as const
    // What would be left of a shorter session is refused by the broker.
    const fixes = session.value < GROUP_MIN_SESSION ? [safe(title, ...both)] : [slower(session), unsafe(title, ...both)]
    const who = self.kind === 'consumer' ? 'the constructor of KafkaConsumer refuses' : refuses(self.kind)
    if (isLibrdkafka(self.kind)) report('expires', { data: { heartbeat, session }, severity: 'warning', refusal: false, fixes })
    else if (heartbeat.value < 0) report('negative', { data: { heartbeat: heartbeat.value, who }, fixes })
    else report('notBelow', { data: { heartbeat, session, who }, fixes })
  },
  page: {
    why: 'A member proves that it is alive by heartbeats. If they come no faster than the session expires, every member would be expelled as a matter of course, so the Java client refuses the pair. librdkafka does not: its members come and go for ever. The trap is that one of the two is usually a default: `session.timeout.ms=2000` alone collides with the default heartbeat of three seconds, and a heartbeat of twelve seconds collides with the session of ten seconds that was the default up to 2.8. A negative interval the Java client refuses as well; nought it does not.',
    whatToDo:
      'Keep at least three heartbeats in a session: `heartbeat.interval.ms` at a third of `session.timeout.ms` or less. A session below six seconds is also refused by a broker with default bounds (`group.min.session.timeout.ms`), so raise it rather than squeezing the heartbeat under it.',
    staysSilent:
      'Without `group.id` (where partitions are assigned by hand nothing beats), with `group.protocol=consumer` (the session lives on the broker), and where one of the two values is a placeholder.',
  },
  examples: {
    bad: [
      { about: 'The session is shorter than the default heartbeat', file: 'consumer.properties', text: 'bootstrap.servers=broker:9092\ngroup.id=billing\nsession.timeout.ms=2000' },
      {
        about: 'Equal is refused too',
        file: 'consumer.properties',
        text: 'bootstrap.servers=broker:9092\ngroup.id=billing\nsession.timeout.ms=30000\nheartbeat.interval.ms=30000\n',
      },
      {
        about: 'The session of 2.8 is ten seconds',
        file: 'consumer.properties',
        kafka: '2.8',
        text: 'bootstrap.servers=broker:9092\ngroup.id=billing\nheartbeat.interval.ms=12000\n',
      },
      {
        about: 'Slower than the session of every release',
        file: 'consumer.properties',
        kafka: '2.8..4.4',
        text: 'bootstrap.servers=broker:9092\ngroup.id=billing\nheartbeat.interval.ms=50000\n',
      },
      { about: 'A Connect worker is a member of a group like any other', ...worker('heartbeat.interval.ms=10000'), severity: 'error' },
      { about: 'librdkafka starts, and is expelled', ...rdConsumer('session.timeout.ms=30000', 'heartbeat.interval.ms=30000'), severity: 'warning' },
      {
        about: 'A negative interval',
        file: 'consumer.properties',
        text: 'bootstrap.servers=broker:9092\ngroup.id=billing\nheartbeat.interval.ms=-1\n',
        severity: 'error',
      },
      {
        about: 'A placeholder with its own default',
        file: 'consumer.properties',
        text: 'bootstrap.servers=broker:9092\ngroup.id=billing\nsession.timeout.ms=${SESSION:2000}\n',
      },
    ],
    good: [
      {
        about: 'A third of the session',
        file: 'consumer.properties',
        text: 'bootstrap.servers=broker:9092\ngroup.id=billing\nsession.timeout.ms=30000\nheartbeat.interval.ms=10000\n',
      },
      {
        about: 'No group, no heartbeat',
        file: 'consumer.properties',
        text: 'bootstrap.servers=broker:9092\nkey.deserializer=org.apache.kafka.common.serialization.StringDeserializer\nsession.timeout.ms=2000\n',
      },
      {
        about: 'The session is not known',
        file: 'consumer.properties',
        text: 'bootstrap.servers=broker:9092\ngroup.id=billing\nsession.timeout.ms=${SESSION}\nheartbeat.interval.ms=45000\n',
      },
    ],
  },
  sources: [
    'KafkaConsumer, ConsumerCoordinator (Heartbeat): IllegalArgumentException "Heartbeat must be set lower than the session timeout"; "Invalid negative timeout"; executed on 2.8.2 to 4.4.0; librdkafka 2.0.2 and 2.16.0 create the client; WorkerGroupMember starts the same coordinator',
  ],
})

/** Three beats in a session. A session that is left to its default differs between releases: the sound heartbeat fits all of them. */
function slower({ value, written }: Known<number>) {
  if (!written) return safe(`Set the heartbeat to ${millis(soundHeartbeat())}`, set('heartbeat.interval.ms', soundHeartbeat()))
  const third = Math.floor(value / 3)
  return safe(`Set the heartbeat to a third of the session (${millis(third)})`, set('heartbeat.interval.ms', third))
}
