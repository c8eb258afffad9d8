import { emptyObject, isClassAttribute, setAttribute } from './classes.ts'
import { readAlone } from './calls.ts'
import type { Job } from './job.ts'
import type { Func, Instance, Klass } from './things.ts'

/** What a body must hold, itself or in what it calls, to say anything of a query or a session. */
const TELLING = /\b(?:readStream|writeStream|DataStreamReader|builder|SparkConf|conf|_conf|config)\b/

/** Functions and methods that nothing in the file has called so far, read with parameters that are not known: callers before what they call. */
export function readDefinitions(job: Job): void {
  const done = new Set<number>()
  for (;;) {
    const open = candidates(job).filter((f) => !done.has(f.info.node.start))
    const [next] = open.filter((f) => !open.some((other) => other !== f && words(other).has(f.info.name)))
    const func = next ?? open[0]
    if (!func) return
    done.add(func.info.node.start)
    readOne(job, func)
  }
}

function candidates(job: Job): Func[] {
  const telling = tellingNames(job)
  return [...job.seen.functions.values()].filter(({ info }) => info.calls === 0 && !info.isLambda && !info.isBatchBody && info.name !== '__init__' && telling.has(info.node.start))
}

const cache = new WeakMap<object, ReadonlySet<string>>()
function words({ info }: Func): ReadonlySet<string> {
  let held = cache.get(info)
  if (!held) {
    held = new Set(info.node.text.match(/[A-Za-z_]\w*/g) ?? [])
    cache.set(info, held)
  }
  return held
}

/** Functions that speak of streams or the session, and those that call them. */
function tellingNames(job: Job): ReadonlySet<number> {
  const all = [...job.seen.functions.values()]
  const telling = new Set(all.filter((f) => TELLING.test(f.info.node.text)))
  for (let grown = true; grown; ) {
    grown = false
    for (const func of all) {
      if (telling.has(func) || ![...telling].some((t) => words(func).has(t.info.name))) continue
      telling.add(func)
      grown = true
    }
  }
  return new Set([...telling].map((f) => f.info.node.start))
}

function readOne(job: Job, func: Func): void {
  const klass = job.seen.classes.find((k) => k.scope === func.scope)
  const mark = job.trail.mark()
  job.within(func.info.node, () => readAlone(job, klass && !func.info.decorators.includes('staticmethod') ? { ...func, self: func.info.decorators.includes('classmethod') ? klass : someObject(job, klass, func) } : func))
  job.trail.leave(mark)
}

/** An object of which only `__init__` is known to have run; what other methods assign may be anything. */
function someObject(job: Job, klass: Klass, { info }: Func): Instance {
  const instance = emptyObject(job, klass)
  const init = isClassAttribute(klass, '__init__')
  if (init?.is === 'func') readAlone(job, { ...init, self: instance })
  const text = klass.node.text
  const initText = init?.is === 'func' ? init.info.node.text : ''
  for (const name of instance.box.state.keys()) {
    const all = assignments(text, name)
    if (all > assignments(initText, name) + assignments(info.node.text, name)) setAttribute(instance, name, { is: 'unknown', because: `${name} is set in several methods` })
  }
  return instance
}

const assignments = (text: string, name: string): number => [...text.matchAll(new RegExp(`\\bself\\.${name}\\s*(?::[^=\\n]*)?=(?!=)`, 'g'))].length
