import type { Known } from '../../core/components/settings.ts'
import { defineRule, set, unsafe } from '../../core/engine/define-rule.ts'
import { consumer } from '../shared/example.ts'
import { millis, time } from '../shared/words.ts'

/** The longest wait that we propose; it is the default in every release. */
const SOUND_WAIT = 500

export default defineRule({
  id: 'fetch-wait-exceeds-request-timeout',
  summary: 'A fetch may wait longer than the client waits for its answer',
  scenario: 1,
  also: [12],
  component: 'consumer',
  severity: 'warning',
  since: '0.1.0',
  needs: { wait: 'fetch.max.wait.ms', request: 'request.timeout.ms' },
  fix: 'unsafe',
  messages: {
    longer: ({ wait, request }: { wait: Known<number>; request: Known<number> }) =>
      `The broker may hold a fetch for ${time(wait)} and the client gives up on the answer after ${time(request)}: on a quiet topic every fetch is dropped and sent again.`,
  },
  lint({ wait, request }, report) {
    if (wait.value < request.value) return
    const shorter = Math.min(SOUND_WAIT, Math.floor(request.value / 2))
    const longer = 2 * wait.value
    report('longer', {
      data: { wait, request },
      fixes: [
        ...(shorter < request.value ? [unsafe(`Let a fetch wait ${millis(shorter)} at most`, set('fetch.max.wait.ms', shorter))] : []),
        ...(longer > 0 && longer < 2 ** 31 ? [unsafe(`Wait ${millis(longer)} for an answer`, set('request.timeout.ms', longer))] : []),
      ],
    })
  },
  page: {
    why: 'With too little to read the broker keeps a fetch until `fetch.min.bytes` have come together or `fetch.max.wait.ms` is over. If the client has given up by then it drops the connection and asks anew, for ever, and no class checks the pair: the consumer starts, is healthy under load, and stops reading when traffic falls.',
    whatToDo: 'Keep `fetch.max.wait.ms` well below `request.timeout.ms`; half a second is the default. To batch more, raise `fetch.min.bytes` and leave the wait alone.',
    staysSilent: 'Where one of the two values is a placeholder.',
  },
  examples: {
    bad: [
      { about: 'As long as the default request timeout', ...consumer('fetch.min.bytes=65536', 'fetch.max.wait.ms=30000') },
      { about: 'The other side is short', ...consumer('request.timeout.ms=400') },
    ],
    good: [{ about: 'Four seconds of fifteen', ...consumer('fetch.max.wait.ms=4000', 'request.timeout.ms=15000') }],
  },
  sources: ['Fetcher sends fetches under request.timeout.ms; constructed without complaint on 2.8.2 to 4.4.0'],
})
