// npx tsx scripts/catalogue/spark/install.ts [--all]      installs the newest pyspark that core/catalogue/data/spark.json was made from, or all of them, for the oracle
import { readFileSync } from 'node:fs'
import { missing } from './dump.ts'
import { committed, connectorClassPath, installedPyspark, installPyspark, pythonOf, withConnector } from './environment.ts'

const { source } = JSON.parse(readFileSync(committed, 'utf8')) as { readonly source: string }
const release = /\d+(?:\.\d+)+/.exec(source)?.[0]
try {
  if (installedPyspark() !== release) installPyspark(release)
  connectorClassPath()
  for (const earlier of process.argv.includes('--all') ? missing() : []) installPyspark(earlier, pythonOf(earlier))
  for (const earlier of process.argv.includes('--all') ? withConnector : []) connectorClassPath(earlier)
  console.log(`pyspark ${installedPyspark() ?? ''} is there`)
} catch (error) {
  // The oracle itself says that it is skipped, and why.
  console.log(`pyspark ${release ?? ''} cannot be installed here (it needs Python 3.10 or newer, Java 17 and Maven): ${error instanceof Error ? error.message : String(error)}`)
}
