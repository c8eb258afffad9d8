import { knows } from '../../core/catalogue/lookup.ts'
import { derivedKeys } from '../../core/components/derivations.ts'
import { Settings } from '../../core/components/settings.ts'
import { pointAt } from '../../core/components/target.ts'
import type { FileReport } from '../../core/engine/lint.ts'
import { Token } from '../../core/text/token.ts'

/** What a config class has made of keys that nobody has written, as text (`Derived.java`). */
export type Derived = Readonly<Record<string, string>>

/** Not compared here, each with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'enable.idempotence': 'what the class does is asked of its method, which is not always what it holds (3.0.0, 3.1.0)',
  'delivery.timeout.ms': 'raised by the producer, and asked of it',
  'default.api.timeout.ms': 'raised by the admin client, and asked of it',
  'client.id': 'a name with a number that counts the clients of the process',
  'enable.auto.commit': 'off without a group, which a program may name that a file does not show',
}

export interface DerivedDifference {
  readonly kind: string
  readonly says: string
}

/** Where the class and our side differ over a key that nobody has written: neither may make something of it that the other does not. */
export function derivedDifference({ components, target }: FileReport, by: string, theirs: Derived = {}): DerivedDifference | undefined {
  const [placed] = components
  // A few keys alone are not taken for a file of Kafka's, and nothing is said of them.
  if (!placed) return undefined
  const { component } = placed
  const point = pointAt(target)
  const settings = new Settings(component, point)
  for (const key of new Set([...Object.keys(theirs), ...derivedKeys(component.kind)])) {
    if (key in LEFT_OUT || !knows(component.kind, key, point[settings.line])) continue
    const setting = settings.of(key)
    const ours = setting.state !== 'known' ? setting.state : setting.origin === 'derived' || key in theirs ? shown(setting.value) : undefined
    if (plain(ours) !== plain(theirs[key])) return { kind: `${by} derives another ${key}`, says: `${theirs[key] ?? 'nothing'}, ours ${ours ?? 'nothing'}` }
  }
  return undefined
}

const shown = (value: unknown): string => (value instanceof Token ? value.text : String(value))
/** Two words for one thing; and Java's longest numbers are longer than ours. */
const plain = (text: string | undefined): string | undefined => (text === 'all' ? '-1' : text !== undefined && /^-?\d{16,}$/.test(text) ? String(Number(text)) : text)

/** What our side makes of a setting that the class derives. */
export function settingIn({ components, target }: FileReport, key: string): unknown {
  const setting = new Settings(components[0]!.component, pointAt(target)).of(key)
  return setting.state === 'known' ? setting.value : setting.state
}
