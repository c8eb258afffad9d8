/** Writes the librdkafka catalogue: `npx tsx scripts/catalogue/librdkafka/generate.ts`. See README.md beside this file. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dumpOf } from './dump.ts'
import { catalogueFiles } from './files.ts'
import { LIBRARIES } from './libraries.ts'

const target = fileURLToPath(new URL('../../../core/catalogue/', import.meta.url))

const dumps = LIBRARIES.map(({ release, from, find }) => {
  const library = find()
  const dump = library === undefined ? undefined : dumpOf(library)
  if (dump?.release !== release) throw new Error(`librdkafka ${release} is needed, ${from}; there is ${dump?.release ?? 'none'}.`)
  return dump
})
for (const [path, text] of catalogueFiles(dumps)) {
  writeFileSync(target + path, text)
  console.log(`${path}: ${String(text.length)} characters`)
}
