import type { FileInput, Recognition } from '../dialect.ts'
import { scanKeys } from '../shared/key-scan.ts'
import { recogniseFlat } from '../shared/recognise-flat.ts'

export const ID = 'mirror-maker-properties'

const recognise = recogniseFlat(ID, 'mirror-maker')
const TELLS = /->|\.bootstrap\.servers$/

/** `clusters` is an everyday word: a flow, or the address of a cluster, has to stand beside it. */
export function recogniseMirrorMaker(file: FileInput): Recognition | undefined {
  const found = recognise(file)
  return found && [...scanKeys(file.text)].some((key) => TELLS.test(key)) ? found : undefined
}
