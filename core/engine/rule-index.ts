import type { Kind } from '../catalogue/kinds.ts'
import { changePointsOf } from '../catalogue/lookup.ts'
import type { Component } from '../components/component.ts'
import type { StatedFacts } from '../components/facts.ts'
import { derivationOf } from '../components/derivations.ts'
import { version, type Version } from '../text/version.ts'
import type { AnyNeed, Rule } from './define-rule.ts'

/** Which rules a written key, a stated fact or a query may wake, by kind: a rule costs nothing where none of its needs can matter. */
export class RuleIndex {
  readonly #byKind = new Map<Kind, { byKey: Map<string, Rule[]>; byFact: Map<string, Rule[]>; always: Rule[]; onQuery: Rule[]; onDStreams: Rule[] }>()
  readonly byId: ReadonlyMap<string, Rule>

  constructor(rules: readonly Rule[]) {
    this.byId = new Map(rules.map((r) => [r.id, r]))
    for (const rule of rules) for (const kind of rule.kinds) this.#add(rule, kind)
  }

  #add(rule: Rule, kind: Kind): void {
    const index = this.#byKind.get(kind) ?? { byKey: new Map<string, Rule[]>(), byFact: new Map<string, Rule[]>(), always: [], onQuery: [], onDStreams: [] }
    this.#byKind.set(kind, index)
    if (rule.speaksOnDefaults) index.always.push(rule)
    for (const need of Object.values(rule.needs)) {
      for (const key of keysOf(need)) for (const source of [key, ...(derivationOf(kind, key)?.from ?? [])]) push(index.byKey, source, rule)
      if (typeof need === 'string') continue
      if (need.need === 'fact') push(index.byFact, need.fact, rule)
      if (need.need === 'every-key' || need.need === 'keys-with-history' || need.need === 'identity') index.always.push(rule)
      if (need.need === 'query') index.onQuery.push(rule)
      if (need.need === 'dstreams') index.onDStreams.push(rule)
    }
  }

  /** The rules that judge a key of that kind, be it through what is derived from it. */
  touching(kind: Kind, key: string): readonly Rule[] {
    return this.#byKind.get(kind)?.byKey.get(key) ?? []
  }

  /** The order hangs on what is written and on the registry alone, so that two runs say the same. */
  wakened(component: Component, facts: StatedFacts): Rule[] {
    const index = this.#byKind.get(component.kind)
    if (!index) return []
    const woken = new Set(index.always)
    const add = (rules: readonly Rule[] | undefined): void => rules?.forEach((rule) => woken.add(rule))
    if (component.query) add(index.onQuery)
    if (component.dstreams) add(index.onDStreams)
    for (const layer of component.layers) for (const key of layer.values.keys()) add(index.byKey.get(key))
    for (const name of Object.keys(facts)) add(index.byFact.get(name))
    return [...woken].filter(({ onlyWith }) => onlyWith === undefined || onlyWith.some((key) => component.layers.some(({ values }) => values.has(key))))
  }
}

const keysOf = (need: AnyNeed): string[] => (typeof need === 'string' ? [need] : need.need === 'key' || need.need === 'present' ? [need.key] : [])

function push(map: Map<string, Rule[]>, key: string, rule: Rule): void {
  const held = map.get(key)
  if (!held) map.set(key, [rule])
  else if (!held.includes(rule)) held.push(rule)
}

/** Releases at which the verdict of these rules on this component may flip: a default, a derivation, or a release that a rule asks for. */
export function changePoints(component: Component, rules: readonly Rule[]): Version[] {
  const points = new Set<Version>()
  const keys = new Set(rules.flatMap((r) => r.plan.flatMap(({ need }) => keysOf(need))))
  if (rules.some((r) => r.plan.some(({ need }) => typeof need !== 'string' && (need.need === 'every-key' || need.need === 'keys-with-history'))))
    for (const layer of component.layers) for (const key of layer.values.keys()) keys.add(key)
  for (const key of keys) {
    const derivation = derivationOf(component.kind, key)
    for (const k of [key, ...(derivation?.from ?? [])]) for (const v of changePointsOf(component.kind, k)) points.add(v)
    for (const v of derivation?.changesAt ?? []) points.add(version(v))
    for (const v of component.framework?.changesAt(key) ?? []) points.add(v)
  }
  for (const rule of rules) for (const { need } of rule.plan) if (typeof need !== 'string' && need.need === 'version') for (const v of need.at) points.add(version(v))
  return [...points].sort((a, b) => a - b)
}
