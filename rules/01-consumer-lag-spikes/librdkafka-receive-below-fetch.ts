import type { Known } from '../../core/components/settings.ts'
import { showBytes } from '../../core/catalogue/units.ts'
import { defineRule, safe, set, stated } from '../../core/engine/define-rule.ts'
import { rdConsumer } from '../shared/librdkafka.ts'

/** What a response needs besides the records (rd_kafka_conf_finalize). */
const OVERHEAD = 512

export default defineRule({
  id: 'librdkafka-receive-below-fetch',
  summary: 'receive.message.max.bytes does not hold a fetch: librdkafka refuses to start',
  scenario: 1,
  component: 'librdkafka-consumer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { receive: stated('receive.message.max.bytes'), fetch: 'fetch.max.bytes' },
  given: { message: 'message.max.bytes', queued: 'queued.max.messages.kbytes' },
  fix: 'safe',
  messages: {
    below: ({ receive, needed }: { receive: number; needed: number }) =>
      `receive.message.max.bytes (${receive}) is below what a fetch may bring, ${needed}: rd_kafka_new refuses the configuration.`,
  },
  lint({ receive, fetch, message, queued }, report) {
    const needed = fetchedAtMost(fetch, message.value, queued.value) + OVERHEAD
    if (!receive || receive.value >= needed) return
    report('below', { data: { receive: receive.value, needed }, fixes: [safe(`Receive ${showBytes(needed)}`, set('receive.message.max.bytes', needed))] })
  },
  page: {
    why: 'librdkafka checks that the answer to a fetch can be received: `fetch.max.bytes` and 512 bytes. Lowered alone, `receive.message.max.bytes` meets the default fetch of 50 MiB and the client does not start.',
    whatToDo: 'Remove the line: librdkafka follows `fetch.max.bytes` by itself. To bound memory, lower `queued.max.messages.kbytes` and `fetch.max.bytes`.',
    staysSilent: 'Where `receive.message.max.bytes` is not written.',
  },
  examples: {
    bad: [{ about: 'Below the default fetch', ...rdConsumer('receive.message.max.bytes=2000000'), severity: 'error' }],
    good: [{ about: 'A small queue makes small fetches', ...rdConsumer('receive.message.max.bytes=2000000', 'queued.max.messages.kbytes=1024') }],
  },
  sources: ['rd_kafka_conf_finalize; executed on librdkafka 2.0.2 and 2.16.0'],
})

/** A fetch that nobody wrote is fitted to the queue, then to the largest message. */
const fetchedAtMost = (fetch: Known<number>, message: number, queuedKib: number): number =>
  fetch.written ? fetch.value : Math.max(Math.min(fetch.value, queuedKib * 1024), message)
