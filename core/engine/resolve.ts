import type { Component, Value } from '../components/component.ts'
import type { StatedFact, StatedFacts } from '../components/facts.ts'
import { Settings, type Known } from '../components/settings.ts'
import type { Point } from '../components/target.ts'
import { lineOf } from '../catalogue/kinds.ts'
import { tables } from '../catalogue/tables.ts'
import type { Span } from '../text/span.ts'
import { Token } from '../text/token.ts'
import { version } from '../text/version.ts'
import type { AnyNeed, At, Identity, KnownKey, Present, Rule, WrittenKey } from './define-rule.ts'

/** One component at one version of each line, with the facts that hold for it: what the needs of a rule are resolved against. */
export class Circumstances {
  readonly component: Component
  readonly point: Point
  readonly facts: StatedFacts
  readonly settings: Settings
  #keys: readonly WrittenKey[] | undefined
  #withHistory: readonly KnownKey[] | undefined
  #identity: Identity | undefined

  constructor(component: Component, point: Point, facts: StatedFacts) {
    this.component = component
    this.point = point
    this.facts = facts
    this.settings = new Settings(component, point)
  }

  get keysWithHistory(): readonly KnownKey[] {
    return (this.#withHistory ??= this.keys.filter(hasHistory))
  }

  get identity(): Identity {
    return (this.#identity ??= identityOf(this.component))
  }

  get keys(): readonly WrittenKey[] {
    return (this.#keys ??= this.component.ofBroker ? [] : writtenKeys(this.component, this.settings))
  }
}

const STOP = Symbol('a need is not met')

/** What `lint` gets, or nothing where a need is not met: what is unknown is not judged, and no rule has to remember that. */
export function gather(rule: Rule, c: Circumstances): Readonly<Record<string, unknown>> | undefined {
  const got: Record<string, unknown> = {}
  for (const { name, need } of rule.plan) {
    const value = resolve(need, c)
    if (value === STOP) return undefined
    got[name] = value
  }
  return got
}

function resolve(need: AnyNeed, c: Circumstances): unknown {
  if (typeof need === 'string') return known(c, need) ?? STOP
  switch (need.need) {
    case 'key':
      return keyOf(c, need.key, need.mode, need.or)
    case 'present':
      return presentOf(c, need.key) ?? (need.must ? STOP : undefined)
    case 'fact':
      return factOf(c, need.fact) ?? (need.must ? STOP : undefined)
    case 'version':
      return { atLeast: (v: string) => c.point[need.line] >= version(v) } satisfies At<string>
    case 'query':
      return c.component.query ?? STOP
    case 'maybe-query':
      return c.component.query
    case 'dstreams':
      return c.component.dstreams ?? STOP
    case 'every-key':
      return c.keys
    case 'keys-with-history':
      return c.keysWithHistory.length > 0 ? c.keysWithHistory : STOP
    case 'release':
      return c.point[lineOf[c.component.kind]]
    case 'identity':
      return c.identity
  }
}

function known(c: Circumstances, key: string): Known<unknown> | undefined {
  const setting = c.settings.of(key)
  return setting.state === 'known' ? setting : undefined
}

function keyOf(c: Circumstances, key: string, mode: string, or: unknown): unknown {
  const setting = c.settings.of(key)
  if (mode === 'stated') return setting.state !== 'absent' && !setting.written ? undefined : setting.state === 'known' ? setting : setting.state === 'absent' ? undefined : STOP
  if (setting.state === 'known') return setting
  if (mode === 'maybe' || (mode === 'optional' && setting.state === 'absent')) return undefined
  if (mode !== 'or' || setting.state !== 'absent') return STOP
  return { state: 'known', key, value: or, origin: 'default', shadowed: [], causes: [], versioned: setting.versioned } satisfies Known<unknown>
}

function presentOf(c: Circumstances, key: string): Present | undefined {
  const setting = c.settings.of(key)
  if (setting.state === 'absent' || (setting.state === 'unknown' && !setting.written?.placeholder)) return undefined
  return { state: 'present', key, ...(setting.written ? { written: setting.written } : {}) }
}

function factOf(c: Circumstances, name: keyof StatedFacts): Known<StatedFact['value']> | undefined {
  const stated = c.facts[name]
  if (!stated) return undefined
  return {
    state: 'known',
    key: name,
    value: stated.value,
    origin: 'explicit',
    shadowed: [],
    causes: [],
    versioned: false,
    because: stated.from,
    ...(stated.at ? { written: factValue(name, stated.at) } : {}),
  }
}

/** A fact in a comment can be a related place like a written value. */
const factValue = (name: string, at: Span): Value => ({ key: new Token(at, name), text: new Token(at, name) })

const hasHistory = (k: WrittenKey): k is KnownKey => k.record !== undefined && (k.record.known !== undefined || k.record.deprecated !== undefined)

const identityOf = (component: Component): Identity => ({
  kind: component.kind,
  name: component.name,
  strayFields: component.strayFields ?? [],
  uncertain: component.uncertain ?? false,
  within: component.parent?.kind,
  isTest: component.isTest ?? false,
  ofBroker: component.ofBroker ?? false,
  inSpark: component.inSpark ?? false,
  place: component.at,
})

const NONE: readonly Value[] = []

function writtenKeys({ kind, layers, framework }: Component, settings: Settings): WrittenKey[] {
  const keys: WrittenKey[] = []
  const records = tables[kind]()
  const isAlone = layers.length === 1 && !framework
  for (const [i, { origin, values, open, repeatsDiffer, quoted }] of layers.entries()) {
    if (origin === 'framework' || quoted) continue
    for (const [key, held] of values) {
      const [value] = held
      if (!value) continue
      const overruled = !isAlone && settings.overrules(key, value)
      const covers = !isAlone && (layers.some((weaker, j) => j > i && (weaker.open !== undefined || weaker.values.has(key))) || settings.isGiven(key))
      const repeats = held.length > 1 ? held.slice(1) : NONE
      keys.push({ key, record: records.get(key), value, repeats, origin, overruled, covers, open: open !== undefined, lastWins: !repeatsDiffer })
    }
  }
  return keys
}
