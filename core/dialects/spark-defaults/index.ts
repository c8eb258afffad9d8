import type { Layer, Value } from '../../components/component.ts'
import type { FlatDocument } from '../../readers/properties.ts'
import type { Dialect, FileInput, Recognition } from '../dialect.ts'
import { flatLayer } from '../shared/flat-values.ts'
import { flatWriter } from '../shared/flat-writer.ts'
import { baseName, isForeignSyntax, scanKeys } from '../shared/key-scan.ts'

const ID = 'spark-defaults'
/** How much of a file is looked at to tell what it is. */
const STRETCH = 65_536
/** Every other key is dropped when an application is submitted ("Ignoring non-Spark config property"); case counts (executed on 3.3.4, 3.5.9 and 4.3.0). */
const isSparkKey = (key: string): boolean => key.startsWith('spark.')

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
    return [{ kind: 'spark-session', dialect: ID, layers: [layer], at, extent, uncertain: true, write: flatWriter(document), ...(name && !name.placeholder ? { name: name.text.text } : {}) }]
  },
}

function recogniseSpark({ path, languageId, text }: FileInput): Recognition | undefined {
  const isFlat = /\.(?:conf|properties|cfg)$/.test(baseName(path)) || languageId?.endsWith('properties') === true
  if (!isFlat || isForeignSyntax(text)) return undefined
  const keys = [...scanKeys(withoutContinuations(text.slice(0, STRETCH)))]
  const own = keys.filter(isSparkKey)
  const [first] = own
  return first === undefined || own.length * 2 < keys.length ? undefined : { dialect: ID, because: `the key ${first}`, as: `${ID} session` }
}

/** A list of packages over many lines would look like many keys. */
const withoutContinuations = (text: string): string => text.replace(/(?<=[^\\]\\\r?\n).*/g, '')

function sparkLayer(document: FlatDocument): Layer {
  const { values, ...rest } = flatLayer(document)
  return { ...rest, values: new Map([...values].filter(([key]) => isSparkKey(key)).map(([key, held]) => [key, held.map(unresolved)])) }
}

/** Spark replaces nothing in these values, so nobody here knows which default would be taken. */
const unresolved = (value: Value): Value => (value.placeholder ? { ...value, placeholder: {} } : value)
