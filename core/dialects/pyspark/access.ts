import type { Span } from '../../text/span.ts'
import { framesIn, type Args } from './arguments.ts'
import { construct, instanceAttribute, isClassAttribute } from './classes.ts'
import { dictMethod, listMethod } from './collections.ts'
import { columnMethod, frameColumn } from './columns.ts'
import { textMethod } from './constants.ts'
import { dottedCall, isHarmless } from './dotted.ts'
import { dstreamMethod, dstreamsMethod } from './dstreams.ts'
import { acted, foreignFrame, grow, opaque, type Method } from './frames.ts'
import type { Job } from './job.ts'
import { groupedMethod } from './groups.ts'
import { frameMethod, isFrameMethod } from './operators.ts'
import { SET_OPERATIONS } from './two-frames.ts'
import { batchFrame, handedOn, newReader, readerMethod } from './reader.ts'
import { builderMethod, confMethod, sqlSet } from './session.ts'
import { sqlFrame } from './views.ts'
import { DERIVED, NOT_UNDERSTOOD, SESSION, textOf, type Frame, type Reader, type Thing, type Writer } from './things.ts'
import { typeMethod } from './types.ts'
import { handedWriter, newWriter, writerMethod } from './writer.ts'

/** Nothing that this file made. */
export const isForeign = (thing: Thing): boolean => thing.is === 'unknown' || (thing.is === 'dotted' && !thing.path.startsWith('pyspark.') && !thing.path.startsWith('builtins.'))

/** Modules of Python itself: `os.path.join` joins no frames. */
const STANDARD = /^(?:os|posixpath|ntpath|string|itertools|functools|operator)(?:\.|$)/

/** Attributes of a frame that are no columns. */
const FRAME_ATTRIBUTES = new Set('write schema columns dtypes isStreaming rdd sparkSession sql_ctx storageLevel stat plot'.split(' '))

export interface Reach {
  /** What stands before the dot. */
  readonly base: Span
  /** The whole `a.b`. */
  readonly link: Span
}

export function getAttribute(job: Job, on: Thing, method: Method, { base, link }: Reach): Thing {
  const { name } = method
  switch (on.is) {
    case 'frame':
      return frameAttribute(job, on, name, link)
    case 'column':
      return DERIVED
    case 'instance':
      return instanceAttribute(job, on, name) ?? sessionAttribute(job, on, method, base) ?? NOT_UNDERSTOOD
    case 'class':
      return isClassAttribute(on, name) ?? NOT_UNDERSTOOD
    case 'const':
    case 'dotted':
    case 'unknown':
    case 'builder':
    case 'conf':
      return sessionAttribute(job, on, method, base) ?? (on.is === 'dotted' ? { is: 'dotted', path: `${on.path}.${name}` } : (heldAttribute(job, link) ?? NOT_UNDERSTOOD))
    default:
      return NOT_UNDERSTOOD
  }
}

/** What was assigned to `self.df` or `context.df` where the object itself is not known. */
const heldAttribute = (job: Job, link: Span): Thing | undefined => {
  const path = job.text.slice(link.start, link.end)
  return job.scope.find(path)
}

function frameAttribute(job: Job, frame: Frame, name: string, link: Span): Thing {
  if (name === 'writeStream') return newWriter(job, frame)
  if (name === 'na') return { is: 'na', frame }
  if (name === 'write' || name === 'rdd') acted(job, frame, { name, start: link.end - name.length, end: link.end })
  return FRAME_ATTRIBUTES.has(name) ? NOT_UNDERSTOOD : frameColumn(frame, name, link)
}

/** What hangs on a session, by whatever name the session goes. */
function sessionAttribute(job: Job, on: Thing, method: Method, base: Span): Thing | undefined {
  switch (method.name) {
    case 'readStream':
      job.seen.hasStream = true
      return newReader(job, true, method)
    case 'read':
      return on.is === 'dotted' && !/spark|session/i.test(on.path) ? undefined : newReader(job, false, method)
    case 'writeStream':
      return newWriter(job, foreignFrame(job, base, job.text.slice(base.start, base.end)))
    case 'builder':
      return { is: 'builder' }
    case 'conf':
    case '_conf':
      return on.is === 'dotted' && !/spark|session/i.test(on.path) ? undefined : { is: 'conf', ...(method.name === 'conf' && isSession(job, on, base) ? { isLive: true } : {}) }
    default:
      return undefined
  }
}

/** Where nothing in the file says what `spark` is, it is what it is everywhere. */
const isSession = (job: Job, on: Thing, base: Span): boolean => on.is !== 'instance' && ((on.is === 'unknown' && on.isSession) || job.text.slice(base.start, base.end) === 'spark')

export function callMethod(job: Job, on: Thing, method: Method, args: Args, base: Span): Thing {
  switch (on.is) {
    case 'frame':
      return frameMethod(job, on, method, args)
    case 'grouped':
      return groupedMethod(job, on, method, args)
    case 'na':
      return method.name === 'drop' || method.name === 'fill' || method.name === 'replace' ? grow(job, on.frame, 'neutral', method) : opaque(job, on.frame, method)
    case 'reader':
      return readerMethod(job, on, method, args)
    case 'writer':
      return writerMethod(job, on, method, args)
    case 'builder':
      return builderMethod(job, on, method, args)
    case 'conf':
      return confMethod(job, on, method, args)
    case 'column':
      return columnMethod(job, on, method, args)
    case 'const':
      // `df = None` at the top, and a function that fills it in.
      return on.of === 'text' ? textMethod(on, method.name, args) : foreignMethod(job, method, args, base)
    case 'dstreams':
      return dstreamsMethod(job, on, method, args)
    case 'dstream':
      return dstreamMethod(job, on, method, args)
    case 'type':
      return typeMethod(job, on.of, method.name, args)
    case 'dict':
      return dictMethod(job, on, method.name, args)
    case 'list':
      return listMethod(on, method.name, args)
    case 'instance':
      return memberCall(job, instanceAttribute(job, on, method.name), method, args)
    case 'class':
      return memberCall(job, isClassAttribute(on, method.name), method, args)
    case 'dotted':
      return isFrameMethod(method.name) && isForeign(on) && !STANDARD.test(on.path)
        ? frameMethod(job, foreignFrame(job, base, on.path), method, args)
        : dottedCall(job, `${on.path}.${method.name}`, args, method)
    case 'unknown':
      return foreignMethod(job, method, args, base)
    default:
      return NOT_UNDERSTOOD
  }
}

const memberCall = (job: Job, member: Thing | undefined, method: Method, args: Args): Thing => (member ? callThing(job, member, args, method) : handed(job, args, method))

/** A method of something that is not in sight: a session, a frame, anything. */
function foreignMethod(job: Job, method: Method, args: Args, base: Span): Thing {
  const { name } = method
  const first = textOf(args.positional[0]?.value)
  switch (name) {
    case 'sql':
      return sqlCall(job, args, method)
    case 'table':
      return job.seen.views.get(first?.toLowerCase() ?? '') ?? NOT_UNDERSTOOD
    case 'newSession':
      return SESSION
    case 'createDataFrame':
    case 'range':
      return batchFrame(job, method)
    case 'readStream':
    case 'read':
    case 'writeStream':
      return NOT_UNDERSTOOD
    case 'set':
    case 'setAll':
    case 'setConf':
      return first?.startsWith('spark.') ? confMethod(job, { is: 'conf' }, method, args) : handed(job, args, method)
    default:
      return isHarmless(name) ? NOT_UNDERSTOOD : foreignStep(job, method, args, base)
  }
}

/** Of two frames it is the other one that is given; any other method that is given one is no method of a frame. */
const TAKES_FRAMES = new Set(['join', 'crossJoin', 'union', 'unionAll', 'unionByName', ...SET_OPERATIONS])
function foreignStep(job: Job, method: Method, args: Args, base: Span): Thing {
  const isStep = isFrameMethod(method.name) && (TAKES_FRAMES.has(method.name) || framesIn(args).length === 0)
  return isStep ? frameMethod(job, foreignFrame(job, base, job.text.slice(base.start, base.end)), method, args) : handed(job, args, method)
}

export function sqlCall(job: Job, args: Args, method: Method): Thing {
  const [text] = args.positional
  if (!text || textOf(text.value) === undefined || sqlSet(job, text)) return NOT_UNDERSTOOD
  return sqlFrame(job, textOf(text.value) ?? '', method) ?? NOT_UNDERSTOOD
}

export function callThing(job: Job, on: Thing, args: Args, method: Method): Thing {
  switch (on.is) {
    case 'func':
      return job.invoke(on, args) ?? handed(job, args, method)
    case 'class':
      return construct(job, on, args)
    case 'dotted':
      return dottedCall(job, on.path, args, method)
    case 'udf':
      return DERIVED
    case 'reader':
    case 'column':
    case 'builder':
      return on.is === 'column' ? DERIVED : on
    default:
      return handed(job, args, method)
  }
}

/** A call of something that is not in sight: what it was given it may have changed, and may give back. */
export function handed(job: Job, args: Args, method: Method): Thing {
  const given = [...args.positional.map((a) => a.value), ...[...args.named.values()].map((p) => p.value)]
  const because = `${method.name}() is not in sight`
  for (const value of given) {
    if (value.is === 'dict') value.box.state = { ...value.box.state, open: value.box.state.open ?? because }
    if (value.is === 'list') value.box.state = { ...value.box.state, open: value.box.state.open ?? because }
  }
  const held = given.find((v): v is Reader | Writer => v.is === 'reader' || v.is === 'writer')
  if (held) return held.is === 'reader' ? handedOn(held, because) : handedWriter(held, because)
  if (given.some((v) => v.is === 'dstreams')) job.seen.dstreams.isHanded = true
  if (given.some((v) => v.is === 'builder' || v.is === 'conf')) job.seen.session.open ??= because
  const builder = given.find((v) => v.is === 'builder' || v.is === 'conf')
  if (builder) return builder
  const [first, ...others] = framesIn(args)
  return first ? opaque(job, first, method, others) : NOT_UNDERSTOOD
}
