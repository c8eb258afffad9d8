import type { Kind } from '../catalogue/kinds.ts'
import type { Written } from '../components/change.ts'
import type { Span } from '../text/span.ts'
import type { Severity } from './define-rule.ts'

export interface Related extends Span {
  readonly message: string
}

/** A fix whose edits are worked out when somebody asks. */
export interface OfferedFix {
  readonly title: string
  readonly safety: 'safe' | 'unsafe'
  edits(): Written
}

export interface ComponentName {
  readonly kind: Kind
  readonly name?: string
  readonly dialect: string
}

/** Rule, place, severity, message, related places, fixes. Spans count in the file. */
export interface Finding extends Span {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly scenario?: number
  readonly component?: ComponentName
  /** The canonical key that it is about. */
  readonly key?: string
  readonly related: readonly Related[]
  readonly fixes: readonly OfferedFix[]
}

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint']
export const rankOf = (s: Severity): number => SEVERITIES.indexOf(s)
/** The milder of the two. */
export const milder = (a: Severity, b: Severity): Severity => (rankOf(a) > rankOf(b) ? a : b)
export const graver = (a: Severity, b: Severity): Severity => (rankOf(a) < rankOf(b) ? a : b)
export const lower = (s: Severity): Severity | undefined => SEVERITIES[rankOf(s) + 1]

export const byPlace = (a: Finding, b: Finding): number => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)

/** Findings of Weir itself, about the file rather than about Kafka or Spark. */
export const OWN_RULES = {
  'syntax-problem': 'The text cannot be read as its author meant it.',
  'fact-unreadable': 'A fact or a target in a comment cannot be read.',
  'config-problem': 'Something in weir.yaml cannot be used.',
  'suppression-unused': 'A suppression that nothing needs.',
  'unknown-rule': 'A rule that does not exist is named.',
  'file-too-large': 'The file is larger than what is looked at.',
  'internal-error': 'A rule failed; the others went on.',
} as const
export type OwnRule = keyof typeof OWN_RULES
export const isOwnRule = (id: string): id is OwnRule => Object.hasOwn(OWN_RULES, id)
/** Those that no configuration may silence: it would hide that it does not hold itself, or that nothing was judged. */
export const NOT_SETTABLE: readonly OwnRule[] = ['config-problem', 'internal-error']
