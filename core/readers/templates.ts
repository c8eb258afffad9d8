/** Go and Helm templates, Jinja, ERB: what stands between these is written by somebody else before a YAML reader sees it. */
const CONSTRUCT = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}|<%[\s\S]*?%>/g

export const isTemplated = (text: string): boolean => text.includes('{{') || text.includes('{%') || text.includes('<%')

/** A line of its own that a template engine replaces: what comes instead is not seen. */
export interface Construct {
  readonly at: number
  /** A condition or a loop around what stands in the text, not text by itself. */
  readonly isControl: boolean
}
const COMMENT = /^(?:\{\{-?\s*\/\*|\{#)/
const CONTROL = /^(?:\{\{|\{%|<%)[-=]?\s*(?:if|unless|else|elsif|elif|end\w*|range|with|for|define|block|set|\$\w+\s*:?=)(?!\w)/

/** The constructs that fill lines of their own; comments of the engine leave nothing behind. */
export function linesFilledIn(text: string): Construct[] {
  return [...text.matchAll(CONSTRUCT)].filter((m) => !COMMENT.test(m[0]) && standsAlone(text, m.index, m[0].length)).map((m) => ({ at: m.index, isControl: CONTROL.test(m[0]) }))
}

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
