// npx tsx scripts/catalogue/spark/generate.ts [release]      installs pyspark (the newest, if none is named) and writes core/catalogue/data/spark.json
import { writeFileSync } from 'node:fs'
import { catalogueOf, textOf } from './catalogue.ts'
import { dumpInstalled } from './dump.ts'
import { committed, installPyspark } from './environment.ts'

installPyspark(process.argv[2])
const catalogue = catalogueOf(dumpInstalled())
writeFileSync(committed, textOf(catalogue))
console.log(`${catalogue.source}: ${Object.keys(catalogue.keys).length} keys, ${Object.keys(catalogue.retired).length} retired, ${catalogue.openPrefixes.length} open families`)
