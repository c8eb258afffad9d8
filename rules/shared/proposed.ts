import { lineOf, type Kind } from '../../core/catalogue/kinds.ts'
import { defaultAt } from '../../core/catalogue/lookup.ts'
import { newest } from '../../core/catalogue/releases.ts'

/** What we propose where nothing better is known: what the newest release does by itself. Asked when a rule speaks, since a catalogue is read when it is first asked. */
export const proposed = (kind: Kind, key: string): number => Number(defaultAt(kind, key, newest(lineOf[kind])))
