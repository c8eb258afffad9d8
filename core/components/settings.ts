import { lineOf, type Kind, type Line } from '../catalogue/kinds.ts'
import { defaultAt, isKnown, knows, recordOf } from '../catalogue/lookup.ts'
import type { KeyRecord } from '../catalogue/record.ts'
import { parseValue } from '../catalogue/values.ts'
import { Secret } from '../text/secret.ts'
import type { Version } from '../text/version.ts'
import type { Component, Layer, Value } from './component.ts'
import { derivationOf, type Derivation, type Seen } from './derivations.ts'
import type { Given } from './framework.ts'
import type { Point } from './target.ts'

export type Origin = Layer['origin'] | 'default' | 'derived'

/** What will hold for a key, and why. */
export interface Known<T> {
  readonly state: 'known'
  readonly key: string
  readonly value: T
  readonly origin: Origin
  readonly written?: Value
  readonly shadowed: readonly Value[]
  readonly because?: string
  /** The whole placeholder whose own default was taken: findings that rest on it are capped and say so. */
  readonly assumed?: string
  /** Derived only: what brought it about. A derived setting is never `written`. */
  readonly causes: readonly Known<unknown>[]
  /** The value differs in other releases that the catalogue knows. */
  readonly versioned: boolean
}
export interface Absent {
  readonly state: 'absent'
  readonly versioned: boolean
}
export interface Unknown {
  readonly state: 'unknown'
  readonly because: string
  readonly written?: Value
}
export type Setting<T> = Known<T> | Absent | Unknown

const NONE: readonly never[] = []
const NEVER: Absent = { state: 'absent', versioned: false }
const NOT_YET: Absent = { state: 'absent', versioned: true }

interface Winner {
  readonly value?: Value
  /** The name of its layer. */
  readonly layer?: string
  readonly origin: Layer['origin']
  readonly shadowed: readonly Value[]
  readonly open?: string
}

/** What is the same of a key in every file: looked up once for a kind, and what holds where it is left to its default once for a release. */
interface Trait {
  readonly record: KeyRecord
  readonly derivation: Derivation | undefined
  readonly defaults: Map<Version, Setting<unknown>>
}
let traits: Partial<Record<Kind, Map<string, Trait>>> = {}

/** For whoever changes the catalogue beneath, as a test does to see that a wrong fact is noticed. */
export function forgetTraits(): void {
  traits = {}
}

/** Nothing of keys that the kind does not have: they may be any text. */
function traitOf(kind: Kind, key: string): Trait | undefined {
  const ofKind = (traits[kind] ??= new Map<string, Trait>())
  const held = ofKind.get(key)
  if (held) return held
  const record = recordOf(kind, key)
  if (!record) return undefined
  const trait = { record, derivation: derivationOf(kind, key), defaults: new Map<Version, Setting<unknown>>() }
  ofKind.set(key, trait)
  return trait
}

/** All that holds for one component at one version of each line; each key is worked out once. */
export class Settings {
  readonly #component: Component
  readonly #at: Version
  readonly #cache = new Map<string, Setting<unknown>>()

  constructor(component: Component, point: Point) {
    this.#component = component
    this.#at = point[this.line]
  }

  get line(): Line {
    return lineOf[this.#component.kind]
  }

  of(key: string): Setting<unknown> {
    let setting = this.#cache.get(key)
    if (!setting) {
      const trait = traitOf(this.#component.kind, key)
      setting = this.#derived(key, trait?.derivation, this.#configured(key, trait))
      this.#cache.set(key, setting)
    }
    return setting
  }

  /** Whether the class is given something else than this value that was written, or nothing. */
  overrules(key: string, value: Value): boolean {
    const setting = this.#configured(key)
    if (setting.state === 'absent') return knows(this.#component.kind, key, this.#at)
    return setting.written !== undefined && setting.written !== value
  }

  /** Whether a framework has a word in it, be it a weaker one than the user's. */
  isGiven(key: string): boolean {
    return this.#component.framework?.given(key, this.#at) !== undefined
  }

  #configured(key: string, trait = traitOf(this.#component.kind, key)): Setting<unknown> {
    if (!trait) return NEVER
    const { record } = trait
    const { layers, framework } = this.#component
    /* A key that the release does not know is taken without a word and does nothing. */
    if (!isKnown(record, this.#at)) return NOT_YET
    const winner = winnerOf(layers, key)
    const given = framework?.given(key, this.#at)
    if (given && !comesThrough(winner, given)) return this.#given(key, record, winner, given)
    if (winner.value) return this.#written(key, record, winner, winner.value)
    if (winner.open !== undefined) return { state: 'unknown', because: winner.open }
    return this.#default(key, trait)
  }

  #given(key: string, record: KeyRecord, { value, shadowed }: Winner, given: Given): Setting<unknown> {
    const versioned = (this.#component.framework?.changesAt(key).length ?? 0) > 0
    if (!given.value) return { state: 'absent', versioned }
    const setting = this.#written(key, record, { origin: 'framework', shadowed: value ? [value, ...shadowed] : shadowed }, given.value)
    return setting.state === 'known' ? { ...setting, versioned } : setting
  }

  #default(key: string, { record, defaults }: Trait): Setting<unknown> {
    let setting = defaults.get(this.#at)
    if (!setting) defaults.set(this.#at, (setting = this.#byDefault(key, record)))
    return setting
  }

  #byDefault(key: string, record: KeyRecord): Setting<unknown> {
    const text = defaultAt(this.#component.kind, key, this.#at)
    const versioned = (record.default?.length ?? 0) > 1 || record.known !== undefined
    if (text === undefined) return { state: 'absent', versioned }
    const parsed = parseValue(this.#component.kind, record, text, this.#at)
    if ('bad' in parsed) return { state: 'unknown', because: parsed.bad }
    return { state: 'known', key, value: parsed.value, origin: 'default', shadowed: NONE, causes: NONE, versioned }
  }

  #written(key: string, record: KeyRecord, { origin, shadowed }: Winner, written: Value): Setting<unknown> {
    if (written.unknown !== undefined) return { state: 'unknown', because: written.unknown, written }
    if (written.text instanceof Secret) return { state: 'known', key, value: written.text, origin, written, shadowed, causes: NONE, versioned: false }
    const assumed = written.placeholder?.default
    if (written.placeholder && assumed === undefined) return { state: 'unknown', because: 'it holds a placeholder', written }
    const parsed = parseValue(this.#component.kind, record, assumed ?? written.text.text, this.#at)
    if ('bad' in parsed) return { state: 'unknown', because: `its value is ${parsed.bad}`, written }
    const known: Known<unknown> = { state: 'known', key, value: parsed.value, origin, written, shadowed, causes: NONE, versioned: false }
    return assumed === undefined ? known : { ...known, assumed: written.text.text }
  }

  #derived(key: string, derivation: Derivation | undefined, configured: Setting<unknown>): Setting<unknown> {
    if (!derivation || configured.state !== 'known') return configured
    const seen = (k: string): Seen | undefined => seenOf(k === key ? configured : this.#configured(k))
    const made = derivation.derive(seen, this.#at)
    const versioned = derivation.changesAt.length > 0
    if (!made) return !configured.written && this.#anyUnknown(derivation.hangsOn(this.#at)) ? { state: 'unknown', because: 'it depends on a value that is not known' } : configured
    const causes = made.causes.map((k) => this.#configured(k)).filter((s) => s.state === 'known')
    return { state: 'known', key, value: made.value, origin: 'derived', because: made.because, shadowed: [], causes, versioned }
  }

  #anyUnknown(keys: readonly string[]): boolean {
    return keys.some((k) => this.#configured(k).state === 'unknown')
  }
}

/** A written value counts as written for a derivation even where a framework wrote it: the class cannot tell. */
const seenOf = (s: Setting<unknown>): Seen | undefined =>
  s.state === 'known' ? { value: s.value, written: s.written !== undefined } : s.state === 'unknown' && s.written ? { value: undefined, written: true } : undefined

/** Where the layer may hold more than is seen, what it holds might come through too. */
const comesThrough = ({ value, open, layer }: Winner, given: Given): boolean => (value !== undefined || open !== undefined) && given.yieldsTo(layer ?? '')

/** Runs for each key of each component: nothing is copied where a key is written once. */
function winnerOf(layers: readonly Layer[], key: string): Winner {
  let value: Value | undefined
  let won: Layer | undefined
  let shadowed: readonly Value[] = NONE
  for (const layer of layers) {
    const held = layer.values.get(key)
    const first = held?.[0]
    if (held && first) {
      if (won || held.length > 1) shadowed = [...shadowed, ...(won ? held : held.slice(1))]
      won ??= layer
      value ??= first
    } else if (layer.open !== undefined && !won) return { origin: layer.origin, shadowed, open: layer.open, layer: layer.name }
  }
  return won && value ? { value, origin: won.origin, shadowed, layer: won.name } : { origin: 'explicit', shadowed }
}
