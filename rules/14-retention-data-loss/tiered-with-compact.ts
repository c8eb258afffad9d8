import { defineRule, set, unsafe, versionOf } from '../../core/engine/define-rule.ts'
import { topic } from '../shared/example.ts'
import { TIERED_SINCE } from '../shared/tiered.ts'

export default defineRule({
  id: 'tiered-with-compact',
  summary: 'A compacted topic cannot be tiered',
  scenario: 14,
  component: 'topic',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  onlyWith: ['remote.storage.enable'],
  needs: { policy: 'cleanup.policy', remote: 'remote.storage.enable' },
  given: { broker: versionOf('kafkaBroker', TIERED_SINCE, '4.1', '4.2') },
  fix: 'unsafe',
  messages: {
    compacted: ({ policy }: { policy: string }) => `cleanup.policy=${policy} and remote.storage.enable=true do not go together: the broker refuses the topic.`,
    nothing: (_: Record<never, never>) => 'An empty cleanup.policy and remote.storage.enable=true do not go together in 4.1: the broker refuses the topic.',
  },
  lint({ policy, remote, broker }, report) {
    if (!remote.value || !policy.written || !broker.atLeast(TIERED_SINCE)) return
    const words = policy.value
    if (words.includes('compact')) {
      const fixes = [unsafe('Keep it on local disks only', set('remote.storage.enable', false))]
      report('compacted', { data: { policy: words.join(',') }, at: [policy, remote], fixes })
    } else if (words.length === 0 && broker.atLeast('4.1') && !broker.atLeast('4.2')) {
      const fixes = [unsafe('Delete by age and size', set('cleanup.policy', ['delete']))]
      report('nothing', { data: {}, at: [policy, remote], supersedes: ['cleanup-policy-invalid#empty'], fixes })
    }
  },
  page: {
    why: 'Segments in remote storage are never rewritten, so what would have to be compacted cannot be moved there. Brokers refuse the combination from 3.6 on, also for `compact,delete`; 4.1 refuses an empty policy beside it, and no other release does.',
    whatToDo:
      'Choose: a compacted topic stays on local disks; a topic of events with a long history is tiered and has `cleanup.policy=delete`. For both, write the events to a tiered topic and the latest state to a compacted one.',
    staysSilent: 'Where the policy is left to the broker, before 3.6, and for placeholders.',
  },
  examples: {
    bad: [
      { about: 'Compacted and tiered', ...topic('profiles', {}, 'cleanup.policy: compact', 'remote.storage.enable: true'), kafka: '3.9', severity: 'error' },
      { about: 'Both policies', ...topic('profiles', {}, 'cleanup.policy: "compact,delete"', 'remote.storage.enable: true'), kafka: '4.4', severity: 'error' },
      { about: 'No policy, in 4.1', ...topic('profiles', {}, 'cleanup.policy: ""', 'remote.storage.enable: true'), kafka: '4.1', severity: 'error' },
    ],
    good: [
      { about: 'Events with a long history', ...topic('orders', {}, 'cleanup.policy: delete', 'remote.storage.enable: true'), kafka: '4.1' },
      { about: 'Not tiered', ...topic('profiles', {}, 'cleanup.policy: compact', 'remote.storage.enable: false'), kafka: '4.1' },
    ],
  },
  sources: ['LogConfig.validateRemoteStorageOnlyIfSystemEnabled and its neighbours, asked through ControllerConfigurationValidator of 3.6.2 to 4.4.0'],
})
