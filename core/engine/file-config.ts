import type { StatedFacts } from '../components/facts.ts'
import { mergeTargets, type Target } from '../components/target.ts'
import type { Severity } from './define-rule.ts'

export type Environment = 'production' | 'development'
export interface RuleSettings {
  /** What the user set is final. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** What holds besides for the components that an override of `weir.yaml` names. */
export interface ComponentOverride {
  readonly kind: 'topic' | 'consumer'
  matches(name: string): boolean
  readonly facts: StatedFacts
  readonly rules: RuleSettings
  readonly environment?: Environment
}

/** What holds for one file: command flags, editor settings and `weir.yaml` together, already validated. */
export interface FileConfig {
  /** Stronger than what the file itself says. */
  readonly target: Partial<Target>
  readonly facts: StatedFacts
  readonly environment?: Environment
  readonly rules: RuleSettings
  readonly overrides: readonly ComponentOverride[]
  /** Stands for all of the above: two equal keys, two equal configurations. */
  readonly key: string
}

export const NO_RULES: RuleSettings = { severity: {}, options: {} }
export const emptyConfig: FileConfig = { target: {}, facts: {}, rules: NO_RULES, overrides: [], key: '' }

export const mergeRules = (weaker: RuleSettings, stronger: RuleSettings): RuleSettings => ({
  severity: { ...weaker.severity, ...stronger.severity },
  options: { ...weaker.options, ...stronger.options },
})

/** The same with what a command flag or an editor setting says, which is stronger than any file. */
export const withTarget = (config: FileConfig, flags: Partial<Target>): FileConfig =>
  Object.keys(flags).length === 0 ? config : { ...config, target: mergeTargets(flags, config.target), key: JSON.stringify([flags, config.key]) }
