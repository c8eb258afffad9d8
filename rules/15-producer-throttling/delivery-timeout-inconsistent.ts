import type { Known } from '../../core/components/settings.ts'
import { defineRule, safe, set, stated, unsafe } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { proposed } from '../shared/proposed.ts'
import { millis, time } from '../shared/words.ts'

/** The class caps the sum at what an int can hold (`KafkaProducer.lingerMs`). */
const INT_MAX = 2 ** 31 - 1

interface Timeouts {
  readonly delivery: Known<number>
  readonly linger: Known<number>
  readonly request: Known<number>
}

export default defineRule({
  id: 'delivery-timeout-inconsistent',
  summary: 'delivery.timeout.ms does not hold one request: the producer does not start',
  scenario: 15,
  component: 'producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  supersedes: ['retention-unit-suspect#delivery'],
  needs: { delivery: stated('delivery.timeout.ms'), request: 'request.timeout.ms', linger: 'linger.ms' },
  fix: 'safe',
  messages: {
    short: ({ delivery, linger, request }: Timeouts) =>
      `delivery.timeout.ms (${time(delivery)}) is less than linger.ms (${time(linger)}) plus request.timeout.ms (${time(request)}): the producer refuses to start.`,
  },
  lint({ delivery, linger, request }, report) {
    if (!delivery || delivery.value >= Math.min(linger.value + request.value, INT_MAX)) return
    const enough = Math.max(proposed('producer', 'delivery.timeout.ms'), linger.value + request.value)
    const left = delivery.value - linger.value
    report('short', {
      data: { delivery, linger, request },
      fixes: [
        ...(enough < 2 ** 31 ? [safe(`Give a record ${millis(enough)} to be delivered`, set('delivery.timeout.ms', enough))] : []),
        ...(left >= 1000 ? [unsafe(`Wait ${millis(left)} for an answer`, set('request.timeout.ms', left))] : []),
      ],
    })
  },
  page: {
    why: 'A record waits for its batch (`linger.ms`), then for an answer (`request.timeout.ms`); `delivery.timeout.ms` bounds both together with all retries. If it cannot hold even one attempt, the constructor of KafkaProducer throws. The trap since 4.0: the default linger went from 0 to 5 ms, so a delivery timeout that equalled the request timeout is now too short. Where it is not written the client raises it by itself.',
    whatToDo:
      'Leave `delivery.timeout.ms` at two minutes, or set it to linger plus request timeout and room for the retries that you want. Under quotas a delivery timeout that is too short turns throttling into losses, so err on the long side.',
    staysSilent: 'Where `delivery.timeout.ms` is not written, and where one of the three is a placeholder. Exactly the sum is allowed.',
  },
  examples: {
    bad: [
      { about: 'Shorter than the default request timeout', ...producer('delivery.timeout.ms=20000'), severity: 'error' },
      { about: 'The linger of 4.0 makes it too short', ...producer('delivery.timeout.ms=30003'), kafka: '4.1', severity: 'error' },
    ],
    good: [
      { about: 'Exactly linger plus request', ...producer('linger.ms=5000', 'request.timeout.ms=60000', 'delivery.timeout.ms=65000') },
      { about: 'No linger on 3.9', ...producer('delivery.timeout.ms=30003'), kafka: '3.9' },
    ],
  },
  sources: ['KafkaProducer.configureDeliveryTimeout: ConfigException; executed on 2.8.2 to 4.4.0; linger.ms 0 up to 3.9, 5 from 4.0'],
})
