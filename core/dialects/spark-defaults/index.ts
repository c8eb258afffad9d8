import type { Layer, Value } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import type { Dialect } from '../dialect.ts'
import { flatLayer } from '../shared/flat-values.ts'
import { flatWriter } from '../shared/flat-writer.ts'
import { ID, isSparkKey, recogniseSpark } from './recognise.ts'

/**
 * `spark-defaults.conf`, and any file for `--properties-file`: Java's `Properties`, read as UTF-8, the last of two equal keys holds.
 * Whether a job that reads it streams, and with which of the two streaming engines, the file alone does not show: hence `uncertain`.
 */
export const sparkDefaults: Dialect<FlatDocument> = {
  id: ID,
  recognise: recogniseSpark,
  read(document, as) {
    if (as?.split(' ')[0] !== ID) return []
    const layer = sparkLayer(document)
    const name = layer.values.get('spark.app.name')?.[0]
    const at = document.entries.find(({ key }) => isSparkKey(key.text))?.key ?? document.source.span(0, 0)
    const extent = document.source.span(0, document.source.text.length)
    return [
      {
        kind: 'spark-session',
        dialect: ID,
        layers: [layer],
        at,
        extent,
        uncertain: true,
        write: flatWriter(document),
        ...(name && !name.placeholder ? { name: name.text.text } : {}),
      },
    ]
  },
}

function sparkLayer(document: FlatDocument): Layer {
  const { values, ...rest } = flatLayer(document)
  return { ...rest, values: new Map([...values].filter(([key]) => isSparkKey(key)).map(([key, held]) => [key, held.map(unresolved)])) }
}

/** Spark replaces nothing in these values, so nobody here knows which default would be taken. */
const unresolved = (value: Value): Value => (value.placeholder ? { ...value, placeholder: {} } : value)
