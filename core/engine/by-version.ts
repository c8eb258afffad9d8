import { showVersion, version, type Version } from '../text/version.ts'
import type { Draft } from './draft.ts'
import { lower, milder } from './finding.ts'

/**
 * One draft for a rule and place over all versions asked, in order: what holds everywhere stands, with the mildest severity;
 * what does not says where it holds, one level down. Superseding has been done before, since two rules may each be right in their own half.
 */
export function fold(versions: readonly Version[], byVersion: readonly (readonly Draft[])[]): Draft[] {
  if (versions.length === 1) return [...(byVersion[0] ?? [])]
  const groups = new Map<string, { readonly draft: Draft; readonly at: number }[]>()
  for (const [at, drafts] of byVersion.entries()) for (const draft of drafts) add(groups, placeOf(draft), { draft, at })
  return [...groups.values()].map((group) => folded(versions, group))
}

export const placeOf = (d: Draft): string => `${d.rule} ${d.start} ${d.end}`

function folded(versions: readonly Version[], group: readonly { readonly draft: Draft; readonly at: number }[]): Draft {
  const draft = group.at(-1)?.draft
  if (!draft) throw new Error('a group of drafts is never empty')
  const severity = group.map((g) => g.draft.severity).reduce(milder)
  if (group.length === versions.length) return { ...draft, severity }
  return { ...draft, severity: lower(severity) ?? severity, refusal: false, message: `${sentence(segments(versions, new Set(group.map((g) => g.at))))}: ${draft.message}` }
}

interface Segment {
  readonly from: Version | undefined
  readonly before: Version | undefined
}

function segments(versions: readonly Version[], held: ReadonlySet<number>): Segment[] {
  const found: { from: Version | undefined; before: Version | undefined }[] = []
  for (const [i, v] of versions.entries()) {
    if (held.has(i) && !held.has(i - 1)) found.push({ from: i === 0 ? undefined : v, before: undefined })
    const open = found.at(-1)
    if (!held.has(i) && held.has(i - 1) && open) open.before = v
  }
  return found
}

function sentence(parts: readonly Segment[]): string {
  const words = parts
    .map(({ from, before }) => (from === undefined ? `before ${show(before)}` : before === undefined ? `from ${show(from)}` : `from ${show(from)} until before ${show(before)}`))
    .join(' and ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
const show = (v: Version | undefined): string => showVersion(v ?? version('0'))

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const held = map.get(key)
  if (held) held.push(item)
  else map.set(key, [item])
}
