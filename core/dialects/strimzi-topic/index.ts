import type { Component } from '../../components/component.ts'
import { child, isMap, isScalar, isSeq, readYaml, resolved, type TreeDocument } from '../../readers/yaml.ts'
import type { SourceText } from '../../text/source-text.ts'
import type { Dialect } from '../dialect.ts'
import { readTopic, type ReadTopic } from './read.ts'
import { GROUP, ID, recogniseStrimziTopic } from './recognise.ts'
import { topicWriter } from './write.ts'

/** `KafkaTopic` resources of Strimzi, alone, in a stream of many documents, or as items of a `List`. */
export const strimziTopic: Dialect<TreeDocument> = {
  id: ID,
  recognise: recogniseStrimziTopic,
  read: (document) => topicsIn(document).map((found, i) => topic(document, found, i)),
}

type Topic = readonly [map: Parameters<typeof child>[1], found: ReadTopic]

function topicsIn(document: TreeDocument): Topic[] {
  const top = document.root?.contents
  const { root } = document
  if (!root || !isMap(top)) return []
  const items = child(root, top, 'items')
  const resources = isSeq(items) ? items.items.map((i) => resolved(root, i)) : [top]
  return resources.flatMap((resource) => {
    const found = isMap(resource) && isTopic(document, resource) ? readTopic(document, resource) : undefined
    return isMap(resource) && found ? [[resource, found] as const] : []
  })
}

function isTopic({ root }: TreeDocument, map: Parameters<typeof child>[1]): boolean {
  if (!root) return false
  const kind = child(root, map, 'kind')
  const api = child(root, map, 'apiVersion')
  return isScalar(kind) && kind.value === 'KafkaTopic' && isScalar(api) && String(api.value).startsWith(GROUP)
}

function topic(document: TreeDocument, [, found]: Topic, index: number): Component {
  const { at, extent, name, values, strayFields, open } = found
  const layer = { name: 'spec', origin: 'explicit' as const, values, repeatsDiffer: true, ...(open === undefined ? {} : { open }) }
  return { kind: 'topic', dialect: ID, layers: [layer], at, extent, strayFields, write: writerOf(document.source, index), ...(name === undefined ? {} : { name }) }
}

/** Most topics are read and never changed: what a change needs is worked out when there is one, from the text again, so that no tree is held for it. */
function writerOf(source: SourceText, index: number): Component['write'] {
  let writer: Component['write'] | undefined
  return (change) => {
    if (!writer) {
      const document = readYaml(source)
      const again = topicsIn(document)[index]
      if (!again) throw new Error('the same text holds other topics')
      writer = topicWriter(document, ...again)
    }
    return writer(change)
  }
}
