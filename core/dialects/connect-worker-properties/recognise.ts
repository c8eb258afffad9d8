import { recogniseFlat } from '../shared/recognise-flat.ts'

export const ID = 'connect-worker-properties'

export type WorkerKind = 'connect-distributed' | 'connect-standalone'

const DISTRIBUTED = [
  'config.storage.topic',
  'offset.storage.topic',
  'status.storage.topic',
  'scheduled.rebalance.max.delay.ms',
  'connect.protocol',
  'exactly.once.source.support',
  'group.id',
]
const STANDALONE = 'offset.storage.file.filename'

/** A worker of a cluster keeps its state in topics, one that stands alone in a file; where neither is said (a converter and a path of plug-ins) nothing is judged. */
function workerKind(has: (key: string) => boolean): WorkerKind | undefined {
  if (DISTRIBUTED.slice(0, -1).some(has)) return 'connect-distributed'
  if (has(STANDALONE)) return 'connect-standalone'
  return DISTRIBUTED.some(has) ? 'connect-distributed' : undefined
}

export const recogniseWorker = recogniseFlat(ID, 'connect-worker', (keys) => workerKind((key) => keys.has(key)))
