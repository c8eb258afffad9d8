import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { nodeHost } from './node-host.ts'
import { startServer } from './start-server.ts'

/** Speaks over standard input and output, or over what the command line names (`--node-ipc`, `--stdio`, `--socket=…`). Ends the process when the client says so. */
export function startStdio(): Promise<never> {
  startServer(createConnection(ProposedFeatures.all), nodeHost)
  return new Promise(() => undefined)
}

// As a module of its own, started by an editor's client; the command imports it and decides for itself.
if (/[\\/]server\.cjs$/.test(process.argv[1] ?? '')) void startStdio()
