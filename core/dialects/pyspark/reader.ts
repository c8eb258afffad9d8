import type { Source, SourceReader } from '../../components/query.ts'
import type { Span } from '../../text/span.ts'
import { argument, type Args } from './arguments.ts'
import { nameOf } from './collections.ts'
import { spanOf } from './constants.ts'
import { rootFrame, type Method } from './frames.ts'
import type { Job } from './job.ts'
import { joinReaders } from './join.ts'
import { beginningOf, entryOf, entryOfCall, kafkaKey, optionName } from './names.ts'
import { isNone, textOf, type CallMark, type Entry, type Format, type Frame, type Item, type Loaded, type Reader, type ReaderState, type Thing } from './things.ts'
import { schemaOf } from './types.ts'

const SHORT_CUTS = new Set('json csv parquet orc text xml table'.split(' '))
/** Keywords of `load` and the short cuts that are no options. */
const KEYWORDS = new Set(['path', 'format', 'schema', 'tableName'])

export function newReader(job: Job, isStream: boolean, at: Span): Reader {
  const state: ReaderState = { options: [], optionCalls: [], statement: job.statementSpan }
  const reader: Reader = { is: 'reader', isStream, box: job.box(state, joinReaders), id: job.nextId(), at: spanOf(at), tag: { isLoaded: false, anchor: job.anchor } }
  if (isStream) job.seen.readers.push(reader)
  return reader
}

export function readerMethod(job: Job, reader: Reader, method: Method, args: Args): Thing {
  const { box } = reader
  const mark: CallMark = { call: method.start, chain: method.chain }
  if (method.name === 'load' || SHORT_CUTS.has(method.name)) return load(job, reader, method, args)
  switch (method.name) {
    case 'format': {
      const given = argument(args, 0, 'source')
      box.state = { ...box.state, ...(given ? { format: formatOf(given) } : {}) }
      return reader
    }
    case 'option':
    case 'options':
      box.state = { ...box.state, ...withOptions(job, box.state, method.name, args, mark) }
      return reader
    case 'schema': {
      const given = argument(args, 0, 'schema')
      const schema = schemaOf(job, given?.value)
      const { schema: _, ...rest } = box.state
      box.state = { ...rest, schemaAt: given ? spanOf(method) : 'unknown', ...(schema ? { schema } : {}) }
      return reader
    }
    case 'name':
      return reader
    default:
      return handedOn(reader, `${method.name}() may set options`)
  }
}

/** Somebody out of sight has had the reader in hand: it may hold more than is seen. */
export function handedOn(reader: Reader, because: string): Reader {
  reader.box.state = { ...reader.box.state, open: reader.box.state.open ?? because }
  return reader
}

export function formatOf({ value, at }: Item): Format {
  const name = textOf(value)
  const literal = value.is === 'const' && value.literal && value.literal.start >= at.start && value.literal.end <= at.end ? value.literal : at
  return { at: spanOf(literal), ...(name === undefined ? {} : { name: /[.]/.test(name) ? name : name.toLowerCase() }) }
}

interface Options {
  readonly options: readonly Entry[]
  readonly optionCalls: readonly CallMark[]
  readonly open?: string
  readonly clientOpen?: string
}

/** `.option(k, v)` and `.options(…)` of readers and writers alike. */
export function withOptions(job: Job, state: Options, written: 'option' | 'options', args: Args, mark: CallMark): Options {
  const optionCalls = [...state.optionCalls, mark]
  if (written === 'options') return { ...withPairs(job, state, args, mark), optionCalls }
  const key = argument(args, 0, 'key')
  const value = argument(args, 1, 'value')
  const name = textOf(key?.value)
  if (!key || !value || name === undefined) {
    const because = 'the name of an option is not in sight'
    const isClient = key && beginningOf(job.text, key.at)?.toLowerCase().startsWith('kafka.')
    return isClient ? { ...state, optionCalls, clientOpen: state.clientOpen ?? because } : { ...state, optionCalls, open: state.open ?? because }
  }
  return { ...state, optionCalls, options: [...state.options, entryOfCall(name, nameOf(key.value, key.at, job.isLooped), value, mark, job)] }
}

export function withPairs(job: Job, state: Options, args: Args, mark: CallMark, besides: ReadonlySet<string> = new Set()): Options {
  const options = [...args.named.values()].filter((p) => !besides.has(p.name)).map((pair) => entryOf(pair, job, mark))
  const open = state.open ?? args.open
  const { clientOpen } = state
  return { options: [...state.options, ...options], optionCalls: state.optionCalls, ...(open === undefined ? {} : { open }), ...(clientOpen === undefined ? {} : { clientOpen }) }
}

function load(job: Job, reader: Reader, method: Method, args: Args): Thing {
  const { isStream } = reader
  const mark: CallMark = { call: method.start, chain: method.chain }
  const given = method.name === 'load' ? argument(args, 1, 'format') : undefined
  const held: ReaderState = { ...reader.box.state, ...(given && !isNone(given.value) ? { format: formatOf(given) } : {}) }
  // `load(path, format=…)`: the call must stay when an option in it goes.
  const withKeywords = withPairs(job, held, args, { call: -1, chain: mark.chain }, KEYWORDS)
  const state: ReaderState = { ...withSchema(job, method, args, held), ...withKeywords, options: withKeywords.options.map(keepCall) }
  const format = formatAt(job, state.format, method)
  const source: Source = {
    reads: isStream ? 'stream' : 'batch',
    ...job.place(format.at),
    ...(format.name === undefined ? {} : { format: format.name }),
    reader: toldTo(job, state),
  }
  reader.box.state = state
  reader.tag.isLoaded = true
  const loaded: Loaded = { ...state, format, id: reader.id, at: reader.at, anchor: job.anchor, terminal: mark, statement: job.reach(state.statement) }
  return rootFrame(job, source.reads, isStream ? { source, reader: loaded } : { source }, method.name === 'table')
}

/** `load(path, format, schema)`, `json(path, schema)`; one that is given takes the place of `.schema(…)`. */
function withSchema(job: Job, { name }: Method, args: Args, held: ReaderState): ReaderState {
  const place = { load: 2, json: 1, csv: 1 }[name]
  const given = place === undefined ? undefined : argument(args, place, 'schema')
  if (!given) return args.isOpenList ? { ...held, schemaAt: held.schemaAt ?? 'unknown' } : held
  if (isNone(given.value)) return held
  const { schema: _, ...rest } = held
  const schema = schemaOf(job, given.value)
  return { ...rest, schemaAt: held.schemaAt ?? (given.value.is === 'unknown' ? 'unknown' : spanOf(given.at)), ...(schema ? { schema } : {}) }
}

function toldTo(job: Job, { options, open, clientOpen, schemaAt }: ReaderState): SourceReader {
  const names = options.map(({ name }) => (kafkaKey(name) === undefined ? optionName(name) : name.toLowerCase()))
  const isOpen = open !== undefined || clientOpen !== undefined
  return { names, ...(isOpen ? { isOpen } : {}), ...(schemaAt === undefined ? {} : { schema: schemaAt === 'unknown' ? schemaAt : job.place(schemaAt) }) }
}

/** Entries of a call that does more than to set options. */
export const keepCall = (entry: Entry): Entry => (entry.within.how === 'item' && entry.within.call === -1 ? { ...entry, within: { how: 'item', unit: entry.within.unit } } : entry)

/** Without a format Spark takes that of the session, and parquet where the session says nothing. */
function formatAt(job: Job, format: Format | undefined, method: Method): Format {
  if (format) return format
  if (method.name !== 'load') return { name: method.name, at: spanOf(method) }
  const name = job.seen.defaultFormat()
  return { at: spanOf(method), ...(name === undefined ? {} : { name }) }
}

/** Frames of batches that a session makes in place. */
export const batchFrame = (job: Job, at: Span): Frame => rootFrame(job, 'batch', { source: { reads: 'batch', ...job.place(at) } }, false)
