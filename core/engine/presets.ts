import type { Rule } from './define-rule.ts'
import { emptyConfig, type FileConfig, type RuleSettings } from './file-config.ts'

/** What `extends` may name, each with all that the one before it has. */
export const PRESETS = ['recommended', 'strict', 'all'] as const
export type Preset = (typeof PRESETS)[number]
export const isPreset = (word: string): word is Preset => PRESETS.some((p) => p === word)

/** The weakest word about rules: those that the preset leaves out are off until somebody gives them a severity. */
export function presetRules(preset: Preset, rules: readonly Rule[]): RuleSettings {
  const leftOut = rules.filter(({ optIn }) => optIn !== undefined && PRESETS.indexOf(optIn) > PRESETS.indexOf(preset))
  return { severity: Object.fromEntries(leftOut.map((r) => [r.id, 'off'])), options: {} }
}

/** What holds where there is no `weir.yaml`. */
export function plainConfig(rules: readonly Rule[]): FileConfig {
  const recommended = presetRules('recommended', rules)
  return { ...emptyConfig, rules: recommended, key: JSON.stringify(recommended) }
}
