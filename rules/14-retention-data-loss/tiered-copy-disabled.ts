import { defineRule, safe, set } from '../../core/engine/define-rule.ts'
import { topic } from '../shared/example.ts'
import { boundSaid, boundsOf, INHERITED, isCertain, tieredNeeds, type Bounds } from '../shared/tiered.ts'

export default defineRule({
  id: 'tiered-copy-disabled',
  summary: 'Nothing is copied to remote storage any more, and local disks keep something else than the whole',
  scenario: 14,
  component: 'topic',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  onlyWith: ['remote.storage.enable'],
  needs: { disabled: 'remote.log.copy.disable', ...tieredNeeds },
  fix: 'safe',
  messages: {
    differs: ({ unit, local, total }: Bounds) =>
      `With remote.log.copy.disable=true local.retention.${unit} (${boundSaid(local, unit)}) must equal retention.${unit} (${boundSaid(total, unit)}): the broker refuses the topic.`,
    probably: ({ unit, local, total }: Bounds) =>
      `With remote.log.copy.disable=true local.retention.${unit} (${boundSaid(local, unit)}) must equal retention.${unit} (${boundSaid(total, unit)}): a broker at its defaults refuses the topic.`,
  },
  lint({ disabled, remote, ...rest }, report) {
    if (!disabled.value || !remote.value) return
    for (const bounds of boundsOf(rest)) {
      const { unit, local, total } = bounds
      if (local.value === INHERITED || local.value === total.value) continue
      const said = {
        data: bounds,
        at: [local, total, disabled],
        supersedes: ['tiered-local-retention'],
        fixes: [safe('Keep on local disks what is kept at all', set(`local.retention.${unit}`, INHERITED))],
      }
      if (isCertain(local, total)) report('differs', said)
      else report('probably', { ...said, severity: 'warning' })
    }
  },
  page: {
    why: 'A tiered topic that copies nothing any more has its records on local disks only. If those kept less than the whole retention, records would be gone early; if more, the whole would not hold. So the broker wants both to be the same.',
    whatToDo: 'Leave `local.retention.ms` and `local.retention.bytes` at `-2` while copying is off, and see that the disks hold it.',
    staysSilent:
      'Before 3.9, without `remote.storage.enable=true`, and for placeholders. Where one of the two is left to the broker it is a warning, since the broker may have a default of its own.',
  },
  examples: {
    bad: [
      {
        about: 'A day of seven',
        ...topic('orders', {}, 'remote.storage.enable: true', 'remote.log.copy.disable: true', 'retention.ms: 604800000', 'local.retention.ms: 86400000'),
        kafka: '3.9',
        severity: 'error',
      },
      {
        about: 'The whole is left to the broker',
        ...topic('orders', {}, 'remote.storage.enable: true', 'remote.log.copy.disable: true', 'local.retention.bytes: 1073741824'),
        kafka: '4.1',
        severity: 'warning',
      },
    ],
    good: [
      {
        about: 'The same',
        ...topic('orders', {}, 'remote.storage.enable: true', 'remote.log.copy.disable: true', 'retention.ms: 604800000', 'local.retention.ms: 604800000'),
        kafka: '3.9',
      },
      { about: 'Taken over', ...topic('orders', {}, 'remote.storage.enable: true', 'remote.log.copy.disable: true', 'retention.ms: 604800000'), kafka: '4.1' },
    ],
  },
  sources: ['LogConfig.validateRetentionConfigsWhenRemoteCopyDisabled, asked through ControllerConfigurationValidator of 3.9.0 to 4.4.0'],
})
