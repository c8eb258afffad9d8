// npx tsx scripts/catalogue/spark/generate.ts [release]      installs pyspark (the newest, if none is named) and writes core/catalogue/data/spark.json
import { writeFileSync } from 'node:fs'
import { catalogueOf, textOf } from './catalogue.ts'
import { dumpAll, missing } from './dump.ts'
import { committed, installPyspark, pythonOf } from './environment.ts'

installPyspark(process.argv[2])
for (const release of missing()) installPyspark(release, pythonOf(release))
const catalogue = catalogueOf(dumpAll())
writeFileSync(committed, textOf(catalogue))
console.log(`${catalogue.source}: ${Object.keys(catalogue.keys).length} keys, ${Object.keys(catalogue.retired).length} retired, ${catalogue.openPrefixes.length} open families`)
