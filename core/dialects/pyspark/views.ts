import { operatorColumn, timeKey, typeOf } from './columns.ts'
import { acted, grow, isFrame, NO_COLUMNS, opaque, rootsOf, type Method } from './frames.ts'
import type { Job } from './job.ts'
import { sqlCommand, sqlQuery, sqlView, type SqlQuery } from './sql.ts'
import type { Frame, Thing } from './things.ts'

/** `spark.sql("SELECT … FROM view")` over temporary views of this file. */
export function sqlFrame(job: Job, written: string, method: Method): Thing | undefined {
  commanded(job, written, method)
  const query = sqlQuery(written)
  const frames = (query?.tables ?? []).map((t) => job.seen.views.get(t.toLowerCase())).filter(isFrame)
  const [first, ...others] = frames
  if (!query || !first) return undefined
  if (query.from !== undefined && query.isGrouped) return groupedBy(job, first, query, method)
  return { ...opaque(job, first, method, others), roots: rootsOf(first, ...others) }
}

/** A command that runs a query there and then, which is no way to run a stream. */
function commanded(job: Job, written: string, method: Method): void {
  const command = sqlCommand(written)
  if (!command) return
  for (const table of command.tables) {
    const frame = job.seen.views.get(table.toLowerCase())
    if (frame) acted(job, frame, { ...method, name: command.name })
  }
}

/** A `GROUP BY` is an aggregation like any other; what stands in the text can only be changed in the text. */
function groupedBy(job: Job, frame: Frame, { keys }: SqlQuery, method: Method): Frame {
  const views = keys.map((key) => sqlView(job, key, method))
  const window = views.find((v) => v.kind === 'window')
  const direct = views.flatMap((v) => (v.kind === 'direct' ? { ...v, at: method } : []))
  const columns = direct.map((v) => operatorColumn(job, frame, v, undefined))
  const plain = columns.find((_, i) => typeOf(job, frame, direct[i]) === 'timestamp')
  const time = window ? { time: timeKey(job, frame, window) } : plain ? { time: { by: 'window' as const, column: plain } } : {}
  return grow(
    job,
    frame,
    'aggregate',
    method,
    { columns, complete: columns.length + (window ? 1 : 0) === keys.length, ...time, loses: 'unknown' },
    { ...NO_COLUMNS, isQualified: true },
  )
}
