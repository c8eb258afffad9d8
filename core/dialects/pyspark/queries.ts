import { readsAfter, type Action } from '../../components/query.ts'
import type { Span } from '../../text/span.ts'
import type { Job } from './job.ts'
import type { CallMark, Frame, MethodName, Root, Started, WriterState } from './things.ts'

/** A lineage that is a query: one that was started, or one that somebody else will start. */
export interface FoundQuery {
  readonly frame: Frame
  readonly roots: readonly Root[]
  readonly id: number
  readonly at: Span
  readonly anchor: number
  readonly statement: Span
  readonly path: readonly number[]
  readonly name?: string
  readonly writer?: WriterState
  readonly terminal?: CallMark & MethodName
}

/** In the order of the file. What was read twice, for two calls that give the same, is there once. */
export function queriesOf(job: Job): FoundQuery[] {
  const found = [...job.seen.started.map((s) => startedQuery(job, s)), ...openEnds(job).map((f) => openQuery(job, f))]
  const once = new Map(found.map((q) => [signature(q), q]))
  return [...once.values()].sort((a, b) => a.at.start - b.at.start)
}

function startedQuery(job: Job, { frame, writer, terminal, tag, id }: Started): FoundQuery {
  const name = tag.variable ?? frame.tag.variable
  return {
    frame,
    roots: frame.roots,
    id,
    at: job.place(terminal),
    anchor: tag.anchor,
    path: tag.path,
    statement: tag.statement,
    writer,
    terminal,
    ...(name === undefined ? {} : { name }),
  }
}

function openQuery(job: Job, frame: Frame): FoundQuery {
  const at = frame.operators.at(-1) ?? frame.roots[0]?.source ?? { start: 0, end: 0 }
  const { variable, anchor, statement, path } = frame.tag
  return { frame, roots: frame.roots, id: job.nextId(), at: { start: at.start, end: at.end }, anchor, statement, path, ...(variable === undefined ? {} : { name: variable }) }
}

/** Streams that end in the open: returned, handed on, or left to whoever imports them. */
function openEnds({ seen }: Job): Frame[] {
  const grown = new Set<Frame>()
  const mark = (frame: Frame): void => {
    const todo = [...frame.parents]
    for (let f = todo.pop(); f; f = todo.pop()) {
      if (grown.has(f)) continue
      grown.add(f)
      todo.push(...f.parents)
    }
  }
  for (const { frame } of seen.started) {
    mark(frame)
    grown.add(frame)
  }
  const kept = seen.frames.filter((f) => !f.isTentative && !seen.dropped.has(f))
  kept.forEach(mark)
  return kept.filter((f) => f.reads === 'stream' && !grown.has(f))
}

/** What is called on the stream of a query, or on one that it grew from, although only batches have it; each with the first query only. */
export function actionsOn({ seen }: Job, { frame }: FoundQuery, told: Set<number>): Action[] {
  if (seen.actions.length === 0) return []
  const behind = new Set<Frame>()
  for (const todo = [frame]; todo.length > 0;) {
    const f = todo.pop()
    if (!f || behind.has(f)) continue
    behind.add(f)
    todo.push(...f.parents)
  }
  return seen.actions.flatMap(({ frame: on, action }) => {
    if (!behind.has(on) || told.has(action.start) || readsAfter({ source: on.reads, operators: on.operators }) !== 'stream') return []
    told.add(action.start)
    return [action]
  })
}

function signature({ frame, at, writer }: FoundQuery): string {
  const options = [...(writer?.options ?? []), ...(writer?.trigger ?? [])].map((e) => `${e.name}=${e.value.is === 'const' ? e.value.text : `?${e.use.start}`}`)
  const roots = frame.roots.map((r) => `${r.source.start},${(r.reader?.options ?? []).map((e) => (e.value.is === 'const' ? e.value.text : `?${e.use.start}`)).join()}`)
  return JSON.stringify([at.start, frame.operators.map((o) => o.start), roots, options])
}
