import type { Span } from '../../text/span.ts'
import type { Thing } from './things.ts'

/** A box whose kind does not matter. */
interface Changeable {
  /** Boxes are counted as they come into being. */
  readonly born: number
  hold(): Held
}

/** A state of one box at some time: it can be put back, or joined into what the box holds now. */
interface Held {
  readonly box: Changeable
  back(): void
  put(): void
  join(at: Span): void
}

/** What a way through the code has made of things that were there before it. */
export type Ending = ReadonlyMap<Changeable, Held>
export const UNCHANGED: Ending = new Map()

export interface Mark {
  readonly at: number
  readonly born: number
}

/** Every change with what was there before, so that a branch can be left again, and branches can meet behind it. */
export class Trail {
  readonly #changes: Held[] = []
  #born = 0
  #marks = 0

  mark(): Mark {
    this.#marks++
    return { at: this.#changes.length, born: this.#born }
  }

  birth(): number {
    return ++this.#born
  }

  /** Nothing has to be remembered where nobody can come back to it. */
  note(box: Changeable): void {
    if (this.#marks > 0) this.#changes.push(box.hold())
  }

  /** Takes everything back to the mark. What came into being behind it stays as it is: nobody saw it before. */
  leave(mark: Mark): Ending {
    const ending = new Map<Changeable, Held>()
    this.#marks--
    for (const change of this.#changes.splice(mark.at).reverse()) {
      if (change.box.born > mark.born) continue
      if (!ending.has(change.box)) ending.set(change.box, change.box.hold())
      change.back()
    }
    return ending
  }

  /** Behind several ways, of which one was taken. */
  meet([first, ...others]: readonly Ending[], at: Span): void {
    if (!first) return
    for (const box of new Set([first, ...others].flatMap((e) => [...e.keys()]))) {
      const before = box.hold()
      first.get(box)?.put()
      for (const other of others) (other.get(box) ?? before).join(at)
    }
  }
}

/** Something that changes: what a name stands for, a dictionary, a reader, a writer. */
export class Box<S> implements Changeable {
  readonly born: number
  readonly #trail: Trail
  readonly #join: (a: S, b: S, at: Span) => S
  #state: S

  constructor(trail: Trail, state: S, join: (a: S, b: S, at: Span) => S, born = trail.birth()) {
    this.#trail = trail
    this.#state = state
    this.#join = join
    this.born = born
  }

  get state(): S {
    return this.#state
  }

  set state(state: S) {
    this.#trail.note(this)
    this.#state = state
  }

  hold(): Held {
    const held = this.#state
    return {
      box: this,
      back: () => {
        this.#state = held
      },
      put: () => {
        this.state = held
      },
      join: (at) => {
        if (this.#state !== held) this.state = this.#join(this.#state, held, at)
      },
    }
  }
}

type JoinThings = (a: Thing | undefined, b: Thing | undefined, at: Span) => Thing | undefined

/** The names of a module, a function or a class. Assignments go here, look-ups go outwards. */
export class Scope {
  readonly outer: Scope | undefined
  /** Names that a `global` statement hands to the module. */
  readonly globals = new Set<string>()
  readonly isClass: boolean
  readonly #names = new Map<string, Box<Thing | undefined>>()
  readonly #trail: Trail
  readonly #join: JoinThings

  constructor(trail: Trail, join: JoinThings, { outer, isClass = false }: { outer?: Scope; isClass?: boolean } = {}) {
    this.#trail = trail
    this.#join = join
    this.outer = outer
    this.isClass = isClass
  }

  inner(isClass = false): Scope {
    return new Scope(this.#trail, this.#join, { outer: this, isClass })
  }

  get(name: string): Thing | undefined {
    return this.#names.get(name)?.state
  }

  /** A name is as old as the code: in a branch that does not bind it, it is not bound. */
  set(name: string, thing: Thing | undefined): void {
    let box = this.#names.get(name)
    if (!box) {
      box = new Box<Thing | undefined>(this.#trail, undefined, this.#join, 0)
      this.#names.set(name, box)
    }
    box.state = thing
  }

  entries(): [string, Thing][] {
    return [...this.#names].flatMap(([name, { state }]) => (state ? [[name, state]] : []))
  }

  /** The scope that holds a name; that of a class is not seen by the functions in it. */
  holder(name: string): Scope | undefined {
    if (this.get(name)) return this
    for (let scope = this.outer; scope; scope = scope.outer) if (!scope.isClass && scope.get(name)) return scope
    return undefined
  }

  find(name: string): Thing | undefined {
    return this.holder(name)?.get(name)
  }

  get module(): Scope {
    return this.outer ? this.outer.module : this
  }
}
