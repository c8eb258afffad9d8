import type { Kind } from '../../core/catalogue/kinds.ts'
import { recordOf } from '../../core/catalogue/lookup.ts'
import { rename, unsafe, type Fix, type WrittenKey } from '../../core/engine/define-rule.ts'

type Renaming = Fix<ReturnType<typeof rename>>

/** The key under the name that has taken its place: where the value means the same there, and the name is not taken. */
export function replacing(kind: Kind, { record: old, value }: WrittenKey, keys: readonly WrittenKey[]): Renaming | undefined {
  const to = old?.replacedBy
  const next = to === undefined ? undefined : recordOf(kind, to)
  if (to === undefined || !next || next.type !== old?.type || next.unit !== old.unit || keys.some((k) => k.key === to)) return undefined
  return unsafe(`Write ${to}`, rename(value.key, to))
}
