import { spanOf } from './constants.ts'
import { pairsOf } from './collections.ts'
import type { Job } from './job.ts'
import { plainArguments, scanArguments } from './plain-chain.ts'
import { hint, type Py } from './syntax.ts'
import { NOT_UNDERSTOOD, type Frame, type Item, type Pair, type Thing } from './things.ts'

/** The arguments of a call, each worked out once. */
export interface Args {
  readonly positional: readonly Item[]
  /** Keywords, and what `**D` brings. */
  readonly named: ReadonlyMap<string, Pair>
  /** Why there may be more: `**options` that is not in sight. */
  readonly open?: string
  /** `*columns` out of sight: more positional ones. */
  readonly isOpenList: boolean
}
export const NO_ARGS: Args = { positional: [], named: new Map(), isOpenList: false }

const KEYWORD = /([A-Za-z_]\w*)\s*=(?!=)/y

export function argumentsOf(job: Job, call: Py): Args {
  const list = call.kid(1)
  if (!list) return NO_ARGS
  const plain = scanArguments(job.text, list.start)
  if (plain) return plainArguments(job, plain)
  if (isGenerator(list)) return { ...NO_ARGS, positional: [{ value: job.eval(list), at: list }] }
  const positional: Item[] = []
  const named = new Map<string, Pair>()
  let open: string | undefined
  let isOpenList = false
  for (const node of list.kids) {
    const first = node.source[node.start]
    if (first === '*') {
      const spread = spreadOf(job, node)
      if (spread.isDouble) for (const pair of spread.pairs) named.set(pair.name, pair)
      else positional.push(...spread.items)
      if (spread.open !== undefined && spread.isDouble) open ??= spread.open
      else if (spread.open !== undefined) isOpenList = true
    } else {
      const pair = keywordOf(job, node)
      if (pair) named.set(pair.name, pair)
      else positional.push(positionalOf(job, node))
    }
  }
  return { positional, named, isOpenList, ...(open === undefined ? {} : { open }) }
}

/** `f(x for x in y)`: an argument never begins with that word. */
const isGenerator = (list: Py): boolean => /^(?:async|for)\b/.test(list.source.slice(list.kid(1)?.start ?? 0, (list.kid(1)?.start ?? 0) + 6))

function positionalOf(job: Job, node: Py): Item {
  hint(node, ',)')
  return { value: job.eval(node), at: node }
}

function keywordOf(job: Job, node: Py): Pair | undefined {
  KEYWORD.lastIndex = node.start
  const m = KEYWORD.exec(node.source)
  if (!m) return undefined
  const value = node.kid(1)
  if (!value) return undefined
  hint(value, ',)')
  const name = m[1] ?? ''
  return {
    name,
    nameAt: { start: node.start, end: node.start + name.length },
    nameIs: 'keyword',
    value: job.eval(value),
    use: spanOf(value),
    unit: { start: node.start, end: value.end },
  }
}

/** What an expression is called, without what it is given: there may be a secret in it. */
export function briefly(node: Py): string {
  const text = node.text
  const name = /^\**\s*[\w.]*/.exec(text)?.[0] ?? ''
  const next = text[name.length]
  return next === undefined ? text : `${name}${next === '(' ? '(…)' : next === '[' ? '[…]' : '…'}`
}

interface Spread {
  readonly isDouble: boolean
  readonly pairs: readonly Pair[]
  readonly items: readonly Item[]
  readonly open?: string
}

function spreadOf(job: Job, node: Py): Spread {
  const isDouble = node.source[node.start + 1] === '*'
  const inner = node.kid(0)
  const value = inner ? job.eval(inner) : NOT_UNDERSTOOD
  const unseen = { open: `${briefly(node)} is not in sight` }
  if (isDouble) {
    const given = value.is === 'dict' ? pairsOf(value) : undefined
    return given
      ? { isDouble, items: [], pairs: [...given.pairs.values()], ...(given.open === undefined ? {} : { open: given.open }) }
      : { isDouble, items: [], pairs: [], ...unseen }
  }
  if (value.is !== 'list') return { isDouble, items: [], pairs: [], ...unseen }
  const { items, open } = value.box.state
  return { isDouble, items, pairs: [], ...(open === undefined ? {} : { open }) }
}

/** The argument at a place or with a name. */
export function argument(args: Args, index: number, name: string): Item | undefined {
  const pair = args.named.get(name)
  return pair ? { value: pair.value, at: pair.use } : args.positional[index]
}

/** All arguments, lists and tuples among them laid flat, as `select` and `groupBy` take them. */
export function flat(args: Args): { readonly items: readonly Item[]; readonly isOpen: boolean } {
  let isOpen = args.isOpenList
  const items = args.positional.flatMap((item) => {
    if (item.value.is !== 'list') return [item]
    if (item.value.box.state.open !== undefined) isOpen = true
    return item.value.box.state.items
  })
  return { items, isOpen }
}

/** Frames among the arguments, also in lists and dictionaries. */
export function framesIn(args: Args): Frame[] {
  return [...args.positional.map((a) => a.value), ...[...args.named.values()].map((p) => p.value)].flatMap((value) => framesOf(value, 0))
}

function framesOf(value: Thing, depth: number): Frame[] {
  if (value.is === 'frame') return [value]
  if (value.is === 'grouped') return [value.frame]
  if (depth > 2) return []
  if (value.is === 'list') return value.box.state.items.flatMap((i) => framesOf(i.value, depth + 1))
  return value.is === 'dict' ? [...value.box.state.pairs.values()].flatMap((p) => framesOf(p.value, depth + 1)) : []
}
