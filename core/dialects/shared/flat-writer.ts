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
 * Changes in a flat file of keys and values. A new line goes behind the last character of an entry, never to the start of a line:
 * a missing final newline, CRLF and a nested block need no case of their own.
 */
export function flatWriter(document: Flat): Component['write'] {
  const { source, entries } = document
  return (change) => {
    switch (change.do) {
      case 'set':
        return set(document, change)
      case 'remove':
        return remove(source, entries, change)
      case 'rename':
        return renamed(source, entries, change)
      case 'comment':
        return [source.edit(source.span(0, 0), `# ${change.text}${source.eol}`)]
      default:
        return refused('a file of settings has no operators')
    }
  }
}

function set({ source, entries, comments }: Flat, { key, value }: Extract<Change, { do: 'set' }>): Written {
  const text = escapeValue(Array.isArray(value) ? value.join(',') : String(value))
  const there = entries.findLast((e) => e.key.text === key)
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

function remove(source: SourceText, entries: readonly Entry[], { key, at }: Extract<Change, { do: 'remove' }>): Written {
  const gone = entries.filter((e) => e.key.text === key && (!at || contains(e.key, at.start) || contains(e.value, at.start)))
  if (gone.length === 0) return refused('it is not written in this file')
  return gone.map((e) => source.edit({ start: e.line.start - e.indent.length, end: e.line.end }, ''))
}

function renamed(source: SourceText, entries: readonly Entry[], { at, to, value }: Extract<Change, { do: 'rename' }>): Written {
  const entry = entries.find((e) => contains(e.key, at.start))
  if (!entry) return refused('it is not written in this file')
  return [source.edit(entry.key, escapeKey(to)), ...(value === undefined ? [] : [source.edit(valueSpan(entry), escapeValue(String(value)))])]
}

const escapeValue = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/^[ \t]/, '\\$&')
const escapeKey = (text: string): string => text.replace(/[\\=: \t]/g, '\\$&').replace(/^[#!]/, '\\$&')
