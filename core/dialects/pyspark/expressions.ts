import { chain } from './chain.ts'
import { dictionary, listOf } from './collections.ts'
import { combined } from './conditions.ts'
import { binary, concatenated, flagConst, noneConst, numberConst, stringConst, unary } from './constants.ts'
import type { Job } from './job.ts'
import { joinThings } from './join.ts'
import { isPlainData } from './plain-data.ts'
import { lookUp } from './imports.ts'
import { assign, bindPattern, functionThing } from './statements.ts'
import type { Py } from './syntax.ts'
import { NOT_UNDERSTOOD, type Thing } from './things.ts'

/** What an expression stands for, as far as this file tells. */
export function evaluate(job: Job, node: Py): Thing {
  switch (node.type) {
    case 'identifier':
      return lookUp(job, node.word)
    case 'call':
    case 'attribute':
    case 'subscript':
      return chain(job, node)
    case 'string':
      return stringConst(job, node)
    case 'concatenated_string':
      return concatenated(job, node)
    case 'integer':
    case 'float':
      return numberConst(node.source, node)
    case 'true':
    case 'false':
      return flagConst(node, node.type === 'true')
    case 'none':
      return noneConst(node)
    default:
      return compound(job, node)
  }
}

function compound(job: Job, node: Py): Thing {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'await': {
      const inner = node.kid(0)
      return inner ? job.eval(inner) : NOT_UNDERSTOOD
    }
    case 'dictionary':
      return dictionary(job, node)
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
      return listOf(job, node.kids)
    case 'binary_operator':
      return binary(job, node)
    case 'unary_operator':
      return unary(job, node)
    case 'conditional_expression':
      return conditional(job, node)
    case 'lambda':
      return functionThing(job, node, 'lambda', [])
    case 'assignment':
      return assign(job, node)
    case 'named_expression':
      return walrus(job, node)
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
    case 'dictionary_comprehension':
      return comprehension(job, node)
    default:
      return parts(job, node)
  }
}

/** Comparisons, `and`, `or`, `not` and what else there is: its parts may start a query; over columns it makes a column. */
function parts(job: Job, node: Py): Thing {
  const values = node.kids.map((kid) => job.eval(kid))
  if (!values.some((v) => v.is === 'column')) return NOT_UNDERSTOOD
  const [left, right] = node.kids
  const sign = left && right && node.kids.length === 2 ? node.source.slice(left.end, right.start).replace(/[\s()\\]/g, '') : ''
  return combined(values, /^[<>]=?$/.test(sign) ? 'order' : sign === '==' ? 'equality' : undefined)
}

function conditional(job: Job, node: Py): Thing {
  const [yes, condition, no] = node.kids
  if (!yes || !condition || !no) return NOT_UNDERSTOOD
  job.eval(condition)
  const path = job.path
  job.path = [...path, job.nextId()]
  const a = job.eval(yes)
  job.path = [...path, job.nextId()]
  const b = job.eval(no)
  job.path = path
  return joinThings(a, b, job.place({ start: condition.start, end: condition.start }))
}

function walrus(job: Job, node: Py): Thing {
  const [name, value] = node.kids
  if (!name || !value) return NOT_UNDERSTOOD
  const thing = job.eval(value)
  bindPattern(job, name, thing)
  return thing
}

/** A loop of its own: what is made in it is made for elements that are not in sight. */
function comprehension(job: Job, node: Py): Thing {
  if (!isPlainData(job, node.text)) readComprehension(job, node)
  const why = 'it is made in a loop'
  return node.type === 'dictionary_comprehension' ? job.dict(new Map(), why) : job.list([], why)
}

function readComprehension(job: Job, node: Py): void {
  const outer = job.scope
  const [body, ...clauses] = node.kids
  job.scope = outer.inner()
  job.loops++
  try {
    for (const clause of clauses) {
      const [left, ...right] = clause.kids
      for (const r of right) job.eval(r)
      if (left && clause.type === 'for_in_clause') bindPattern(job, left, NOT_UNDERSTOOD)
    }
    if (body?.type === 'pair') body.kids.forEach((k) => job.eval(k))
    else if (body) job.eval(body)
  } finally {
    job.scope = outer
    job.loops--
  }
}
