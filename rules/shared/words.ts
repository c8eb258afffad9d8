import { showMillis } from '../../core/catalogue/units.ts'
import type { Known } from '../../core/components/settings.ts'

/** Where a value comes from, for a sentence: nothing for what the user wrote. */
const origin = (setting: Pick<Known<unknown>, 'origin'>): string =>
  setting.origin === 'default' ? ', the default' : setting.origin === 'framework' ? ', set by the framework' : ''

/** `3 s`, or `3 s, the default`. */
export const time = (setting: Pick<Known<number>, 'value' | 'origin'>): string => showMillis(setting.value) + origin(setting)
export const millis = showMillis

/** The name that the file has for it: a broker says for all topics under names of its own what a topic says under others. */
export const nameOf = ({ written, key }: Pick<Known<unknown>, 'written' | 'key'>, { ofBroker }: { readonly ofBroker: boolean }): string =>
  ofBroker && written ? written.key.text : key
/** Longer values are cut in a message. */
const ENOUGH = 40
export const shortened = (text: string): string => (text.length > ENOUGH ? `${text.slice(0, ENOUGH)}…` : text)
