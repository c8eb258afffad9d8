import type { Value } from '../../components/component.ts'
import { isSecretKey, Secret } from '../../text/secret.ts'
import { trimmed, type Token } from '../../text/token.ts'
import { placeholderOf } from './placeholder.ts'

/** A value as it was written under a canonical key: secrets are locked away here, placeholders are noticed. */
export function valueOf(canonical: string, key: Token, text: Token, rest?: Partial<Value>): Value {
  const token = trimmed(text)
  const placeholder = placeholderOf(token.text)
  const value: Value = { key, text: isSecretKey(canonical) ? new Secret(token, token.text) : token }
  return placeholder || rest ? { ...value, ...(placeholder ? { placeholder } : {}), ...rest } : value
}

/** Files one value more under its key: the one written last wins. */
export function addValue(values: Map<string, Value[]>, canonical: string, value: Value): void {
  const held = values.get(canonical)
  if (held) held.unshift(value)
  else values.set(canonical, [value])
}
