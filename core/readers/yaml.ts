import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit, type Document as Parsed, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml'
import type { SourceText } from '../text/source-text.ts'
import type { Span } from '../text/span.ts'
import { Token } from '../text/token.ts'
import { conflictMarkers, type Comment, type Document, type Problem, type Reader } from './document.ts'
import { yamlOutline } from './outlines.ts'
import { isTemplated, maskTemplates } from './templates.ts'

/** Without these `yaml` counts lines, draws error pictures and compares every key with every other one of its map: a map of n keys costs n². */
const OPTIONS = { prettyErrors: false, uniqueKeys: false, strict: false, logLevel: 'silent', keepSourceTokens: false, merge: false, version: '1.2' } as const

/** Deeper flow nesting than any configuration has; `yaml` composes by recursion, so the depth is looked at first. */
const MAX_DEPTH = 200

export class TreeDocument implements Document {
  readonly source: SourceText
  readonly root: Parsed.Parsed | undefined
  readonly problems: readonly Problem[]
  readonly templated: boolean
  /** Where the first syntax error stands: what lies behind it cannot be trusted. */
  readonly brokenAt: number

  constructor(source: SourceText, root: Parsed.Parsed | undefined, templated: boolean, problems: readonly Problem[], brokenAt: number) {
    this.source = source
    this.root = root
    this.templated = templated
    this.problems = problems
    this.brokenAt = brokenAt
  }

  get comments(): readonly Comment[] {
    return this.root ? comments(this.source, this.root) : []
  }
}

export const yaml: Reader<TreeDocument> = {
  id: 'yaml',
  ...yamlOutline,
  comment: /#/,
  commentSign: '#',
  split: splitYaml,
  read: readYaml,
}

/** Parts of a stream. A marker at the start of a line ends even a block or a quoted scalar, so one expression cuts exactly; directives stay with the document that they stand before. */
export function splitYaml(text: string): Span[] {
  const cuts = [0]
  for (const { 0: marker, index } of text.matchAll(/^(?:---(?=\s|$)|\.\.\.(?:[ \t].*)?\r?(?:\n|$))/gm)) {
    const cut = marker.startsWith('-') ? index : index + marker.length
    const from = cuts.at(-1) ?? 0
    if (cut > from && !isDirectivesOnly(text, from, cut)) cuts.push(cut)
  }
  return cuts.map((start, i) => ({ start, end: cuts[i + 1] ?? text.length })).filter((p) => p.end > p.start)
}

function isDirectivesOnly(text: string, from: number, to: number): boolean {
  const first = text.indexOf('%', from)
  return first >= 0 && first < to && /^(?:%.*\n|#.*\n|\s+)*$/.test(text.slice(from, to))
}

export function readYaml(source: SourceText): TreeDocument {
  const templated = isTemplated(source.text)
  const markers = conflictMarkers(source)
  const deep = tooDeep(source.text)
  if (markers.length > 0 || deep !== undefined) {
    const problems: Problem[] = deep === undefined ? markers : [...markers, { code: 'yaml-too-deep', ...source.span(deep, deep + 1) }]
    return new TreeDocument(source, undefined, templated, templated ? [] : problems, 0)
  }
  const root = parseDocument(templated ? maskTemplates(source.text) : source.text, OPTIONS)
  const broken = root.errors[0]
  if (templated && broken) return new TreeDocument(source, undefined, templated, [], 0)
  /* One is enough: what follows is mostly the echo of the first. */
  const problems = root.errors.slice(0, 1).map((e): Problem => ({ code: 'yaml-syntax', detail: plainly(e.message), ...oneLine(source, e.pos[0], e.pos[1]) }))
  return new TreeDocument(source, root, templated, problems, broken ? broken.pos[0] : Infinity)
}

/** The message of `yaml` without the text that it quotes: a quoted text may be a secret. */
const plainly = (message: string): string => (message.split('\n')[0] ?? '').replace(/:\s+\S.*$/, '').trim()

/** The offset at which flow collections nest deeper than anything real. Quoted text is not looked through: a false positive needs two hundred open brackets. */
function tooDeep(text: string): number | undefined {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 91 || c === 123) depth++
    else if (c === 93 || c === 125) depth = Math.max(0, depth - 1)
    if (depth > MAX_DEPTH) return i
  }
  return undefined
}

/** `yaml` points behind the end of a text that is cut off; a place must be in the text, and on one line. */
function oneLine(source: SourceText, from: number, to: number): Span {
  const { length } = source.text
  const start = Math.min(from, Math.max(0, length - 1))
  const end = Math.min(Math.max(to, start), length)
  const stop = source.text.slice(start, end).search(/[\r\n]/)
  return source.span(start, stop < 0 ? end : start + stop)
}

/** `yaml` keeps comments as text without a place, so they are found again in the source: outside every scalar. */
function comments(source: SourceText, root: Parsed.Parsed): Comment[] {
  const { text } = source
  if (!text.includes('#')) return []
  const scalars = scalarSpans(root)
  const found: Comment[] = []
  const hash = /(?:^|[ \t])#([^\r\n]*)/gm
  let i = 0
  for (let m = hash.exec(text); m; m = hash.exec(text)) {
    const start = m.index + m[0].indexOf('#')
    while ((scalars[i]?.end ?? Infinity) <= start) i++
    if ((scalars[i]?.start ?? Infinity) <= start) continue
    found.push({ ...source.span(start, m.index + m[0].length), text: m[1] ?? '' })
  }
  return found
}

function scalarSpans(root: Parsed.Parsed): Span[] {
  const scalars: Span[] = []
  visit(root, {
    Scalar: (_, s) => {
      if (s.range && s.range[1] > s.range[0]) scalars.push({ start: s.range[0], end: s.range[1] })
    },
  })
  return scalars.sort((a, b) => a.start - b.start)
}

/** The scalar as it is written (a number keeps its digits), its place, and where each of its characters stands. */
export function scalarToken({ source, templated }: TreeDocument, node: Scalar): Token {
  const [start, end] = node.range ?? [0, 0]
  const span = source.span(start, end)
  const plain = node.type === 'PLAIN' || node.type === undefined
  const read = typeof node.value === 'string' && !plain ? node.value : (node.source ?? '')
  const text = templated && plain ? source.text.slice(start, end) : read
  return new Token(span, text, plain ? undefined : (i) => Math.min(span.start + 1 + i, span.end))
}

/** One pair of a map: `via` is set where the value was brought in through a merge key or an alias, and says where. */
export interface MapPair {
  readonly key: Scalar
  readonly value: Node | null
  readonly pair: Pair
  readonly via: Span | undefined
  /** Whether it came out of another map by `<<`, so that what is written beside the merge wins over it. */
  readonly merged: boolean
}

/** The pairs of a map, in order, with `<<` and aliases followed to any depth that is not circular. */
export function pairsOf(root: Parsed.Parsed, map: YAMLMap, via?: Span, seen: readonly YAMLMap[] = []): MapPair[] {
  const pairs: MapPair[] = []
  for (const pair of map.items) {
    const { key } = pair
    if (!isScalar(key)) continue
    if (key.value === '<<' && key.type !== 'QUOTE_DOUBLE') pairs.push(...broughtIn(root, map, pair, via, seen))
    else pairs.push({ key, value: resolved(root, pair.value), pair, via: via ?? (isAlias(pair.value) ? spanOfNode(pair.value) : undefined), merged: seen.length > 0 })
  }
  return pairs
}

function broughtIn(root: Parsed.Parsed, map: YAMLMap, pair: Pair, via: Span | undefined, seen: readonly YAMLMap[]): MapPair[] {
  const value = resolved(root, pair.value)
  const from = isSeq(value) ? value.items.map((i) => resolved(root, i)) : [value]
  const at = via ?? (isScalar(pair.key) ? spanOfNode(pair.key) : undefined)
  return from.flatMap((m) => (isMap(m) && m !== map && !seen.includes(m) ? pairsOf(root, m, at, [...seen, map]).map((p) => ({ ...p, merged: true })) : []))
}

/** What a map has under a name: what is written in it before what a merge brings. */
export function child(root: Parsed.Parsed, map: YAMLMap, name: string): Node | null | undefined {
  const own = map.items.findLast((p) => isScalar(p.key) && p.key.value === name)
  if (own) return resolved(root, own.value)
  return map.items.some((p) => isScalar(p.key) && p.key.value === '<<') ? pairsOf(root, map).findLast((p) => p.key.value === name)?.value : undefined
}

export const resolved = (root: Parsed.Parsed, value: unknown): Node | null => {
  const node = isAlias(value) ? value.resolve(root) : value
  return isNode(node) ? node : null
}

const spanOfNode = (node: { range?: [number, number, number] | null | undefined }): Span => ({ start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 })
export { isMap, isScalar, isSeq }
