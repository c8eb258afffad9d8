import { newest } from '../catalogue/releases.ts'
import { LINES } from '../catalogue/kinds.ts'
import type { Component } from '../components/component.ts'
import type { StatedFacts } from '../components/facts.ts'
import { mergeTargets, type Target, type TargetRange } from '../components/target.ts'
import type { FileInput, Language, Recognition, Understood } from '../dialects/dialect.ts'
import { Secret } from '../text/secret.ts'
import { SourceText } from '../text/source-text.ts'
import { moved, type Span } from '../text/span.ts'
import { minorOf, showVersion } from '../text/version.ts'
import { directivesOf, headOf, type Directive, type Suppression } from './directives.ts'
import type { Rule } from './define-rule.ts'
import type { Environment, FileConfig, RuleSettings } from './file-config.ts'
import { byPlace, type Finding } from './finding.ts'
import { directiveFindings, gradedOwn, problemFindings, tooLarge, unusedFindings } from './own-findings.ts'
import { factsOf, judgePart, type Conditions } from './part.ts'
import { RuleIndex } from './rule-index.ts'
import { environmentOf } from './silence.ts'
import { suppress } from './suppress.ts'

/** What was read of one part, and what was last judged of it under which conditions. Spans count from the part's start, so it holds wherever the part lies and however often. */
interface Kept {
  readonly said: Understood
  readonly directives: readonly Directive[]
  readonly own: readonly Finding[]
  conditions: string
  findings: readonly Finding[]
}

/** By what else the reading hangs on, then by text: a long text is hashed as it is, and copied nowhere. */
type KeptParts = Map<string, Map<string, Kept>>

/** Owned by the host, one for an open file: replaced as a whole by each run, so nothing has to be evicted. */
export class Store {
  parts: KeptParts = new Map()
  /** How many parts were read and judged so far; for tests and the benchmark. */
  read = 0
  judged = 0
}

export interface Placed {
  readonly component: Component
  /** How far into the file its part begins. */
  readonly by: number
  /** What is stated for it, worked out when asked: by `weir.yaml`, the file's head, a comment nearby. */
  readonly facts: StatedFacts
}
export interface FileReport {
  /** `null`: none of ours, or a kind that has no dialect yet. */
  readonly dialect: string | null
  readonly because?: string
  readonly target: Target
  readonly environment: Environment
  readonly findings: readonly Finding[]
  readonly components: readonly Placed[]
  /** Stretches that nothing may quote. */
  readonly secrets: readonly Span[]
  /** How far the thing reaches that begins at an offset, where it may run over several lines (a continued entry). */
  unitAt(offset: number): Span | undefined
}

/** Larger texts are not looked at, by language: a notice says so. */
const LIMITS: Readonly<Record<string, number>> = { sections: 2 ** 22, properties: 2 ** 24, yaml: 2 ** 22, python: 2 ** 21 }

export interface LinterParts {
  readonly rules: readonly Rule[]
  readonly languages: readonly Language[]
  readonly log?: (message: string) => void
}

/** The one pipeline that command, server, browser and tests use. Pure and synchronous. */
export class Linter {
  readonly index: RuleIndex
  readonly #languages: readonly Language[]
  readonly #log: (message: string) => void

  constructor({ rules, languages, log }: LinterParts) {
    this.index = new RuleIndex(rules)
    this.#languages = languages
    this.#log = log ?? (() => undefined)
  }

  recognise(file: FileInput): { readonly language: Language; readonly recognition: Recognition } | undefined {
    const takers = this.#languages.filter((l) => l.takes(file))
    if (takers.length === 0 || isBinary(file.text)) return undefined
    let known: { readonly language: Language; readonly recognition: Recognition } | undefined
    for (const language of takers) {
      const recognition = language.recognise(file)
      if (recognition?.dialect) return { language, recognition }
      if (recognition) known ??= { language, recognition }
    }
    return known
  }

  lint(file: FileInput, config: FileConfig, store = new Store()): FileReport {
    const found = this.recognise(file)
    const head = found?.recognition.dialect ? directivesOf(headOf(file.text, found.language.comment)) : []
    const target = targetFor(config, head)
    const environment = config.environment ?? environmentOf(file.path) ?? 'production'
    const nothing = { dialect: null, target, environment, findings: [], components: [], secrets: [], unitAt: () => undefined }
    if (!found) return nothing
    const { language, recognition } = found
    if (!recognition.dialect) return { ...nothing, because: recognition.because }
    if (file.text.length > (LIMITS[language.id] ?? Infinity))
      return { ...nothing, dialect: recognition.dialect, because: recognition.because, findings: gradedOwn([tooLarge(file.text)], config.rules) }
    const conditions: Conditions = {
      target,
      facts: Object.assign({}, config.facts, ...head.map((d) => d.facts)) as FileConfig['facts'],
      environment,
      rules: config.rules,
      overrides: config.overrides,
    }
    const placed = this.#parts(file, language, recognition, conditions, config, head, store)
    return new Report(file, placed, { recognition, target, environment, rules: config.rules }, this.index)
  }

  #parts(file: FileInput, language: Language, recognition: Recognition, conditions: Conditions, config: FileConfig, head: readonly Directive[], store: Store): PlacedPart[] {
    const key = JSON.stringify([conditions.target, conditions.facts, conditions.environment, config.key])
    const headEnd = head.at(-1)?.end ?? 0
    const circle = { ...conditions, index: this.index, log: this.#log }
    const parts: KeptParts = new Map()
    const placed = language.split(file.text).map((part) => {
      const text = file.text.slice(part.start, part.end)
      const as = `${recognition.dialect ?? ''} ${recognition.as ?? ''} ${part.start < headEnd ? headEnd : 0}`
      const alike = parts.get(as) ?? new Map<string, Kept>()
      const kept = alike.get(text) ?? store.parts.get(as)?.get(text) ?? this.#read(file, language, recognition, text, part.start === 0, store)
      const near = kept.directives.filter((d) => part.start + d.start >= headEnd)
      if (kept.conditions !== key) {
        store.judged++
        kept.findings = judgePart(kept.said, text, near, circle)
        kept.conditions = key
      }
      parts.set(as, alike.set(text, kept))
      return { part, kept, factsOf: (c: Component) => factsOf(c, kept.said.components, near, conditions) }
    })
    store.parts = parts
    return placed
  }

  #read(file: FileInput, language: Language, recognition: Recognition, text: string, isFirst: boolean, store: Store): Kept {
    store.read++
    const said = language.read(new SourceText(text, { bom: isFirst && file.bom === true }), recognition.as)
    const directives = text.includes('weir') ? directivesOf(said.comments) : []
    const isOurs = said.components.length > 0 || (said.problems.length > 0 && language.recognise({ ...file, text }) !== undefined)
    const own = [...(isOurs ? problemFindings(said.problems) : []), ...directiveFindings(directives, this.index.byId)]
    return { said, directives, own, conditions: '', findings: [] }
  }
}

interface PlacedPart {
  readonly part: Span
  readonly kept: Kept
  factsOf(component: Component): StatedFacts
}

interface About {
  readonly recognition: Recognition
  readonly target: Target
  readonly environment: Environment
  readonly rules: RuleSettings
}

/** A class, with what is asked for seldom as getters on its prototype: a literal with accessors costs a hidden class each time. */
class Report implements FileReport {
  readonly dialect: string | null
  readonly because: string
  readonly target: Target
  readonly environment: Environment
  readonly findings: readonly Finding[]
  readonly components: readonly Placed[]
  readonly #placed: readonly PlacedPart[]

  constructor(file: FileInput, placed: readonly PlacedPart[], { recognition, target, environment, rules }: About, { byId }: RuleIndex) {
    this.#placed = placed
    this.target = target
    this.environment = environment
    this.because = recognition.because
    this.components = placed.flatMap(({ part, kept, factsOf }) => kept.said.components.map((component) => new PlacedComponent(component, part.start, factsOf)))
    const all = placed.flatMap(({ part, kept }) => [...kept.own, ...kept.findings].map((f) => moveFinding(f, part.start)))
    const { findings, unused } = suppress(file.text, all, suppressionsIn(placed), (offset) => this.unitAt(offset))
    /* The text only looked like ours (a word in a string): nothing was found in it. */
    this.dialect = this.components[0]?.component.dialect ?? (all.length > 0 ? recognition.dialect : null)
    this.findings = gradedOwn([...findings, ...unusedFindings(unused, byId)], rules).toSorted(byPlace)
  }

  get secrets(): readonly Span[] {
    return this.components.flatMap(secretsOf)
  }

  unitAt(offset: number): Span | undefined {
    const home = this.#placed.find(({ part }) => part.start <= offset && offset < part.end)
    const unit = home?.kept.said.unitAt?.(offset - home.part.start)
    return home && unit ? moved(unit, home.part.start) : undefined
  }
}

class PlacedComponent implements Placed {
  readonly component: Component
  readonly by: number
  readonly #factsOf: (component: Component) => StatedFacts

  constructor(component: Component, by: number, factsOf: (component: Component) => StatedFacts) {
    this.component = component
    this.by = by
    this.#factsOf = factsOf
  }

  get facts(): StatedFacts {
    return this.#factsOf(this.component)
  }
}

const suppressionsIn = (placed: readonly PlacedPart[]): Suppression[] =>
  placed.flatMap(({ part, kept }) => kept.directives.flatMap(({ suppression: s }) => (s ? { ...moved(s, part.start), rules: s.rules.map((r) => moved(r, part.start)) } : [])))

const secretsOf = ({ component, by }: Placed): Span[] =>
  component.layers.flatMap((l) => [...l.values.values()].flat().flatMap(({ text }) => (text instanceof Secret ? [{ start: text.start + by, end: text.end + by }] : [])))

/** UTF-16 and binaries show a NUL early. */
const isBinary = (text: string): boolean => text.slice(0, 8192).includes('\0')

function targetFor(config: FileConfig, head: readonly Directive[]): Target {
  const stated = mergeTargets(config.target, ...head.map((d) => d.target))
  return Object.fromEntries(LINES.map((line) => [line, stated[line] ?? assumed(newest(line))])) as unknown as Target
}
const assumed = (v: number): TargetRange => ({ from: v, to: v, shown: showVersion(minorOf(v)), because: 'assumed', assumed: true })

function moveFinding(f: Finding, by: number): Finding {
  if (by === 0) return f
  const fixes = f.fixes.map((fix) => ({
    ...fix,
    edits: () => {
      const made = fix.edits()
      return 'refused' in made ? made : made.map((e) => moved(e, by))
    },
  }))
  return { ...moved(f, by), related: f.related.map((r) => moved(r, by)), fixes }
}
