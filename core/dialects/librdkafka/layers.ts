import { librdkafkaKey } from '../../catalogue/librdkafka.ts'
import type { Layer, Value } from '../../components/component.ts'
import type { Entry } from '../../readers/properties.ts'
import type { Section, SectionDocument } from '../../readers/sections.ts'
import { addValue, valueOf } from '../shared/value.ts'

/** What stands under one name of a section, however often the header comes. */
export interface Group {
  readonly name: string
  readonly sections: readonly Section[]
  readonly entries: readonly Entry[]
}

export function groupsOf({ sections }: SectionDocument): Group[] {
  const byName = new Map<string, Section[]>()
  for (const section of sections) byName.set(section.name.toLowerCase(), [...(byName.get(section.name.toLowerCase()) ?? []), section])
  return [...byName.values()].map((all) => ({ name: all[0]?.name ?? '', sections: all, entries: all.flatMap((s) => s.entries) }))
}

/** The key that an entry is about. Python reads keys of sections in lower case; what has no separator is no pair. */
export function keyOf({ key, separator }: Entry, inSection: boolean): string | undefined {
  if (!/[=:]/.test(separator)) return undefined
  return librdkafkaKey(inSection ? key.text.toLowerCase() : key.text)
}

/** The entries of a group as one layer. Of two equal keys in a section Python refuses the file and others take the last one; of two names for one key the last one holds. */
export function layerOf(group: Group, open: string | undefined): Layer {
  const values = new Map<string, Value[]>()
  const spelt = new Set<string>()
  let repeatsDiffer = false
  for (const entry of group.entries) {
    const key = keyOf(entry, group.name !== '')
    if (key === undefined) continue
    if (group.name !== '' && spelt.has(entry.key.text)) repeatsDiffer = true
    spelt.add(entry.key.text)
    addValue(values, key, valueOf(key, entry.key, entry.value, isInterpolated(group, entry) ? { placeholder: {} } : undefined))
  }
  const name = group.name === '' ? 'file' : `[${group.name}]`
  return { name, origin: 'explicit', values, ...(open === undefined ? {} : { open }), ...(repeatsDiffer ? { repeatsDiffer } : {}) }
}

/** `%(host)s` of Python's configparser. */
const isInterpolated = ({ name }: Group, { value }: Entry): boolean => name !== '' && /%\([^()]+\)s/.test(value.text)
