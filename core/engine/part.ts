import { plainKey } from '../catalogue/kinds.ts'
import type { Component } from '../components/component.ts'
import type { StatedFacts } from '../components/facts.ts'
import type { Target } from '../components/target.ts'
import type { Understood } from '../dialects/dialect.ts'
import type { Directive } from './directives.ts'
import { mergeRules, type ComponentOverride, type Environment, type RuleSettings } from './file-config.ts'
import type { Finding } from './finding.ts'
import { merge, messageOf, severityOf, type Merged } from './grade.ts'
import { judge, type Circle } from './judge.ts'
import { commentsAt, noteOf } from './notes.ts'

/** What a part's verdict hangs on besides its text, as it holds for this file after `weir.yaml` and the file's head. */
export interface Conditions {
  readonly target: Target
  readonly facts: StatedFacts
  readonly environment: Environment
  readonly rules: RuleSettings
  readonly overrides: readonly ComponentOverride[]
}

export function judgePart(said: Understood, text: string, directives: readonly Directive[], circle: Conditions & Pick<Circle, 'index' | 'log'>): Finding[] {
  const stating = directives.filter(statesFacts)
  const merged = said.components.flatMap((component) => judgeComponent(component, said, text, factsOf(component, said.components, stating, circle), circle))
  return merge(merged).map(findingOf)
}

/** What is stated for a component: for the whole file, by an override that names it, by a comment nearby; the nearest wins. */
export function factsOf(
  component: Component,
  all: readonly Component[],
  directives: readonly Directive[],
  { facts, overrides }: Pick<Conditions, 'facts' | 'overrides'>,
): StatedFacts {
  if (overrides.length === 0 && directives.length === 0) return facts
  return Object.assign({}, facts, ...overridesOf(component, overrides).map((o) => o.facts), factsFor(component, all, directives)) as StatedFacts
}

const overridesOf = ({ kind, name }: Component, overrides: readonly ComponentOverride[]): ComponentOverride[] =>
  overrides.filter((o) => o.kind === kind && name !== undefined && o.matches(name))

function judgeComponent(component: Component, said: Understood, text: string, facts: StatedFacts, circle: Conditions & Pick<Circle, 'index' | 'log'>): Merged[] {
  const overrides = overridesOf(component, circle.overrides)
  const rules = overrides.reduce((all, o) => mergeRules(all, o.rules), circle.rules)
  const environment = overrides.findLast((o) => o.environment)?.environment ?? circle.environment
  const development = environment === 'development' || component.isTest === true
  return judge(component, { ...circle, facts, rules }).flatMap((draft) => {
    const set = rules.severity[draft.rule]
    const { heeds, answeredBy } = draft.comments
    const near = heeds === 'none' || draft.refusal ? [] : [said.unitAt?.(draft.start) ?? draft, draft].flatMap((unit) => commentsAt(text, said.comments, unit))
    if (answeredBy && near.some((c) => answeredBy.test(c.text))) return []
    const graded = severityOf(draft, { ...(set ? { set } : {}), development, note: noteOf(near, draft.key === undefined ? undefined : plainKey(component.kind, draft.key)) })
    return graded ? [{ ...draft, graded, said: messageOf(draft) }] : []
  })
}

/** A fact elsewhere than at the head belongs to the component that follows it, or that it lies in; the nearest wins. */
function factsFor(component: Component, all: readonly Component[], directives: readonly Directive[]): StatedFacts {
  const own = directives.filter((d) => statesFacts(d) && isNearest(component, all, d))
  return Object.assign({}, ...own.map((d) => d.facts)) as StatedFacts
}

const statesFacts = ({ facts }: Directive): boolean => Object.keys(facts).length > 0

function isNearest({ extent }: Component, all: readonly Component[], { start }: Directive): boolean {
  const ahead = all.map((c) => c.extent).filter((e) => e.end > start)
  const first = Math.min(...ahead.map((e) => (e.start <= start ? -1 : e.start)))
  return extent.end > start && (extent.start <= start ? first === -1 : extent.start === first)
}

function findingOf(d: Merged): Finding {
  const { name, kind, dialect } = d.component
  return {
    rule: d.rule,
    severity: d.graded,
    message: d.said,
    start: d.start,
    end: d.end,
    related: d.related,
    fixes: d.fixes,
    component: { kind, dialect, ...(name === undefined ? {} : { name }) },
    ...(d.scenario === undefined ? {} : { scenario: d.scenario }),
    ...(d.key === undefined ? {} : { key: d.key }),
  }
}
