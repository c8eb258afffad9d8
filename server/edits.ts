import { isRefusal } from '../core/components/change.ts'
import type { Finding, OfferedFix } from '../core/engine/finding.ts'
import type { FileReport } from '../core/engine/lint.ts'
import { applyEdits, sameSpan, type Edit } from '../core/text/span.ts'

/** Which fix of a finding is taken, if any. */
export type Pick = (finding: Finding) => OfferedFix | undefined

/** Rounds after which one stops: fixes that meet at one place are applied one after the other. */
const ROUNDS = 10

/**
 * All picked fixes of a text in one go. Those that get into each other's way wait for the next round, in which they are worked out anew;
 * a round that brings no fewer findings than there were is not taken.
 */
export function fixAll(text: string, report: FileReport, pick: Pick, again: (text: string) => FileReport): Edit[] {
  let fixed = text
  let pending = pickedEdits(report, pick)
  const first = combine(pending)
  for (let round = 0; round < ROUNDS && pending.length > 0; round++) {
    const next = applyEdits(fixed, combine(pending))
    const left = pickedEdits(again(next), pick)
    if (round > 0 && left.length >= pending.length) break
    fixed = next
    pending = left
    if (round === 0 && left.length === 0) return first
  }
  return differences(text, fixed)
}

/** The edits of each finding that has a fix to be taken. */
export function pickedEdits({ findings }: { readonly findings: readonly Finding[] }, pick: Pick): (readonly Edit[])[] {
  return findings.flatMap((finding) => {
    const made = pick(finding)?.edits()
    return made === undefined || isRefusal(made) || made.length === 0 ? [] : [made]
  })
}

/** Groups of edits one after the other, each whole or not at all; what two of them say alike is said once. */
export function combine(groups: readonly (readonly Edit[])[]): Edit[] {
  const taken: Edit[] = []
  for (const group of groups) {
    const fresh = group.filter((e) => !taken.some((t) => isSame(t, e)))
    if (!fresh.some((e) => taken.some((t) => collide(t, e)))) taken.push(...fresh)
  }
  return taken.sort((a, b) => a.start - b.start || a.end - b.end)
}

const isSame = (a: Edit, b: Edit): boolean => sameSpan(a, b) && a.text === b.text
/** Two insertions at one place collide too: nobody knows whether they say the same thing in other words. */
const collide = (a: Edit, b: Edit): boolean => (a.start < b.end && b.start < a.end) || sameSpan(a, b)

/** The whole lines in which two texts differ, as one edit: never half a line end, never half a character. */
export function differences(before: string, after: string): Edit[] {
  if (before === after) return []
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++
  start = start === 0 ? 0 : before.lastIndexOf('\n', start - 1) + 1
  let tail = 0
  while (tail < most - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++
  const lineEnd = before.indexOf('\n', before.length - tail)
  tail = lineEnd < 0 ? 0 : before.length - lineEnd - 1
  return [{ start, end: before.length - tail, text: after.slice(start, after.length - tail) }]
}
