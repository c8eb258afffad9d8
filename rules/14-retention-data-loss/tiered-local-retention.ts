import { defineRule, safe, set } from '../../core/engine/define-rule.ts'
import { topic } from '../shared/example.ts'
import { boundSaid, boundsOf, INHERITED, isCertain, sinceTiered, TIERED_SINCE, tieredNeeds, UNBOUNDED, type Bounds } from '../shared/tiered.ts'

export default defineRule({
  id: 'tiered-local-retention',
  summary: 'More is to be kept on local disks than in all',
  scenario: 14,
  component: 'topic',
  severity: 'error',
  since: '0.1.0',
  proof: 'refusal',
  needs: tieredNeeds,
  given: sinceTiered,
  fix: 'safe',
  messages: {
    above: ({ unit, local, total }: Bounds) =>
      `local.retention.${unit} (${boundSaid(local, unit)}) is above retention.${unit} (${boundSaid(total, unit)}) on a tiered topic: the broker refuses it.`,
    probably: ({ unit, local, total }: Bounds) =>
      `local.retention.${unit} (${boundSaid(local, unit)}) is above retention.${unit} (${boundSaid(total, unit)}): a broker at its defaults refuses the tiered topic.`,
  },
  lint({ remote, broker, ...rest }, report) {
    if (!remote.value || !broker.atLeast(TIERED_SINCE)) return
    for (const bounds of boundsOf(rest)) {
      if (!isAbove(bounds)) continue
      const { unit, local, total } = bounds
      const said = { data: bounds, at: [local, total, remote], fixes: [safe('Keep on local disks what is kept at all', set(`local.retention.${unit}`, INHERITED))] }
      if (isCertain(local, total)) report('above', said)
      else report('probably', { ...said, severity: 'warning' })
    }
  },
  page: {
    why: 'On a tiered topic `local.retention` says how much of `retention` stays on the brokers as well. It can be the same or less; more, or no bound at all where the whole has one, is refused when the topic is created or altered.',
    whatToDo:
      'Leave `local.retention.ms` and `local.retention.bytes` at `-2` (the same as the whole), or set them to what your readers usually need: what is read from further back comes out of remote storage, slower.',
    staysSilent:
      'Without `remote.storage.enable=true`, before 3.6, where the two are equal and for placeholders. Where one of the two is left to the broker it is a warning, since the broker may have a default of its own.',
  },
  examples: {
    bad: [
      {
        about: 'Ten days of seven',
        ...topic('orders', {}, 'remote.storage.enable: true', 'retention.ms: 604800000', 'local.retention.ms: 864000000'),
        kafka: '3.9',
        severity: 'error',
      },
      {
        about: 'No bound on disk',
        ...topic('orders', {}, 'remote.storage.enable: true', 'retention.bytes: 1073741824', 'local.retention.bytes: -1'),
        kafka: '4.1',
        severity: 'error',
      },
      { about: 'The whole is left to the broker', ...topic('orders', {}, 'remote.storage.enable: true', 'local.retention.ms: 864000000'), kafka: '4.1', severity: 'warning' },
    ],
    good: [
      { about: 'A day of seven', ...topic('orders', {}, 'remote.storage.enable: true', 'retention.ms: 604800000', 'local.retention.ms: 86400000'), kafka: '3.9' },
      { about: 'Not tiered: nothing is compared', ...topic('orders', {}, 'retention.ms: 3600000', 'local.retention.ms: 86400000'), kafka: '3.9' },
      { about: 'All of it for ever', ...topic('orders', {}, 'remote.storage.enable: true', 'retention.ms: -1', 'local.retention.ms: -1'), kafka: '3.9' },
    ],
  },
  sources: ['LogConfig.validateRemoteStorageRetentionTime and -Size, asked through ControllerConfigurationValidator of 3.6.2 to 4.4.0'],
})

/** Below `-1` the whole has no bound either (`retention.bytes=-2` is accepted). */
const isAbove = ({ local, total }: Bounds): boolean => total.value > UNBOUNDED && local.value !== INHERITED && (local.value === UNBOUNDED || local.value > total.value)
