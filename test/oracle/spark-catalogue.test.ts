import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import spark from '../../core/catalogue/data/spark.json' with { type: 'json' }
import { sparkRecordsOf, type SparkFile } from '../../core/catalogue/spark-table.ts'
import { catalogueOf, textOf } from '../../scripts/catalogue/spark/catalogue.ts'
import { dumpAll, missing, registriesOfNewest } from '../../scripts/catalogue/spark/dump.ts'
import { committed, hasConnector } from '../../scripts/catalogue/spark/environment.ts'
import { isFull } from './scale.ts'
import { whyNoSpark } from './spark/ask.ts'

const reason = whyNoSpark() ?? (hasConnector() ? undefined : 'the Kafka connector is not there: scripts/catalogue/spark/README.md says how')
if (reason !== undefined) console.log(`The Spark catalogue is not compared with the real registries: ${reason}.`)

const whyNotAll = reason ?? (!isFull ? 'only a full run asks them all' : missing().length === 0 ? undefined : `pyspark ${missing().join(', ')} is not there`)
if (reason === undefined && whyNotAll !== undefined) console.log(`The registries of earlier Sparks are not compared: ${whyNotAll}.`)

/** What the catalogue says of each key that the newest release has, without what hangs on the others: a key counts as read at the start where each of them does (what a start takes is asked of it in `spark-confs.test.ts`). */
function atNewest(file: Pick<SparkFile, 'sections'>): Record<string, object> {
  const rows = [...sparkRecordsOf(file)].flatMap(([key, { from: _from, gone, judged: _judged, defaults: _defaults, start: _start, ...said }]) =>
    gone === undefined ? [[key, said] as const] : [],
  )
  return Object.fromEntries(rows)
}

describe('the committed Spark catalogue', () => {
  it.skipIf(reason !== undefined)('is what the newest registry says', () => {
    const asked = JSON.parse(textOf(catalogueOf([registriesOfNewest()]))) as SparkFile
    const [theirs, ours] = [atNewest(asked), atNewest(spark as unknown as SparkFile)]
    expect(Object.keys(theirs).length).toBeGreaterThan(1500)
    expect(ours).toEqual(theirs)
  })

  it.skipIf(whyNotAll !== undefined)('is what the registries of all releases say', () => {
    expect(textOf(catalogueOf(dumpAll()))).toBe(readFileSync(committed, 'utf8'))
  })
})
