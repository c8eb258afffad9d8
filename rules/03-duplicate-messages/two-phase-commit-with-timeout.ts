import { defineRule, present, remove, safe } from '../../core/engine/define-rule.ts'
import { producer } from '../shared/example.ts'

export default defineRule({
  id: 'two-phase-commit-with-timeout',
  summary: 'A timeout for transactions that never time out',
  scenario: 3,
  component: 'producer',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: { timeout: present('transaction.timeout.ms'), twoPhase: 'transaction.two.phase.commit.enable' },
  fix: 'safe',
  messages: {
    conflict: (_: Record<never, never>) =>
      'transaction.timeout.ms cannot be set with transaction.two.phase.commit.enable=true: such transactions never time out, and the producer refuses to start.',
  },
  lint({ timeout, twoPhase }, report) {
    if (!twoPhase.value || !timeout.written) return
    report('conflict', { data: {}, at: [timeout, twoPhase], fixes: [safe('Remove transaction.timeout.ms', remove('transaction.timeout.ms'))] })
  },
  page: {
    why: 'With two-phase commit (KIP-939) an outside coordinator decides when a prepared transaction ends, be it days later, so the broker must not abort it in the meantime. From 4.1 a producer that sets a timeout all the same, whatever its value, throws a ConfigException.',
    whatToDo: 'Remove `transaction.timeout.ms`. If transactions should end by themselves, leave two-phase commit off.',
    staysSilent: 'Before 4.1, and where the timeout is left to its default.',
  },
  examples: {
    bad: [
      {
        about: 'Even the default value',
        ...producer('transactional.id=ledger', 'transaction.two.phase.commit.enable=true', 'transaction.timeout.ms=60000'),
        kafka: '4.1',
        severity: 'error',
      },
      {
        about: 'Whatever is put in',
        ...producer('transactional.id=ledger', 'transaction.two.phase.commit.enable=true', 'transaction.timeout.ms=${TIMEOUT}'),
        kafka: '4.4',
        severity: 'error',
      },
    ],
    good: [
      { about: 'No timeout', ...producer('transactional.id=ledger', 'transaction.two.phase.commit.enable=true'), kafka: '4.1' },
      { about: 'Not switched on', ...producer('transactional.id=ledger', 'transaction.two.phase.commit.enable=false', 'transaction.timeout.ms=30000'), kafka: '4.1' },
    ],
  },
  sources: ['KIP-939; ProducerConfig of 4.1.0 to 4.4.0: ConfigException'],
})
