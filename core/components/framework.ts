import type { Version } from '../text/version.ts'
import type { Value } from './component.ts'

/** What a framework gives to the client that it makes, for one key in one release. */
export interface Given {
  /** None: the client gets no value, not even its own default. */
  readonly value: Value | undefined
  /** Whether the value that the user wrote in the layer of that name comes through. */
  yieldsTo(layer: string): boolean
}

/** What a framework makes of the settings of a client inside it. Keys that it leaves alone give nothing. */
export interface Framework {
  readonly name: string
  given(key: string, v: Version): Given | undefined
  /** Releases at which what it gives for the key changes. */
  changesAt(key: string): readonly Version[]
}
