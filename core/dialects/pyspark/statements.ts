import { branch, caught, loop, matchCases, tryBlock, whileLoop } from './branches.ts'
import { setAttribute } from './classes.ts'
import { setItem } from './collections.ts'
import { binary } from './constants.ts'
import { importFrom, importStatement } from './imports.ts'
import type { Job } from './job.ts'
import { hint, hintAssignment, hintStatement, type Py } from './syntax.ts'
import { NONE, NOT_UNDERSTOOD, unknown, type Func, type Klass, type Thing } from './things.ts'

/** Reads the statements of a block; true where nothing behind it is reached. */
export function block(job: Job, node: Py, isBroken = false): boolean {
  if (job.isNested) return false
  for (const statement of node.kids) {
    if (!isBroken) hintStatement(statement)
    if (isBroken && statement.hasError) broken(job, statement)
    else if (job.within(statement, () => read(job, statement))) return true
  }
  return false
}

const INNER = new Set([
  'function_definition',
  'class_definition',
  'decorated_definition',
  'if_statement',
  'for_statement',
  'while_statement',
  'with_statement',
  'try_statement',
  'block',
  'else_clause',
  'elif_clause',
  'except_clause',
  'finally_clause',
])

/** Of a statement that is not understood as Python: what it names is not known any more; what stands whole inside it is read. */
function broken(job: Job, statement: Py): void {
  if (INNER.has(statement.type)) {
    forget(job, statement.source.slice(statement.start, statement.kid(-1)?.start ?? statement.end))
    for (const kid of statement.kids) if (INNER.has(kid.type)) block(job, kid, true)
  } else forget(job, statement.text)
}

function forget(job: Job, text: string): void {
  for (const [name] of text.matchAll(/[A-Za-z_]\w*/g)) if (job.scope.get(name)) job.scope.set(name, unknown('it stands in code that is not understood'))
  for (const [, name] of text.matchAll(/([A-Za-z_]\w*)\s*=(?!=)/g)) if (name !== undefined) job.scope.set(name, unknown('it stands in code that is not understood'))
}

function read(job: Job, node: Py): boolean {
  switch (node.type) {
    case 'expression_statement':
      for (const kid of node.kids) {
        hintAssignment(kid)
        expression(job, kid)
      }
      return false
    case 'return_statement':
      return returned(job, node)
    case 'raise_statement':
    case 'continue_statement':
    case 'break_statement':
      for (const kid of node.kids) job.eval(kid)
      return true
    case 'if_statement':
      return branch(job, node)
    case 'for_statement':
      return loop(job, node)
    case 'while_statement':
      return whileLoop(job, node)
    case 'try_statement':
      return tryBlock(job, node)
    case 'match_statement':
      return matchCases(job, node)
    case 'with_statement':
      return withBlock(job, node)
    default:
      return definition(job, node)
  }
}

function definition(job: Job, node: Py): boolean {
  switch (node.type) {
    case 'import_statement':
      importStatement(job, node)
      return false
    case 'import_from_statement':
      importFrom(job, node)
      return false
    case 'function_definition':
    case 'class_definition':
      define(job, node, [])
      return false
    case 'decorated_definition': {
      const inner = node.kid(-1)
      const decorators = node.kids
        .filter((k) => k.type === 'decorator')
        .map((d) =>
          d.text
            .replace(/^@\s*/, '')
            .replace(/\([^]*$/, '')
            .trim(),
        )
      if (inner) define(job, inner, decorators)
      return false
    }
    case 'global_statement':
      for (const kid of node.kids) job.scope.globals.add(kid.text)
      return false
    case 'delete_statement':
      for (const kid of node.kids) deleted(job, kid)
      return false
    default:
      for (const kid of node.kids) job.eval(kid)
      return false
  }
}

function expression(job: Job, node: Py): void {
  if (node.type === 'assignment') assign(job, node)
  else if (node.type === 'augmented_assignment') augmented(job, node)
  else {
    const value = job.eval(node)
    if (value.is === 'frame' && value.tag.statement.start === job.statement.start) job.seen.dropped.add(value)
  }
}

/** `x = …`, `x: T = …`, `a = b = …`; the value is given back for the assignment before it. */
export function assign(job: Job, node: Py): Thing {
  const [left, ...rest] = node.kids
  const right = rest.at(-1)
  if (!left || !right) return NOT_UNDERSTOOD
  // `x: T` alone gives `x` no value.
  if (!hintAssignment(node) && right.type === 'type') return NOT_UNDERSTOOD
  hint(left, '=')
  const value = job.eval(right)
  bindPattern(job, left, value, right)
  return value
}

function augmented(job: Job, node: Py): void {
  const [left] = node.kids
  const value = binary(job, node)
  if (left) bindPattern(job, left, value)
}

/** Binds the names of a pattern to the parts of a value. */
export function bindPattern(job: Job, pattern: Py, value: Thing, use: Py = pattern): void {
  switch (pattern.type) {
    case 'identifier':
      bindName(job, pattern.word, value)
      return
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
      pattern.kids.forEach((kid, i) => bindPattern(job, kid, partOf(value, i, pattern.kids.length)))
      return
    case 'attribute':
      bindAttribute(job, pattern, value)
      return
    case 'subscript': {
      const [on, key] = pattern.kids
      const held = on ? job.eval(on) : NOT_UNDERSTOOD
      if (held.is === 'dict' && key) setItem(job, held, key, value, use)
      return
    }
    default:
      bindInner(job, pattern, value)
  }
}

/** `*rest`, `(x)`, `as x`. */
function bindInner(job: Job, pattern: Py, value: Thing): void {
  const inner = pattern.kid(0)
  if (pattern.type === 'list_splat_pattern' && inner) bindPattern(job, inner, NOT_UNDERSTOOD)
  else if ((pattern.type === 'parenthesized_expression' || pattern.type === 'as_pattern_target') && inner) bindPattern(job, inner, value)
}

function partOf(value: Thing, index: number, size: number): Thing {
  if (value.is !== 'list' || value.box.state.open !== undefined || value.box.state.items.length !== size) return NOT_UNDERSTOOD
  return value.box.state.items[index]?.value ?? NOT_UNDERSTOOD
}

function bindName(job: Job, name: string, value: Thing): void {
  if (job.scope.globals.has(name)) job.scope.module.set(name, unknown('it is changed in a function'))
  job.scope.set(name, value)
  if (value.is === 'frame' || value.is === 'started') value.tag.variable ??= name
}

function bindAttribute(job: Job, node: Py, value: Thing): void {
  const [on, name] = node.kids
  if (!on || !name) return
  const held = job.eval(on)
  if (held.is === 'instance') setAttribute(held, name.word, value)
  else if (held.is === 'unknown' || held.is === 'dotted') job.scope.set(node.text, value)
  if (value.is === 'frame' || value.is === 'started') value.tag.variable ??= name.word
}

function deleted(job: Job, node: Py): void {
  const [on, key] = node.kids
  if (node.type === 'identifier') job.scope.set(node.word, undefined)
  else if (node.type === 'expression_list') for (const kid of node.kids) deleted(job, kid)
  else if (node.type === 'subscript' && on && key) {
    const held = job.eval(on)
    if (held.is === 'dict') setItem(job, held, key, undefined, key)
  }
}

function returned(job: Job, node: Py): boolean {
  const value = node.kid(0)
  const thing = value ? job.eval(value) : NONE
  job.inlined.at(-1)?.returns.push(thing)
  return true
}

function withBlock(job: Job, node: Py): boolean {
  for (const item of node.kidOf('with_clause')?.kids ?? []) {
    const inner = item.kid(0)
    const [value, target] = inner?.type === 'as_pattern' ? inner.kids : [inner]
    const thing = value ? job.eval(value) : NOT_UNDERSTOOD
    if (target) bindPattern(job, target, thing.is === 'frame' ? thing : NOT_UNDERSTOOD)
  }
  const body = node.kidOf('block')
  if (!body) return false
  return CATCHES.test(node.kidOf('with_clause')?.text ?? '') ? caught(job, () => block(job, body)) : block(job, body)
}
/** `suppress(…)`, `pytest.raises(…)`, `self.assertRaisesRegex(…)`. */
const CATCHES = /\b(?:suppress|raises|assertRaises)/

/* ── definitions ── */

function define(job: Job, node: Py, decorators: readonly string[]): void {
  const name = node.kid(0)?.word
  if (name === undefined) return
  if (node.type === 'class_definition') defineClass(job, node, name, decorators)
  else bindName(job, name, functionThing(job, node, name, decorators))
}

/** A definition that is met again (its outer function is read for another call) is the same function, seen from another scope. */
export function functionThing(job: Job, node: Py, name: string, decorators: readonly string[]): Func {
  const known = job.seen.functions.get(node.start)
  const info = known?.info ?? { name, node, isLambda: node.type === 'lambda', decorators, calls: 0, isBatchBody: false }
  const func: Func = { is: 'func', info, scope: job.scope }
  job.seen.functions.set(node.start, func)
  return func
}

function defineClass(job: Job, node: Py, name: string, decorators: readonly string[]): void {
  const bases = (node.kidOf('argument_list')?.kids ?? []).filter((k) => k.type !== 'keyword_argument').map((k) => job.eval(k))
  const klass: Klass = {
    is: 'class',
    name,
    node,
    scope: job.scope.inner(true),
    bases: bases.filter((b) => b.is !== 'dotted' || b.path !== 'builtins.object'),
    isDecorated: decorators.length > 0,
    tag: { made: 0 },
  }
  bindName(job, name, klass)
  job.seen.classes.push(klass)
  const outer = job.scope
  job.scope = klass.scope
  try {
    const body = node.kidOf('block')
    if (body) block(job, body)
  } finally {
    job.scope = outer
  }
}
