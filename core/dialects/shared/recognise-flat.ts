import type { FileInput, Recognition } from '../dialect.ts'
import { baseName, isForeignSyntax, scanKeys } from './key-scan.ts'
import { otherKind, type FlatKind } from './kafka-evidence.ts'

/** Only these endings are looked at: nothing is told by a name alone. */
const FLAT = /\.(?:properties|conf|config|cfg|delta)$/

/** A recogniser for one kind of flat Kafka file, by the keys that only it has. `as` names the role that they show; where it finds none, nothing is claimed. */
export const recogniseFlat =
  (id: string, kind: FlatKind, as: (keys: ReadonlySet<string>) => string | undefined = () => '') =>
  (file: FileInput): Recognition | undefined => {
    const name = baseName(file.path)
    if (!FLAT.test(name) && file.languageId === undefined) return undefined
    const keys = scanKeys(file.text)
    if (keys.size === 0 || isForeignSyntax(file.text, keys)) return undefined
    const other = otherKind(keys, name)
    if (other?.kind !== kind) return undefined
    const role = as(keys)
    return role === undefined ? undefined : { dialect: id, because: `the key ${other.tell}`, as: `${id} ${role}`.trim() }
  }
