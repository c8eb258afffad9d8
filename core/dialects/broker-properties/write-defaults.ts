import { refused, type Change, type Written } from '../../components/change.ts'
import type { Component } from '../../components/component.ts'
import type { Entry, FlatDocument } from '../../readers/properties.ts'
import { flatWriter } from '../shared/flat-writer.ts'
import { synonymsOf, type Synonym } from './topic-defaults.ts'

type SetChange = Extract<Change, { do: 'set' }>

/** Changes of what holds for all topics, in the broker's names: the key that is there in its unit, else the strongest. */
export function defaultsWriter(document: FlatDocument): Component['write'] {
  const write = flatWriter(document)
  return (change) => {
    switch (change.do) {
      case 'set':
        return set(document, change, write)
      case 'remove':
        return remove(document, change, write)
      case 'comment':
        return write(change)
      default:
        return refused('the broker has its own name for it')
    }
  }
}

function set(document: FlatDocument, change: SetChange, write: Component['write']): Written {
  const synonyms = synonymsOf(change.key)
  const [strongest] = synonyms
  if (!strongest) return refused('a broker does not say this for all topics')
  const there = strongestIn(document, synonyms)
  if (!there) return write({ ...change, key: strongest[0] })
  const [entry, [key, factor]] = there
  const { value } = change
  if (factor === 1) return write({ ...change, key })
  if (typeof value !== 'number') return refused('it is no number')
  if (/[${]/.test(entry.value.text)) return refused('its value is filled in elsewhere')
  if (value % factor === 0) return write({ ...change, key, value: value / factor })
  // No whole number of hours: the same line in the finer unit.
  return write({ do: 'rename', at: entry.key, to: strongest[0], value })
}

function strongestIn({ entries }: FlatDocument, synonyms: readonly Synonym[]): readonly [Entry, Synonym] | undefined {
  for (const synonym of synonyms) {
    const entry = entries.findLast((e) => e.key.text === synonym[0])
    if (entry) return [entry, synonym]
  }
  return undefined
}

function remove(document: FlatDocument, change: Extract<Change, { do: 'remove' }>, write: Component['write']): Written {
  const written = synonymsOf(change.key).flatMap(([key]) => (document.entries.some((e) => e.key.text === key) ? [write({ ...change, key })] : []))
  const edits = written.flatMap((w) => ('refused' in w ? [] : w))
  return edits.length > 0 ? edits : (written[0] ?? refused('it is not written in this file'))
}
