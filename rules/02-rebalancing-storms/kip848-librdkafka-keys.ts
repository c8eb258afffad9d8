import { defineRule, maybe, remove, safe } from '../../core/engine/define-rule.ts'
import { rdConsumer } from '../shared/librdkafka.ts'

export default defineRule({
  id: 'kip848-librdkafka-keys',
  summary: 'A key of the classic protocol beside group.protocol=consumer: librdkafka refuses to start',
  scenario: 2,
  component: 'librdkafka-consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: {
    protocol: 'group.protocol',
    session: maybe('session.timeout.ms'),
    heartbeat: maybe('heartbeat.interval.ms'),
    strategy: maybe('partition.assignment.strategy'),
    type: maybe('group.protocol.type'),
  },
  fix: 'safe',
  messages: {
    classic: ({ key }: { key: string }) => `${key} is not supported with group.protocol=consumer: rd_kafka_new refuses it, since the broker decides instead.`,
  },
  lint({ protocol, session, heartbeat, strategy, type }, report) {
    if (protocol.value !== 'consumer') return
    for (const setting of [session, heartbeat, strategy, type])
      if (setting?.written) report('classic', { data: { key: setting.key }, at: [setting, protocol], fixes: [safe(`Remove ${setting.key}`, remove(setting.key))] })
  },
  page: {
    why: 'With the consumer protocol (KIP-848) the broker keeps session and heartbeat and assigns the partitions. librdkafka does not ignore the old keys, it refuses them, so that nobody believes that they hold.',
    whatToDo: 'Remove them. The session is `group.consumer.session.timeout.ms` on the broker; an assignor is chosen with `group.remote.assignor`.',
    staysSilent: 'With the classic protocol, and where the key is not written.',
  },
  examples: {
    bad: [{ about: 'A session that the broker keeps now', ...rdConsumer('group.protocol=consumer', 'session.timeout.ms=10000'), severity: 'error' }],
    good: [{ about: 'The new protocol alone', ...rdConsumer('group.protocol=consumer', 'group.remote.assignor=uniform') }],
  },
  sources: ['rd_kafka_conf_finalize; executed on librdkafka 2.16.0'],
})
