import { isAlias, isNode, type Node } from 'yaml'
import { nearest } from '../catalogue/did-you-mean.ts'
import { isMap, isScalar, isSeq, pairsOf, readYaml, resolved, scalarToken, type TreeDocument } from '../readers/yaml.ts'
import { SourceText } from '../text/source-text.ts'
import { spanOf, type Span } from '../text/span.ts'
import type { Severity } from './define-rule.ts'
import { byPlace, type Finding } from './finding.ts'

/** A text as it is written: `3.10` stays `3.10`, where YAML itself would make the number 3.1 of it. */
export interface Word extends Span {
  readonly text: string
}
/** One key of a map with its value. */
export interface Entry {
  readonly key: Word
  readonly value: Node | null
  /** The same before aliases are followed. */
  readonly written: unknown
  /** Where findings about the value go; the key's place where there is none. */
  readonly at: Span
}

/** One configuration file while it is read: what is asked of it comes with its place, and what is wrong is kept at its place. */
export class ConfigText {
  readonly #findings: Finding[] = []
  /** How people know the file. */
  readonly name: string
  readonly #document: TreeDocument

  constructor(name: string, text: string) {
    this.name = name
    this.#document = readYaml(new SourceText(text))
    for (const p of this.#document.problems) this.problem(p, `This cannot be read as YAML${p.detail === undefined ? '' : `: ${p.detail}`}`)
    if (this.#document.templated) this.problem({ start: 0, end: Math.min(1, text.length) }, 'This file is read as it is: nobody fills in templates here.')
  }

  /** What is wrong, in the order of the text; only the syntax where that is wrong, since the rest may be misread. */
  get said(): readonly Finding[] {
    const broken = this.#document.problems.length
    return (broken > 0 ? this.#findings.slice(0, broken) : this.#findings).toSorted(byPlace)
  }

  get root(): Node | null {
    return this.#document.root?.contents ?? null
  }

  problem(at: Span, message: string, { severity = 'error', write }: { readonly severity?: Severity; readonly write?: string } = {}): void {
    const fixes = write === undefined ? [] : [{ title: `Write ${write}`, safety: 'safe' as const, edits: () => [{ ...spanOf(at), text: write }] }]
    this.#findings.push({ rule: 'config-problem', severity, message, ...spanOf(at), related: [], fixes })
  }

  /** A name that is not among those that can stand here; `lead` comes before it: `There is no rule`. */
  unknown(lead: string, word: Word, names: readonly string[], besides = ''): void {
    const meant = nearest(word.text, names)
    const listed = names.length <= MANY ? `; it can be ${names.join(', ')}${besides}` : besides
    this.problem(word, `${lead} ${word.text}${meant === undefined ? listed : `; did you mean ${meant}?`}`, meant === undefined ? {} : { write: meant })
  }

  isMap(node: Node | null): boolean {
    return isMap(node)
  }

  /** The keys of a map; of two equal ones the last holds and the first is reported. Nothing, with a problem, where there is no map. */
  entries(node: Node | null, expected: string): Entry[] {
    const { root } = this.#document
    if (!root || isNothing(node)) return []
    if (!isMap(node)) {
      this.problem(this.#placeOf(node) ?? START, `Expected ${expected}`)
      return []
    }
    const held = new Map<string, Entry & { readonly merged: boolean }>()
    for (const { key, value, merged, pair } of pairsOf(root, node)) {
      const word = this.#word(key)
      const before = held.get(word.text)
      if (before && merged && !before.merged) continue
      if (before && !merged && !before.merged) this.problem(before.key, `${word.text} is written twice: what stands further down holds`)
      held.set(word.text, { key: word, value, written: pair.value, at: this.#placeOf(value) ?? word, merged })
    }
    return [...held.values()]
  }

  /** A single value as it is written; nothing for a list, a map or an empty value. */
  word(node: Node | null): Word | undefined {
    return isScalar(node) && !isNothing(node) ? this.#word(node) : undefined
  }

  /** The items of a list of texts; one text stands for a list of one. */
  words({ value, written, at }: Entry, expected: string): Word[] {
    const { root } = this.#document
    const items: readonly unknown[] = isSeq(value) ? value.items : [written]
    return items.flatMap((item) => {
      const word = root && this.word(resolved(root, item))
      if (word && !isTagged(item)) return [word]
      const node = isNode(item) ? item : null
      this.problem(this.#placeOf(node) ?? at, isTagged(item) || isAlias(item) ? UNQUOTED : `Expected ${expected}`)
      return []
    })
  }

  /** The items of a list, each with its place. */
  items({ value, at }: Entry, expected: string): { readonly node: Node | null; readonly at: Span }[] {
    const { root } = this.#document
    if (!root || isNothing(value)) return []
    if (!isSeq(value)) {
      this.problem(at, `Expected ${expected}`)
      return []
    }
    return value.items.map((i) => {
      const node = resolved(root, i)
      return { node, at: this.#placeOf(node) ?? at }
    })
  }

  /** What YAML itself makes of a value: for options, which read it themselves. */
  plain(node: Node | null): unknown {
    const { root } = this.#document
    if (isScalar(node)) return typeof node.value === 'bigint' ? Number(node.value) : node.value
    return isSeq(node) && root ? node.items.map((i) => this.plain(resolved(root, i))) : undefined
  }

  /** Cut behind its first line: an editor would underline everything else too. Nothing, where nothing is written. */
  #placeOf(node: Node | null): Span | undefined {
    const [start, end] = node?.range ?? [0, 0]
    const stop = this.#document.source.text.slice(start, end).search(/[\r\n]/)
    return end > start ? { start, end: stop < 0 ? end : start + stop } : undefined
  }

  #word(scalar: Parameters<typeof scalarToken>[1]): Word {
    const token = scalarToken(this.#document, scalar)
    return { ...spanOf(token), text: token.text }
  }
}

const START: Span = { start: 0, end: 0 }
/** More names than a message can list. */
const MANY = 16
const isNothing = (node: Node | null): boolean => node === null || (isScalar(node) && node.value === null)

/** `!x` is a tag of YAML and `*x` an alias: everybody trips over it once in a list of patterns. */
const UNQUOTED = 'A pattern that begins with * or ! stands in quotation marks'
const isTagged = (node: unknown): boolean => isScalar(node) && node.tag?.startsWith('!') === true
