import { argument, type Args } from './arguments.ts'
import { spanOf } from './constants.ts'
import type { Method } from './frames.ts'
import type { Job } from './job.ts'
import { entryOfCall } from './names.ts'
import { NOT_UNDERSTOOD, textOf, type Thing } from './things.ts'

/** The context of DStreams keeps its checkpoint in a directory, and that is all that is asked of it. */
export function dstreamsMethod(job: Job, method: Method, args: Args): Thing {
  const given = method.name === 'checkpoint' ? argument(args, 0, 'directory') : undefined
  if (given && textOf(given.value) !== '') {
    const entry = entryOfCall('checkpointLocation', { nameAt: spanOf(method), nameIs: 'keyword' }, given, { call: method.start, chain: method.chain }, job)
    job.seen.checkpoints.push({ entry: { ...entry, nameIs: 'method' }, statement: job.statementSpan, anchor: job.anchor, path: job.path })
  }
  return NOT_UNDERSTOOD
}
