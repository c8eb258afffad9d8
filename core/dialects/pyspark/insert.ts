import type { SessionSeen } from './seen.ts'
import { beginsLine, closeOf, dotBefore, indentAt, leadOf, lineEnd, lineStart, nextSolid } from './text-edits.ts'
import type { CallMark } from './things.ts'

/** Where a call goes, with what separates it from its neighbours. */
export interface Spot {
  readonly at: number
  readonly before: string
  readonly behind: string
}

/** Behind the last of these calls that stands in the chain of the terminal; before the terminal where there is none. */
export function addCall(text: string, calls: readonly CallMark[], terminal: CallMark, eol: string): Spot | undefined {
  const last = calls.filter((c) => c.chain === terminal.chain && c.call < terminal.call).at(-1)
  const before = last && behind(text, last.call, eol)
  if (before) return before
  const dot = dotBefore(text, terminal.call)
  return dot === undefined ? undefined : spotBefore(text, dot, eol)
}

/** Before the call whose dot this is. Comments on lines of their own right above it speak of it, and stay with it. */
export function spotBefore(text: string, dot: number, eol: string): Spot {
  let start = lineStart(text, dot)
  if (!beginsLine(text, dot) || !isCommentAbove(text, start)) return { at: dot, before: '', behind: leadOf(text, dot, eol) }
  while (isCommentAbove(text, start)) start = lineAbove(text, start)
  return { at: start, before: indentAt(text, dot), behind: eol }
}
const isCommentAbove = (text: string, start: number): boolean => start > 0 && /^[ \t]*#/.test(text.slice(lineAbove(text, start), start))
/** Where the line above one begins that begins here. */
const lineAbove = (text: string, start: number): number => lineStart(text, start - (text[start - 2] === '\r' && text[start - 1] === '\n' ? 2 : 1))

/** Behind a call: on a line of its own where it, or the call that follows it, has one. */
function behind(text: string, call: number, eol: string): Spot | undefined {
  const dot = dotBefore(text, call)
  const close = closeOf(text, call)
  if (dot === undefined || close === undefined) return undefined
  const next = nextSolid(text, close)
  // A comment at the end of the line stays with its call.
  if (text[next] === '.' && beginsLine(text, next)) return spotBefore(text, next, eol)
  return { at: close, before: leadOf(text, dot, eol), behind: '' }
}

/** Where another setting of the session goes: to the builder, or behind the last `set`. */
export function addSessionCall(text: string, { calls, terminal, sets }: SessionSeen, eol: string): (Spot & { readonly method: 'config' | 'set' }) | undefined {
  const last = calls.at(-1)
  const inChain = terminal && addCall(text, calls, terminal, eol)
  if (inChain) return { ...inChain, method: 'config' }
  const behindLast = last && behind(text, last.call, eol)
  if (behindLast) return { ...behindLast, method: 'config' }
  const set = sets.at(-1)
  return set && behindSet(text, set.call, eol)
}

/** `conf.set(…)` as a statement gets a statement behind it; in a chain the chain goes on. */
function behindSet(text: string, call: number, eol: string): (Spot & { readonly method: 'set' }) | undefined {
  const dot = dotBefore(text, call)
  const close = closeOf(text, call)
  if (dot === undefined || close === undefined) return undefined
  const prefix = text.slice(lineStart(text, dot), dot)
  if (/^\s*[\w.]+$/.test(prefix) && /^\s*$/.test(text.slice(close, lineEnd(text, close))))
    return { at: close, before: `${eol}${indentAt(text, dot)}${prefix.trim()}`, behind: '', method: 'set' }
  const spot = behind(text, call, eol)
  return spot && { ...spot, method: 'set' }
}
