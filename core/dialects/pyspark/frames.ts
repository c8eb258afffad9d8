import type { Operator, OperatorName } from '../../components/query.ts'
import type { Span } from '../../text/span.ts'
import type { Job } from './job.ts'
import { NO_TYPES, type Frame, type MethodName, type Root, type Thing } from './things.ts'

/** A method that is called on something: its name, where that stands, and which chain it is part of. */
export interface Method extends MethodName {
  readonly chain: number
}

/** What only batches have was called. */
export const acted = (job: Job, frame: Frame, { name, start, end }: MethodName): unknown =>
  job.seen.actions.push({ frame, action: { written: name, ...job.place({ start, end }) } })

type Details = Partial<Pick<Operator, 'columns' | 'complete' | 'time' | 'mark' | 'loses' | 'renames' | 'other' | 'how' | 'condition' | 'keeps' | 'isPivoted' | 'holds'>>
type Extra = Partial<Pick<Frame, 'parents' | 'roots' | 'isTentative' | 'windows' | 'types' | 'aliases' | 'isQualified' | 'names'>>

/** What a step leaves of what was known of the columns, where it may have put anything in their place. */
export const NO_COLUMNS: Pick<Frame, 'windows' | 'types'> = { windows: new Map(), types: NO_TYPES }

const KEEPS_COLUMNS = new Set<OperatorName>(['withWatermark', 'deduplicate', 'dropDuplicatesWithinWatermark', 'neutral'])

/** One operator more. What it was given it remembers; where it stands is kept for the writer. */
export function grow(job: Job, frame: Frame, name: OperatorName, method: MethodName, details: Details = {}, extra: Extra = {}): Frame {
  const { holds, windows } = method
  const operator: Operator = {
    name,
    written: method.name,
    ...job.place(method),
    columns: [],
    complete: true,
    ...(holds ? { holds } : {}),
    ...(windows ? { windows } : {}),
    ...details,
  }
  if (name !== 'opaque')
    job.seen.operators.set(method.start, { name: method.name, start: method.start, end: method.end, ...(isAgain(job, frame, operator) ? { isAgain: true } : {}) })
  const names = KEEPS_COLUMNS.has(name) ? frame.names : undefined
  return register(job, { ...frame, operators: [...frame.operators, operator], parents: [frame], isTentative: false, names, tag: job.tag(), ...extra })
}

/** In a loop the same call may make a step of the lineage in each round. */
const isAgain = (job: Job, { operators }: Frame, { start }: Operator): boolean => job.loops > 0 && operators.some((o) => o.start === start)

function register(job: Job, frame: Frame): Frame {
  job.seen.frames.push(frame)
  return frame
}

/** Something was done to the frame that nobody here sees. Perhaps what comes back is no frame at all: it counts once it is used as one. */
export const opaque = (job: Job, frame: Frame, method: MethodName, others: readonly Frame[] = []): Frame =>
  grow(job, frame, 'opaque', method, { complete: false }, { ...NO_COLUMNS, isTentative: true, parents: [frame, ...others], roots: rootsOf(frame, ...others), isQualified: true })

export function rootFrame(job: Job, reads: Frame['reads'], root: Root, isQualified: boolean): Frame {
  const types = root.reader?.schema?.fields ?? NO_TYPES
  const { windows } = NO_COLUMNS
  return register(job, {
    is: 'frame',
    reads,
    roots: [root],
    operators: [],
    parents: [],
    isTentative: false,
    windows,
    types,
    names: columnsOf(root.reader?.format?.name),
    aliases: [],
    isQualified,
    tag: job.tag(),
  })
}

/** Of sources that have a schema of their own; the headers of Kafka are there where they are asked for. */
const columnsOf = (format: string | undefined): readonly string[] | undefined =>
  format === 'kafka' ? ['key', 'value', 'topic', 'partition', 'offset', 'timestamp', 'timestampType', 'headers'] : format === 'rate' ? ['timestamp', 'value'] : undefined

/** A frame that came from elsewhere: whatever was done to it stands before everything that is seen of it. */
export function foreignFrame(job: Job, at: Span, written: string): Frame {
  const place = job.place(at)
  const operator: Operator = { name: 'opaque', written, ...place, columns: [], complete: false }
  return { ...rootFrame(job, 'unknown', { source: { reads: 'unknown', ...place } }, true), operators: [operator] }
}

export const rootsOf = (...frames: readonly Frame[]): Root[] => [...new Set(frames.flatMap((f) => f.roots))]

export const isFrame = (thing: Thing | undefined): thing is Frame => thing?.is === 'frame'
