import type { Span } from '../../text/span.ts'
import type { Job } from './job.ts'
import { isFrame, opaque } from './frames.ts'
import { bindPattern, block } from './statements.ts'
import { UNCHANGED, type Ending } from './state.ts'
import type { Py } from './syntax.ts'
import { NOT_UNDERSTOOD, unknown, type Thing } from './things.ts'

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
  trail.meet(endings.length > 0 ? endings : [last], job.place(at))
  return endings.length === 0
}

const place = (node: Py): Span => ({ start: node.start, end: node.start + 2 })

/** `if`, its `elif`s and its `else`: ways of which one is taken, or none where there is no `else`. */
export function branch(job: Job, node: Py): boolean {
  const clauses = clausesOf(node)
  const sure = clauses.findIndex(({ condition }) => !condition || decide(condition) === true)
  const open = clauses.slice(0, sure < 0 ? clauses.length : sure + 1).filter(({ condition }) => !condition || decide(condition) !== false)
  for (const { condition } of open) if (condition && decide(condition) === undefined) job.eval(condition)
  const readers = open.map(
    ({ body }) =>
      (): boolean =>
        body ? block(job, body) : false,
  )
  const [first] = readers
  if (sure >= 0 && first && readers.length === 1) return first()
  return ways(job, place(node), sure < 0 ? [...readers, () => false] : readers)
}

interface Clause {
  readonly condition?: Py
  readonly body: Py | undefined
}

function clausesOf(node: Py): Clause[] {
  const [condition, body, ...rest] = node.kids
  const first = condition ? [{ condition, body }] : []
  return [
    ...first,
    ...rest.map((clause): Clause => {
      const [test, inner] = clause.kids
      return clause.type === 'elif_clause' && test ? { condition: test, body: inner } : { body: clause.kidOf('block') }
    }),
  ]
}

/** The `else` of a loop. */
function loopElse(job: Job, clauses: readonly Py[]): boolean {
  const body = clauses.find((c) => c.type === 'else_clause')?.kidOf('block')
  return body ? block(job, body) : false
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
    else if (kid.type === 'for_statement' || kid.type === 'with_statement' || kid.type === 'if_statement' || kid.type === 'try_statement' || kid.type === 'while_statement')
      assigned(kid, names)
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
  const elements = /\b(?:break|continue|return)\b/.test(body.text) ? undefined : elementsOf(over, right)
  if (elements) unrolled(job, left, elements, body)
  else rounds(job, node, body, () => bindPattern(job, left, NOT_UNDERSTOOD))
  return loopElse(job, rest)
}

/** As many rounds are read one after the other; more are read as any number of them. */
const MOST_ROUNDS = 24

/** What a loop goes over, where all of it is in sight: `D.items()`, a list of constants. */
function elementsOf(over: Thing, written: Py): readonly Thing[][] | undefined {
  if (over.is === 'dict' && over.box.state.open === undefined && over.box.state.pairs.size <= MOST_ROUNDS && /\.items\(\s*\)$/.test(written.text)) {
    return [...over.box.state.pairs.values()].map((pair) => [
      { is: 'const', of: 'text', text: pair.name, ...(pair.nameIs === 'elsewhere' ? {} : { literal: { ...pair.nameAt, quote: '"', isRaw: false } }) },
      pair.value,
    ])
  }
  if (over.is !== 'list' || over.box.state.open !== undefined || over.box.state.items.length > MOST_ROUNDS) return undefined
  const values = over.box.state.items.map((i) => i.value)
  return values.every((v) => v.is === 'const' || v.is === 'list' || v.is === 'dict') ? values.map((v) => [v]) : undefined
}

function unrolled(job: Job, left: Py, elements: readonly Thing[][], body: Py): void {
  job.loops++
  for (const parts of elements) {
    const [first, second] = parts
    if (first) bindPattern(job, left, second ? job.list(parts.map((value) => ({ value, at: left }))) : first)
    block(job, body)
  }
  job.loops--
}

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
  job.trail.meet([UNCHANGED, job.trail.leave(mark)], job.place(at))
}

export function whileLoop(job: Job, node: Py): boolean {
  const [condition, body, ...rest] = node.kids
  if (!condition || body?.type !== 'block') return false
  job.eval(condition)
  rounds(job, node, body, () => undefined)
  return loopElse(job, rest)
}

/** The body is read as if nothing went wrong; a handler that goes on is a way of its own. */
export function tryBlock(job: Job, node: Py): boolean {
  const body = node.kid(0)
  if (body?.type !== 'block') return false
  const handlers = node.kids.filter((k) => /^except/.test(k.type))
  const other = node.kidOf('else_clause')?.kidOf('block')
  const last = node.kidOf('finally_clause')?.kidOf('block')
  const whole = (): boolean => caught(job, () => block(job, body), handlers.length) || (other ? block(job, other) : false)
  const before = job.path
  const ends = handlers.length === 0 ? whole() : ways(job, place(node), [() => straight(job, before, whole), ...handlers.map((h) => () => handler(job, h))])
  return (last ? block(job, last) : false) || ends
}

/** Reads what stands where its exceptions go no further. */
export function caught(job: Job, read: () => boolean, by = 1): boolean {
  job.tries += by
  const ends = read()
  job.tries -= by
  return ends
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
