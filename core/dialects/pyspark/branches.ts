import type { Span } from '../../text/span.ts'
import type { Job } from './job.ts'
import { isFrame, opaque } from './frames.ts'
import { bindPattern, block } from './statements.ts'
import { UNCHANGED, type Ending } from './state.ts'
import type { Py } from './syntax.ts'
import { NOT_UNDERSTOOD, unknown, type Dict, type Thing } from './things.ts'

const CHANGED = unknown('it is changed in a loop')

/** Reads several ways on, of which one is taken; behind them holds what holds behind all that go on. True where none does. */
function ways(job: Job, at: Span, readers: readonly (() => boolean)[]): boolean {
  const { path, trail } = job
  const endings: Ending[] = []
  let last: Ending = UNCHANGED
  for (const read of readers) {
    const mark = trail.mark()
    job.path = [...path, job.nextId()]
    const isOver = read()
    last = trail.leave(mark)
    if (!isOver) endings.push(last)
  }
  job.path = path
  trail.meet(endings.length > 0 ? endings : [last], at)
  return endings.length === 0
}

const place = (node: Py): Span => ({ start: node.start, end: node.start + 2 })

export function branch(job: Job, node: Py): boolean {
  const [condition, body, ...rest] = node.kids
  if (!condition || !body) return false
  const decided = decide(condition)
  if (decided === undefined) job.eval(condition)
  const otherwise = (): boolean => alternatives(job, rest)
  if (decided === true) return body.type === 'block' ? block(job, body) : false
  if (decided === false) return otherwise()
  return ways(job, place(node), [() => block(job, body), otherwise])
}

/** `elif` and `else`, as a branch of their own. */
function alternatives(job: Job, clauses: readonly Py[]): boolean {
  const [first, ...rest] = clauses
  if (!first) return false
  if (first.type === 'else_clause') {
    const body = first.kidOf('block')
    return body ? block(job, body) : false
  }
  const [condition, body] = first.kids
  if (!condition || !body) return false
  job.eval(condition)
  return ways(job, place(first), [() => block(job, body), () => alternatives(job, rest)])
}

/** What is so in every run as a script. */
function decide(condition: Py): boolean | undefined {
  const text = condition.text.replace(/[\s()]/g, '')
  if (/^__name__==["']__main__["']$|^["']__main__["']==__name__$|^True$/.test(text)) return true
  return /^(?:False|TYPE_CHECKING|typing\.TYPE_CHECKING)$/.test(text) ? false : undefined
}

/** Names that a body assigns: what they held before does not hold in the second round. */
function assigned(node: Py, names = new Set<string>()): Set<string> {
  for (const kid of node.kids) {
    if (kid.type === 'expression_statement') for (const inner of kid.kids) targets(inner, names)
    else if (kid.type === 'for_statement' || kid.type === 'with_statement' || kid.type === 'if_statement' || kid.type === 'try_statement' || kid.type === 'while_statement') assigned(kid, names)
    else if (/block$|_clause$/.test(kid.type)) assigned(kid, names)
  }
  return names
}

function targets(node: Py, names: Set<string>): void {
  if (node.type !== 'assignment' && node.type !== 'augmented_assignment') return
  const [left, right] = [node.kid(0), node.kid(-1)]
  for (const [name] of (left?.text ?? '').matchAll(/[A-Za-z_][\w.]*/g)) names.add(name)
  if (right) targets(right, names)
}

/** After a loop, and in its later rounds, a frame that it changes has had something unseen done to it. */
function loosened(job: Job, thing: Thing, at: Span): Thing {
  if (isFrame(thing)) return opaque(job, thing, { name: 'for', ...at })
  return thing.is === 'const' || thing.is === 'column' || thing.is === 'grouped' ? CHANGED : thing
}

function loosenAll(job: Job, names: ReadonlySet<string>, at: Span): void {
  for (const name of names) {
    const held = job.scope.get(name)
    if (held) job.scope.set(name, loosened(job, held, at))
  }
}

export function loop(job: Job, node: Py): boolean {
  const [left, right, body, ...rest] = node.kids
  if (!left || !right || body?.type !== 'block') return false
  const over = job.eval(right)
  if (over.is === 'dict' && unrolls(left, right, over)) unrolled(job, left, over, body)
  else rounds(job, node, body, () => bindPattern(job, left, elementOf(over)))
  return alternatives(job, rest)
}

/** The entries of a dictionary that is all in sight, one after the other. */
function unrolls(left: Py, right: Py, { box: { state } }: Dict): boolean {
  return state.open === undefined && state.pairs.size <= 40 && left.kids.length === 2 && /\.items\(\)$/.test(right.text)
}

function unrolled(job: Job, left: Py, over: Dict, body: Py): void {
  const [key, value] = left.kids
  job.loops++
  for (const pair of over.box.state.pairs.values()) {
    if (key) bindPattern(job, key, { is: 'const', of: 'text', text: pair.name, literal: { ...pair.nameAt, quote: '"', isRaw: false } })
    if (value) bindPattern(job, value, pair.value)
    if (block(job, body)) break
  }
  job.loops--
}

const elementOf = (over: Thing): Thing => (over.is === 'list' && over.box.state.open === undefined && over.box.state.items.length === 1 ? (over.box.state.items[0]?.value ?? NOT_UNDERSTOOD) : NOT_UNDERSTOOD)

/** Any number of rounds, none among them. */
function rounds(job: Job, node: Py, body: Py, bind: () => void): void {
  const at = { start: node.start, end: node.start + 3 }
  const names = assigned(body)
  const mark = job.trail.mark()
  loosenAll(job, names, at)
  bind()
  job.loops++
  block(job, body)
  job.loops--
  loosenAll(job, names, at)
  job.trail.meet([UNCHANGED, job.trail.leave(mark)], at)
}

export function whileLoop(job: Job, node: Py): boolean {
  const [condition, body, ...rest] = node.kids
  if (!condition || body?.type !== 'block') return false
  job.eval(condition)
  rounds(job, node, body, () => undefined)
  return alternatives(job, rest)
}

/** The body is read as if nothing went wrong; a handler that goes on is a way of its own. */
export function tryBlock(job: Job, node: Py): boolean {
  const body = node.kid(0)
  if (body?.type !== 'block') return false
  const handlers = node.kids.filter((k) => /^except/.test(k.type))
  const other = node.kidOf('else_clause')?.kidOf('block')
  const last = node.kidOf('finally_clause')?.kidOf('block')
  const whole = (): boolean => block(job, body) || (other ? block(job, other) : false)
  const before = job.path
  const ends = handlers.length === 0 ? whole() : ways(job, place(node), [() => straight(job, before, whole), ...handlers.map((h) => () => handler(job, h))])
  return (last ? block(job, last) : false) || ends
}

/** What stands in a `try` is done, unlike what stands in an `if`. */
function straight(job: Job, path: readonly number[], read: () => boolean): boolean {
  const held = job.path
  job.path = path
  const ends = read()
  job.path = held
  return ends
}

function handler(job: Job, node: Py): boolean {
  const alias = node.kidOf('as_pattern')?.kidOf('as_pattern_target')
  if (alias) bindPattern(job, alias, NOT_UNDERSTOOD)
  const body = node.kidOf('block')
  return body ? block(job, body) : false
}

export function matchCases(job: Job, node: Py): boolean {
  const subject = node.kid(0)
  if (subject) job.eval(subject)
  const cases = (node.kidOf('block')?.kids ?? []).filter((k) => k.type === 'case_clause')
  const isWhole = cases.some((c) => /^case\s+_\s*:/.test(c.text))
  const readers = cases.map((c) => () => {
    const body = c.kidOf('block')
    return body ? block(job, body) : false
  })
  return cases.length > 0 ? ways(job, place(node), isWhole ? readers : [...readers, () => false]) : false
}
