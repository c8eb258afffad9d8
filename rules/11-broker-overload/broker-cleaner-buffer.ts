import { defineRule, set, unsafe } from '../../core/engine/define-rule.ts'
import { showBytes } from '../../core/catalogue/units.ts'
import { broker } from '../shared/broker-example.ts'

const MEBIBYTE = 1024 * 1024

export default defineRule({
  id: 'broker-cleaner-buffer',
  summary: 'The log cleaner gets less than one mebibyte for each of its threads',
  scenario: 11,
  component: 'broker',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { buffer: 'log.cleaner.dedupe.buffer.size', threads: 'log.cleaner.threads' },
  fix: 'unsafe',
  messages: {
    small: ({ buffer, threads }: { buffer: number; threads: number }) =>
      `log.cleaner.dedupe.buffer.size is ${showBytes(buffer)} for ${threads} ${threads === 1 ? 'thread' : 'threads'}: each needs more than ${showBytes(MEBIBYTE)}, and the broker refuses to start.`,
    none: (_: Record<never, never>) => 'log.cleaner.threads=0: the buffer is divided by the number of threads, and the broker ends with an ArithmeticException.',
  },
  lint({ buffer, threads }, report) {
    if (threads.value === 0) report('none', { data: {}, at: [threads], fixes: [unsafe('Clean with one thread', set('log.cleaner.threads', 1))] })
    else if (threads.value > 0 && Math.trunc(buffer.value / threads.value) <= MEBIBYTE) {
      const enough = 2 * MEBIBYTE * threads.value
      report('small', {
        data: { buffer: buffer.value, threads: threads.value },
        at: [buffer, threads],
        fixes: [unsafe(`Give them ${showBytes(enough)}`, set('log.cleaner.dedupe.buffer.size', enough))],
      })
    }
  },
  page: {
    why: 'The cleaner remembers the last offset of each key in this buffer, which its threads share. Whoever adds threads divides it further, until the broker does not start any more.',
    whatToDo: 'Give each thread well more than a mebibyte; the default is 128 MiB in all. `log.cleaner.enable=false` does not lift the check.',
    staysSilent: 'For placeholders, and where both are left to their defaults.',
  },
  examples: {
    bad: [
      { about: 'Exactly one mebibyte is too little', ...broker('log.cleaner.dedupe.buffer.size=1048576'), severity: 'error' },
      { about: 'Too many threads for the default', ...broker('log.cleaner.threads=128'), severity: 'error' },
      { about: 'No thread at all', ...broker('log.cleaner.threads=0'), severity: 'error' },
    ],
    good: [{ about: 'Enough for each', ...broker('log.cleaner.dedupe.buffer.size=268435456', 'log.cleaner.threads=8') }],
  },
  sources: ['KafkaConfig.validateValues; executed on 2.8.2, 3.9.2, 4.1.2 and 4.4.0'],
})
