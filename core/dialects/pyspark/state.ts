import type { Thing } from './things.ts'

/** The names of a module, a function or a class. Assignments go here, look-ups go outwards. */
export class Scope {
  readonly names = new Map<string, Thing>()
  readonly outer: Scope | undefined
  /** Names that a `global` statement hands to the module. */
  readonly globals = new Set<string>()
  readonly isClass: boolean

  constructor(outer?: Scope, isClass = false) {
    this.outer = outer
    this.isClass = isClass
  }

  /** The scope that holds a name; that of a class is not seen by the functions in it. */
  holder(name: string): Scope | undefined {
    if (this.names.has(name)) return this
    for (let scope = this.outer; scope; scope = scope.outer) if (!scope.isClass && scope.names.has(name)) return scope
    return undefined
  }

  get module(): Scope {
    let scope: Scope = this
    while (scope.outer) scope = scope.outer
    return scope
  }
}

/** A state that was kept: it can be put back, or joined into what has become of it meanwhile. */
export interface Kept {
  back(): void
  meet(): void
}

/** Something that changes in place: a dictionary, a reader, a writer. What happens to it in a branch is joined when the branches meet. */
export class Box<S> {
  state: S
  readonly #join: (a: S, b: S) => S

  constructor(state: S, join: (a: S, b: S) => S) {
    this.state = state
    this.#join = join
  }

  keep(): Kept {
    const held = this.state
    return {
      back: () => {
        this.state = held
      },
      meet: () => {
        if (this.state !== held) this.state = this.#join(held, this.state)
      },
    }
  }
}

/** The names of one scope as they are, to be put back or joined. */
export function keepNames(scope: Scope, join: (a: Thing | undefined, b: Thing | undefined) => Thing): Kept {
  const held = new Map(scope.names)
  const put = (names: ReadonlyMap<string, Thing>): void => {
    scope.names.clear()
    for (const [name, thing] of names) scope.names.set(name, thing)
  }
  return {
    back: () => put(held),
    meet: () => {
      for (const name of new Set([...held.keys(), ...scope.names.keys()])) {
        const [a, b] = [held.get(name), scope.names.get(name)]
        if (a !== b) scope.names.set(name, join(a, b))
      }
    },
  }
}
