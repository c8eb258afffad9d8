import propertiesReader from 'properties-reader'
import type { SourceText } from '../text/source-text.ts'
import { Token } from '../text/token.ts'
import { conflictMarkers, type Comment, type Document, type Problem, type Reader } from './document.ts'
import { sectionsOutline } from './outlines.ts'
import { Entry } from './properties.ts'
import { isTemplated } from './templates.ts'

/** What stands below one `[header]`; what stands before the first has the name `''`. A header that comes twice opens two sections. */
export interface Section {
  readonly name: string
  /** The header in its brackets. */
  readonly header?: Token
  readonly entries: readonly Entry[]
}

/** Sections with pairs, one a line: nothing is continued and nothing is escaped. */
export interface SectionDocument extends Document {
  readonly sections: readonly Section[]
  /** Why more may be meant than is written: a template, an unfinished merge. */
  readonly branching?: string
}

/** `.ini`, and files of `key=value` lines that are not Java's. `properties-reader` says what the pairs are; where they stand is told by our own index of lines. */
export const sections: Reader<SectionDocument> = {
  id: 'sections',
  ...sectionsOutline,
  comment: /[#;]/,
  commentSign: '#',
  split: (text) => [{ start: 0, end: text.length }],
  read: readSections,
}

interface Line {
  readonly start: number
  readonly text: string
  /** Behind the line end. */
  readonly next: number
}

function readSections(source: SourceText): SectionDocument {
  const lines = linesOf(source.text)
  const templated = isTemplated(source.text)
  const markers = conflictMarkers(source)
  const { found, comments } = split(source, lines, (line) => (templated && CONSTRUCT.test(line.text)) || (markers.length > 0 && MARKER.test(line.text)))
  const branching = templated ? 'the file is a template' : markers.length > 0 ? 'a merge is unfinished' : undefined
  return { source, sections: found, comments, problems: markers satisfies readonly Problem[], ...(branching === undefined ? {} : { branching }) }
}

const CONSTRUCT = /^\s*(?:\{\{|\{%|\{#|<%)/
const MARKER = /^(?:<{7}|>{7}|={7}|\|{7})/
const HEADER = /^\s*\[([^=]+)]\s*$/
const COMMENT = /^\s*[#;]/

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  const end = /\r\n|\r|\n|$/g
  for (let start = 0; start < text.length;) {
    end.lastIndex = start
    const m = end.exec(text)
    const at = m?.index ?? text.length
    const next = at + (m?.[0].length ?? 0)
    lines.push({ start, text: text.slice(start, at), next })
    start = next
  }
  return lines
}

function split(source: SourceText, lines: readonly Line[], isForeign: (line: Line) => boolean): { found: Section[]; comments: Comment[] } {
  const comments: Comment[] = []
  const found: { name: string; header?: Token; entries: Entry[] }[] = [{ name: '', entries: [] }]
  const asked: (Line | undefined)[] = []
  const sectionAt: number[] = []
  for (const line of lines) {
    const header = HEADER.exec(line.text)
    if (COMMENT.test(line.text)) comments.push(commentIn(source, line))
    else if (header) found.push({ name: (header[1] ?? '').trim(), header: headerIn(source, line), entries: [] })
    asked.push(header || COMMENT.test(line.text) || isForeign(line) ? undefined : line)
    sectionAt.push(found.length - 1)
  }
  const pairs = pairsOf(asked.map((line, i) => (line ? withEquals(line.text, sectionAt[i] !== 0) : '')))
  for (const [i, line] of asked.entries()) {
    const key = pairs.get(i)
    if (line && key !== undefined) found[sectionAt[i] ?? 0]?.entries.push(entryIn(source, line, key))
  }
  return { found: found.filter((s) => s.header || s.entries.length > 0), comments }
}

/**
 * The key of each line that holds a pair, by the line's number. All lines are read at once, each under a header of its own: the package keeps one value
 * for a key of a section, and repeats must not be lost.
 */
function pairsOf(lines: readonly string[]): Map<number, string> {
  const reader = propertiesReader().read(lines.map((line, i) => `[${i}]\n${line}`).join('\n'))
  const keys = new Map<number, string>()
  for (const [name] of reader.entries()) {
    const dot = name.indexOf('.')
    keys.set(Number(name.slice(0, dot)), name.slice(dot + 1))
  }
  return keys
}

/** Below a header `key: value` is a pair too, as Python's configparser has it. The text keeps its length. */
function withEquals(text: string, inSection: boolean): string {
  const at = inSection ? text.search(/[=:]/) : -1
  return text[at] === ':' ? `${text.slice(0, at)}=${text.slice(at + 1)}` : text
}

function entryIn(source: SourceText, line: Line, key: string): Entry {
  const from = line.text.search(/\S/)
  const keyEnd = from + key.length
  const separator = /^\s*[=:]?\s*/.exec(line.text.slice(keyEnd))?.[0] ?? ''
  const value = line.text.slice(keyEnd + separator.length).trimEnd()
  const start = line.start + from
  const valueStart = line.start + keyEnd + separator.length
  return new Entry(
    new Token(source.span(start, line.start + keyEnd), key),
    new Token(source.span(valueStart, valueStart + value.length), value),
    separator,
    line.text.slice(0, from),
    false,
    source.span(line.next, line.next).end,
  )
}

function commentIn(source: SourceText, line: Line): Comment {
  const from = line.text.search(/\S/)
  return { ...source.span(line.start + from, line.start + line.text.length), text: line.text.slice(from + 1) }
}

function headerIn(source: SourceText, line: Line): Token {
  const from = line.text.indexOf('[')
  const end = line.text.lastIndexOf(']') + 1
  return new Token(source.span(line.start + from, line.start + end), line.text.slice(from, end))
}
