import type { Job } from './job.ts'
import { isTelling, wordsIn, wordsOf } from './mentions.ts'
import type { FunctionInfo } from './things.ts'

/** Methods that reach the session or a query also through a name that is not in sight. */
const REACHING = new Set(['spark', 'sql', 'table', 'set', 'setAll', 'setConf', 'start', 'foreachBatch', 'lambda'])

/** Whether code whose value nobody keeps does nothing that is looked for: all it speaks of are constants, and functions of the file of which the same holds. */
export const isPlainData = (job: Job, text: string): boolean => !text.includes(':=') && speaksOfNothing(job, wordsIn(text), new Set())

function speaksOfNothing(job: Job, words: Iterable<string>, called: Set<FunctionInfo>): boolean {
  for (const word of words) if (isTelling(word) || REACHING.has(word) || !isPlain(job, word, called)) return false
  return true
}

function isPlain(job: Job, name: string, called: Set<FunctionInfo>): boolean {
  const thing = job.scope.find(name)
  if (!thing || thing.is === 'const') return true
  if (thing.is !== 'func' || thing.isPartial || thing.info.decorators.length > 0) return false
  if (called.has(thing.info)) return true
  called.add(thing.info)
  return speaksOfNothing(job, wordsOf(thing.info), called)
}
