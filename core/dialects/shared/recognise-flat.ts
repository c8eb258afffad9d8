import type { FileInput, Recognition } from '../dialect.ts'
import { baseName, isForeignSyntax, scanKeys } from './key-scan.ts'
import { otherKind, type FlatKind } from './kafka-evidence.ts'

/** What the keys of a flat file speak of. */
export interface FlatEvidence {
  readonly keys: ReadonlySet<string>
  /** What else than a plain client it configures. */
  readonly other: ReturnType<typeof otherKind>
}

const told = new WeakMap<FileInput, { readonly evidence: FlatEvidence | undefined }>()

/** Nothing of a file in another syntax. Every dialect of flat files asks in turn: it is worked out once for a file. */
export function evidenceOf(file: FileInput): FlatEvidence | undefined {
  const held = told.get(file) ?? { evidence: evidenceIn(file) }
  told.set(file, held)
  return held.evidence
}

function evidenceIn({ path, text }: FileInput): FlatEvidence | undefined {
  const keys = scanKeys(text)
  return isForeignSyntax(text, keys) ? undefined : { keys, other: otherKind(keys, baseName(path)) }
}

/** Only these endings are looked at: nothing is told by a name alone. */
const FLAT = /\.(?:properties|conf|config|cfg|delta)$/

/** A recogniser for one kind of flat Kafka file, by the keys that only it has. `as` names the role that they show; where it finds none, nothing is claimed. */
export const recogniseFlat =
  (id: string, kind: FlatKind, as: (keys: ReadonlySet<string>) => string | undefined = () => '') =>
  (file: FileInput): Recognition | undefined => {
    if (!FLAT.test(baseName(file.path)) && file.languageId === undefined) return undefined
    const found = evidenceOf(file)
    if (found?.other?.kind !== kind) return undefined
    const role = as(found.keys)
    return role === undefined ? undefined : { dialect: id, because: `the key ${found.other.tell}`, as: `${id} ${role}`.trim() }
  }
