import type { Component, Layer, Value } from '../../components/component.ts'
import { DSTREAM_SWITCHES, type DStreams } from '../../components/dstreams.ts'
import { SWITCHES, type Query, type Sink, type Trigger } from '../../components/query.ts'
import type { Span } from '../../text/span.ts'
import { Token } from '../../text/token.ts'
import type { Job } from './job.ts'
import { kafkaKey, optionName } from './names.ts'
import { writtenColumns } from './output-names.ts'
import { actionsOn, queriesOf, type FoundQuery } from './queries.ts'
import type { SessionSeen } from './seen.ts'
import type { Entry, Loaded, Reader, WriterState } from './things.ts'
import { isNone, textOf } from './things.ts'
import { layerOf, settingOf, type Setting } from './values.ts'
import { Pen, type Chains } from './write.ts'

const DIALECT = 'pyspark'
type Made = Omit<Component, 'dialect' | 'isTest' | 'parent'> & { readonly parent?: Made }

/** The components of one file; they close over spans and texts only. */
export function componentsOf(job: Job, isTest: boolean, isDStreams: boolean): Component[] {
  const maker = new Maker(job)
  const made = [...(isDStreams ? [] : maker.session()), ...maker.queries(), ...maker.loneSources(), ...maker.checkpoints(), ...maker.dstreams()]
  const done = new Map<Made, Component>()
  for (const m of made) {
    const { parent: above, ...rest } = m
    const parent = above && done.get(above)
    done.set(m, { ...rest, dialect: DIALECT, ...(parent ? { parent } : {}), ...(isTest ? { isTest } : {}) })
  }
  return [...done.values()]
}

/** A platform's session has its own mind about what it takes, and who asks `isModifiable` knows what he does. */
const NOT_SPARKS_OWN = /databricks|\bdbutils\b|\bisModifiable\b/i

class Maker {
  readonly #job: Job
  readonly #pen: Pen
  readonly #found: readonly FoundQuery[]
  readonly #session: readonly Setting[]
  /** Which readers and writers take a value that is written once. */
  /** What holds for every query of the file. */
  readonly #ofFile: Pick<Query, 'asksWhich' | 'switches'>
  /** The actions that stand with a query already. */
  readonly #told = new Set<number>()
  readonly #takers = new Map<number, Set<number>>()

  constructor(job: Job) {
    this.#job = job
    this.#found = queriesOf(job)
    this.#pen = new Pen(
      job,
      this.#found.flatMap((q) => [...(q.writer?.options ?? []), ...(q.writer?.trigger ?? []), ...q.roots.flatMap((r) => r.reader?.options ?? [])]),
    )
    for (const q of this.#found) {
      if (q.writer) this.#take(q.id, [...q.writer.options, ...q.writer.trigger])
      for (const { reader } of q.roots) if (reader) this.#take(reader.id, reader.options)
    }
    const { entries } = job.seen.session
    this.#session = (entries.some((e) => e.isLive) && NOT_SPARKS_OWN.test(job.text) ? entries.map((e) => ({ ...e, isLive: false })) : entries).map((entry) =>
      settingOf(job, entry.name, entry, false),
    )
    this.#ofFile = { ...(/\bisStreaming\b/.test(job.text) ? { asksWhich: true as const } : {}), ...switchesOf(job.seen.session) }
  }

  #take(taker: number, entries: readonly Entry[]): void {
    for (const { use } of entries) this.#takers.set(use.start, (this.#takers.get(use.start) ?? new Set()).add(taker))
  }

  #setting(key: string, entry: Entry): Setting {
    return settingOf(this.#job, key, entry, (this.#takers.get(entry.use.start)?.size ?? 0) > 1)
  }

  session(): Made[] {
    const { open, statement, anchor } = this.#job.seen.session
    const [first] = [...this.#session].sort((a, b) => a.value.key.start - b.value.key.start)
    if (!first || !statement) return []
    const write = this.#pen.session(this.#session, anchor ?? 0)
    const { start, end } = first.value.key
    return [{ kind: 'spark-session', layers: [layerOf('code', 'explicit', this.#session, open)], at: { start, end }, extent: this.#job.place(statement), write }]
  }

  /** What a query takes over from the session where it sets nothing of its own; what another branch sets may hold for it or not. */
  #inherited(path: readonly number[]): Layer {
    const holds = ({ entry }: Setting): boolean => entry.path?.every((id, i) => id === path[i]) ?? true
    const value = (s: Setting): Value => (holds(s) ? s.value : { ...s.value, unknown: 'it is set in one branch only' })
    const of = (from: string, key: string): Setting[] => this.#session.filter((s) => s.key === from).map((s) => ({ ...s, key, value: value(s) }))
    return layerOf(
      'session',
      'inherited',
      [...of('spark.sql.streaming.checkpointLocation', 'checkpointLocation'), ...of('spark.master', 'spark.master')],
      this.#job.seen.session.open,
    )
  }

  queries(): Made[] {
    return this.#found.flatMap((found) => this.#query(found))
  }

  #query(found: FoundQuery): Made[] {
    const { writer, frame, terminal } = found
    const settings = writer
      ? [
          ...writer.options.filter((e) => !this.#isClientKey(found, e)).map((e) => this.#setting(queryKey(e.name), e)),
          ...writer.trigger.map((e) => this.#setting(triggerKey(e.name), e)),
        ]
      : []
    const sink = writer && terminal ? this.#sink(found) : undefined
    const sources = frame.roots.map((r) => r.source)
    const actions = actionsOn(this.#job, found, this.#told)
    const query: Query = {
      source: frame.reads,
      sources,
      operators: frame.operators,
      ...(sink ? { sink, ...writtenColumns(this.#job, frame) } : {}),
      ...triggerOf(writer),
      ...(writer && writer.triggers.length > 0 ? { triggers: writer.triggers } : {}),
      ...(actions.length > 0 ? { actions } : {}),
      ...this.#ofFile,
    }
    const open = writer ? writer.open : 'the query is started elsewhere'
    const name = writer ? (textOf(writer.options.findLast((e) => e.name.toLowerCase() === 'queryname')?.value) ?? found.name) : found.name
    const layers = [layerOf('writer', 'explicit', settings, open), this.#inherited(found.path)]
    const chains: Chains = { anchor: found.anchor, ...(writer && terminal ? { calls: writer.optionCalls, terminal } : {}) }
    const extent = this.#job.place(writer ? writer.statement : found.statement)
    const made: Made = { kind: 'spark-query', layers, at: found.at, extent, query, write: this.#pen.query(settings, chains), ...(name === undefined ? {} : { name }) }
    const producer = sink?.name === 'kafka' && writer ? this.#client('producer', made, writer, chains, sink) : []
    return [made, ...producer, ...frame.roots.flatMap((root) => (root.reader ? this.#source(root.reader, root.source, made) : []))]
  }

  #isClientKey(found: FoundQuery, { name }: Entry): boolean {
    return found.writer?.format?.name === 'kafka' && kafkaKey(name) !== undefined
  }

  #sink({ writer, terminal }: FoundQuery): Sink | undefined {
    if (!writer || !terminal) return undefined
    const { partitioned, startPath } = writer
    const given = {
      ...(writer.open === undefined ? {} : { isOpen: true as const }),
      ...(partitioned ? { partitioned: this.#job.place(partitioned) } : {}),
      ...(startPath ? { startPath: this.#job.place(startPath) } : {}),
    }
    if (terminal.name !== 'start') return { name: 'table', ...this.#job.place(terminal), ...given }
    if (writer.sink)
      return { name: writer.sink.name, ...this.#job.place(writer.sink.at), ...given, ...(writer.sink.bodyWrites === undefined ? {} : { bodyWrites: writer.sink.bodyWrites }) }
    const format = writer.format ?? { name: this.#job.seen.defaultFormat(), at: terminal }
    return { ...this.#job.place(format.at), ...given, ...(format.name === undefined ? {} : { name: format.name }) }
  }

  #source(reader: Loaded, at: Span, query?: Made): Made[] {
    const isKafka = reader.format?.name === 'kafka'
    const settings = reader.options.filter((e) => !isNone(e.value) && !(isKafka && kafkaKey(e.name) !== undefined)).map((e) => this.#setting(`source.${optionName(e.name)}`, e))
    const chains: Chains = { anchor: reader.anchor, ...(reader.terminal ? { calls: reader.optionCalls, terminal: reader.terminal } : {}) }
    const layers = [layerOf('reader', 'explicit', settings, reader.open)]
    const made: Made = {
      kind: 'spark-source',
      layers,
      at: { start: at.start, end: at.end },
      extent: this.#job.place(reader.statement),
      write: this.#pen.source(settings, chains),
      ...(query?.query ? { parent: query, query: query.query } : {}),
    }
    return [made, ...(isKafka ? this.#client('consumer', made, reader, chains, made.at) : [])]
  }

  /** The Kafka client inside a source or a sink, with what Spark sets on it whatever the user says. */
  #client(kind: 'consumer' | 'producer', parent: Made, { options, open, clientOpen }: Pick<Loaded, 'options' | 'open' | 'clientOpen'>, chains: Chains, at: Span): Made[] {
    const settings = options.flatMap((e) => {
      const key = kafkaKey(e.name)
      return key === undefined || isNone(e.value) ? [] : [this.#setting(key, e)]
    })
    if (settings.length === 0) return []
    const layers = [forced(kind, at), layerOf('options', 'explicit', settings, open ?? clientOpen)]
    return [{ kind, parent, layers, at: { start: at.start, end: at.end }, extent: parent.extent, inSpark: true, write: this.#pen.client(settings, chains) }]
  }

  /** Readers that nobody in the file loads. */
  loneSources(): Made[] {
    return this.#job.seen.readers.filter((r) => !r.tag.isLoaded).flatMap((r) => this.#source(unloaded(r), this.#job.place(r.box.state.format?.at ?? r.at)))
  }

  dstreams(): Made[] {
    const { start, isHanded, steps, used } = this.#job.seen.dstreams
    const [first] = steps.keys()
    const begin = start?.start ?? first
    if (begin === undefined) return []
    const at = this.#job.place(start ?? { start: begin, end: begin })
    const dstreams: DStreams = {
      ...(start && !isHanded ? { start: at } : {}),
      hasNoCheckpoint: !/checkpoint|\bStreamingContext\s*\.\s*get\w*OrCreate/i.test(this.#job.text),
      steps: [...steps].map(([place, step]) => ({ ...step, isUsed: used.has(place) })),
      on: this.#on(),
    }
    return [{ kind: 'spark-query', layers: [this.#inherited([])], at, extent: at, dstreams, write: this.#pen.query([], { anchor: begin }) }]
  }

  /** Switches of the session that nothing in the file turns off again. */
  #on(): DStreams['on'] {
    const isOn = ({ entry }: Setting): boolean => entry.path === undefined && entry.value.is === 'const' && /^\s*true\s*$/i.test(entry.value.text)
    return Object.fromEntries(
      DSTREAM_SWITCHES.flatMap((name) => {
        const set = this.#session.filter((s) => s.key === name)
        const [first] = set
        return first && set.every(isOn) ? [[name, first.value.key] as const] : []
      }),
    )
  }

  /** Where DStreams keep their checkpoint. */
  checkpoints(): Made[] {
    return this.#job.seen.checkpoints.map(({ entry, statement, anchor, path }) => {
      const settings = [this.#setting('checkpointLocation', entry)]
      const { start, end } = this.#job.place(entry.nameAt)
      const layers = [layerOf('context', 'explicit', settings, undefined), this.#inherited(path)]
      return { kind: 'spark-query', layers, at: { start, end }, extent: this.#job.place(statement), write: this.#pen.query(settings, { anchor }) }
    })
  }
}

const unloaded = ({ box: { state }, id, at, tag }: Reader): Loaded => ({ ...state, id, at, anchor: tag.anchor, open: state.open ?? 'it is loaded elsewhere' })

/** `None` takes an option back. */

const KINDS: readonly Trigger[] = ['processingTime', 'availableNow', 'once', 'continuous', 'realTime']

/** Which trigger a query is started with, as far as its sources are concerned. */
function triggerOf(writer: WriterState | undefined): Pick<Query, 'trigger'> {
  const last = writer?.trigger.at(-1)
  if (!writer || writer.isHanded || (last && last.value.is !== 'const' && last.name !== 'processingTime')) return { trigger: 'unknown' }
  if (!last) return {}
  const isSame = writer.trigger.length === 1 && (last.value.is === 'const' || writer.trigger[0]?.value.is === 'unknown')
  return { trigger: (isSame && KINDS.find((k) => k === last.name)) || 'unknown' }
}

const TRIGGERS: Readonly<Record<string, string>> = { processingTime: 'trigger' }
const triggerKey = (name: string): string => TRIGGERS[name] ?? `trigger.${name}`

const OFF = new Set(['false', 'unsaferow'])
/** Where it is set more than once, in a branch perhaps, and not to the same, nobody knows. */
function switchesOf({ entries, open }: SessionSeen): Pick<Query, 'switches'> {
  const told = Object.entries(SWITCHES).flatMap(([name, on]) => {
    const texts = new Set(entries.filter((e) => e.name === name).map((e) => (e.value.is === 'const' && e.path === undefined ? e.value.text.trim().toLowerCase() : '?')))
    const [text] = texts
    const value = texts.size === 1 && text !== undefined && (text === on || OFF.has(text)) ? text === on : ('unknown' as const)
    return texts.size > 0 || open !== undefined ? [[name, value] as const] : []
  })
  return told.length > 0 ? { switches: Object.fromEntries(told) } : {}
}

const OF_QUERY = new Set(['outputMode', 'checkpointLocation', 'queryName'])
/** What belongs to the query itself has its own name; everything else goes to the sink. */
function queryKey(name: string): string {
  const canonical = optionName(name)
  return OF_QUERY.has(canonical) ? canonical : `sink.${canonical}`
}

/** KafkaSourceProvider and KafkaDataConsumer: what the connector sets after the user's options. */
const FORCED: Readonly<Record<'consumer' | 'producer', Readonly<Record<string, string>>>> = {
  consumer: {
    'enable.auto.commit': 'false',
    'auto.offset.reset': 'none',
    'key.deserializer': 'org.apache.kafka.common.serialization.ByteArrayDeserializer',
    'value.deserializer': 'org.apache.kafka.common.serialization.ByteArrayDeserializer',
  },
  producer: {
    'key.serializer': 'org.apache.kafka.common.serialization.ByteArraySerializer',
    'value.serializer': 'org.apache.kafka.common.serialization.ByteArraySerializer',
  },
}
const UNKNOWN: Readonly<Record<'consumer' | 'producer', Readonly<Record<string, string>>>> = {
  consumer: { 'group.id': 'Spark assigns partitions itself and joins no group', 'max.poll.records': 'Spark sets it to 1 on the driver; executors fetch by offset ranges' },
  producer: {},
}

function forced(kind: 'consumer' | 'producer', at: Span): Layer {
  const values = new Map<string, readonly Value[]>()
  for (const [key, text] of Object.entries(FORCED[kind])) values.set(key, [{ key: new Token(at, key), text: new Token(at, text, () => at.start) }])
  for (const [key, why] of Object.entries(UNKNOWN[kind])) values.set(key, [{ key: new Token(at, key), text: new Token(at, '', () => at.start), unknown: why }])
  return { name: 'Spark', origin: 'framework', values }
}
