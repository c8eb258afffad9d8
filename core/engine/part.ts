import type { Component } from '../components/component.ts'
import type { StatedFacts } from '../components/facts.ts'
import type { Target } from '../components/target.ts'
import type { Understood } from '../dialects/dialect.ts'
import type { Directive } from './directives.ts'
import { mergeRules, type ComponentOverride, type Environment, type RuleSettings } from './file-config.ts'
import type { Finding } from './finding.ts'
import { merge, messageOf, severityOf, type Merged } from './grade.ts'
import { judge, type Circle } from './judge.ts'
import { isNoted } from './notes.ts'

/** What a part's verdict hangs on besides its text, as it holds for this file after `weir.yaml` and the file's head. */
export interface Conditions {
  readonly target: Target
  readonly facts: StatedFacts
  readonly environment: Environment
  readonly rules: RuleSettings
  readonly overrides: readonly ComponentOverride[]
}

export function judgePart(said: Understood, text: string, directives: readonly Directive[], circle: Conditions & Pick<Circle, 'index' | 'log'>): Finding[] {
  const merged = said.components.flatMap((component) => judgeComponent(component, said, text, factsFor(component, said.components, directives), circle))
  return merge(merged).map(findingOf)
}

function judgeComponent(component: Component, said: Understood, text: string, near: StatedFacts, circle: Conditions & Pick<Circle, 'index' | 'log'>): Merged[] {
  const overrides = circle.overrides.filter((o) => o.kind === component.kind && component.name !== undefined && o.matches(component.name))
  const facts = Object.assign({}, circle.facts, ...overrides.map((o) => o.facts), near) as StatedFacts
  const rules = overrides.reduce((all, o) => mergeRules(all, o.rules), circle.rules)
  const environment = overrides.findLast((o) => o.environment)?.environment ?? circle.environment
  const development = environment === 'development' || component.isTest === true
  return judge(component, { ...circle, facts, rules }).flatMap((draft) => {
    const set = rules.severity[draft.rule]
    const unit = said.unitAt?.(draft.start) ?? draft
    const noted = !draft.aboutKeys && !draft.refusal && isNoted(text, said.comments, unit, draft.key)
    const graded = severityOf(draft, { ...(set ? { set } : {}), development, noted })
    return graded ? [{ ...draft, graded, said: messageOf(draft) }] : []
  })
}

/** A fact elsewhere than at the head belongs to the component that follows it, or that it lies in; the nearest wins. */
function factsFor(component: Component, all: readonly Component[], directives: readonly Directive[]): StatedFacts {
  const own = directives.filter((d) => Object.keys(d.facts).length > 0 && isNearest(component, all, d))
  return Object.assign({}, ...own.map((d) => d.facts)) as StatedFacts
}

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
