import type { Known } from '../../core/components/settings.ts'
import { showBytes } from '../../core/catalogue/units.ts'
import { defineRule, safe, set, stated } from '../../core/engine/define-rule.ts'
import { rdConsumer } from '../shared/librdkafka.ts'

export default defineRule({
  id: 'librdkafka-fetch-max-below-message-max',
  summary: 'fetch.max.bytes is below message.max.bytes: librdkafka refuses to start',
  scenario: 1,
  component: 'librdkafka-consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { fetch: stated('fetch.max.bytes'), message: 'message.max.bytes' },
  fix: 'safe',
  messages: {
    below: ({ fetch, message }: { fetch: Known<number>; message: Known<number> }) =>
      `fetch.max.bytes (${showBytes(fetch.value)}) is below message.max.bytes (${showBytes(message.value)}${message.written ? '' : ', the default'}): rd_kafka_new refuses the configuration.`,
  },
  lint({ fetch, message }, report) {
    if (!fetch || fetch.value >= message.value) return
    report('below', { data: { fetch, message }, fixes: [safe(`Fetch ${showBytes(message.value)} at most`, set('fetch.max.bytes', message.value))] })
  },
  page: {
    why: 'A fetch that cannot hold one message of the largest size would never get past it. The trap is the default of the other key: `fetch.max.bytes=500000`, written to save memory, is refused alone, since a message may have a million bytes.',
    whatToDo: 'Leave `fetch.max.bytes` above `message.max.bytes`. Memory is bound by `queued.max.messages.kbytes`.',
    staysSilent: 'Where `fetch.max.bytes` is not written: librdkafka then raises it by itself.',
  },
  examples: {
    bad: [{ about: 'Below the default message', ...rdConsumer('fetch.max.bytes=500000'), severity: 'error' }],
    good: [{ about: 'Raised by itself', ...rdConsumer('message.max.bytes=100000000') }],
  },
  sources: ['rd_kafka_conf_finalize; executed on librdkafka 2.0.2 and 2.16.0'],
})
