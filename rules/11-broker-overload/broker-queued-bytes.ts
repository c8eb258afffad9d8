import { defineRule, remove, safe } from '../../core/engine/define-rule.ts'
import { showBytes } from '../../core/catalogue/units.ts'
import { broker } from '../shared/broker-example.ts'

export default defineRule({
  id: 'broker-queued-bytes',
  summary: 'The queue of requests is smaller than a single request may be',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { queue: 'queued.max.request.bytes', request: 'socket.request.max.bytes' },
  fix: 'safe',
  messages: {
    small: ({ queue, request }: { queue: number; request: number }) =>
      `queued.max.request.bytes is ${showBytes(queue)} and a single request may have ${showBytes(request)}: the broker refuses to start.`,
  },
  lint({ queue, request }, report) {
    if (queue.value <= 0 || queue.value >= request.value) return
    report('small', { data: { queue: queue.value, request: request.value }, fixes: [safe('Do not bound the queue by bytes, the default', remove('queued.max.request.bytes'))] })
  },
  page: {
    why: '`queued.max.request.bytes` bounds what requests may occupy before a thread takes them. A request that is larger than the whole bound could never be read.',
    whatToDo: 'Leave it out, or make it at least `socket.request.max.bytes`.',
    staysSilent: 'Where the queue is not bounded (zero or less), and for placeholders.',
  },
  examples: {
    bad: [{ about: 'A queue of one mebibyte', ...broker('queued.max.request.bytes=1048576'), severity: 'error' }],
    good: [
      { about: 'As large as one request', ...broker('queued.max.request.bytes=104857600') },
      { about: 'Not bounded', ...broker('queued.max.request.bytes=-1') },
    ],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})
