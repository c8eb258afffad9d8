import type { Draft } from './draft.ts'

/** One defect, one finding: a rule names those (or branches of those) that have nothing to add once it has spoken about the same component. */
export function supersede(drafts: readonly Draft[]): readonly Draft[] {
  if (drafts.length === 0) return drafts
  const gone = new Set(drafts.flatMap((d) => d.supersedes))
  return gone.size === 0 ? drafts : drafts.filter((d) => !gone.has(d.rule) && !gone.has(`${d.rule}#${d.messageId}`))
}
