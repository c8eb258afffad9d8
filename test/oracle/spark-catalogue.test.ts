import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogueOf, textOf } from '../../scripts/catalogue/spark/catalogue.ts'
import { dumpAll, missing } from '../../scripts/catalogue/spark/dump.ts'
import { committed, hasConnector } from '../../scripts/catalogue/spark/environment.ts'
import { whyNoSpark } from './spark/ask.ts'

const whyNotAll = (): string | undefined => {
  if (!hasConnector()) return 'the Kafka connector is not there: scripts/catalogue/spark/README.md says how'
  return missing().length === 0 ? undefined : `pyspark ${missing().join(', ')} is not there: scripts/catalogue/spark/README.md says how`
}
const reason = whyNoSpark() ?? whyNotAll()
if (reason !== undefined) console.log(`The Spark catalogue is not compared with the real registries: ${reason}.`)

describe.skipIf(reason !== undefined)('the committed Spark catalogue', () => {
  it('is what the registries say', () => {
    expect(textOf(catalogueOf(dumpAll()))).toBe(readFileSync(committed, 'utf8'))
  })
})
