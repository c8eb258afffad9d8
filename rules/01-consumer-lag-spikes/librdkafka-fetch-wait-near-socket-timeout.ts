import type { Known } from '../../core/components/settings.ts'
import { defineRule, set, unsafe } from '../../core/engine/define-rule.ts'
import { rdConsumer } from '../shared/librdkafka.ts'
import { proposed } from '../shared/proposed.ts'
import { millis, time } from '../shared/words.ts'

/** How much of the socket's timeout a fetch must leave (rd_kafka_conf_warn). */
const ROOM = 1000

export default defineRule({
  id: 'librdkafka-fetch-wait-near-socket-timeout',
  summary: 'A fetch may wait nearly as long as the client waits for an answer',
  scenario: 1,
  also: [12],
  component: 'librdkafka-consumer',
  severity: 'warning',
  since: '0.1.0',
  needs: { wait: 'fetch.wait.max.ms', socket: 'socket.timeout.ms' },
  fix: 'unsafe',
  messages: {
    near: ({ wait, socket }: { wait: Known<number>; socket: Known<number> }) =>
      `fetch.wait.max.ms (${time(wait)}) leaves less than a second of socket.timeout.ms (${time(socket)}): other requests on the connection wait behind the fetch and time out. librdkafka only logs it.`,
  },
  lint({ wait, socket }, report) {
    if (wait.value + ROOM <= socket.value) return
    const shorter = Math.min(proposed('librdkafka-consumer', 'fetch.wait.max.ms'), Math.max(0, socket.value - ROOM))
    report('near', {
      data: { wait, socket },
      fixes: shorter + ROOM > socket.value ? [] : [unsafe(`Let a fetch wait ${millis(shorter)} at most`, set('fetch.wait.max.ms', shorter))],
    })
  },
  page: {
    why: 'With too little to read the broker keeps a fetch until `fetch.wait.max.ms` is over, and answers what comes behind it on the same connection later. If the wait comes close to `socket.timeout.ms`, those requests time out on a quiet topic and the connection is dropped.',
    whatToDo: 'Keep `fetch.wait.max.ms` at half a second, the default, and raise `fetch.min.bytes` to batch more.',
    staysSilent: 'Where a second or more is left, and where one of the two is a placeholder.',
  },
  examples: {
    bad: [{ about: 'As long as the default timeout', ...rdConsumer('fetch.wait.max.ms=60000') }],
    good: [{ about: 'Four seconds of sixty', ...rdConsumer('fetch.wait.max.ms=4000') }],
  },
  sources: ['rd_kafka_conf_warn; the log line was seen on librdkafka 2.0.2 and 2.16.0'],
})
