import type { FunctionInfo } from './things.ts'

/** What a body must hold, itself or in what it calls, to say anything of a query or a session. */
const TELLING = new Set(['readStream', 'writeStream', 'DataStreamReader', 'StreamingContext', 'builder', 'SparkConf', 'conf', '_conf', 'config'])
export const isTelling = (word: string): boolean => TELLING.has(word)

export const wordsIn = (text: string): readonly string[] => text.match(/[A-Za-z_]\w*/g) ?? []

const cache = new WeakMap<FunctionInfo, ReadonlySet<string>>()
/** Every word of a definition, behind its own name. */
export function wordsOf(info: FunctionInfo): ReadonlySet<string> {
  let held = cache.get(info)
  if (!held) {
    held = new Set(wordsIn(info.node.text.replace(/^\s*(?:async\s+)?def\s+\w+/, '')))
    cache.set(info, held)
  }
  return held
}
