import type { Known } from '../../core/components/settings.ts'
import { defineRule, otherwise, present, set, unsafe } from '../../core/engine/define-rule.ts'
import { consumer } from '../shared/example.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { CHANCES, GROUP_MAX_SESSION, MAX_PROPOSED_HEARTBEAT } from '../shared/group.ts'
import { millis, time } from '../shared/words.ts'

export default defineRule({
  id: 'heartbeat-session-ratio',
  summary: 'Fewer than three heartbeats fit into a session: one lost packet and one pause expel the member',
  scenario: 2,
  component: ['consumer', 'librdkafka-consumer'],
  severity: 'warning',
  since: '0.1.0',
  needs: { heartbeat: 'heartbeat.interval.ms', session: 'session.timeout.ms' },
  given: { group: present('group.id'), protocol: otherwise('group.protocol', 'classic') },
  fix: 'unsafe',
  messages: {
    few: ({ heartbeat, session }: { heartbeat: Known<number>; session: Known<number> }) =>
      `A heartbeat every ${time(heartbeat)} leaves fewer than ${CHANCES} chances in a session of ${time(session)}: one lost beat and one pause are enough to be expelled.`,
  },
  lint({ heartbeat, session, protocol }, report) {
    if (protocol.value !== 'classic' || heartbeat.value * CHANCES <= session.value || heartbeat.value >= session.value) return
    const third = Math.min(Math.floor(session.value / CHANCES), MAX_PROPOSED_HEARTBEAT)
    const longer = heartbeat.value * CHANCES
    report('few', {
      data: { heartbeat, session },
      fixes: [
        unsafe(`Send a heartbeat every ${millis(third)}`, set('heartbeat.interval.ms', third)),
        ...(longer > GROUP_MAX_SESSION ? [] : [unsafe(`Raise the session to ${millis(longer)}`, set('session.timeout.ms', longer))]),
      ],
    })
  },
  page: {
    why: 'The coordinator counts a member dead when it has not heard from it for a whole session. With two beats in a session, one packet that is lost while the other is late ends a healthy member, and every expulsion stops the group for a rebalance.',
    whatToDo:
      'Keep `heartbeat.interval.ms` at a third of `session.timeout.ms` or less. Lower the heartbeat first; raise the session if the heartbeat has a reason to be slow, and remember that a crashed member is then noticed later.',
    staysSilent:
      'Without `group.id`, with `group.protocol=consumer`, where one value is a placeholder, and where the two collide outright (`heartbeat-not-below-session` speaks then). Exactly a third is sound.',
  },
  examples: {
    bad: [
      { about: 'Twenty seconds in the default session of 45', ...consumer('heartbeat.interval.ms=20000'), kafka: '3.9' },
      { about: 'Two chances, in a client of librdkafka', ...rdConsumer('session.timeout.ms=30000', 'heartbeat.interval.ms=15000') },
      { about: 'Two chances', ...consumer('session.timeout.ms=30000', 'heartbeat.interval.ms=15000') },
    ],
    good: [
      { about: 'Exactly a third', ...consumer('heartbeat.interval.ms=15000'), kafka: '3.9' },
      { about: 'The consumer protocol has its session on the broker', ...consumer('group.protocol=consumer', 'max.poll.records=100'), kafka: '4.1' },
    ],
  },
  sources: ['ConsumerConfig: "typically should be set no higher than 1/3 of that value"; defaults from the ConfigDefs of 2.8 to 4.4'],
})
