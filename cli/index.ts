import { files } from './files.ts'
import type { Io } from './io.ts'
import { main } from './main.ts'
import { mayBeTerminal, writer } from './output.ts'

const closed = (): void => process.exit()

/** The only place that touches the process. */
const io: Io = {
  ...files,
  cwd: process.cwd(),
  env: process.env,
  get isTTY() {
    return mayBeTerminal(1) && process.stdout.isTTY
  },
  get columns() {
    return this.isTTY ? process.stdout.columns : undefined
  },
  stdout: writer(1, { stream: () => process.stdout, closed }),
  stderr: writer(2, { stream: () => process.stderr, closed }),
  async stdin() {
    const chunks: Uint8Array[] = []
    for await (const chunk of process.stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array))
    return Buffer.concat(chunks)
  },
}

// The exit code is set rather than exited with, so that what is still on its way to a pipe gets there.
void main(process.argv.slice(2), io).then((code) => {
  process.exitCode = code
})
