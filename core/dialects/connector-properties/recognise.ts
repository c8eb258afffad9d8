import type { FileInput, Recognition } from '../dialect.ts'
import { scanKeys } from '../shared/key-scan.ts'
import { recogniseFlat } from '../shared/recognise-flat.ts'

export const ID = 'connector-properties'

const recognise = recogniseFlat(ID, 'connector')

/** On Confluent Cloud a connector has keys of its own and takes bare client keys: another component, of which nothing is known here. */
const CLOUD = ['kafka.api.key', 'kafka.auth.mode']

export function recogniseConnector(file: FileInput): Recognition | undefined {
  const found = recognise(file)
  if (!found) return undefined
  const keys = scanKeys(file.text)
  return CLOUD.some((key) => keys.has(key)) ? { dialect: null, because: 'it configures a connector of Confluent Cloud, for which there is no dialect yet' } : found
}
