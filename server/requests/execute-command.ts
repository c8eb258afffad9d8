import type { ExecuteCommandParams } from 'vscode-languageserver'
import { OPEN_RULE, OPEN_SCENARIO } from '../pages.ts'
import type { Session } from '../session.ts'

export const COMMANDS: readonly string[] = [OPEN_SCENARIO, OPEN_RULE]

/** `workspace/executeCommand`: opens a packaged page in an editor that has no commands of ours. */
export async function executeCommand({ pages, connection, index }: Session, { command, arguments: [argument] = [] }: ExecuteCommandParams): Promise<null> {
  const uri =
    command === OPEN_SCENARIO
      ? pages.scenario(Number(argument))
      : command === OPEN_RULE && typeof argument === 'string' && index.byId.has(argument)
        ? pages.rule(argument)
        : undefined
  if (uri !== undefined) await connection.window.showDocument({ uri, takeFocus: true })
  return null
}
