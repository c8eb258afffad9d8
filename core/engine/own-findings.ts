import { nearest } from '../catalogue/did-you-mean.ts'
import type { Problem, ProblemCode } from '../readers/document.ts'
import type { Span } from '../text/span.ts'
import type { Directive, Suppression } from './directives.ts'
import type { Rule, Severity } from './define-rule.ts'
import type { RuleSettings } from './file-config.ts'
import { isOwnRule, OWN_RULES, type Finding, type OwnRule } from './finding.ts'

const own = (rule: OwnRule, severity: Severity, { start, end }: Span, message: string): Finding => ({ rule, severity, message, start, end, related: [], fixes: [] })

const PROBLEMS: Readonly<Record<ProblemCode, { readonly severity: Severity; readonly says: string }>> = {
  'malformed-escape': {
    severity: 'error',
    says: 'Malformed \\u escape: Java refuses the whole file for it. Four hexadecimal digits must follow; a backslash that is meant as such is written twice.',
  },
  'byte-order-mark': {
    severity: 'warning',
    says: 'The file begins with a byte order mark. Java takes it for a part of the first key, so that setting is lost in silence. Save the file as UTF-8 without BOM.',
  },
  'conflict-marker': { severity: 'error', says: 'A marker of an unfinished merge: nothing that reads this file knows what is meant.' },
  'yaml-syntax': { severity: 'error', says: 'YAML cannot be read here' },
  'yaml-too-deep': { severity: 'warning', says: 'Brackets nest deeper here than in any configuration; the document is not looked at.' },
  'python-syntax': { severity: 'info', says: 'This is not understood as Python; what hangs on it is not judged.' },
  'line-too-long': { severity: 'info', says: 'The line is longer than what is looked at.' },
}

export function problemFindings(problems: readonly Problem[]): Finding[] {
  return problems.map((p) => {
    const { severity, says } = PROBLEMS[p.code]
    return own('syntax-problem', severity, p, p.detail === undefined ? says : `${says}: ${p.detail}`)
  })
}

export function directiveFindings(directives: readonly Directive[], rules: ReadonlyMap<string, Rule>): Finding[] {
  return directives.flatMap((d) => [
    ...d.unreadable.map((u) => own('fact-unreadable', 'warning', u, `This is not taken into account: ${u.why}.`)),
    ...(d.suppression?.rules ?? []).filter((r) => !isRule(r.id, rules)).map((r) => unknownRule(r, r.id, rules)),
  ])
}

const isRule = (id: string, rules: ReadonlyMap<string, Rule>): boolean => rules.has(id) || isOwnRule(id)

function unknownRule(at: Span, id: string, rules: ReadonlyMap<string, Rule>): Finding {
  const meant = nearest(id, [...rules.keys(), ...Object.keys(OWN_RULES)])
  const fixes = meant === undefined ? [] : [{ title: `Write ${meant}`, safety: 'safe' as const, edits: () => [{ start: at.start, end: at.end, text: meant }] }]
  return { ...own('unknown-rule', 'warning', at, `There is no rule ${id}${meant === undefined ? '' : `; did you mean ${meant}?`}`), fixes }
}

export function unusedFindings(unused: readonly Suppression[], rules: ReadonlyMap<string, Rule>): Finding[] {
  return unused
    .filter((s) => s.rules.length === 0 || s.rules.some((r) => isRule(r.id, rules)))
    .map((s) =>
      own('suppression-unused', 'info', s, s.rules.length === 0 ? 'Nothing is suppressed here.' : `Nothing of ${s.rules.map((r) => r.id).join(', ')} is suppressed here.`),
    )
}

export function tooLarge(text: string): Finding {
  const size = Math.round(text.length / 2 ** 20)
  return own('file-too-large', 'info', { start: 0, end: Math.min(1, text.length) }, `The file is larger than what is looked at (${size} MiB); nothing in it was judged.`)
}

/** What the user set for a rule of Weir's own is as final as for any other. */
export const gradedOwn = (findings: readonly Finding[], { severity }: RuleSettings): readonly Finding[] =>
  findings.flatMap((f) => {
    const set = isOwnRule(f.rule) ? severity[f.rule] : undefined
    return set === undefined ? [f] : set === 'off' ? [] : [{ ...f, severity: set }]
  })
