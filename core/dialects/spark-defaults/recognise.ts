import type { FileInput, Recognition } from '../dialect.ts'
import { baseName, isForeignSyntax, scanKeys } from '../shared/key-scan.ts'

export const ID = 'spark-defaults'
/** How much of a file is looked at to tell what it is. */
const STRETCH = 65_536
/** Every other key is dropped when an application is submitted ("Ignoring non-Spark config property"); case counts (executed on 3.3.4, 3.5.9 and 4.3.0). */
export const isSparkKey = (key: string): boolean => key.startsWith('spark.')

export function recogniseSpark({ path, languageId, text }: FileInput): Recognition | undefined {
  const isFlat = /\.(?:conf|properties|cfg)$/.test(baseName(path)) || languageId?.endsWith('properties') === true
  if (!isFlat) return undefined
  const scanned = scanKeys(withoutContinuations(text.slice(0, STRETCH)))
  if (isForeignSyntax(text, scanned)) return undefined
  const keys = [...scanned]
  const own = keys.filter(isSparkKey)
  const [first] = own
  return first === undefined || own.length * 2 < keys.length ? undefined : { dialect: ID, because: `the key ${first}`, as: `${ID} session` }
}

/** A list of packages over many lines would look like many keys. */
const withoutContinuations = (text: string): string => text.replace(/(?<=[^\\]\\\r?\n).*/g, '')
