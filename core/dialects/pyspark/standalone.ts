import { emptyObject, isClassAttribute, setAttribute } from './classes.ts'
import { readAlone } from './calls.ts'
import type { Job } from './job.ts'
import { isTelling, wordsOf } from './mentions.ts'
import type { Func, FunctionInfo, Instance, Klass } from './things.ts'

/** Functions and methods that nothing in the file has called so far, read with parameters that are not known: callers before what they call. */
export function readDefinitions(job: Job): void {
  const done = new Set<FunctionInfo>()
  let telling: ReadonlySet<FunctionInfo> = new Set()
  let known = -1
  for (;;) {
    if (known !== job.seen.functions.size) telling = tellingFunctions(job)
    known = job.seen.functions.size
    const open = [...job.seen.functions.values()].filter(({ info }) => isOpen(info) && telling.has(info) && !done.has(info))
    const [first] = open
    if (!first) return
    const mentions = mentionsIn(open)
    const roots = open.filter(({ info }) => (mentions.get(info.name) ?? 0) === (wordsOf(info).has(info.name) ? 1 : 0))
    for (const func of roots.length > 0 ? roots : [first]) {
      done.add(func.info)
      if (isOpen(func.info)) readOne(job, func)
    }
  }
}

const isOpen = ({ calls, isLambda, isBatchBody, name }: FunctionInfo): boolean => calls === 0 && !isLambda && !isBatchBody && name !== '__init__'

/** How many of these functions speak of a name. */
function mentionsIn(functions: readonly Func[]): ReadonlyMap<string, number> {
  const mentions = new Map<string, number>()
  for (const { info } of functions) for (const word of wordsOf(info)) mentions.set(word, (mentions.get(word) ?? 0) + 1)
  return mentions
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const held = lists.get(key)
  if (held) held.push(value)
  else lists.set(key, [value])
}

/** Functions that speak of streams or the session, and those that call them. */
function tellingFunctions(job: Job): ReadonlySet<FunctionInfo> {
  const all = [...job.seen.functions.values()].map((f) => f.info)
  const callers = new Map<string, FunctionInfo[]>()
  for (const info of all) for (const word of wordsOf(info)) push(callers, word, info)
  const telling = new Set(all.filter((info) => [...wordsOf(info)].some(isTelling)))
  for (const info of telling) for (const caller of callers.get(info.name) ?? []) telling.add(caller)
  return telling
}

function readOne(job: Job, func: Func): void {
  const klass = job.seen.classes.find((k) => k.scope === func.scope)
  const mark = job.trail.mark()
  job.within(func.info.node, () =>
    readAlone(
      job,
      klass && !func.info.decorators.includes('staticmethod') ? { ...func, self: func.info.decorators.includes('classmethod') ? klass : someObject(job, klass, func) } : func,
    ),
  )
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
