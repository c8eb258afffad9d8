import type { Kind } from '../../catalogue/kinds.ts'
import type { Component, Layer } from '../../components/component.ts'
import type { Framework } from '../../components/framework.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import { prefixedLayer } from './flat-values.ts'
import { flatWriter, type Prefixes } from './flat-writer.ts'

/** One of several components that a flat file configures, told apart by how their keys begin. */
export interface FlatPart {
  readonly kind: Kind
  readonly dialect: string
  readonly prefixes: Prefixes
  /** Which of the keys, without their prefix, are this one's business. */
  takes?(key: string, prefix: string): boolean
  readonly name?: string | undefined
  readonly parent?: Component
  readonly uncertain?: boolean
  /** What the framework puts over and under what the file says, strongest first. */
  readonly above?: readonly Layer[]
  readonly below?: readonly Layer[]
  readonly framework?: Framework | undefined
}

export function flatComponent(document: FlatDocument, part: FlatPart): Component {
  const { kind, dialect, prefixes, name, parent, uncertain, framework, above = [], below = [] } = part
  const written = prefixes.read.map((prefix) => prefixedLayer(document, prefix, (key) => part.takes?.(key, prefix) ?? true))
  const { source, entries } = document
  const at = firstKeyOf(written) ?? parent?.at ?? entries[0]?.key ?? source.span(0, 0)
  return {
    kind,
    dialect,
    layers: [...above, ...written, ...below],
    at,
    extent: source.span(0, source.text.length),
    write: flatWriter(document, prefixes),
    ...(name === undefined ? {} : { name }),
    ...(parent ? { parent } : {}),
    ...(framework ? { framework } : {}),
    ...(uncertain ? { uncertain } : {}),
  }
}

/** Where findings about something missing go: the first key that speaks of the component. */
function firstKeyOf(layers: readonly Layer[]): Component['at'] | undefined {
  for (const { values } of layers) for (const [value] of values.values()) if (value) return value.key
  return undefined
}

/** The text of a key, where it is written and nothing has to be put in first. */
export function plainText(document: FlatDocument, key: string): string | undefined {
  const text = document.entries.findLast((e) => e.key.text === key)?.value.text.trim()
  return text === undefined || text === '' || /[${}]|\{\{/.test(text) ? undefined : text
}

/** Whether any key begins so. */
export const hasPrefix = ({ entries }: FlatDocument, prefix: string): boolean => entries.some((e) => e.key.text.startsWith(prefix))
