import type { SourceText } from '../../text/source-text.ts'
import type { Span } from '../../text/span.ts'
import { call, type Inlined } from './calls.ts'
import type { Args } from './arguments.ts'
import { evaluate } from './expressions.ts'
import { joinItems, joinPairs, joinThings } from './join.ts'
import { Seen } from './seen.ts'
import { Box, Scope, Trail } from './state.ts'
import type { Py } from './syntax.ts'
import { NOT_UNDERSTOOD, type Dict, type Func, type Item, type List, type Pair, type Tag, type Thing } from './things.ts'

/** Brackets and calls nest no deeper than this in anything that a person writes. */
const DEEPEST = 150
/** Of the work that bodies of functions make, read again for each call: beyond it calls are not followed any more. */
const MOST_WORK = 60_000

/** Names that sources and windows give to their columns; rules know them by these. */
const OWN_COLUMNS = 'key value topic partition offset timestamp timestampType headers window session_window'.split(' ').map((n): [string, string] => [n.toLowerCase(), n])

/** The reading of one file: what its names stand for at this point, and what has been seen so far. */
export class Job {
  readonly source: SourceText
  readonly text: string
  readonly seen = new Seen()
  readonly trail = new Trail()
  scope = new Scope(this.trail, joinThings)
  /** Modules of which everything was imported. */
  readonly stars: string[] = []
  /** The calls whose bodies are being read, outermost first. */
  readonly inlined: Inlined[] = []
  loops = 0
  /** Blocks being read whose exceptions somebody catches, in the body at hand. */
  tries = 0
  /** The branches that are being read, outermost first. */
  path: readonly number[] = []
  work = 0
  #depth = 0
  #ids = 0
  readonly #statements: Py[] = []
  readonly #columns = new Map(OWN_COLUMNS)

  constructor(source: SourceText) {
    this.source = source
    this.text = source.text
  }

  eval(node: Py): Thing {
    if (this.#depth >= DEEPEST) return NOT_UNDERSTOOD
    this.#depth++
    if (this.inlined.length > 0) this.work++
    try {
      return evaluate(this, node)
    } finally {
      this.#depth--
    }
  }

  get isTired(): boolean {
    return this.work > MOST_WORK
  }

  /** What a visible function gives back for these arguments; nothing where it is not followed. */
  invoke(func: Func, args: Args): Thing | undefined {
    return call(this, func, args)
  }

  nextId(): number {
    return ++this.#ids
  }

  box<S>(state: S, join: (a: S, b: S, at: Span) => S): Box<S> {
    return new Box(this.trail, state, join)
  }

  dict(pairs: ReadonlyMap<string, Pair>, open?: string): Dict {
    return { is: 'dict', box: this.box({ pairs, ...(open === undefined ? {} : { open }) }, joinPairs) }
  }

  list(items: readonly Item[], open?: string): List {
    return { is: 'list', box: this.box({ items, ...(open === undefined ? {} : { open }) }, joinItems) }
  }

  /** A span of the part's own text, as everything outside counts it. */
  place({ start, end }: Span): Span {
    return this.source.span(start, end)
  }

  /** A column's name in the spelling that it was met in first: Spark tells columns apart without case, unless the session says otherwise. */
  column(name: string): string {
    if (this.#isCaseSensitive()) return name
    const lower = name.toLowerCase()
    const known = this.#columns.get(lower)
    if (known !== undefined) return known
    this.#columns.set(lower, name)
    return name
  }

  #isCaseSensitive(): boolean {
    const set = this.seen.session.entries.findLast((e) => e.name === 'spark.sql.caseSensitive')
    return set !== undefined && !(set.value.is === 'const' && /^\s*false\s*$/i.test(set.value.text))
  }

  /* ── statements ── */

  within<T>(statement: Py, read: () => T): T {
    this.#statements.push(statement)
    try {
      return read()
    } finally {
      this.#statements.pop()
    }
  }

  /** Blocks lie deeper in each other than anything that a person writes. */
  get isNested(): boolean {
    return this.#statements.length > DEEPEST
  }

  get statement(): Span {
    return this.#statements.at(-1) ?? { start: 0, end: 0 }
  }

  get statementSpan(): Span {
    const { start, end } = this.statement
    return { start, end }
  }

  /** Where a comment line can go above what is being read: the innermost statement that begins its line. */
  get anchor(): number {
    return this.#statements.findLast((s) => this.#beginsLine(s.start))?.start ?? 0
  }

  #beginsLine(at: number): boolean {
    let i = at - 1
    while (i >= 0 && (this.text[i] === ' ' || this.text[i] === '\t')) i--
    return i < 0 || this.text[i] === '\n' || this.text[i] === '\r'
  }

  tag(): Tag {
    return { statement: this.statementSpan, anchor: this.anchor, path: this.path }
  }

  /** From the statement where something was begun to the one that ends it, if nothing else begins in between. */
  reach(from: Span): Span {
    const to = this.statementSpan
    const between = from.end <= to.start ? this.text.slice(from.end, to.start) : undefined
    return between === undefined || /Stream\b|\n(?:def|class) /.test(between) ? to : { start: from.start, end: to.end }
  }

  get isLooped(): boolean {
    return this.loops > 0
  }
}
