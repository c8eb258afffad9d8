import { refused, type Change, type Written } from '../../components/change.ts'
import type { Component } from '../../components/component.ts'
import type { Comment } from '../../readers/document.ts'
import type { Entry, FlatDocument } from '../../readers/properties.ts'
import type { SourceText } from '../../text/source-text.ts'
import { contains, type Span } from '../../text/span.ts'
import { withDefault } from './placeholder.ts'

/** What the writer needs of a document: another reader's entries will do, or those of one section. */
type Flat = Pick<FlatDocument, 'source' | 'entries' | 'comments'>

/**
 * Under which beginnings a file writes the keys of one component: `consumer.max.poll.records` in a worker's file is the `max.poll.records` of its consumers.
 */
export interface Prefixes {
  /** All that may speak of it, strongest first; `''` is the bare key. */
  readonly read: readonly string[]
  /** Under which a new key is written. */
  readonly add: string
}
const BARE: Prefixes = { read: [''], add: '' }

/**
 * Changes in a flat file of keys and values. A new line goes behind the last character of an entry, never to the start of a line:
 * a missing final newline, CRLF and a nested block need no case of their own.
 */
export function flatWriter(document: Flat, prefixes: Prefixes = BARE): Component['write'] {
  const { source, entries } = document
  return (change) => {
    switch (change.do) {
      case 'set':
        return set(document, change, prefixes)
      case 'remove':
        return remove(source, entries, change, prefixes)
      case 'rename':
        return renamed(source, entries, change, prefixes)
      case 'comment':
        return [source.edit(source.span(0, 0), `# ${change.text}${source.eol}`)]
      default:
        return refused('a file of settings has no operators')
    }
  }
}

function set({ source, entries, comments }: Flat, { key: canonical, value }: Extract<Change, { do: 'set' }>, { read, add }: Prefixes): Written {
  const text = escapeValue(Array.isArray(value) ? value.join(',') : String(value))
  const names = read.map((prefix) => prefix + canonical)
  const there = names.map((name) => entries.findLast((e) => e.key.text === name)).find((e) => e !== undefined)
  const key = add + canonical
  if (there) return [source.edit(valueSpan(there), there.separator === '' ? `=${text}` : withDefault(there.value.text.trim(), text))]
  const neighbour = neighbourOf(entries, key)
  if (!neighbour) return refused('the file has no entry that something could stand beside')
  const line = source.eol + neighbour.indent + escapeKey(key) + separatorFor(neighbour, key) + text
  const commented = comments.findLast((c) => isCommentedOut(c, key))
  const at = commented?.end ?? neighbour.value.end
  return [source.edit({ start: at, end: at }, line)]
}

/** What is to be replaced: the value without the blanks behind it, unless it is written with escapes. */
function valueSpan({ value }: Entry): Span {
  const plain = value.end - value.start === value.text.length
  return plain ? { start: value.start, end: value.start + value.text.replace(/[\0-\x20]+$/, '').length } : { start: value.start, end: value.end }
}

const isCommentedOut = (c: Comment, key: string): boolean => {
  const text = c.text.trimStart()
  return text.startsWith(key) && /^\s*[=:]/.test(text.slice(key.length))
}

/** The last entry of the same family (`max.poll.` before `max.` before any); one that ends in an open backslash would swallow what follows. */
function neighbourOf(entries: readonly Entry[], key: string): Entry | undefined {
  const usable = entries.filter((e) => !e.open)
  const tokens = key.split('.')
  for (let n = tokens.length - 1; n > 0; n--) {
    const family = `${tokens.slice(0, n).join('.')}.`
    const found = usable.findLast((e) => e.key.text.startsWith(family))
    if (found) return found
  }
  return usable.at(-1)
}

/** The neighbour's separator; where its value stands in a column of blanks, the new one comes to stand in that column too. */
function separatorFor({ key, separator }: Entry, added: string): string {
  if (/^[ \t]{2,}$/.test(separator) && !separator.includes('\t')) return ' '.repeat(Math.max(1, key.end - key.start + separator.length - added.length))
  return /^[ \t]*[=:]?[ \t]*$/.test(separator) && separator !== '' ? separator : '='
}

function remove(source: SourceText, entries: readonly Entry[], { key, at }: Extract<Change, { do: 'remove' }>, { read }: Prefixes): Written {
  const gone = entries.filter((e) => read.some((prefix) => e.key.text === prefix + key) && (!at || contains(e.key, at.start) || contains(e.value, at.start)))
  if (gone.length === 0) return refused('it is not written in this file')
  return gone.map((e) => source.edit({ start: e.line.start - e.indent.length, end: e.line.end }, ''))
}

function renamed(source: SourceText, entries: readonly Entry[], { at, to, value }: Extract<Change, { do: 'rename' }>, { read }: Prefixes): Written {
  const entry = entries.find((e) => contains(e.key, at.start))
  if (!entry) return refused('it is not written in this file')
  const prefix = read.find((p) => entry.key.text.startsWith(p)) ?? ''
  return [source.edit(entry.key, escapeKey(prefix + to)), ...(value === undefined ? [] : [source.edit(valueSpan(entry), escapeValue(String(value)))])]
}

const escapeValue = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/^[ \t]/, '\\$&')
const escapeKey = (text: string): string => text.replace(/[\\=: \t]/g, '\\$&').replace(/^[#!]/, '\\$&')
