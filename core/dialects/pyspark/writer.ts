import { argument, type Args } from './arguments.ts'
import { spanOf } from './constants.ts'
import type { Method } from './frames.ts'
import { triggerCall } from './given.ts'
import type { Job } from './job.ts'
import { joinWriters } from './join.ts'
import { entryOf, entryOfCall } from './names.ts'
import { formatOf, keepCall, withOptions, withPairs } from './reader.ts'
import type { CallMark, Entry, Frame, FunctionInfo, Item, Pair, Started, Thing, Writer, WriterState } from './things.ts'

export function newWriter(job: Job, frame: Frame): Writer {
  const state: WriterState = { options: [], trigger: [], triggers: [], optionCalls: [], statement: job.statementSpan }
  job.seen.hasStream = true
  return { is: 'writer', frame, box: job.box(state, joinWriters), id: job.nextId() }
}

export function writerMethod(job: Job, writer: Writer, method: Method, args: Args): Thing {
  const { box } = writer
  const mark: CallMark = { call: method.start, chain: method.chain }
  switch (method.name) {
    case 'start':
    case 'toTable':
    case 'table':
      return start(job, writer, method, args)
    case 'format': {
      const given = argument(args, 0, 'source')
      const { sink: _, ...rest } = box.state
      if (given) box.state = { ...rest, format: formatOf(given) }
      return writer
    }
    case 'option':
    case 'options':
      box.state = { ...box.state, ...withOptions(job, box.state, method.name, args, mark) }
      return writer
    case 'outputMode':
    case 'queryName':
      return named(job, writer, method, argument(args, 0, method.name))
    case 'trigger':
      box.state = { ...box.state, ...triggered(job, box.state, method, args) }
      return writer
    case 'foreachBatch':
    case 'foreach':
      box.state = withSink(job, box.state, method.name, method, args)
      return writer
    case 'partitionBy':
      box.state = { ...box.state, partitioned: spanOf(method) }
      return writer
    case 'clusterBy':
      return writer
    default:
      return handedWriter(writer, `${method.name}() may set options`)
  }
}

export function handedWriter(writer: Writer, because: string): Writer {
  writer.box.state = { ...writer.box.state, isHanded: true, open: writer.box.state.open ?? because }
  return writer
}

/** `outputMode("append")`, `queryName("q")`: settings whose name is the method's. */
function named(job: Job, writer: Writer, method: Method, given: Item | undefined): Writer {
  const { box } = writer
  if (!given) return handedWriter(writer, `what ${method.name}() is given is not in sight`)
  const entry = entryOfCall(method.name, { nameAt: spanOf(method), nameIs: 'keyword' }, given, { call: method.start, chain: method.chain }, job)
  box.state = { ...box.state, options: [...box.state.options, { ...entry, nameIs: 'method' }] }
  return writer
}

/** The last trigger counts, and nothing of an earlier one. */
function triggered(job: Job, state: WriterState, method: Method, args: Args): Pick<WriterState, 'trigger' | 'triggers' | 'open' | 'isHanded'> {
  const open = state.open ?? (args.open === undefined ? undefined : `trigger(…): ${args.open}`)
  const trigger = [...args.named.values()].map((pair) => entryOf(pair, job, { call: method.start, chain: method.chain }))
  const call = triggerCall(job, method, args)
  return { trigger, triggers: call ? [...state.triggers, call] : state.triggers, ...(args.open === undefined ? {} : { isHanded: true }), ...(open === undefined ? {} : { open }) }
}

function withSink(job: Job, { format: _, ...state }: WriterState, name: 'foreachBatch' | 'foreach', at: Method, args: Args): WriterState {
  const given = args.positional[0]?.value ?? args.named.values().next().value?.value
  const body = given?.is === 'func' ? given.info : undefined
  if (body) body.isBatchBody = true
  const writes = body && name === 'foreachBatch' ? { bodyWrites: writesIn(job, body) } : {}
  return { ...state, sink: { name, at: spanOf(at), ...writes } }
}

/** Files or tables; a database, a topic or a service is neither. */
const WRITES = /\.(?:saveAsTable|insertInto|writeTo|parquet|orc|csv|json|text)\s*\(|\.save\s*\(|\bMERGE\s+INTO\b|\bINSERT\s+(?:INTO|OVERWRITE)\b|\.merge\s*\(/i
const ELSEWHERE =
  /\.format\(\s*["'](?:jdbc|kafka|redis|mongodb?|com\.mongodb[\w.]*|org\.apache\.spark\.sql\.(?:cassandra|redis)|es|org\.elasticsearch[\w.]*|snowflake|bigquery|console|noop)["']/i

function writesIn(job: Job, { node }: FunctionInfo, depth = 0): boolean {
  const body = node.text.replace(/#[^\n]*/g, '')
  if (WRITES.test(body) && /\.write\b|\.writeTo\b|\bMERGE\b|\bINSERT\b|\.merge\s*\(/i.test(body) && !ELSEWHERE.test(body)) return true
  if (depth > 1) return false
  return [...body.matchAll(/\b(\w+)\s*\(/g)].some(([, name]) => {
    const called = [...job.seen.functions.values()].find((f) => f.info.name === name && f.info.node !== node)
    return called !== undefined && writesIn(job, called.info, depth + 1)
  })
}

/** Parameters of `start` and `toTable` that are no options, in order. */
const START = ['path', 'format', 'outputMode', 'partitionBy', 'queryName'] as const
const TO_TABLE = ['tableName', 'format', 'outputMode', 'partitionBy', 'queryName'] as const

function start(job: Job, writer: Writer, method: Method, args: Args): Started {
  const isTable = method.name !== 'start'
  const parameters = isTable ? TO_TABLE : START
  const given = new Map(parameters.map((name, i) => [name as string, parameter(args, i, name)]))
  const options = withPairs(job, writer.box.state, args, { call: -1, chain: method.chain }, new Set<string>(parameters))
  const extra = ['path', 'outputMode', 'queryName'].flatMap((name) => entryAt(job, given.get(name)))
  const [format, path, columns] = [given.get('format'), isTable ? undefined : given.get('path'), given.get('partitionBy')]
  const state: WriterState = {
    ...writer.box.state,
    ...options,
    options: [...options.options, ...extra].map(keepCall),
    ...(format ? { format: formatOf({ value: format.value, at: format.use }) } : {}),
    ...(path ? { startPath: path.use } : {}),
    ...(columns && columns.value.is !== 'unknown' ? { partitioned: columns.use } : {}),
    statement: job.reach(writer.box.state.statement),
  }
  const terminal = { name: method.name, start: method.start, end: method.end, call: method.start, chain: method.chain }
  const started: Started = { is: 'started', frame: writer.frame, writer: state, id: writer.id, terminal, tag: job.tag() }
  job.seen.started.push(started)
  return started
}

/** A parameter by keyword or by place; `None` is as if it were not given. */
function parameter(args: Args, index: number, name: string): Pair | undefined {
  const item = args.positional[index]
  const pair =
    args.named.get(name) ?? (item ? { name, nameAt: spanOf(item.at), nameIs: 'elsewhere' as const, value: item.value, use: spanOf(item.at), unit: spanOf(item.at) } : undefined)
  return pair && pair.value.is === 'const' && pair.value.of === 'none' ? undefined : pair
}

const entryAt = (job: Job, pair: Pair | undefined): Entry[] => (pair ? [entryOf(pair, job, { call: -1, chain: 0 })] : [])
