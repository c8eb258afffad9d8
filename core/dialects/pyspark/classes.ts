import type { Span } from '../../text/span.ts'
import { NO_ARGS, type Args } from './arguments.ts'
import type { Job } from './job.ts'
import { joinThings } from './join.ts'
import type { Func, Instance, Klass, Thing } from './things.ts'
import { NOT_UNDERSTOOD } from './things.ts'

/** A new object of a class of this file: `__init__` is read for it. */
export function construct(job: Job, klass: Klass, args: Args): Instance {
  const instance = emptyObject(job, klass)
  klass.tag.made++
  const init = methodOf(klass, '__init__')
  if (init) job.invoke({ ...init, self: instance }, args)
  return instance
}

type Attributes = ReadonlyMap<string, Thing>
const joinAttributes = (a: Attributes, b: Attributes, at: Span): Attributes =>
  new Map([...new Set([...a.keys(), ...b.keys()])].map((name) => [name, joinThings(a.get(name), b.get(name), at)]))
export const emptyObject = (job: Job, klass: Klass): Instance => ({ is: 'instance', klass, box: job.box<Attributes>(new Map(), joinAttributes) })

/** A class attribute of the class or of those of its bases that stand in the file. */
export function isClassAttribute(klass: Klass, name: string, depth = 0): Thing | undefined {
  const own = klass.scope.get(name)
  if (own) return own.is === 'func' && own.info.decorators.includes('classmethod') ? { ...own, self: klass } : own
  if (depth > 4) return undefined
  for (const base of klass.bases) {
    const inherited = base.is === 'class' ? isClassAttribute(base, name, depth + 1) : undefined
    if (inherited) return inherited
  }
  return undefined
}

function methodOf(klass: Klass, name: string): Func | undefined {
  const found = isClassAttribute(klass, name)
  return found?.is === 'func' ? found : undefined
}

export function instanceAttribute(job: Job, instance: Instance, name: string): Thing | undefined {
  const own = instance.box.state.get(name)
  if (own) return own
  const shared = isClassAttribute(instance.klass, name)
  if (shared?.is !== 'func') return shared && isSettled(instance.klass) ? shared : shared && NOT_UNDERSTOOD
  const { decorators } = shared.info
  if (decorators.includes('staticmethod')) return shared
  const bound: Func = { ...shared, self: decorators.includes('classmethod') ? instance.klass : instance }
  if (decorators.some((d) => /(?:^|\.)(?:cached_)?property$/.test(d))) return job.invoke(bound, NO_ARGS) ?? NOT_UNDERSTOOD
  return bound
}

/** Of a data class, or of one whose base is elsewhere, an attribute may be another for each object. */
const isSettled = ({ isDecorated, bases }: Klass): boolean => !isDecorated && bases.every((b) => b.is === 'class' && isSettled(b))

export function setAttribute(instance: Instance, name: string, value: Thing): void {
  instance.box.state = new Map([...instance.box.state, [name, value]])
}
