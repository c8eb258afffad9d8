import { viewOf, operatorColumn, timeKey } from './columns.ts'
import { grow, isFrame, opaque, rootsOf, type Method } from './frames.ts'
import type { Job } from './job.ts'
import { sqlQuery, sqlView, type SqlQuery } from './sql.ts'
import { text, type Frame, type Thing } from './things.ts'

/** `spark.sql("SELECT … FROM view")` over temporary views of this file. */
export function sqlFrame(job: Job, written: string, method: Method): Thing | undefined {
  const query = sqlQuery(written)
  const frames = (query?.tables ?? []).map((t) => job.seen.views.get(t.toLowerCase())).filter(isFrame)
  const [first, ...others] = frames
  if (!query || !first) return undefined
  if (query.from !== undefined && query.isGrouped) return groupedBy(job, first, query, method)
  return { ...opaque(job, first, method, others), roots: rootsOf(first, ...others) }
}

/** A `GROUP BY` is an aggregation like any other; what stands in the text can only be changed in the text. */
function groupedBy(job: Job, frame: Frame, { keys }: SqlQuery, method: Method): Frame {
  const views = keys.map((key) => sqlView(key, method))
  const window = views.find((v) => v.kind === 'window')
  const columns = views
    .flatMap((v) => (v.kind === 'direct' ? (viewOf({ value: text(v.name), at: method }) ?? []) : []))
    .flatMap((v) => (v.kind === 'direct' ? operatorColumn(job, frame, v, undefined) : []))
  const time = window ? { time: timeKey(job, frame, window) } : {}
  return grow(
    job,
    frame,
    'aggregate',
    method,
    { columns, complete: columns.length + (window ? 1 : 0) === keys.length, ...time, loses: 'unknown' },
    { windows: new Map(), isQualified: true },
  )
}
