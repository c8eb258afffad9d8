import type { Args } from './arguments.ts'
import { handed, sqlCall } from './access.ts'
import { dictCall } from './collections.ts'
import { functionCall } from './columns.ts'
import { asText, joinedText } from './constants.ts'
import { streamingContext } from './dstreams.ts'
import { isFrame, opaque, type Method } from './frames.ts'
import type { Job } from './job.ts'
import { newReader } from './reader.ts'
import { contextMaster } from './session.ts'
import { DERIVED, NOT_UNDERSTOOD, NONE, SESSION, text, textOf, unknown, type Item, type List, type Thing } from './things.ts'
import { typeCall } from './types.ts'

const FUNCTIONS = /^pyspark\.sql\.(?:connect\.)?functions\.(?:builtin\.)?(\w+)$/
/** Functions and methods that look at what they are given and leave it alone. */
const HARMLESS = /^(?:builtins|logging|json|pprint|typing|warnings|sys|time)\./
const HARMLESS_METHODS = new Set('info debug warning warn error exception critical log dumps pprint print display assertEqual assertTrue'.split(' '))
export const isHarmless = (method: string): boolean => HARMLESS_METHODS.has(method)

/** A call of something that the imports name. */
export function dottedCall(job: Job, path: string, args: Args, method: Method): Thing {
  const name = FUNCTIONS.exec(path)?.[1]
  if (name !== undefined) return sparkFunction(job, name, args, method)
  switch (path) {
    case 'pyspark.SparkConf':
    case 'pyspark.conf.SparkConf':
      return { is: 'conf' }
    case 'pyspark.sql.streaming.DataStreamReader':
    case 'pyspark.sql.streaming.readwriter.DataStreamReader':
      job.seen.hasStream = true
      return newReader(job, true, method)
    case 'pyspark.SparkContext':
    case 'pyspark.context.SparkContext':
      contextMaster(job, method, args)
      return NOT_UNDERSTOOD
    case 'pyspark.SparkContext.getOrCreate':
    case 'pyspark.context.SparkContext.getOrCreate':
      return NOT_UNDERSTOOD
    case 'pathlib.Path':
    case 'pathlib.PosixPath':
    case 'pathlib.PurePath':
    case 'pathlib.PurePosixPath':
      return joinedPath(args)
    case 'os.getenv':
    case 'os.environ.get':
      return unknown('it comes from the environment')
    case 'os.path.join':
    case 'posixpath.join':
      return joinedPath(args)
    case 'functools.partial':
      return args.positional[0]?.value.is === 'func' ? { ...args.positional[0].value, isPartial: true } : NOT_UNDERSTOOD
    case 'copy.deepcopy':
    case 'copy.copy':
      return args.positional[0]?.value.is === 'dict' ? dictCall(job, args) : NOT_UNDERSTOOD
    default:
      return otherCall(job, path, args, method)
  }
}

function otherCall(job: Job, path: string, args: Args, method: Method): Thing {
  if (/^pyspark\.streaming\.(?:context\.)?StreamingContext(?:\.getOrCreate)?$/.test(path)) return streamingContext(path, args)
  if (/^pyspark\.sql\.(?:session\.)?SparkSession(?:\.(?:getActiveSession|active))?$/.test(path)) return SESSION
  if (path.startsWith('builtins.')) return builtin(job, path.slice(9), args)
  if (HARMLESS.test(path) || isHarmless(method.name)) return NOT_UNDERSTOOD
  if (path.endsWith('.sql')) return sqlCall(job, args, method)
  const type = /^pyspark\.sql\.types\.(\w+)$/.exec(path)?.[1]
  if (type !== undefined) return typeCall(job, type, args)
  if (/^pyspark\.sql\.(?:types|window|avro|protobuf)\b/.test(path)) return DERIVED
  return handed(job, args, method)
}

/** Only `broadcast` takes a frame and gives it back; what else is given one is no function that we know. */
function sparkFunction(job: Job, name: string, args: Args, method: Method): Thing {
  const frame = args.positional.map((a) => a.value).find(isFrame)
  if (frame) return name === 'broadcast' ? frame : opaque(job, frame, method)
  return functionCall(job, name, args, callSpan(job, method))
}

/** `col("ts")` or `F.col("ts")`, with what stands before the name and the brackets behind it. */
function callSpan(job: Job, { start, end }: Method): { start: number; end: number } {
  let from = start
  while (/[\w.]/.test(job.text[from - 1] ?? '')) from--
  const close = job.text.indexOf(')', end)
  return { start: from, end: close < 0 ? end : close + 1 }
}

function joinedPath(args: Args): Thing {
  const parts = args.positional.map((a) => textOf(a.value))
  if (args.isOpenList || parts.length === 0 || parts.some((p) => p === undefined)) return unknown('a part of the path is not in sight')
  return text(parts.reduce<string>((path, part = '') => joinedText(path, part), ''))
}

/** `zip(a, b)` of lists that are all in sight. */
function zipped(job: Job, args: Args): Thing {
  const lists = args.positional.map((a) => (a.value.is === 'list' && a.value.box.state.open === undefined ? a.value.box.state.items : undefined))
  const known = lists.filter((l) => l !== undefined)
  const [first] = known
  if (!first || known.length !== lists.length || args.isOpenList) return NOT_UNDERSTOOD
  const size = Math.min(...known.map((l) => l.length))
  return job.list(first.slice(0, size).map((item, i) => ({ value: job.list(known.flatMap((l) => l[i] ?? [])), at: item.at })))
}

function numbered(job: Job, { box: { state } }: List): Thing {
  const pairs = state.items.map((item, i): Item => ({ value: job.list([{ value: { is: 'const', of: 'number', text: String(i) }, at: item.at }, item]), at: item.at }))
  return job.list(pairs, state.open)
}

function builtin(job: Job, name: string, args: Args): Thing {
  const [first] = args.positional
  switch (name) {
    case 'dict':
      return dictCall(job, args)
    case 'str':
      return first ? asText(first.value) : text('')
    case 'int':
      return first?.value.is === 'const' && /^\s*[+-]?\d+\s*$/.test(first.value.text) ? { is: 'const', of: 'number', text: String(Number(first.value.text)) } : NOT_UNDERSTOOD
    case 'list':
    case 'tuple':
      return first ? (first.value.is === 'list' ? job.list(first.value.box.state.items, first.value.box.state.open) : NOT_UNDERSTOOD) : job.list([])
    case 'zip':
      return zipped(job, args)
    case 'enumerate':
      return first?.value.is === 'list' ? numbered(job, first.value) : NOT_UNDERSTOOD
    case 'print':
      return NONE
    default:
      return NOT_UNDERSTOOD
  }
}
