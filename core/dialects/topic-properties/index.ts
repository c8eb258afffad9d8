import type { FlatDocument } from '../../readers/properties.ts'
import type { Dialect } from '../dialect.ts'
import { flatLayer } from '../shared/flat-values.ts'
import { flatWriter } from '../shared/flat-writer.ts'
import { ID, recogniseTopic, TELLS } from './recognise.ts'

/** A file of topic settings for `kafka-configs --add-config-file`: bare topic keys, the name of the topic in the name of the file. */
export const topicProperties: Dialect<FlatDocument> = {
  id: ID,
  recognise: recogniseTopic,
  read(document, as) {
    const [dialect, name] = as?.split(' ') ?? []
    if (dialect !== ID) return []
    const layer = flatLayer(document)
    const at = document.entries.find((e) => TELLS.test(e.key.text))?.key ?? document.source.span(0, 0)
    return [
      { kind: 'topic', dialect: ID, layers: [layer], at, extent: document.source.span(0, document.source.text.length), write: flatWriter(document), ...(name ? { name } : {}) },
    ]
  },
}
