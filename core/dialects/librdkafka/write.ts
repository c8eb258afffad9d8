import { refused, type Change, type Written } from '../../components/change.ts'
import type { Component } from '../../components/component.ts'
import type { Entry } from '../../readers/properties.ts'
import type { SectionDocument } from '../../readers/sections.ts'
import { flatWriter } from '../shared/flat-writer.ts'
import { keyOf, type Group } from './layers.ts'

/** Changes in the name by which the file knows a key (`request.required.acks`), and in the section that has it; what is new goes to the component's own section. */
export function sectionWriter(document: SectionDocument, own: Group, under: readonly Group[]): Component['write'] {
  const groups = [own, ...under]
  return (change) => {
    switch (change.do) {
      case 'set':
        return set(document, groups, change)
      case 'remove':
        return remove(document, groups, change)
      case 'rename':
        return within(
          document,
          groups.flatMap((g) => g.entries),
        )(change)
      default:
        return within(document, own.entries)(change)
    }
  }
}

const within = ({ source, comments }: SectionDocument, entries: readonly Entry[]): Component['write'] => flatWriter({ source, comments, entries })

const spellings = (group: Group, key: string): string[] => group.entries.filter((e) => keyOf(e, group.name !== '') === key).map((e) => e.key.text)

function set(document: SectionDocument, groups: readonly Group[], change: Extract<Change, { do: 'set' }>): Written {
  for (const group of groups) {
    const spelt = spellings(group, change.key).at(-1)
    if (spelt !== undefined) return within(document, group.entries)({ ...change, key: spelt })
  }
  const home = groups.find((group) => group.entries.length > 0)
  if (!home) return refused('the file has no entry that something could stand beside')
  return flatWriter({ source: document.source, entries: home.entries, comments: commentsOf(document, home) })(change)
}

function remove(document: SectionDocument, groups: readonly Group[], change: Extract<Change, { do: 'remove' }>): Written {
  const edits = groups.flatMap((group) =>
    [...new Set(spellings(group, change.key))].flatMap((spelt) => {
      const made = within(document, group.entries)({ ...change, key: spelt })
      return 'refused' in made ? [] : made
    }),
  )
  return edits.length === 0 ? refused('it is not written in this file') : edits
}

/** Those between the first and the last entry of the sections: what is commented out elsewhere is no place for a line of theirs. */
const commentsOf = ({ comments }: SectionDocument, { sections }: Group): SectionDocument['comments'] =>
  comments.filter((c) =>
    sections.some((s) => {
      const from = s.header?.end ?? 0
      const to = s.entries.at(-1)?.value.end ?? from
      return from <= c.start && c.start <= to
    }),
  )
