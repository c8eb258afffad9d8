import { defineRule, factIfStated, set, unsafe } from '../../core/engine/define-rule.ts'
import { rdConsumer } from '../shared/librdkafka.ts'

export default defineRule({
  id: 'librdkafka-offset-stored-early',
  summary: 'Offsets are stored before the message is processed: a crash loses it',
  scenario: 12,
  component: 'librdkafka-consumer',
  severity: 'info',
  since: '0.1.0',
  needs: { commit: 'enable.auto.commit', store: 'enable.auto.offset.store', noLoss: factIfStated('no-loss') },
  fix: 'unsafe',
  messages: {
    early: (_: Record<never, never>) =>
      'librdkafka stores the offset when it hands the message over and commits it by a timer: what is being processed when the process dies is not read again.',
  },
  lint({ commit, store, noLoss }, report) {
    if (!commit.value || !store.value) return
    const fixes = [unsafe('Store offsets by hand; call store_offsets after processing', set('enable.auto.offset.store', false))]
    report('early', { data: {}, ...(noLoss?.value ? { severity: 'warning' as const } : {}), fixes })
  },
  page: {
    why: 'With both at their default, true, the offset counts as consumed before the application has seen the message, and the next automatic commit makes that last. A crash in between skips the message.',
    whatToDo:
      'Set `enable.auto.offset.store=false` and store the offset after processing (`store_offsets`); the automatic commit may stay. Where no record may be lost, say so (`# weir: no-loss=true`): this is then a warning.',
    staysSilent: 'Where neither of the two is written and nothing is stated about loss; where one of them is false.',
  },
  examples: {
    bad: [
      { about: 'Committed by a timer', ...rdConsumer('enable.auto.commit=true'), severity: 'info' },
      { about: 'Of records that must not be lost', ...rdConsumer('auto.offset.reset=earliest'), facts: { 'no-loss': 'true' }, severity: 'warning' },
    ],
    good: [{ about: 'Stored by hand', ...rdConsumer('enable.auto.commit=true', 'enable.auto.offset.store=false') }],
  },
  sources: ['CONFIGURATION.md of librdkafka, enable.auto.offset.store'],
})
