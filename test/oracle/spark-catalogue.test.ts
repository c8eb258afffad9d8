import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogueOf, textOf } from '../../scripts/catalogue/spark/catalogue.ts'
import { dumpInstalled } from '../../scripts/catalogue/spark/dump.ts'
import { committed, hasConnector } from '../../scripts/catalogue/spark/environment.ts'
import { whyNoSpark } from './spark/ask.ts'

const reason = whyNoSpark() ?? (hasConnector() ? undefined : 'the Kafka connector is not there: scripts/catalogue/spark/README.md says how')
if (reason !== undefined) console.log(`The Spark catalogue is not compared with the real registries: ${reason}.`)

describe.skipIf(reason !== undefined)('the committed Spark catalogue', () => {
  it('is what the registries say', () => {
    expect(textOf(catalogueOf(dumpInstalled()))).toBe(readFileSync(committed, 'utf8'))
  })
})
