/** What a terminal must not be sent: it would move the cursor, or show text in another order than it stands (Trojan Source). */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u
const UNSAFE_ALL = new RegExp(UNSAFE, 'gu')
const SHOWN_AS = '\ufffd'

/** A text that came from a file or a name, fit for a terminal. */
export const printable = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').replace(UNSAFE_ALL, SHOWN_AS)

export const isUnsafe = (character: string): boolean => UNSAFE.test(character)
export const shownInstead = SHOWN_AS

const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]/u
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u

/** How many columns of a terminal a character takes. */
export function columnsOf(character: string): number {
  if (character.length === 1 && character < '\u0300') return 1
  return ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1
}
