import { isAlias, visit, type Pair, type Scalar, type YAMLMap } from 'yaml'
import { refused, type Change, type Slot, type Written } from '../../components/change.ts'
import type { Component, StrayField } from '../../components/component.ts'
import { child, isMap, isScalar, isSeq, type TreeDocument } from '../../readers/yaml.ts'
import type { SourceText } from '../../text/source-text.ts'
import { contains, type Edit, type Span } from '../../text/span.ts'
import { FIELDS, type ReadTopic, type WrittenAt } from './read.ts'

const FIELD_OF: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(FIELDS).map(([field, key]) => [key, field]))

/** Everything that a change needs, as spans and strings: the tree itself is let go. */
interface Spot {
  readonly key: string
  readonly name: Span
  readonly nameQuote: string
  readonly value: Span
  readonly quote: string
  /** How many other places the value reaches through an anchor. */
  readonly sharedBy: number
  readonly block: boolean
  /** The edit that takes the pair out, where it can be taken out. */
  removal(): Edit | undefined
}

export function topicWriter(document: TreeDocument, map: YAMLMap, topic: ReadTopic): Component['write'] {
  const { source, root } = document
  const uses = aliasUses(document)
  const config = root && child(root, topic.spec, 'config')
  const ofConfig = isMap(config) ? anchorUsers(config, uses) : 0
  const spots = topic.written.map((w) => spotOf(source, w, uses, FIELD_OF[w.key] ? 0 : ofConfig))
  const slots = {
    spec: slotIn(source, topic.spec),
    config: isMap(config) && ofConfig === 0 && ownConfig(topic.spec) ? slotIn(source, config) : undefined,
    hasConfig: isMap(config),
  }
  const first = map.items[0]?.key
  const head = isScalar(first) ? (first.range?.[0] ?? 0) : 0
  const commentAt = source.span(head, head)
  const indent = indentBefore(source.text, head)
  const { strayFields } = topic
  const isFlow = Boolean(map.flow)
  return (change) => {
    switch (change.do) {
      case 'set':
        return set(source, spots, slots, change)
      case 'remove':
        return remove(spots, change)
      case 'rename':
        return renameAt(source, spots, strayFields, change)
      case 'comment':
        return isFlow ? refused('the topic stands in braces on one line') : [source.edit(commentAt, `# ${change.text}${source.eol}${indent}`)]
      default:
        return refused('a topic has no operators')
    }
  }
}

/** Whether `config:` is written in this spec, not brought in as a whole by an alias. */
const ownConfig = (spec: YAMLMap): boolean => spec.items.some((p) => isScalar(p.key) && p.key.value === 'config' && isMap(p.value))

/** How often each anchored node is used by an alias. */
function aliasUses({ root, source }: TreeDocument): ReadonlyMap<string, number> {
  const uses = new Map<string, number>()
  if (root && source.text.includes('*')) visit(root, { Alias: (_, a) => void uses.set(a.source, (uses.get(a.source) ?? 0) + 1) })
  return uses
}

function spotOf(source: SourceText, { pair: { key, value, pair, via }, key: canonical }: WrittenAt, uses: ReadonlyMap<string, number>, ownUsers: number): Spot {
  const [nameStart, nameEnd] = key.range ?? [0, 0]
  const [start, end] = value?.range ?? [nameEnd, nameEnd]
  return {
    key: canonical,
    name: source.span(nameStart, nameEnd),
    nameQuote: quoteOf(key),
    value: source.span(start, end),
    quote: isScalar(value) ? quoteOf(value) : '',
    sharedBy: usersOf(pair, via !== undefined, uses) + ownUsers,
    block: isScalar(value) ? value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED' : !(isSeq(value) && value.flow),
    removal: () => wholeLine(source, nameStart, end) ?? inBraces(source, nameStart, end),
  }
}

/** How many places have the value, where it is not this one's alone: the uses of its anchor, be the anchor here or elsewhere. */
function usersOf({ value }: Pair, isBroughtIn: boolean, uses: ReadonlyMap<string, number>): number {
  if (isAlias(value)) return uses.get(value.source) ?? 1
  return isBroughtIn ? Math.max(0, ...uses.values()) : anchorUsers(value, uses)
}

/** The place of the anchor itself, and all that refer to it. */
function anchorUsers(node: unknown, uses: ReadonlyMap<string, number>): number {
  const anchor = isScalar(node) || isMap(node) ? node.anchor : undefined
  const others = anchor === undefined ? 0 : (uses.get(anchor) ?? 0)
  return others === 0 ? 0 : others + 1
}

const quoteOf = (s: Scalar): string => (s.type === 'QUOTE_DOUBLE' ? '"' : s.type === 'QUOTE_SINGLE' ? "'" : '')

/** The removal of a pair that has its lines for itself, with a comment behind it. */
function wholeLine(source: SourceText, start: number, end: number): Edit | undefined {
  const { text } = source
  const from = lineStart(text, start)
  if (text.slice(from, start).trim() !== '') return undefined
  const rest = /^[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$)/.exec(text.slice(end))
  return rest ? source.edit(source.span(from, end + rest[0].length), '') : undefined
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1
}
const indentBefore = (text: string, at: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? ''

interface Slots {
  readonly spec: Slot | undefined
  readonly config: Slot | undefined
  readonly hasConfig: boolean
}

function set(source: SourceText, spots: readonly Spot[], slots: Slots, { key, value }: Extract<Change, { do: 'set' }>): Written {
  const text = Array.isArray(value) ? value.join(',') : String(value)
  const there = spots.findLast((s) => s.key === key)
  if (there?.block) return refused('the value is a block or a list; change it by hand')
  if (there) return there.sharedBy > 1 ? refused('the value comes through an anchor that others share') : [source.edit(there.value, quoted(text, value, there.quote))]
  const written = quoted(text, value, FIELD_OF[key] ? '' : habit(spots))
  const field = FIELD_OF[key]
  const slot = field ? slots.spec : slots.config
  if (slot) return [source.edit(slot.at, slot.lead + (field ?? key) + slot.between + written)]
  if (field || slots.hasConfig || !slots.spec) return refused('the map is brought in through an anchor that others share')
  return [source.edit(slots.spec.at, newConfig(slots.spec, key, written))]
}

/** A `config:` that was not there. */
function newConfig({ lead, between }: Slot, key: string, written: string): string {
  return lead.startsWith(',') ? `${lead}config${between}{ ${key}: ${written} }` : `${lead}config:${lead}  ${key}: ${written}`
}

/** Numbers are quoted where all that is written beside is quoted. */
function habit(spots: readonly Spot[]): string {
  const beside = spots.filter((s) => !FIELD_OF[s.key])
  const first = beside[0]?.quote ?? ''
  return beside.every((s) => s.quote === first) ? first : ''
}

function quoted(text: string, value: unknown, quote: string): string {
  if (quote === '"') return JSON.stringify(text)
  if (quote === "'") return `'${text.replace(/'/g, "''")}'`
  const needsQuotes =
    typeof value !== 'number' &&
    typeof value !== 'boolean' &&
    (text === '' || /^(?:true|false|yes|no|on|off|null|~|[-+.\d].*)$/i.test(text) || /^[\s&*!|>'"%@`{[#?-]|: |\s#|[,\]}]|\s$/.test(text))
  return needsQuotes ? JSON.stringify(text) : text
}

function remove(spots: readonly Spot[], { key, at }: Extract<Change, { do: 'remove' }>): Written {
  const gone = spots.filter((s) => s.key === key && (!at || contains(s.name, at.start) || contains(s.value, at.start)))
  const left = spots.filter((s) => !gone.includes(s) && !FIELD_OF[s.key])
  if (gone.length === 0) return refused('it is not written here')
  if (gone.some((s) => s.sharedBy > 0)) return refused('it comes through an anchor that others may share')
  if (left.length === 0) return refused('nothing would be left of the map')
  const edits = gone.map((s) => s.removal())
  return edits.every((e) => e !== undefined) ? edits : refused('it stands in the middle of a line; change it by hand')
}

/** A pair of a flow map goes with one comma beside it. */
function inBraces(source: SourceText, start: number, end: number): Edit | undefined {
  const { text } = source
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(end))
  if (after) return source.edit(source.span(start, end + after[0].length), '')
  const before = /,[ \t]*$/.exec(text.slice(0, start))
  return before ? source.edit(source.span(start - before[0].length, end), '') : undefined
}

function renameAt(source: SourceText, spots: readonly Spot[], strayFields: readonly StrayField[], { at, to, value }: Extract<Change, { do: 'rename' }>): Written {
  const stray = strayFields.find((s) => s.field.start === at.start)
  if (stray && to.includes('.')) return refused('it belongs in another map; move it by hand')
  if (stray) return [source.edit(stray.field, to)]
  const spot = spots.find((s) => contains(s.name, at.start))
  if (!spot) return refused('it is not written here')
  if (spot.sharedBy > 1) return refused('the key comes through an anchor that others share')
  return [source.edit(spot.name, spot.nameQuote + to + spot.nameQuote), ...(value === undefined ? [] : [source.edit(spot.value, quoted(String(value), value, spot.quote))])]
}

/** Behind the last pair of the map, and behind a comment that stands in its line; inside the braces of a flow map. */
function slotIn(source: SourceText, map: YAMLMap): Slot | undefined {
  const last = map.items.at(-1) as Pair<Scalar, { range?: [number, number, number] | null }> | undefined
  const { text } = source
  if (map.flow) return flowSlot(source, map, last)
  const start = last?.key.range?.[0]
  const end = last?.value?.range?.[1] ?? last?.key.range?.[1]
  if (start === undefined || end === undefined) return undefined
  const trimmedEnd = end - (/\s*$/.exec(text.slice(start, end))?.[0].length ?? 0)
  const comment = /^[ \t]*#[^\r\n]*/.exec(text.slice(trimmedEnd))
  const at = trimmedEnd + (comment?.[0].length ?? 0)
  return { at: source.span(at, at), lead: source.eol + ' '.repeat(start - lineStart(text, start)), between: ': ' }
}

function flowSlot(source: SourceText, map: YAMLMap, last: Pair<Scalar, { range?: [number, number, number] | null }> | undefined): Slot | undefined {
  const [start = 0, end = 0] = map.range ?? []
  const close = source.text.lastIndexOf('}', end - 1)
  const behind = last?.value?.range?.[1] ?? last?.key.range?.[1]
  if (behind !== undefined) return { at: source.span(behind, behind), lead: ', ', between: ': ' }
  return close > start ? { at: source.span(start + 1, close), lead: ' ', between: ': ' } : undefined
}
