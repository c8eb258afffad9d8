import type { Args } from './arguments.ts'
import { opaque, foreignFrame } from './frames.ts'
import type { Job } from './job.ts'
import { joinThings } from './join.ts'
import { block } from './statements.ts'
import type { Scope } from './state.ts'
import { wordEnd, type Py } from './syntax.ts'
import { NONE, NOT_UNDERSTOOD, SESSION, unknown, type Func, type FunctionInfo, type Pair, type Thing } from './things.ts'

/** A body that is being read for a call. */
export interface Inlined {
  readonly info: FunctionInfo
  readonly scope: Scope
  readonly returns: Thing[]
}

/** Calls nest no deeper than this where they are followed. */
const DEEPEST = 5
/** Decorators that leave what a function gives back as it is. */
const PLAIN_DECORATOR =
  /(?:^|\.)(?:staticmethod|classmethod|property|cached_property|cache|lru_cache|wraps|override|abstractmethod|table|view|append_flow|materialized_view|expect\w*|task|dag|fixture|retry|typechecked)$/
const UDF_DECORATOR = /(?:^|\.)(?:pandas_)?udf$/

/** What a function of this file gives back for these arguments. Nothing where the call is not followed. */
export function call(job: Job, func: Func, args: Args): Thing | undefined {
  const { info } = func
  if (info.decorators.some((d) => UDF_DECORATOR.test(d))) return { is: 'column', view: { kind: 'derived' } }
  if (func.isPartial || job.inlined.length >= DEEPEST || job.isTired || job.inlined.some((i) => i.info === info)) return undefined
  info.calls += job.loops > 0 ? 2 : 1
  const value = run(job, func, bound(job, func, args))
  const isPlain = info.decorators.every((d) => PLAIN_DECORATOR.test(d))
  return value.is === 'frame' && !isPlain ? opaque(job, value, { name: info.decorators[0] ?? '', start: info.node.start, end: info.node.start }) : value
}

/** Reads a function that nobody in the file calls: what it is given is not known. */
export function readAlone(job: Job, func: Func): Thing {
  const names = new Map<string, Thing>()
  for (const p of parametersOf(func.info)) names.set(p.name, parameterAlone(job, p))
  const [first] = parametersOf(func.info)
  if (func.self && first) names.set(first.name, func.self)
  return run(job, func, names)
}

function parameterAlone(job: Job, { name, type, node }: Parameter): Thing {
  if (/\bDataFrame\b/.test(type ?? '')) return foreignFrame(job, { start: node.start, end: node.start + name.length }, name)
  return /\bSparkSession\b/.test(type ?? '') ? SESSION : unknown(`${name} is a parameter`)
}

function run(job: Job, func: Func, names: ReadonlyMap<string, Thing>): Thing {
  const scope = func.scope.inner()
  for (const [name, value] of names) scope.set(name, value)
  const before = { scope: job.scope, loops: job.loops, tries: job.tries }
  const inlined: Inlined = { info: func.info, scope, returns: [] }
  job.scope = scope
  job.tries = 0
  job.inlined.push(inlined)
  try {
    return body(job, func.info, inlined)
  } finally {
    job.inlined.pop()
    job.scope = before.scope
    job.loops = before.loops
    job.tries = before.tries
  }
}

function body(job: Job, { node, isLambda, name }: FunctionInfo, inlined: Inlined): Thing {
  const code = node.kid(-1)
  if (!code) return NOT_UNDERSTOOD
  if (isLambda) return job.eval(code)
  const ends = block(job, code)
  const at = job.place({ start: node.start, end: node.start })
  const values = ends && inlined.returns.length > 0 ? inlined.returns : [...inlined.returns, NONE]
  const value = values.reduce((a, b) => joinThings(a, b, at))
  if (value.is === 'frame') value.tag.variable ??= name
  return value
}

interface Parameter {
  readonly name: string
  readonly node: Py
  readonly type?: string
  readonly otherwise?: Py
  /** `*args`, `**kwargs`, and `*` alone. */
  readonly stars: 0 | 1 | 2
}

function parametersOf({ node, isLambda }: FunctionInfo): Parameter[] {
  const list = isLambda ? node.kidOf('lambda_parameters') : node.kids.find((k) => k.source[k.start] === '(')
  return (list?.kids ?? []).flatMap((p) => parameterOf(p) ?? [])
}

function parameterOf(node: Py): Parameter | undefined {
  const { source, start } = node
  const stars = source.startsWith('**', start) ? 2 : source[start] === '*' ? 1 : 0
  const name = source.slice(start + stars, wordEnd(source, start + stars))
  if (name === '') return stars === 1 ? { name: '*', node, stars } : undefined
  const sign = /\s*([:=])?/y
  sign.lastIndex = start + stars + name.length
  const next = sign.exec(source)?.[1]
  const type = next === ':' ? node.kidOf('type')?.text : undefined
  const otherwise = next !== undefined && /default_parameter$/.test(node.type) ? node.kid(-1) : undefined
  return { name, node, stars, ...(type === undefined ? {} : { type }), ...(otherwise ? { otherwise } : {}) }
}

function bound(job: Job, func: Func, args: Args): Map<string, Thing> {
  const names = new Map<string, Thing>()
  const values: Thing[] = [...(func.self ? [func.self] : []), ...args.positional.map((a) => a.value)]
  const rest = new Map<string, Pair>(args.named)
  let next = 0
  let isKeywordOnly = false
  for (const p of parametersOf(func.info)) {
    if (p.stars === 1) {
      isKeywordOnly = true
      names.set(
        p.name,
        job.list(
          values.slice(next).map((value) => ({ value, at: p.node })),
          args.isOpenList ? '*args are not in sight' : undefined,
        ),
      )
      next = values.length
    } else if (p.stars === 2) names.set(p.name, job.dict(rest, args.open))
    else {
      const positional = isKeywordOnly ? undefined : values[next++]
      names.set(p.name, positional ?? rest.get(p.name)?.value ?? missing(job, p, args))
      rest.delete(p.name)
    }
  }
  return names
}

function missing(job: Job, { name, otherwise }: Parameter, args: Args): Thing {
  if (args.isOpenList || args.open !== undefined) return unknown(`${name} is a parameter`)
  return otherwise ? job.eval(otherwise) : NOT_UNDERSTOOD
}
