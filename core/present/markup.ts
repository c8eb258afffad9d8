/** How a text is written for somebody: as Markdown or plain. Prose comes in as our own Markdown, everything else as it is. */
export interface Markup {
  code(text: string): string
  strong(text: string): string
  /** A text of ours that may hold Markdown. */
  prose(text: string): string
  /** A text that must be shown letter by letter. */
  plain(text: string): string
  link(text: string, href: string | undefined): string
  readonly bar: string
}

export const MARKDOWN: Markup = {
  code(text) {
    const fence = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length)))
    const pad = /^`|`$/.test(text) ? ' ' : ''
    return text === '' ? '(empty)' : `${fence}${pad}${text.replace(/\s+/g, ' ')}${pad}${fence}`
  },
  strong: (text) => `**${text}**`,
  prose: (text) => text,
  plain: (text) => text.replace(/[\\`*_[\]<>|#]/g, '\\$&'),
  link: (text, href) => (href === undefined ? text : `[${text.replace(/[[\]]/g, '\\$&')}](${href.replace(/[()\s]/g, encodeURIComponent)})`),
  bar: '---',
}

export const PLAINTEXT: Markup = {
  code: (text) => (text === '' ? '(empty)' : text),
  strong: (text) => text,
  prose: (text) =>
    text
      .replace(/`/g, '')
      .replace(/\*\*|__/g, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
  plain: (text) => text,
  link: (text) => text,
  bar: '',
}
