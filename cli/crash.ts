/** What is said when Weir itself failed: one sentence, and the stack only for those who asked for it. */
export function crashNote(error: unknown, env: Readonly<Record<string, string | undefined>>, path?: string): string {
  const said = error instanceof Error ? error.message : String(error)
  const lead = `weir: internal error${path === undefined ? '' : ` over ${path}`}: ${(said.split('\n', 1)[0] ?? '').slice(0, 300)}`
  if (env['WEIR_DEBUG'] !== '1') return `${lead} (WEIR_DEBUG=1 shows where)\n`
  return `${lead}\n${error instanceof Error ? (error.stack ?? '') : said}\n`
}
