import type { Known } from '../../core/components/settings.ts'
import { defineRule, maybe, safe, set } from '../../core/engine/define-rule.ts'
import { topic } from '../shared/example.ts'
import { boundSaid, boundsOf, INHERITED, isCertain, tieredNeeds, type Bounds } from '../shared/tiered.ts'

interface Data {
  readonly lag: Known<number>
  readonly key: string
  readonly bound: Known<number>
  readonly unit: Bounds['unit']
}

export default defineRule({
  id: 'tiered-copy-lag',
  summary: 'Segments would be deleted locally before they are copied to remote storage',
  scenario: 14,
  component: 'topic',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  onlyWith: ['remote.storage.enable'],
  needs: { lagTime: maybe('remote.copy.lag.ms'), lagSize: maybe('remote.copy.lag.bytes'), ...tieredNeeds },
  fix: 'safe',
  messages: {
    above: ({ lag, key, bound, unit }: Data) => `${lag.key} (${boundSaid(lag, unit)}) is above ${key} (${boundSaid(bound, unit)}): the broker refuses the topic.`,
    probably: ({ lag, key, bound, unit }: Data) => `${lag.key} (${boundSaid(lag, unit)}) is above ${key} (${boundSaid(bound, unit)}): a broker at its defaults refuses the topic.`,
  },
  lint({ lagTime, lagSize, remote, ...rest }, report) {
    if (!remote.value) return
    for (const { unit, local, total } of boundsOf(rest)) {
      const lag = unit === 'ms' ? lagTime : lagSize
      const bound = local.value === INHERITED ? total : local
      if (!lag || bound.value < 0 || lag.value <= bound.value) continue
      const said = {
        data: { lag, key: bound.key, bound, unit },
        at: [lag, bound, remote],
        fixes: [safe(`Copy after ${boundSaid({ value: bound.value, origin: 'explicit' }, unit)} at the latest`, set(`remote.copy.lag.${unit}`, bound.value))],
      }
      // What the topic takes over from its own retention is certain only where the broker gives it no local one.
      if (isCertain(lag, bound, local)) report('above', said)
      else report('probably', { ...said, severity: 'warning' })
    }
  },
  page: {
    why: 'From 4.4 a tiered topic can hold segments back before it copies them, so that short-lived data never goes to remote storage. What is held back longer than local disks keep it would be deleted without ever being copied, so the broker refuses such a topic.',
    whatToDo: 'Keep `remote.copy.lag.ms` and `remote.copy.lag.bytes` well below what stays on local disks, with room for a remote storage that is slow for a while.',
    staysSilent:
      'Before 4.4, without `remote.storage.enable=true`, where local disks keep everything, and for placeholders. Where a bound is left to the broker it is a warning, since the broker may have a default of its own.',
  },
  examples: {
    bad: [
      {
        about: 'Two days held back, one day kept',
        ...topic('orders', {}, 'remote.storage.enable: true', 'local.retention.ms: 86400000', 'remote.copy.lag.ms: 172800000'),
        kafka: '4.4',
        severity: 'error',
      },
      {
        about: 'The local bound is left to the broker',
        ...topic('orders', {}, 'remote.storage.enable: true', 'retention.bytes: 1073741824', 'remote.copy.lag.bytes: 2147483648'),
        kafka: '4.4',
        severity: 'warning',
      },
    ],
    good: [
      { about: 'An hour of a day', ...topic('orders', {}, 'remote.storage.enable: true', 'local.retention.ms: 86400000', 'remote.copy.lag.ms: 3600000'), kafka: '4.4' },
      { about: 'Local disks keep everything', ...topic('orders', {}, 'remote.storage.enable: true', 'retention.ms: -1', 'remote.copy.lag.ms: 3600000'), kafka: '4.4' },
    ],
  },
  sources: ['LogConfig.validateRemoteCopyLag, asked through ControllerConfigurationValidator of 4.4.0'],
})
