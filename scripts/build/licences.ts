import { readFileSync, readdirSync } from 'node:fs'
import type { Metafile } from 'esbuild'

/** The licences of what is in the bundles: most of them ask that their text travels with the code. */
export function licencesOf(metafiles: readonly Pick<Metafile, 'inputs'>[], copied: readonly string[]): string {
  const inputs = [...metafiles.flatMap((m) => Object.keys(m.inputs)), ...copied.map((f) => `node_modules/${f}`)]
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  const texts = [...folders].sort().map((folder) => `${heading(folder)}\n\n${licenceIn(folder)}\n`)
  return `Weir contains the work of others, under these licences.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}

function heading(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Readonly<Record<string, string>>
  return `${name} ${version} (${license})`
}

function licenceIn(folder: string): string {
  const file = readdirSync(folder).find((f) => /^(licen[cs]e|copying)\b/i.test(f))
  if (file === undefined) throw new Error(`${folder} has no licence file, so it cannot be shipped`)
  return readFileSync(`${folder}/${file}`, 'utf8').trim()
}
