import { briefly, type Args } from './arguments.ts'
import { mergedDicts, spanOf } from './constants.ts'
import type { Job } from './job.ts'
import { hint, type Py } from './syntax.ts'
import { NONE, NOT_UNDERSTOOD, textOf, unknown, type Dict, type Item, type List, type Pair, type Pairs, type Thing } from './things.ts'

/** `{"k": v, **more}`: what is not a literal name makes it open. */
export function dictionary(job: Job, node: Py): Dict {
  const pairs = new Map<string, Pair>()
  let open: string | undefined
  for (const kid of node.kids) {
    if (kid.type === 'pair') {
      const pair = pairOf(job, kid)
      if (pair) put(pairs, pair)
      else open ??= 'a name in the dictionary is not a literal'
    } else {
      const spread = kid.kid(0)
      const value = spread ? job.eval(spread) : NOT_UNDERSTOOD
      if (value.is === 'dict') for (const pair of value.box.state.pairs.values()) put(pairs, pair)
      open ??= value.is === 'dict' ? value.box.state.open : `**${spread ? briefly(spread) : '…'} is not in sight`
    }
  }
  return job.dict(pairs, open)
}

/** The one written last wins and stands last. */
function put(pairs: Map<string, Pair>, pair: Pair): void {
  pairs.delete(pair.name)
  pairs.set(pair.name, pair)
}

function pairOf(job: Job, node: Py): Pair | undefined {
  const [key, value] = node.kids
  if (!key || !value) return undefined
  hint(key, ':')
  hint(value, ',}')
  const name = job.eval(key)
  const given = job.eval(value)
  if (name.is !== 'const' || name.of !== 'text') return undefined
  return { name: name.text, ...nameOf(name, key), value: given, use: spanOf(value), unit: { start: key.start, end: value.end } }
}

/** Where the characters of a name stand: between its quotes, or the whole expression where it is written elsewhere; in a loop each round has a name of its own, where that is written. */
export function nameOf(name: Thing, node: { start: number; end: number }, isLooped = false): Pick<Pair, 'nameAt' | 'nameIs'> {
  const literal = name.is === 'const' ? name.literal : undefined
  if (literal && isLooped && (literal.start < node.start || literal.end > node.end)) return { nameAt: spanOf(literal), nameIs: 'elsewhere' }
  return literal && literal.start >= node.start && literal.end <= node.end ? { nameAt: spanOf(literal), nameIs: 'string' } : { nameAt: spanOf(node), nameIs: 'elsewhere' }
}

export function listOf(job: Job, nodes: readonly Py[]): List {
  const items: Item[] = []
  let open: string | undefined
  for (const node of nodes) {
    if (node.source[node.start] === '*') {
      const spread = node.kid(0)
      const value = spread ? job.eval(spread) : NOT_UNDERSTOOD
      if (value.is === 'list') items.push(...value.box.state.items)
      open ??= value.is === 'list' ? value.box.state.open : `*${spread ? briefly(spread) : '…'} is not in sight`
    } else {
      hint(node, ',)]')
      items.push({ value: job.eval(node), at: node })
    }
  }
  return job.list(items, open)
}

/** `dict(other, a=1, **more)`, `dict([("a", 1)])`. */
export function dictCall(job: Job, args: Args): Dict {
  const pairs = new Map<string, Pair>()
  let open = args.open
  for (const { value } of args.positional) {
    const given = pairsOf(value)
    for (const pair of given?.pairs.values() ?? []) put(pairs, pair)
    open ??= given ? given.open : 'what the dictionary is made of is not in sight'
  }
  for (const pair of args.named.values()) put(pairs, pair)
  return job.dict(pairs, open)
}

/** The pairs of a dictionary, or of a list of pairs. */
export function pairsOf(value: Thing): Pairs | undefined {
  if (value.is === 'dict') return value.box.state
  if (value.is !== 'list') return undefined
  const pairs = new Map<string, Pair>()
  let open = value.box.state.open
  for (const item of value.box.state.items) {
    const pair = pairOfTuple(item)
    if (pair) put(pairs, pair)
    else open ??= 'a pair of the list is not in sight'
  }
  return { pairs, ...(open === undefined ? {} : { open }) }
}

function pairOfTuple({ value, at }: Item): Pair | undefined {
  if (value.is !== 'list' || value.box.state.open !== undefined) return undefined
  const [key, given, more] = value.box.state.items
  const name = textOf(key?.value)
  if (!key || !given || more || name === undefined) return undefined
  return { name, ...nameOf(key.value, key.at), value: given.value, use: spanOf(given.at), unit: spanOf(at) }
}

export function dictMethod(job: Job, dict: Dict, name: string, args: Args): Thing {
  const { pairs } = dict.box.state
  const key = textOf(args.positional[0]?.value)
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault':
      return taken(job, dict, name, key, args.positional[1]?.value)
    case 'copy':
      return job.dict(new Map(pairs), dict.box.state.open)
    case 'update': {
      dict.box.state = mergedDicts(job, dict, dictCall(job, args)).box.state
      return NONE
    }
    case 'items':
      return dict
    case 'keys':
    case 'values':
      return NOT_UNDERSTOOD
    default:
      return NOT_UNDERSTOOD
  }
}

function taken(job: Job, dict: Dict, name: string, key: string | undefined, otherwise: Thing = NONE): Thing {
  const { pairs, open } = dict.box.state
  if (key === undefined) {
    if (name !== 'get') dict.box.state = { pairs, open: 'an entry whose name is not a literal was changed' }
    return NOT_UNDERSTOOD
  }
  const held = pairs.get(key)
  if (name === 'pop') dict.box.state = job.dict(new Map([...pairs].filter(([k]) => k !== key)), open).box.state
  if (held) return held.value
  if (name === 'setdefault') dict.box.state = { pairs, open: `${key} may have been set before` }
  return open === undefined ? otherwise : unknown(`${key} is not in sight`)
}

/** `D["k"] = v`, `del D["k"]`. */
export function setItem(job: Job, dict: Dict, key: Py, value: Thing | undefined, use: { start: number; end: number }): void {
  const { pairs, open } = dict.box.state
  const name = job.eval(key)
  const text = textOf(name)
  if (text === undefined) {
    dict.box.state = { pairs, open: open ?? 'an entry whose name is not a literal was changed' }
    return
  }
  const next = new Map(pairs)
  next.delete(text)
  if (value) next.set(text, { name: text, ...nameOf(name, key), value, use: spanOf(use), unit: spanOf(job.statement), isStatement: true })
  dict.box.state = { pairs: next, ...(open === undefined ? {} : { open }) }
}

export function itemOf(job: Job, of: Thing, key: Py | undefined): Thing {
  const index = key ? job.eval(key) : NOT_UNDERSTOOD
  if (index.is !== 'const') return NOT_UNDERSTOOD
  if (of.is === 'dict') return of.box.state.pairs.get(index.text)?.value ?? unknown(`${index.text} is not in sight`)
  if (of.is === 'list' && of.box.state.open === undefined && index.of === 'number') return of.box.state.items.at(Number(index.text))?.value ?? NOT_UNDERSTOOD
  return NOT_UNDERSTOOD
}

export function listMethod(list: List, name: string, args: Args): Thing {
  const { items } = list.box.state
  if (name === 'append' && args.positional[0]) list.box.state = { ...list.box.state, items: [...items, args.positional[0]] }
  else if (!['index', 'count', 'copy'].includes(name)) list.box.state = { items, open: 'the list is changed' }
  return NOT_UNDERSTOOD
}
