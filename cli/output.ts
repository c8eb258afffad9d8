import { fstatSync, statSync, writeSync } from 'node:fs'

/** What to do where the system does not simply take what is written. */
export interface Otherwise {
  /** The reader takes no more for now (a pipe that does not block). */
  slowly(rest: Uint8Array): void
  /** The reader has seen enough (`weir lint . | head`): that is no mistake. */
  closed(): void
}

/**
 * Writes to a descriptor at once. `process.stdout` would first load all of Node's streams, which takes longer than looking at a file,
 * and what is on its way through a stream is lost when the process is ended.
 */
export function write(fd: 1 | 2, text: string, otherwise: Otherwise): void {
  let rest: Uint8Array = Buffer.from(text)
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EPIPE') otherwise.closed()
    else if (code === 'EAGAIN') otherwise.slowly(rest)
    else throw error
  }
}

/** Whether a descriptor can be a terminal at all: cheap to ask, where Node would load all of its streams to know. */
export function mayBeTerminal(fd: 1 | 2): boolean {
  try {
    const stat = fstatSync(fd)
    return stat.isCharacterDevice() && stat.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev
  } catch {
    return true
  }
}
