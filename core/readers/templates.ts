/** Go and Helm templates, Jinja, ERB: what stands between these is written by somebody else before a YAML reader sees it. */
const CONSTRUCT = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}|<%[\s\S]*?%>/g

export const isTemplated = (text: string): boolean => text.includes('{{') || text.includes('{%') || text.includes('<%')

/**
 * The text with every construct replaced by a scalar of the same length, so that offsets stay: a line that holds nothing else becomes blank,
 * a construct inside a line becomes a word. What was masked is read from the original text again, where it shows as a placeholder.
 */
export function maskTemplates(text: string): string {
  const inline = text.replace(CONSTRUCT, (construct: string, at: number) => (standsAlone(text, at, construct.length) ? blanks(construct) : words(construct)))
  return inline
}

function standsAlone(text: string, at: number, length: number): boolean {
  const lineStart = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1
  const rest = text.slice(at + length).split(/\r\n|\r|\n/, 1)[0] ?? ''
  const isEmpty = (s: string): boolean => s.replace(CONSTRUCT, '').trim() === ''
  return isEmpty(text.slice(lineStart, at)) && isEmpty(rest)
}

const blanks = (construct: string): string => construct.replace(/[^\r\n]/g, ' ')
const words = (construct: string): string => construct.replace(/[^\r\n]/g, 'x')
