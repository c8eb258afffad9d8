import type { Comment } from '../readers/document.ts'
import type { Span } from '../text/span.ts'
import { noteIn, type Note } from './silence.ts'

/** How many lines of a comment above a setting are taken to speak of it. */
const REACH = 4

/** What the comments on the same line and in the lines right above are worth together: each names the key or gives a reason. */
export function noteOf(near: readonly Comment[], key: string | undefined): Note | undefined {
  const notes = new Set(near.map((c) => noteIn(c.text, key ?? '\0')))
  return notes.has('reason') ? 'reason' : notes.has('named') ? 'named' : undefined
}

/** The comments on the same line and in the lines right above. */
export function commentsAt(text: string, comments: readonly Comment[], unit: Span): readonly Comment[] {
  if (comments.length === 0) return comments
  const lineStart = startOfLine(text, unit.start)
  const lineEnd = endOfLine(text, unit.start)
  const beside = comments.filter((c) => c.start > unit.start && c.start < lineEnd)
  const above: Comment[] = []
  for (let start = lineStart, i = 0; i < REACH && start > 0; i++) {
    const before = startOfLine(text, start - 1)
    const comment = comments.find((c) => c.start >= before && c.start < start)
    if (!comment || text.slice(before, comment.start).trim() !== '') break
    above.push(comment)
    start = before
  }
  return [...beside, ...above]
}

function startOfLine(text: string, at: number): number {
  let i = at
  if (i > 0 && text.charCodeAt(i) === 10 && text.charCodeAt(i - 1) === 13) i--
  while (i > 0 && text.charCodeAt(i - 1) !== 10 && text.charCodeAt(i - 1) !== 13) i--
  return i
}

function endOfLine(text: string, at: number): number {
  const stop = text.slice(at).search(/[\r\n]/)
  return stop < 0 ? text.length : at + stop
}
