import { parse } from './args.ts'
import { EXIT, UsageError } from './exit.ts'

/** `weir lsp`: the language server. It answers until the editor ends it. */
export async function lsp(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse('weir lsp', argv, { stdio: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } })
  if (!values['stdio'] || positionals.length > 0) throw new UsageError('The language server speaks over standard input and output: weir lsp --stdio')
  const { startStdio } = await import('../server/node.ts')
  await startStdio()
  return EXIT.ok
}
