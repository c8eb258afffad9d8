import type { Known } from '../../core/components/settings.ts'
import { showBytes } from '../../core/catalogue/units.ts'
import { defineRule, safe, set } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'
import { proposed } from '../shared/proposed.ts'

/** Batches that should fit into the buffer, so that several partitions can fill at once. */
const BATCHES = 32

interface Sizes {
  readonly batch: Known<number>
  readonly buffer: Known<number>
}
const said = ({ value, origin }: Known<number>): string => `${showBytes(value)}${origin === 'default' ? ', the default' : ''}`

export default defineRule({
  id: 'buffer-below-batch',
  summary: 'One batch does not fit into the producer’s buffer: nothing can be sent',
  scenario: 7,
  also: [15],
  component: 'producer',
  severity: 'error',
  since: '0.1.0',
  needs: { batch: 'batch.size', buffer: 'buffer.memory' },
  fix: 'safe',
  messages: {
    below: ({ batch, buffer }: Sizes) =>
      `batch.size (${said(batch)}) is more than buffer.memory (${said(buffer)}): the producer starts, and each send throws an IllegalArgumentException.`,
  },
  lint({ batch, buffer }, report) {
    if (batch.value <= buffer.value) return
    const enough = Math.max(proposed('producer', 'buffer.memory'), BATCHES * batch.value)
    report('below', { data: { batch, buffer }, at: [buffer, batch], fixes: [safe(`Give the producer ${showBytes(enough)} of buffer`, set('buffer.memory', enough))] })
  },
  page: {
    why: 'The first record for a partition takes a whole batch out of the buffer. If the buffer is smaller than one batch, that can never be granted: the constructor does not compare the two, and then every single send fails.',
    whatToDo: `Keep room for many batches: \`buffer.memory\` is 32 MiB by default, and with a larger \`batch.size\` some ${BATCHES} of them should fit. A buffer that is small on purpose needs a batch that is smaller still.`,
    staysSilent: 'For a placeholder in either. Exactly one batch is taken.',
  },
  examples: {
    bad: [
      { about: 'A small buffer and the default batch', ...producer('buffer.memory=8192'), severity: 'error' },
      { about: 'A batch as large as the default buffer twice over', ...producer('batch.size=67108864'), severity: 'error' },
    ],
    good: [
      { about: 'Exactly one', ...producer('batch.size=65536', 'buffer.memory=65536') },
      { about: 'Put in later', ...producer('batch.size=67108864', 'buffer.memory=${BUFFER}') },
    ],
  },
  sources: ['BufferPool.allocate: IllegalArgumentException; executed by sending to a running broker, 3.6.2 to 4.4.0'],
})
