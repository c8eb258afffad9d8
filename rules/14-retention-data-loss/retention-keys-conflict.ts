import type { Known } from '../../core/components/settings.ts'
import { defineRule, remove, stated, unsafe } from '../../core/engine/define-rule.ts'
import { broker } from '../shared/broker-example.ts'
import { millis } from '../shared/words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
type Stated = Known<number> | undefined
interface Time {
  readonly setting: Known<number>
  readonly ms: number
}

export default defineRule({
  id: 'retention-keys-conflict',
  summary: 'The same time under two keys of different units: the finer one holds',
  scenario: 14,
  component: 'broker',
  severity: 'warning',
  since: '0.1.0',
  needs: {
    retentionMs: stated('log.retention.ms'),
    retentionMinutes: stated('log.retention.minutes'),
    retentionHours: stated('log.retention.hours'),
    rollMs: stated('log.roll.ms'),
    rollHours: stated('log.roll.hours'),
  },
  fix: 'unsafe',
  messages: {
    lost: ({ loses, lost, wins, won }: { loses: string; lost: number; wins: string; won: number }) =>
      `${loses} says ${millis(lost)} and ${wins} ${millis(won)}: the finer unit holds, and this line does nothing.`,
  },
  lint({ retentionMs, retentionMinutes, retentionHours, rollMs, rollHours }, report) {
    const families = [
      [inMillis(retentionMs, 1), inMillis(retentionMinutes, MINUTE), inMillis(retentionHours, HOUR)],
      [inMillis(rollMs, 1), inMillis(rollHours, HOUR)],
    ]
    for (const family of families) {
      const [wins, ...losers] = family.filter((time) => time !== undefined)
      for (const { setting, ms } of losers) {
        if (!wins || ms === wins.ms || (ms < 0 && wins.ms < 0)) continue
        const data = { loses: setting.key, lost: ms, wins: wins.setting.key, won: wins.ms }
        report('lost', { data, at: [setting, wins.setting], key: setting.key, fixes: [unsafe(`Remove ${setting.key}, which does not hold`, remove(setting.key))] })
      }
    }
  },
  page: {
    why: 'A broker takes `log.retention.ms` over `log.retention.minutes` over `log.retention.hours`, wherever they stand in the file; `log.roll.ms` over `log.roll.hours`. Whoever raises the hours to a month, and does not see the milliseconds further down, keeps what there was.',
    whatToDo: 'Keep one key. The one in milliseconds can also be changed while the broker runs.',
    staysSilent: 'Where all say the same time, and for placeholders.',
  },
  examples: {
    bad: [{ about: 'A month that does not hold', ...broker('log.retention.hours=720', 'log.retention.ms=604800000'), severity: 'warning' }],
    good: [
      { about: 'The same time twice', ...broker('log.retention.hours=168', 'log.retention.ms=604800000') },
      { about: 'One key', ...broker('log.retention.hours=720') },
    ],
  },
  sources: ['KafkaConfig.logRetentionTimeMillis, logRollTimeMillis'],
})

const inMillis = (setting: Stated, factor: number): Time | undefined => setting && { setting, ms: setting.value * factor }
