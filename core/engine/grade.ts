import type { Severity } from './define-rule.ts'
import { graver, lower, milder } from './finding.ts'
import type { JudgedDraft } from './judge.ts'
import type { Note } from './silence.ts'

export interface Grading {
  /** What the user set for the rule; final. */
  readonly set?: Severity | 'off'
  readonly development: boolean
  /** What a comment beside it is worth. */
  readonly note?: Note | undefined
}

/** The severity that comes out, or nothing. What the user set is final; else silence lowers, but never what a class refuses. */
export function severityOf(draft: JudgedDraft, { set, development, note }: Grading): Severity | undefined {
  if (set === 'off') return undefined
  if (set) return set
  const capped = draft.assumed !== undefined || draft.hangsOn !== undefined ? milder('warning', draft.severity) : draft.severity
  if (draft.refusal && draft.hangsOn === undefined) return capped
  const noticed = note === 'reason' || (note === 'named' && namingLowers(draft)) ? milder('info', capped) : capped
  return development && !draft.refusal ? inDevelopment(noticed) : noticed
}

/** A loss that is certain asks for a reason; and what a comment may have wrong is not excused by its saying so. */
const namingLowers = ({ severity, comments }: JudgedDraft): boolean => severity !== 'error' && comments.heeds === 'names and reasons'

/** One level down; what was advice already is not said at all. */
const inDevelopment = (s: Severity): Severity | undefined => (s === 'error' || s === 'warning' ? lower(s) : undefined)

/** What the reader must know to weigh the finding. */
export function messageOf({ message, assumed, hangsOn, factsFrom }: JudgedDraft): string {
  const notes = [
    factsFrom ?? '',
    assumed === undefined ? '' : `judged by the default in ${assumed}`,
    hangsOn === undefined ? '' : `judged for ${hangsOn}, since no version is stated`,
  ].filter(Boolean)
  return notes.length === 0 ? message : `${message} (${notes.join('; ')})`
}

/** The same rule at the same place, reached through an anchor, a shared layer or two sinks of one frame, appears once. */
export interface Merged extends JudgedDraft {
  readonly graded: Severity
  readonly said: string
}
export function merge(drafts: readonly Merged[]): Merged[] {
  const seen = new Map<string, Merged>()
  for (const d of drafts) {
    const key = `${d.rule} ${d.start} ${d.end} ${d.key ?? ''}`
    const held = seen.get(key)
    seen.set(key, held ? joined(held, d) : d)
  }
  return [...seen.values()]
}

function joined(held: Merged, d: Merged): Merged {
  const first = graver(held.graded, d.graded) === held.graded ? held : d
  const { at, name, kind } = d.component
  const other = at.start === held.component.at.start ? [] : [{ start: at.start, end: at.end, message: `also for ${name ?? kind}` }]
  return { ...first, related: [...held.related, ...other] }
}
