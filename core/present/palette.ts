import type { Severity } from '../engine/define-rule.ts'

/** How the parts of a report are set off from one another; the host says whether with colours. */
export interface Palette {
  severity(severity: Severity, text: string): string
  strong(text: string): string
  faint(text: string): string
}

export const PLAIN: Palette = { severity: (_, text) => text, strong: (text) => text, faint: (text) => text }

const CODES: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36', hint: '32' }
const styled = (codes: string, text: string): string => `\u001b[${codes}m${text}\u001b[0m`

export const COLOURED: Palette = { severity: (severity, text) => styled(`1;${CODES[severity]}`, text), strong: (text) => styled('1', text), faint: (text) => styled('2', text) }
