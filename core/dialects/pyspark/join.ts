import type { Operator, Query } from '../../components/query.ts'
import type { Span } from '../../text/span.ts'
import { isNone, unknown, type Entry, type Frame, type Items, type Pair, type Pairs, type ReaderState, type Thing, type Types, type WriterState } from './things.ts'

const DIFFERS = unknown('it differs between branches')

/** Nothing is known of these but what they are. */
const ALIKE = new Set<Thing['is']>(['builder', 'udf'])

/** What holds after two branches: what is the same in both; the rest is unknown. A name that only one branch has is taken as it is there, for without it nothing would go on. */
export function joinThings(a: Thing | undefined, b: Thing | undefined, at: Span): Thing {
  if (!a || !b || a === b) return a ?? b ?? DIFFERS
  if (a.is === 'const' && b.is === 'const') return a.of === b.of && a.text === b.text ? a : joinNone(a, b)
  if (a.is === 'frame' && b.is === 'frame') return joinFrames(a, b, at)
  if (a.is === 'dotted' && b.is === 'dotted' && a.path === b.path) return a
  if (a.is === 'conf' && b.is === 'conf') return a.isLive ? b : a
  if (a.is === b.is && ALIKE.has(a.is)) return a
  return joinNone(a, b)
}

/** `None` beside a frame or a function: whatever is done with the name is done with the other one. */
function joinNone(a: Thing, b: Thing): Thing {
  if (isNone(a) && b.is !== 'const') return b
  return isNone(b) && a.is !== 'const' ? a : DIFFERS
}

export function isBehind(old: Frame, frame: Frame): boolean {
  for (let f: Frame | undefined = frame; f; f = f.parents[0]) if (f === old) return true
  return false
}

/** The steps that both have; what only one has is an opaque step, unless it changes nothing that counts. */
function joinFrames(a: Frame, b: Frame, at: Span): Frame {
  let same = 0
  while (same < a.operators.length && a.operators[same] === b.operators[same]) same++
  const rest = [...a.operators.slice(same), ...b.operators.slice(same)]
  if (rest.every((op) => op.name === 'neutral') && a.reads === b.reads) {
    if (isBehind(a, b)) return b
    if (isBehind(b, a)) return a
  }
  const step: Operator = { name: 'opaque', written: 'if', start: at.start, end: at.end, columns: [], complete: false }
  const roots = [...a.roots, ...b.roots.filter((r) => !a.roots.some((known) => known.source === r.source))]
  return {
    ...a,
    names: a.names && b.names && [...new Set([...a.names, ...b.names])],
    reads: joinReads(a.reads, b.reads),
    roots,
    operators: [...a.operators.slice(0, same), ...(rest.length > 0 ? [step] : [])],
    parents: [a, b],
    windows: new Map(),
    types: commonTypes(a.types, b.types),
    isTentative: a.isTentative && b.isTentative,
    isQualified: true,
  }
}

/** The types that both say; a struct is the same only where it is the same one. */
export const commonTypes = (a: Types, b: Types): Types => (a === b || a.size === 0 ? a : new Map([...a].filter(([name, type]) => b.get(name) === type)))

/** A name that both sides of a join have means either of them. */
export function joinedTypes(a: Types, b: Types): Types {
  if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a
  const differs = (name: string): boolean => a.has(name) && b.has(name) && a.get(name) !== b.get(name)
  return new Map([...a, ...b].filter(([name]) => !differs(name)))
}

const joinReads = (a: Query['source'], b: Query['source']): Query['source'] => (a === b ? a : 'unknown')

export function joinPairs(a: Pairs, b: Pairs): Pairs {
  const pairs = new Map<string, Pair>()
  for (const [name, pair] of [...a.pairs, ...b.pairs]) {
    if (a.pairs.get(name) === b.pairs.get(name)) pairs.set(name, pair)
    else pairs.set(name, { ...pair, value: DIFFERS })
  }
  return open(pairs, a.open ?? b.open)
}
const open = (pairs: ReadonlyMap<string, Pair>, why: string | undefined): Pairs => ({ pairs, ...(why === undefined ? {} : { open: why }) })

export const joinItems = (a: Items, b: Items): Items => ({ items: a.items.length <= b.items.length ? a.items : b.items, open: a.open ?? b.open ?? 'it differs between branches' })

/** What both branches did stays; what one did may have happened. */
function joinEntries(a: readonly Entry[], b: readonly Entry[]): Entry[] {
  const both = a.filter((e) => b.includes(e))
  const one = [...a.filter((e) => !b.includes(e)), ...b.filter((e) => !a.includes(e))]
  return [...both, ...one.map((e) => ({ ...e, value: DIFFERS }))]
}

type Common = Pick<ReaderState, 'format' | 'options' | 'open' | 'clientOpen' | 'optionCalls'>
function joinCommon(a: Common, b: Common): Common {
  const why = a.open ?? b.open
  const clientOpen = a.clientOpen ?? b.clientOpen
  const format = a.format === b.format || a.format?.name === b.format?.name ? (a.format ?? b.format) : { at: (b.format ?? a.format)?.at ?? { start: 0, end: 0 } }
  return {
    options: joinEntries(a.options, b.options),
    optionCalls: a.optionCalls.filter((c) => b.optionCalls.includes(c)),
    ...(format ? { format } : {}),
    ...(why === undefined ? {} : { open: why }),
    ...(clientOpen === undefined ? {} : { clientOpen }),
  }
}

export function joinReaders(a: ReaderState, b: ReaderState): ReaderState {
  const schemaAt = a.schemaAt === b.schemaAt ? a.schemaAt : 'unknown'
  return { ...joinCommon(a, b), statement: a.statement, ...(schemaAt === undefined ? {} : { schemaAt }) }
}

export function joinWriters(a: WriterState, b: WriterState): WriterState {
  const sink = a.sink?.name === b.sink?.name ? (a.sink ?? b.sink) : undefined
  const isOther = a.sink?.name !== b.sink?.name
  const common = joinCommon(a, b)
  const format = isOther ? { at: (b.sink ?? a.sink)?.at ?? a.statement } : common.format
  const isHanded = a.isHanded === true || b.isHanded === true
  return {
    ...common,
    trigger: joinEntries(a.trigger, b.trigger),
    triggers: [...new Set([...a.triggers, ...b.triggers])],
    statement: a.statement,
    ...(isHanded ? { isHanded } : {}),
    ...(format ? { format } : {}),
    ...(sink ? { sink } : {}),
  }
}
