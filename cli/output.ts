import { fstatSync, statSync, writeSync } from 'node:fs'

/** What to do where the system does not simply take what is written. */
export interface Otherwise {
  /** Node's own stream, which waits for a reader who takes no more for now (a pipe that does not block); only now is it loaded. */
  stream(): NodeJS.WritableStream
  /** The reader has seen enough (`weir lint . | head`): that is no mistake. */
  closed(): void
}

/**
 * Writes to a descriptor at once. `process.stdout` would first load all of Node's streams, which takes longer than looking at a file,
 * and what is on its way through a stream is lost when the process is ended.
 * From the first time on that the reader is slow the rest goes through the stream, in its order.
 */
export function writer(fd: 1 | 2, otherwise: Otherwise): (text: string) => void {
  let stream: NodeJS.WritableStream | undefined
  const failed = (error: unknown): void => {
    if (codeOf(error) !== 'EPIPE') throw error
    otherwise.closed()
  }
  return (text) => {
    let rest: Uint8Array = Buffer.from(text)
    try {
      if (!stream) while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest))
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') return failed(error)
      stream = otherwise.stream().on('error', failed)
    }
    if (rest.length > 0) stream?.write(rest)
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Whether a descriptor can be a terminal at all: cheap to ask, where Node would load all of its streams to know. */
export function mayBeTerminal(fd: 1 | 2): boolean {
  try {
    const stat = fstatSync(fd)
    return stat.isCharacterDevice() && stat.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev
  } catch {
    return true
  }
}
