import { lineOf, type Line } from '../catalogue/kinds.ts'
import { defaultAt, knows, recordOf } from '../catalogue/lookup.ts'
import type { KeyRecord } from '../catalogue/record.ts'
import { parseValue } from '../catalogue/values.ts'
import { Secret } from '../text/secret.ts'
import type { Version } from '../text/version.ts'
import type { Component, Layer, Value } from './component.ts'
import { derivationOf, type Seen } from './derivations.ts'
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

interface Winner {
  readonly value?: Value
  /** The name of its layer. */
  readonly layer?: string
  readonly origin: Layer['origin']
  readonly shadowed: readonly Value[]
  readonly open?: string
}

/** What is left to its default is the same in every file: worked out once for a record and release. */
const defaults = new WeakMap<KeyRecord, Map<Version, Setting<unknown>>>()
function defaultsOf(record: KeyRecord): Map<Version, Setting<unknown>> {
  let held = defaults.get(record)
  if (!held) defaults.set(record, (held = new Map<Version, Setting<unknown>>()))
  return held
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
      setting = this.#derived(key, this.#configured(key))
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

  #configured(key: string): Setting<unknown> {
    const record = recordOf(this.#component.kind, key)
    if (!record) return { state: 'absent', versioned: false }
    /* A key that the release does not know is taken without a word and does nothing. */
    if (!knows(this.#component.kind, key, this.#at)) return { state: 'absent', versioned: true }
    const winner = winnerOf(this.#component.layers, key)
    const given = this.#component.framework?.given(key, this.#at)
    if (given && !comesThrough(winner, given)) return this.#given(key, record, winner, given)
    if (winner.value) return this.#written(key, record, winner, winner.value)
    if (winner.open !== undefined) return { state: 'unknown', because: winner.open }
    return this.#default(key, record)
  }

  #given(key: string, record: KeyRecord, { value, shadowed }: Winner, given: Given): Setting<unknown> {
    const versioned = (this.#component.framework?.changesAt(key).length ?? 0) > 0
    if (!given.value) return { state: 'absent', versioned }
    const setting = this.#written(key, record, { origin: 'framework', shadowed: value ? [value, ...shadowed] : shadowed }, given.value)
    return setting.state === 'known' ? { ...setting, versioned } : setting
  }

  #default(key: string, record: KeyRecord): Setting<unknown> {
    const held = defaultsOf(record)
    let setting = held.get(this.#at)
    if (!setting) held.set(this.#at, (setting = this.#byDefault(key, record)))
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

  #derived(key: string, configured: Setting<unknown>): Setting<unknown> {
    const derivation = derivationOf(this.#component.kind, key)
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
  let won: { value: Value; origin: Layer['origin']; layer: string } | undefined
  let shadowed: readonly Value[] = NONE
  for (const layer of layers) {
    const held = layer.values.get(key)
    const first = held?.[0]
    if (held && first) {
      if (won || held.length > 1) shadowed = [...shadowed, ...(won ? held : held.slice(1))]
      won ??= { value: first, origin: layer.origin, layer: layer.name }
    } else if (layer.open !== undefined && !won) return { origin: layer.origin, shadowed, open: layer.open, layer: layer.name }
  }
  return won ? { ...won, shadowed } : { origin: 'explicit', shadowed }
}
