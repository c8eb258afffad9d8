import picomatch from 'picomatch/posix.js'

/** A list of patterns as one question. Later ones win over earlier ones, so that `!` takes something out again. */
export interface Globs {
  readonly patterns: readonly string[]
  matches(text: string): boolean
}

/** Names of topics and groups. */
export const nameGlobs = (patterns: readonly string[]): Globs => globs(patterns, (p) => [p])

/** Paths under the folder of `weir.yaml`, with `/`. A folder's name stands for all that is in it. */
export const pathGlobs = (patterns: readonly string[]): Globs => globs(patterns, (p) => [trimmed(p), `${trimmed(p)}/**`])

function globs(patterns: readonly string[], spread: (pattern: string) => string[]): Globs {
  const list = patterns.map((pattern) => ({ out: isNegated(pattern), hits: picomatch(spread(bodyOf(pattern)), { dot: true, nonegate: true }) }))
  return { patterns, matches: (text) => list.reduce((held, glob) => (glob.hits(text) ? !glob.out : held), false) }
}

const isNegated = (pattern: string): boolean => pattern.startsWith('!')
const bodyOf = (pattern: string): string => (isNegated(pattern) ? pattern.slice(1) : pattern)
const trimmed = (pattern: string): string => pattern.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')

/** Why a pattern cannot be used, if it cannot. */
export function nameProblem(pattern: string): string | undefined {
  const body = bodyOf(pattern)
  if (body.trim() === '') return 'an empty pattern matches nothing'
  return body.length > 1000 ? 'the pattern is longer than any name' : undefined
}

/** The same of a pattern for paths, which may not leave the folder of `weir.yaml`. */
export function pathProblem(pattern: string): string | undefined {
  const body = bodyOf(pattern)
  if (/^(?:\/|[a-z]:[\\/])/i.test(body)) return 'a pattern is relative to the folder of weir.yaml, without a leading slash'
  if (/(?:^|\/)\.\.(?:\/|$)/.test(body)) return 'a pattern cannot leave the folder of weir.yaml'
  if (/\\[a-z0-9]/i.test(body)) return 'folders are parted by /, not by a backslash'
  return nameProblem(trimmed(body))
}
