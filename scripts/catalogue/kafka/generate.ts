/** Writes the Kafka catalogue: `npx tsx scripts/catalogue/kafka/generate.ts`. See README.md beside this file. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dumpRelease } from './dump.ts'
import type { ReleaseDump } from './dump-rows.ts'
import { catalogueFiles } from './files.ts'
import { releases } from './releases.ts'

const target = fileURLToPath(new URL('../../../core/catalogue/', import.meta.url))

const dumps = new Map<string, ReleaseDump>()
for (const release of releases) {
  dumps.set(release, dumpRelease(release))
  console.log(`${release} dumped`)
}

mkdirSync(`${target}data`, { recursive: true })
for (const [path, text] of catalogueFiles(dumps)) {
  writeFileSync(target + path, text)
  console.log(`${path}: ${String(text.length)} characters`)
}
