import { defineRule, set, unsafe } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { proposed } from '../shared/proposed.ts'
import { millis } from '../shared/words.ts'

/** Below this a full buffer, or metadata that is not there yet, is a loss at once. */
const SHORT = 1000

export default defineRule({
  id: 'max-block-zero',
  summary: 'A send waits for next to nothing: a full buffer, or the very first record, is a failure at once',
  scenario: 15,
  component: 'producer',
  severity: 'warning',
  since: '0.1.0',
  needs: { wait: 'max.block.ms' },
  onlyWith: ['max.block.ms'],
  fix: 'unsafe',
  messages: {
    never: () => 'max.block.ms=0: the first send needs to know where the partitions are, and has no time to ask: it fails with TimeoutException, always.',
    short: ({ wait }: { wait: number }) =>
      `A send waits for ${millis(wait)} at most: when the buffer is full, or the partitions of a topic are not known yet, the record is lost unless the caller handles the TimeoutException.`,
  },
  lint({ wait }, report) {
    if (wait.value >= SHORT) return
    const sound = proposed('producer', 'max.block.ms')
    const fixes = [unsafe(`Let a send wait for ${millis(sound)}`, set('max.block.ms', sound))]
    if (wait.value === 0) report('never', { data: undefined, severity: 'error', fixes })
    else report('short', { data: { wait: wait.value }, fixes })
  },
  page: {
    why: '`send` is asynchronous but for two things that it waits for: metadata of the topic, and room in the buffer. `max.block.ms` bounds both. With nothing to wait, the first record of every topic fails, since nobody has asked yet where it goes; with a few milliseconds, each stall of a broker turns at once into exceptions, where a buffer of 32 MiB was meant to bridge it.',
    whatToDo:
      'Keep the default of a minute, or, where the caller must not wait, some seconds and a handler that keeps what could not be sent. Call `partitionsFor` once at the start if the first send must not wait.',
    staysSilent: 'From a second on, and for a placeholder. A comment that gives the reason makes it advice, but not of nought.',
  },
  examples: {
    bad: [
      { about: 'Nothing at all', ...producer('max.block.ms=0'), severity: 'error' },
      { about: 'Next to nothing', ...producer('max.block.ms=100'), severity: 'warning' },
      { about: 'With a reason', ...producer('# must not block the request thread, on purpose', 'max.block.ms=100'), severity: 'info' },
    ],
    good: [
      { about: 'Some seconds', ...producer('max.block.ms=5000') },
      { about: 'Put in later', ...producer('max.block.ms=${WAIT}') },
    ],
  },
  sources: ['KafkaProducer.waitOnMetadata, BufferPool.allocate: TimeoutException; executed by sending to a running broker, 3.6.2 to 4.4.0'],
})
