import { lineOf, plainKey, type Kind, type Line } from '../catalogue/kinds.ts'
import { changePointsOf, defaultAt, knows, recordOf } from '../catalogue/lookup.ts'
import { at, type KeyRecord } from '../catalogue/record.ts'
import { REGISTRY_CLIENT } from '../catalogue/schema-registry.ts'
import { tables } from '../catalogue/tables.ts'
import { parseValue } from '../catalogue/values.ts'
import type { Component, Layer, Value } from '../components/component.ts'
import { derivationOf } from '../components/derivations.ts'
import { Settings, type Known, type Origin, type Setting } from '../components/settings.ts'
import { pointAt, type Target, type TargetRange } from '../components/target.ts'
import { rangeFor } from '../engine/judge.ts'
import type { FileReport, Placed } from '../engine/lint.ts'
import { showVersion, version, type Version } from '../text/version.ts'
import { heldValue, writtenText, type Held } from './held.ts'
import { isWritten, shadowedOf, unread, type Idle, type LineAt, type Once, type Stranger } from './written.ts'

/** One key of a component and what will hold for it. What does not apply is absent. */
export interface EffectiveSetting extends Partial<Held> {
  readonly key: string
  readonly origin: Origin | 'unknown'
  /** Written, or not what the release does by itself. */
  readonly changed: boolean
  /** Counts from 1; only of what stands in the file. */
  readonly line?: number
  /** What is written, where that is not what holds: a placeholder, a value that cannot be read. */
  readonly written?: string
  readonly because?: string
  readonly causes?: readonly Cause[]
  /** What the release would do, where that is something else. */
  readonly default?: Held
  /** Written, and what would hold anyway. */
  readonly isDefault?: true
  /** The defaults inside the range that was asked for, from each release on, where they differ. */
  readonly defaults?: readonly Since[]
  /** What holds inside the range, from each release on, where a class has changed its mind about it. */
  readonly releases?: readonly Since[]
  /** What is written too and loses, strongest first. */
  readonly shadowed?: readonly Once[]
}
export interface Cause extends Once {
  readonly key: string
}
/** From that release on; `known: false`: it does not know the key, and without a value there is none. */
export interface Since extends Partial<Held> {
  readonly from: string
  readonly known?: false
}
export interface EffectiveComponent {
  readonly component: Component
  /** The releases asked for; the settings are those at its end. */
  readonly range: TargetRange
  readonly line: Line
  /** Changed ones first, as they are written; then what nobody can know; then the defaults by name. */
  readonly settings: readonly EffectiveSetting[]
  /** Keys that are written and that the release does not know. */
  readonly idle: readonly Idle[]
  /** Keys that are written and that no release knows. */
  readonly strangers: readonly Stranger[]
}

/** What holds for all that a file configures, key by key. No secret is in it. */
export const effectiveOf = ({ components, target }: Pick<FileReport, 'components' | 'target'>, lineAt: LineAt): EffectiveComponent[] =>
  // A job of DStreams has no settings of its own.
  components.filter(({ component }) => !component.dstreams).map((placed) => effectiveComponent(placed, target, lineAt))

interface Scene {
  readonly component: Component
  readonly kind: Kind
  readonly line: Line
  readonly range: TargetRange
  readonly target: Target
  readonly settings: Settings
  readonly lineAt: LineAt
}

function effectiveComponent(placed: Placed, target: Target, lineAt: LineAt): EffectiveComponent {
  const { component } = placed
  const { kind } = component
  const line = lineOf[kind]
  const range = rangeFor(component, target)
  const settings = new Settings(component, pointAt(target, { [line]: range.to }))
  const scene: Scene = { component, kind, line, range, target, settings, lineAt: (offset) => lineAt(offset + placed.by) }
  const asksRegistry = [...REGISTRY_CLIENT.keys()].some((key) => isWritten(component, key))
  const isShown = (key: string, { internal }: KeyRecord): boolean => isWritten(component, key) || (!internal && (asksRegistry || !REGISTRY_CLIENT.has(key)))
  const listed = [...tables[kind]()].filter(([key, record]) => knows(kind, key, range.to) && isShown(key, record))
  const found = listed.map(([key, record]) => settingOf(key, record, scene))
  return { component, range, line, settings: found.toSorted(changedFirst), ...unread(component, range.to, scene.lineAt) }
}

/** Written ones in the order of the file; the rest by name. */
function changedFirst(a: EffectiveSetting, b: EffectiveSetting): number {
  const rank = (s: EffectiveSetting): number => (s.changed ? 0 : s.origin === 'unknown' ? 1 : 2)
  const place = (s: EffectiveSetting): number => (s.changed ? (s.line ?? Infinity) : Infinity)
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (place(a) !== place(b)) return place(a) - place(b)
  return a.key < b.key ? -1 : 1
}

function settingOf(key: string, record: KeyRecord, scene: Scene): EffectiveSetting {
  const setting = scene.settings.of(key)
  const usual = usualOf(key, record, scene.kind, scene.range.to)
  return { key: plainKey(scene.kind, key), ...whatHolds(key, setting, record, usual, scene), ...overRange(key, record, scene) }
}

type What = Omit<EffectiveSetting, 'key' | 'defaults' | 'releases'>

function whatHolds(key: string, setting: Setting<unknown>, record: KeyRecord, usual: Usual | undefined, scene: Scene): What {
  if (setting.state === 'absent') return { origin: 'default', changed: false, ...(at(record.required, scene.range.to) ? { because: 'it must be set, and has no default' } : {}) }
  const { written } = setting
  const place = written ? placeOf(key, written, scene) : {}
  const otherwise = usual ? { default: usual.held } : {}
  if (setting.state === 'unknown') {
    const isClosed = scene.component.layers.every((l) => l.open === undefined)
    const text = written && writtenText(written, record)
    return { origin: 'unknown', changed: written !== undefined || isClosed, ...place, ...(text === undefined ? {} : { written: text }), because: setting.because, ...otherwise }
  }
  const held = heldValue(setting.value, record, sourceOf(setting))
  const differs = !usual || !isSame(setting.value, usual.value)
  return {
    ...held,
    origin: setting.origin,
    changed: written !== undefined || differs,
    ...place,
    ...reasonOf(setting, record, scene),
    ...(differs ? otherwise : written ? { isDefault: true } : {}),
    ...shadowedOf(setting.shadowed, record, scene.lineAt),
  }
}

/** The text that a value was read from: a number may be larger than what can be counted exactly. */
const sourceOf = ({ written }: Known<unknown>): string | undefined => written?.placeholder?.default ?? written?.text.text

const layerOf = (key: string, value: Value, { component }: Scene): Layer | undefined => component.layers.find((l) => l.values.get(key)?.includes(value))

/** A framework writes nothing into the file. */
function placeOf(key: string, written: Value, scene: Scene): Pick<EffectiveSetting, 'line'> {
  return layerOf(key, written, scene)?.origin === 'framework' ? {} : { line: scene.lineAt(written.key.start) }
}

function reasonOf(setting: Known<unknown>, record: KeyRecord, scene: Scene): Pick<EffectiveSetting, 'because' | 'causes' | 'written'> {
  const { origin, because, written, assumed, causes } = setting
  if (assumed !== undefined) {
    const text = written && writtenText(written, record)
    return { because: 'the default in the placeholder, as long as nothing replaces it', ...(text === undefined ? {} : { written: text }) }
  }
  if (origin === 'derived') {
    const told = causes.map((cause) => causeOf(cause, scene))
    return { ...(because === undefined ? {} : { because }), ...(told.length === 0 ? {} : { causes: told }) }
  }
  const layer = written && layerOf(setting.key, written, scene)?.name
  if (layer === undefined || origin === 'explicit') return {}
  return { because: origin === 'framework' ? `put there by ${layer}` : `inherited from ${layer}` }
}

function causeOf(cause: Known<unknown>, scene: Scene): Cause {
  const { shown } = heldValue(cause.value, recordOf(scene.kind, cause.key), sourceOf(cause))
  return { key: plainKey(scene.kind, cause.key), shown, ...(cause.written ? placeOf(cause.key, cause.written, scene) : {}) }
}

interface Usual {
  readonly value: unknown
  readonly held: Held
}

/** What the release does by itself. */
function usualOf(key: string, record: KeyRecord, kind: Kind, v: Version): Usual | undefined {
  const text = defaultAt(kind, key, v)
  if (text === undefined) return undefined
  const parsed = parseValue(kind, record, text, v)
  const value = 'value' in parsed ? parsed.value : text
  return { value, held: heldValue(value, record, text) }
}

/** Values are words, numbers, or lists of words. */
const isSame = (a: unknown, b: unknown): boolean => a === b || (Array.isArray(a) && Array.isArray(b) && a.join(',') === b.join(','))

/* ── over a range of releases ── */

function overRange(key: string, record: KeyRecord, scene: Scene): Pick<EffectiveSetting, 'defaults' | 'releases'> {
  const { range, kind, component, target, line } = scene
  if (range.from === range.to) return {}
  const own = [...changePointsOf(kind, key), ...(record.known ?? []).map(([release]) => release)]
  const defaults = segments(range, own, (v) => (knows(kind, key, v) ? (usualOf(key, record, kind, v)?.held ?? {}) : { known: false }))
  const derivation = derivationOf(kind, key)
  const points = derivation ? [...own, ...derivation.from.flatMap((k) => changePointsOf(kind, k)), ...derivation.changesAt.map(version)] : []
  const releases = derivation ? segments(range, points, (v) => heldAt(new Settings(component, pointAt(target, { [line]: v })).of(key), record)) : []
  return { ...(defaults.length > 1 ? { defaults } : {}), ...(releases.length > 1 ? { releases } : {}) }
}

const heldAt = (setting: Setting<unknown>, record: KeyRecord): Omit<Since, 'from'> =>
  setting.state === 'known' ? heldValue(setting.value, record, sourceOf(setting)) : setting.state === 'unknown' ? { shown: 'not known' } : {}

/** What is said from each release on; the same said twice in a row is one. */
function segments({ from, to }: TargetRange, points: readonly Version[], say: (v: Version) => Omit<Since, 'from'>): Since[] {
  const versions = [...new Set([from, ...points.filter((v) => v > from && v <= to)])].sort((a, b) => a - b)
  const said = versions.map((v): Since => ({ from: showVersion(v), ...say(v) }))
  return said.filter((s, i) => i === 0 || s.shown !== said[i - 1]?.shown || s.known !== said[i - 1]?.known)
}
