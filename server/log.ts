/**
 * An error for the log. What it quotes may be a user's text and so a secret, so quoted stretches go;
 * the frames that say where it happened stay.
 */
export function describe(what: string, error: unknown): string {
  if (!(error instanceof Error)) return `${what}: failed`
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`${what}: ${error.name}: ${withoutQuotes(error.message)}`, ...frames].join('\n')
}

export const withoutQuotes = (text: string): string => text.replace(/["'`‘“«][^\n]*?["'`’”»]/g, '…')
