import type { Component } from '../../components/component.ts'
import { child, isMap, isScalar, isSeq, resolved, type TreeDocument } from '../../readers/yaml.ts'
import type { Dialect } from '../dialect.ts'
import { readTopic } from './read.ts'
import { GROUP, ID, recogniseStrimziTopic } from './recognise.ts'
import { topicWriter } from './write.ts'

/** `KafkaTopic` resources of Strimzi, alone, in a stream of many documents, or as items of a `List`. */
export const strimziTopic: Dialect<TreeDocument> = {
  id: ID,
  recognise: recogniseStrimziTopic,
  read(document) {
    const top = document.root?.contents
    const { root } = document
    if (!root || !isMap(top)) return []
    const items = child(root, top, 'items')
    const resources = isSeq(items) ? items.items.map((i) => resolved(root, i)) : [top]
    return resources.flatMap((resource) => (isMap(resource) && isTopic(document, resource) ? topic(document, resource) : []))
  },
}

function isTopic({ root }: TreeDocument, map: Parameters<typeof child>[1]): boolean {
  if (!root) return false
  const kind = child(root, map, 'kind')
  const api = child(root, map, 'apiVersion')
  return isScalar(kind) && kind.value === 'KafkaTopic' && isScalar(api) && String(api.value).startsWith(GROUP)
}

function topic(document: TreeDocument, map: Parameters<typeof child>[1]): Component[] {
  const found = readTopic(document, map)
  if (!found) return []
  const { at, extent, name, values, strayFields, open } = found
  const layer = { name: 'spec', origin: 'explicit' as const, values, repeatsDiffer: true, ...(open === undefined ? {} : { open }) }
  return [{ kind: 'topic', dialect: ID, layers: [layer], at, extent, strayFields, write: topicWriter(document, map, found), ...(name === undefined ? {} : { name }) }]
}
