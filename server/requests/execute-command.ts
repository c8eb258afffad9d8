import type { CancellationToken, ExecuteCommandParams } from 'vscode-languageserver'
import type { Client } from '../client.ts'
import { OPEN_RULE, OPEN_SCENARIO } from '../pages.ts'
import type { Session } from '../session.ts'
import { effective } from './effective.ts'

/** With the address of an open file: answers what will hold for all its keys, as text. */
const EFFECTIVE = 'weir.effective'
export const PAGE_COMMANDS: readonly string[] = [OPEN_SCENARIO, OPEN_RULE]

/** Our own extension has commands of its own that ask for these; offered to it, they would stand in its editor a second time. */
export const commandsFor = ({ opensPages, showsDocuments }: Client): readonly string[] => (opensPages ? [] : [EFFECTIVE, ...(showsDocuments ? PAGE_COMMANDS : [])])

/** `workspace/executeCommand`: answers what needs no request of our own, and opens a packaged page in an editor that has no commands of ours. */
export async function executeCommand(session: Session, { command, arguments: [argument] = [] }: ExecuteCommandParams, token: CancellationToken): Promise<string | null> {
  if (command === EFFECTIVE) return typeof argument === 'string' ? effective(session, argument, token) : null
  await openPage(session, command, argument)
  return null
}

async function openPage({ pages, connection, index }: Session, command: string, argument: unknown): Promise<void> {
  const uri =
    command === OPEN_SCENARIO
      ? pages.scenario(Number(argument))
      : command === OPEN_RULE && typeof argument === 'string' && index.byId.has(argument)
        ? pages.rule(argument)
        : undefined
  if (uri !== undefined) await connection.window.showDocument({ uri, takeFocus: true })
}
