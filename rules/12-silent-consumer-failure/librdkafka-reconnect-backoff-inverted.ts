import type { Known } from '../../core/components/settings.ts'
import { defineRule, safe, set } from '../../core/engine/define-rule.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { millis, time } from '../shared/words.ts'

export default defineRule({
  id: 'librdkafka-reconnect-backoff-inverted',
  summary: 'The longest wait before a reconnect is below the first one: librdkafka refuses to start',
  scenario: 12,
  component: ['librdkafka-consumer', 'librdkafka-producer', 'librdkafka-client'],
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { first: 'reconnect.backoff.ms', longest: 'reconnect.backoff.max.ms' },
  fix: 'safe',
  messages: {
    inverted: ({ first, longest }: { first: Known<number>; longest: Known<number> }) =>
      `reconnect.backoff.max.ms (${time(longest)}) is below reconnect.backoff.ms (${time(first)}): rd_kafka_new refuses the configuration.`,
  },
  lint({ first, longest }, report) {
    if (longest.value >= first.value) return
    const fixes = longest.written
      ? [safe(`Wait ${millis(first.value)} at most`, set('reconnect.backoff.max.ms', first.value))]
      : [safe(`Begin with ${millis(longest.value)}`, set('reconnect.backoff.ms', longest.value))]
    report('inverted', { data: { first, longest }, fixes })
  },
  page: {
    why: 'The wait before a reconnect doubles from `reconnect.backoff.ms` up to `reconnect.backoff.max.ms`. librdkafka refuses a limit below the beginning, also where one of the two is a default (100 ms and 10 s).',
    whatToDo: 'Raise the limit, or lower the first wait.',
    staysSilent: 'Where one of the two is a placeholder.',
  },
  examples: {
    bad: [
      { about: 'Begins above the default limit', ...rdConsumer('reconnect.backoff.ms=20000'), severity: 'error' },
      { about: 'A limit below the default beginning', ...rdConsumer('reconnect.backoff.max.ms=50'), severity: 'error' },
    ],
    good: [{ about: 'Always the same', ...rdConsumer('reconnect.backoff.ms=1000', 'reconnect.backoff.max.ms=1000') }],
  },
  sources: ['rd_kafka_conf_finalize; executed on librdkafka 2.0.2 and 2.16.0'],
})
